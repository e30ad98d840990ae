"""What a slip of the pen in a text is: where it stands, what to say of it, and what to type instead."""

from __future__ import annotations

from collections.abc import Callable
from re import Match, Pattern
from typing import NamedTuple

from macros.problems.problem import Fix
from macros.slips.remark import Remark


class Said(NamedTuple):
    """What to say of one slip. `fix` is what to type in the place of what; None where that is not certain."""

    message: str
    hint: str
    fix: tuple[str, str] | None = None


class Slip(NamedTuple):
    """One kind, of which a text's first is told. Without its `signs` it need not be looked for.

    The group `at` of the pattern is what is pointed at; `say` gives None for what is none after all.
    """

    signs: str
    pattern: Pattern[str]
    say: Callable[[Match[str]], Said | None]
    code: str = "almost"


def first_of(slip: Slip, bare: str) -> Remark | None:
    """The first slip of a kind in a text; None when there is none."""
    if not any(sign in bare for sign in slip.signs):
        return None
    for found in slip.pattern.finditer(bare):
        if said := slip.say(found):
            return remark(found.start("at"), said, slip.code)
    return None


def remark(start: int, said: Said, code: str = "almost") -> Remark:
    return Remark(start, code, said.message, said.hint, Fix(*said.fix) if said.fix else None)
