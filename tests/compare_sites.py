"""Compares two built sites byte for byte: `python -m tests.compare_sites OLD NEW [--engines]`.

For a step that means to change nothing: build before and after, with the same SOURCE_DATE_EPOCH. Prints what only one of
them has and what differs, and ends with 1 where anything does. With --engines the two may name another generator.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

_MOST = 20  # names of each kind
_GENERATOR = re.compile(rb'(?<=<meta name="generator" content=")[^"]*(?=">)')


def differences(old: Path, new: Path, engines: bool = False) -> dict[str, list[str]]:
    """The names of files, relative to their site, by what is the matter: `gone`, `new` or `changed`.

    With `engines`, pages that differ in nothing but the name of their generator are the same.
    """
    before, after = (
        {file.relative_to(site).as_posix(): file for file in sorted(site.rglob("*")) if file.is_file()}
        for site in (old, new)
    )
    return {
        "gone": [name for name in before if name not in after],
        "new": [name for name in after if name not in before],
        "changed": [n for n in before if n in after and _content(before[n], engines) != _content(after[n], engines)],
    }


def _content(file: Path, engines: bool) -> bytes:
    content = file.read_bytes()
    return _GENERATOR.sub(b"", content, count=1) if engines and file.suffix == ".html" else content


def main(arguments: list[str]) -> int:
    old, new = (Path(one) for one in arguments if one != "--engines")
    found = differences(old, new, "--engines" in arguments)
    files = sum(file.is_file() for file in new.rglob("*"))
    for kind, names in found.items():
        suffixes = ", ".join(
            f"{count} {suffix}" for suffix, count in Counter(Path(n).suffix for n in names).most_common()
        )
        print(f"{kind}: {len(names)}" + (f" ({suffixes})" if names else ""))
        print(*(f"  {name}" for name in names[:_MOST]), sep="\n", end="\n" if names else "")
    print(f"{files} files in {new}")
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
