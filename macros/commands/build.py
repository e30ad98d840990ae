"""`python -m macros build`: check everything and build the site."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "controleer en bouw de site"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--site-dir", type=Path, default=Path("site"), help="waar de site komt (nu: site)")


def run(options: argparse.Namespace, root: Path) -> int:
    from macros.build import build

    return build(root, root / options.site_dir)
