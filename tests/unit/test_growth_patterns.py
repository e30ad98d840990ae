"""Every regular expression of the program takes time in proportion to a text: twice as much, at most two and a half times.

Measured is four times as much text, at most 6.25 times the time, so that a busy machine does not turn it red.
"""

from __future__ import annotations

import re
import time
from functools import cache

import pytest

from tests.conftest import ROOT
from tests.pumping import Found, all_patterns, texts_for

LENGTH = 1_500
# One that doubles with each sign would never end: it is seen on a few, each step a quarter more, so that what took
# a twentieth of a second on none of them takes a second or two on the next, on any machine.
FEW = [round(16 * 1.25**step) for step in range(17)]
QUICK = 0.008  # seconds of a processor for four times LENGTH: what takes no longer than this has not grown
# These look through pages that the program itself made, in which what a writer typed is escaped: what starts a match
# stands there a few times, and each time ends. A narrower pattern would miss what it has to see.
OWN_PAGES = {"macros.frames.policy._SCRIPT", "macros.upkeep.compare._TEXT"}
ROOMS = sorted({f"macros.{file.parent.name}" for file in (ROOT / "macros").glob("*/*.py")})


@cache
def patterns() -> list[Found]:
    return [found for found in all_patterns() if not found.name.startswith(("macros.site.alone.", *OWN_PAGES))]


def seconds(found: Found, text: str) -> float:
    began = time.process_time()
    if found.whole:
        found.pattern.match(text)
        found.pattern.fullmatch(text)
    else:
        for _ in found.pattern.finditer(text):
            pass
    return time.process_time() - began


def slow(found: Found) -> list[tuple[str, str, float]]:
    """A text with which it takes more than in proportion: what leads, what is repeated, and how many times as long."""
    for lead, pumped, end in texts_for(found.pattern, LENGTH):
        if any(seconds(found, lead + pumped[:few] + end) > 0.05 for few in FEW):
            return [(lead, pumped[:20], 0.0)]
        once, more = lead + pumped + end, lead + pumped * 4 + end
        if seconds(found, once) > 0.5:  # a text of LENGTH takes no such time
            return [(lead, pumped[:20], 0.0)]
        if seconds(found, more) < QUICK:
            continue
        ratio = min(
            min(seconds(found, more) for _ in range(2)) / max(min(seconds(found, once) for _ in range(2)), 1e-6)
            for _ in range(3)
        )
        if ratio > 6.25:
            return [(lead, pumped[:20], ratio)]
    return []


@pytest.mark.parametrize("room", ROOMS)
def test_four_times_the_text_takes_no_more_than_six_times_as_long(room: str) -> None:
    inside = [found for found in patterns() if found.name.startswith((f"{room}.", f"{room}:"))]
    assert {found.name: (found.pattern.pattern, *told) for found in inside for told in slow(found)} == {}


def test_every_expression_is_found_in_a_room_and_a_slow_one_seen() -> None:
    assert len(patterns()) > 200
    assert {".".join(found.name.split(":")[0].split(".")[:2]) for found in patterns()} <= set(ROOMS)
    for text in (r"(a|aa)+b", r"(?:a+)+b", r"(?:[ab]|a|b)*c", r"\[.*\]:\s*x", r"a+a+$", r"(?:\w+\s?)+:"):
        assert slow(Found("x", re.compile(text), False)), text
