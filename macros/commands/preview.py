"""`python -m macros preview`: the pages that a proposal changes, as files that open by themselves."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from pathlib import Path

from macros.base.dutch import fill
from macros.commands import CLEAN, PROBLEMS, USAGE

HELP = "maak van de pagina’s die je veranderde losse bestanden, om zonder server te bekijken"
_MOST = 40  # pages: each takes some 400 kB


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site-dir", type=Path, help="een gebouwde site om ze uit te halen (nu: bouw ze eerst)")
    parser.add_argument(
        "--to", type=Path, default=Path("voorbeeld"), metavar="MAP", help="waar ze komen (nu: voorbeeld)"
    )


def run(options: argparse.Namespace, root: Path) -> int:
    import tempfile

    from macros.checking.check import check
    from macros.problems import reporters
    from macros.reading.proposal import Base
    from macros.schema.settings import DRAFTS
    from macros.site.alone import alone
    from macros.site.build import build
    from macros.upkeep.changed import changed_pages

    checked = check(root, drafts=True)
    if checked.library is None:
        sys.stderr.write(reporters.text(checked.errors, root))
        return PROBLEMS
    base = Base(root)
    if not base.is_known:
        print("Zonder git is niet te zien wat er veranderde.", file=sys.stderr)
        return USAGE
    pages = changed_pages(root, checked.library, base)
    if not pages:
        print("Dit voorstel verandert geen pagina.")
        return CLEAN
    with tempfile.TemporaryDirectory(prefix="kennisbank-") as folder:
        site = root / options.site_dir if options.site_dir else Path(folder) / "site"
        if not all((site / url / "index.html").is_file() for url in pages[:_MOST]):
            site = Path(folder) / "site"  # a draft is on no site
            os.environ[DRAFTS] = "1"
            with contextlib.redirect_stdout(io.StringIO()):  # which pages there are, is said below
                code = build(root, site)
            if code:
                return code
        names = {url: f"{url.strip('/').replace('/', '-') or 'home'}.html" for url in pages[:_MOST]}
        names = {url: name for url, name in names.items() if (site / url / "index.html").is_file()}
        target = root / options.to
        target.mkdir(parents=True, exist_ok=True)
        note = "Dit is een voorbeeld van een voorstel. Zoeken, bewaren en filters werken hier niet."
        for url, name in names.items():
            text = alone(site, url, checked.library.settings.address, names, note)
            (target / name).write_text(text, encoding="utf-8")
            print((options.to / name).as_posix())
    count = fill("{n} {pagina|pagina’s} om te bekijken: open een bestand in je browser.", n=len(names))
    rest = len(pages) - len(names)
    print(
        count + (fill(" Nog {n} {pagina staat|pagina’s staan} er niet bij.", n=rest) if rest else ""), file=sys.stderr
    )
    return CLEAN
