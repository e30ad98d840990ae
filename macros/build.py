"""Building the site beside the old one, and swapping the two when all went well."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from macros import clock

# Every site has it, and hardly anything else does.
MARK = Path("data/collections.json")

# What a build may run with, besides what its environment says. The notices are
# advertisements for and against other programs, not findings about this site.
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


def build(root: Path, site: Path) -> int:
    """Check the content below `root` and build it into `site`. Returns the exit code.

    Building happens in a folder beside `site`; only a whole and faultless site takes
    its place. Otherwise `site` stays as it was.
    """
    refused = _why_not(root, site)
    if refused:
        print(refused, file=sys.stderr)
        return 2
    site.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    fresh.chmod(0o755)
    try:
        outcome = _run_generator(root, fresh)
        if outcome == 0:
            pages = sum(1 for _ in fresh.rglob("index.html"))
            _swap(fresh, site)
            print(f"{pages} pagina’s gebouwd in {site}.")
        return outcome
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _why_not(root: Path, site: Path) -> str:
    """Why `site` cannot be replaced by a build: it would take something else with it."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        return f"{site} is geen gewone map; kies een andere plek voor de site."
    if root.is_relative_to(site.resolve()):
        return f"{site} bevat de kennisbank zelf; kies een andere plek voor de site."
    ours = site == root / "site" or (site / MARK).is_file()
    if site.is_dir() and any(site.iterdir()) and not ours:
        return f"In {site} staat iets dat geen gebouwde site is; maak de map leeg of kies een andere plek."
    return ""


def _run_generator(root: Path, target: Path) -> int:
    environment = {**os.environ, **_ENVIRONMENT, "SOURCE_DATE_EPOCH": str(clock.epoch(root))}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean", "--site-dir", str(target)]
    with subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as generator:
        assert generator.stdout is not None
        for line in generator.stdout:
            if not line.startswith("INFO "):  # warnings, errors and our own problems are for the reader
                sys.stderr.write(line)
    return 1 if generator.returncode else 0


def _swap(fresh: Path, site: Path) -> None:
    """Put `fresh` in the place of `site`; two renames, so that no page is ever half there."""
    if not site.exists():
        fresh.rename(site)
        return
    old = fresh.with_name(f"{fresh.name}-old")
    site.rename(old)
    try:
        fresh.rename(site)
    except OSError:
        old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)
