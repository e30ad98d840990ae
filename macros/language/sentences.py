"""The sentences of a text in Markdown, as somebody reads them: without signs, links' addresses, code and tables.

Headings and tables hold no sentences. A point of a list is one of its own; without a
full stop at its end, it counts only when it is long enough to be read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

# So many words make a sentence of what has no full stop.
_A_SENTENCE = 5
_FENCE = re.compile(r"\s*(```+|~~~+)")
_SKIPPED = re.compile(r"\s*(?:#{1,6}\s|\||!!!|\?\?\?|===|\*\[|\[[^\]]+\]:\s|:?-{3,}\s*$|<!--)")
_POINT = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])(?:\s+\[[ xX]\])?\s+|\s*>\s?|\s*:\s+|\s*\[\^[^\]]+\]:\s*")
# What is taken out of a line, in this order; without one of the signs there is nothing of it.
_CLEANED = (
    ("{", re.compile(r"\{\{\s{0,20}link\((?:[^{}]*,)?\s{0,20}\"([^\"{}]*)\"\s{0,20}\)\s{0,20}\}\}"), r"\1"),
    ("{", re.compile(r"\{\{\s{0,20}number\([^{}]*\}\}"), "12"),
    ("{", re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{[:#. ][^{}]*\}"), ""),
    ("[", re.compile(r"!\[[^\[\]]*\]\([^()]*\)|\[\^[^\[\]]+\]"), ""),
    ("[", re.compile(r"\[([^\[\]]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])"), r"\1"),
    ("<", re.compile(r"<(?:https?|mailto):[^<>]*>"), "adres"),
    ("<", re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    ("`", re.compile(r"`+[^`]*`+"), "Code"),
    ("*_~", re.compile(r"\*\*|__|~~|(?<!\w)[*_]|[*_](?!\w)"), ""),
    ("&\\", re.compile(r"&\w+;|\\(?=\W)"), " "),
)
_MARKED = re.compile(r"[\[{<`*_~&\\]")
_END = re.compile(
    r"[.!?…]{1,20}+[”’\"')\]]{0,20}(?=\s{1,40}[“‘\"'(\[]{0,20}[A-ZÀ-Ý0-9]|\s{1,40}[’'][a-z] [A-Z]|\s{0,40}$)"
)
# A full stop behind these ends no sentence.
_GOES_ON = re.compile(r"(?:\b(?:bijv|o\.a|d\.w\.z|m\.b\.t|dr|drs|ir|ing|mr|prof|blz|nr|vgl|art|ca|jl|St))\.$")
_GOES_ON_WITHIN = re.compile(_GOES_ON.pattern.removesuffix("$"))
# What ends a sentence wherever it stands.
_APART = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])")
_WORD = re.compile(r"[^\W_]+(?:[-‑–'’.,][^\W_]+)*")


@dataclass(frozen=True)
class Sentence:
    """One sentence. `start` is where its line begins in the text that it comes from."""

    text: str
    start: int

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)


def may_hold(markdown: str, words: int) -> bool:
    """Whether a sentence of more than so many words may stand there; quick, and never a wrong no."""
    if len(markdown) < 2 * words:
        return False
    if _GOES_ON_WITHIN.search(markdown):
        return True
    return any(len(_WORD.findall(part)) > words for block in _APART.split(markdown) for part in _END.split(block))


@lru_cache(maxsize=64)  # as many texts as one entry has: each rule asks for them again
def sentences(markdown: str) -> tuple[Sentence, ...]:
    """The sentences of `markdown`, in its order."""
    return tuple(_sentences(markdown))


def _sentences(markdown: str) -> Iterator[Sentence]:
    for block in _blocks(markdown):
        text = "\n".join(line for line, _ in block)
        for begin, sentence in _split(text):
            found = Sentence(" ".join(sentence.split()), block[text[:begin].count("\n")][1])
            ended = found.text.rstrip("”’\"')]").endswith((".", "!", "?", "…", ":"))
            if len(found.words) >= (1 if ended else _A_SENTENCE):
                yield found


def _blocks(markdown: str) -> Iterator[list[tuple[str, int]]]:
    """Paragraphs and points of lists: lines, cleaned, each with where it begins."""
    block: list[tuple[str, int]] = []
    fence = ""
    start = 0
    for line in markdown.splitlines(keepends=True):
        begin, start = start, start + len(line)
        if not fence and line.lstrip()[:1].isalpha():  # as most: it begins with nothing but a word
            block.append((_clean(line), begin))
            continue
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        point = _POINT.match(line)
        ends = bool(mark or fence or point or not line.strip() or _SKIPPED.match(line))
        if ends and block:
            yield block
            block = []
        if point and not fence:
            line = line[point.end() :]
        elif ends:
            continue
        block.append((_clean(line), begin))
    if block:
        yield block


def _clean(line: str) -> str:
    for signs, what, instead in _CLEANED if _MARKED.search(line) else ():
        if any(sign in line for sign in signs):
            line = what.sub(instead, line)
    return line.strip()


def _split(text: str) -> Iterator[tuple[int, str]]:
    """Pieces of `text` that end as sentences do, each with where it begins."""
    begin = 0
    for end in _END.finditer(text):
        piece = text[begin : end.end()]
        if _GOES_ON.search(piece) and end.end() < len(text):
            continue
        yield begin + len(piece) - len(piece.lstrip()), piece
        begin = end.end()
    rest = text[begin:]
    if rest.strip():
        yield begin + len(rest) - len(rest.lstrip()), rest
