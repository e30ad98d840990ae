"""Words that do not look as they were meant: two asterisks that stay to be seen, a paragraph that became code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from macros.markdown.tree import Node
from macros.slips.remark import Remark
from macros.slips.slip import Said, remark

_MOST = 5
_MARKS = {"Strong": 2, "Emph": 1, "Strikethrough": 2}
_USED = "\0"  # in the place of a mark that does its work
_PAIR = re.compile(r"(?<![*\\])\*\*(?P<inside>[^*\n\0]{1,300})\*\*(?!\*)")
_OPENS = re.compile(r"(?<![\w*])(?:\*\*(?=[^\s*\0])|__(?=[^\W_]))|(?<=[^\s*\0(])\*\*(?![\w*])")
_REMARK = re.compile(r"^[ \t]{0,8}\*{1,3}[ \t]", re.MULTILINE)  # of a sign behind a word, explained below
_LOOSE = "tussen de sterretjes en de woorden staat een spatie"
_TIGHT = "tussen de sterretjes en het woord ernaast hoort een spatie"
_WORDS = re.compile(r"[^\W\d_][\w ,.;:?!%€’‘“”()–…'\"/-]*")
_POINT = re.compile(r"(?:[-*•]|\d{1,2}[.)])[ \t]+")


def word_slips(bare: str, text: str, tree: Node) -> Iterator[Remark]:
    """Each place, the first few of a kind."""
    used = sum(2 for node in tree.walk() if node.kind == "Strong" and bare.startswith(("**", "__"), node.start))
    if bare.count("**") + bare.count("__") > used:  # else all did their work
        yield from islice(_bold(_left_over(bare, tree), tree), _MOST)
    yield from islice(_indented(text, tree), _MOST)


def _left_over(bare: str, tree: Node) -> str:
    """The text without the marks that made words bold or slanted."""
    signs = list(bare)
    for node in tree.walk():
        for place in range(_MARKS.get(node.kind, 0)):
            signs[node.start + place] = signs[node.end - 1 - place] = _USED
    return "".join(signs)


def _bold(left: str, tree: Node) -> Iterator[Remark]:
    explained = bool(_REMARK.search(left))
    for node in tree.walk():
        if node.kind not in ("Paragraph", "Heading", "TableCell"):
            continue
        part = left[node.start : node.end]
        if "**" not in part and "__" not in part:
            continue
        done = 0
        for pair in _PAIR.finditer(part):
            words = pair["inside"].strip()
            if not words or explained:
                continue
            inside, ahead, behind = pair["inside"], part[: pair.start()][-1:], part[pair.end() :][:1]
            loose = inside != words
            before = " " if ahead.isalnum() and (inside[0].isspace() or not loose and not words[0].isalnum()) else ""
            after = " " if behind.isalnum() and (inside[-1].isspace() or not loose and not words[-1].isalnum()) else ""
            if loose or before or after:
                message = f"Dit wordt niet vet: {_LOOSE if loose else _TIGHT}."
                fix = (pair.group(), f"{before}**{words}**{after}")
                yield remark(
                    node.start + pair.start(), Said(message, f"Schrijf **{words[:60]}**{after and ' …'}.", fix)
                )
            done = pair.end()
        found = _OPENS.search(part, done) if not done else None
        if found and not (explained and found.group() == "**"):
            sign = found.group()
            message = f"Dit wordt niet vet: van {sign} staat er één paar, en de lezer ziet het staan."
            yield remark(
                node.start + found.start(), Said(message, f"Zet {sign} voor én achter de woorden, of haal het weg.")
            )


def _indented(text: str, tree: Node) -> Iterator[Remark]:
    """Paragraphs and lists of words that became code by the blanks before them."""
    before = ""
    for node in tree.children:
        if node.kind == "CodeBlock" and not node.value.fenced:
            lines = [line.strip() for line in text[node.start : node.end].split("\n")]
            points = [_POINT.match(line) for line in lines]
            said = [line[point.end() :] if point else line for line, point in zip(lines, points, strict=True) if line]
            prose = all(_WORDS.fullmatch(line) for line in said)
            if prose and (all(point for point, line in zip(points, lines, strict=True) if line) or _is_sentence(said)):
                start = text.rfind("\n", 0, node.start) + 1
                first = text[node.start : node.end].split(maxsplit=1)[0]
                sure = not any(points) and "" not in lines and before != "List"
                fix = (text[start : node.start] + first, first) if sure else None
                message = "Deze regels beginnen met een tab of vier spaties. Zo toont de site ze als code."
                yield remark(start, Said(message, "Haal de spaties of de tab aan het begin weg.", fix))
        before = node.kind


def _is_sentence(lines: list[str]) -> bool:
    whole = " ".join(lines)
    return len(whole.split()) >= 3 and whole[:1].isupper() and whole.rstrip('"”’)')[-1:] in tuple(".?!…:")
