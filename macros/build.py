"""Building the site beside the old one, and swapping the two when all went well."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from macros import clock

# What a build may run with, besides what its environment says. The notices are
# advertisements for and against other programs, not findings about this site.
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "KENNISBANK_STRICT": "true", "PYTHONUTF8": "1"}


def build(root: Path, site: Path) -> int:
    """Check the content below `root` and build it into `site`. Returns the exit code.

    Building happens in a folder beside `site`; only a whole and faultless site takes
    its place. Otherwise `site` stays as it was.
    """
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
