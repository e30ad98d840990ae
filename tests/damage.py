"""What can become of a file that a build kept: the next one must be right all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def _turned(at: int) -> Callable[[Path], Any]:
    """One bit is another."""

    def damage(file: Path) -> None:
        whole = bytearray(file.read_bytes())
        whole[at] ^= 1
        file.write_bytes(whole)

    return damage


def _as_folder(file: Path) -> None:
    file.unlink()
    (file / "in").mkdir(parents=True)


ANY_DAMAGE: dict[str, Callable[[Path], Any]] = {
    "empty": lambda file: file.write_bytes(b""),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-100]),
    "all zeros": lambda file: file.write_bytes(bytes(file.stat().st_size)),
    "longer": lambda file: file.write_bytes(file.read_bytes() + b"\0"),
    "a bit of the sum": _turned(3),
    "a bit of the first": _turned(60),
    "a bit of the last": _turned(-60),
    "a folder": _as_folder,
    "a link to nowhere": lambda file: (file.unlink(), file.symlink_to("/nowhere/at/all")),
}
