"""What a text becomes at most, seen without writing it: never less than what the writer makes of it."""

from __future__ import annotations

import random
from collections import Counter

from macros.markdown.bounds import FREE, MAX_GROWTH, MAX_LENGTH, _at_most
from macros.markdown.tree import parse
from macros.markdown.writer import Writer

SIGNS = list("ab &<>\"'é🌱*_~`#-+1.)\n\n[]()|!\\:/@")
PIECES = [
    "](",
    "https://a.nl/",
    "# ",
    "- ",
    "**",
    "~~",
    "1. ",
    "\n\n",
    "![",
    "www.a.nl ",
    "a@b.nl ",
    ' "t")',
    "[🌱](/🌱&)",
]
SURE = FREE + MAX_GROWTH * MAX_LENGTH


def test_no_text_becomes_more_than_was_seen_before() -> None:
    rng = random.Random(5)
    seen = 0
    for _ in range(3_000):
        text = "".join(rng.choices([*SIGNS, *PIECES], k=rng.randrange(40)))
        tree = parse(text)
        assert tree is not None
        most = _at_most(text, tree)
        seen += most < SURE
        assert len(Writer(0, Counter(), lambda src: False).html(tree)) <= most, text
    assert seen > 1_000


def test_what_may_be_repeated_has_to_be_written() -> None:
    for text in (
        "[a]\n\n[a]: /x",
        "a[^1]\n\n[^1]: noot",
        "```\nx\n```",
        "| a |\n|---|\n| b |",
        "<b>vet</b>",
        "![a](/x)",
    ):
        tree = parse(text)
        assert tree is not None and _at_most(text, tree) > SURE, text
