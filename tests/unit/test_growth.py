"""Work and memory grow with what is read, never by its square: words, lines, caches and patterns have a bound."""

from __future__ import annotations

import ast
import re
import time
from collections import Counter

import pytest

from macros.checking.check import check
from macros.reading import damage
from macros.screening import hosts, leftovers, lookalikes
from macros.search import documents
from macros.search.compounds import parts_of
from macros.search.words import stem
from macros.validation import guessing
from tests.conftest import ROOT, Project

STORY = "---\ntitle: De boot\nsummary: Bedrijven en scholen maken er samen proeven.\nsources: [{{publication: Verslag, where: blz. 3}}]\nchecked: 2026-09-01\n---\n\n{}\n"


def codes(project: Project, body: str) -> list[str]:
    return [problem.code for problem in check(project({"stories/boot.md": STORY.format(body)})).errors]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("a" * 101, ["endless"]), ("a" * 100, []), ("woord " * 2_000, ["endless"]), ("woord " * 1_500, []), ("https://example.org/" + "a" * 150, []),
        ("_" * 200, []),
    ],
)  # fmt: skip
def test_a_word_and_a_line_have_an_end(project: Project, body: str, found: list[str]) -> None:
    assert codes(project, body) == found


def test_every_cache_that_takes_something_has_a_most() -> None:
    endless = []
    for file in sorted((ROOT / "macros").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (node.args.args or node.args.kwonlyargs or node.args.vararg):
                kept = [ast.unparse(one) for one in node.decorator_list]
                endless += [
                    f"{file.stem}.{node.name}"
                    for one in kept
                    if one in ("cache", "functools.cache") or "maxsize=None" in one
                ]
    assert endless == []


def test_a_word_without_an_end_is_not_taken_apart() -> None:
    before = stem.cache_info().currsize
    assert parts_of("a" * 50_000, Counter({"a": 9})) == ()
    assert stem.cache_info().currsize == before


PATTERNS = {
    f"{module.__name__}.{name}": pattern
    for module in (damage, guessing, hosts, leftovers, lookalikes, documents)
    for name, pattern in vars(module).items()
    if isinstance(pattern, re.Pattern)
}
PUMPS = (
    "a",
    " ",
    "<",
    "](",
    "[",
    "a.",
    ".",
    "://",
    "http://",
    "Ã",
    "Ã©",
    "-",
    "`",
    "---\ntitle: x\n",
    "\n",
    "\ufffd",
    "\uf0b7 ",
    "\u0430",
    "=",
    "<a ",
    "@",
    "(",
)


def cost(pattern: re.Pattern[str], text: str) -> float:
    """Seconds of a processor to look through a text: the least of three times, since machines are busy."""
    times = []
    for _ in range(3):
        began = time.process_time()
        for _found in pattern.finditer(text):
            pass
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize("name", PATTERNS)
def test_looking_through_twice_as_much_takes_no_more_than_twice_as_long(name: str) -> None:
    pattern = PATTERNS[name]
    for pump in PUMPS:
        for lead in ("", "<", "https://", "[a]("):
            text = lead + pump * (16_000 // len(pump))
            if cost(pattern, text) < 0.02:  # what takes so little for a long text cannot grow fast
                continue
            ratios = (cost(pattern, text + text[len(lead) :]) / cost(pattern, text) for _ in range(4))
            assert any(ratio < 2.7 for ratio in ratios), (lead, pump)
