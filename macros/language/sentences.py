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
    ("[", re.compile(r"\[([^\[\]]*)\](?:\((?:[^()]++|\([^()]*\))*\)|\[[^\[\]]*\])"), r"\1"),
    ("<", re.compile(r"<(?:https?|mailto):[^<>]*>"), "adres"),
    ("<", re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    ("`", re.compile(r"`+[^`]*`+"), "Code"),
    ("*_~", re.compile(r"\*\*|__|~~|\*(?:(?<!\w\*)|(?!\w))|_(?:(?<!\w_)|(?!\w))"), ""),
    ("&\\", re.compile(r"&\w+;|\\(?=\W)"), " "),
)
_MARKED = re.compile(r"[\[{<`*_~&\\]")
_END = re.compile(
    r"[.!?…]{1,20}+[”’\"')\]]{0,20}(?=\s{1,40}[“‘\"'(\[]{0,20}[A-ZÀ-Ý0-9]|\s{1,40}[’'][a-z] [A-Z]|\s{0,40}$)"
)
# A full stop behind these ends no sentence.
_SHORT = (
    "bijv", "o.a", "d.w.z", "m.b.t", "dr", "drs", "ir", "ing", "mr", "prof", "blz", "nr", "vgl", "art", "ca", "jl", "St",
)  # fmt: skip
_AT_END = tuple(f"{short}." for short in _SHORT)
_GOES_ON = re.compile(rf"\b(?:{'|'.join(map(re.escape, _SHORT))})\.$")
_WORD = re.compile(r"[^\W_]+(?:[-‑–'’.,][^\W_]+)*")


@dataclass(frozen=True)
class Sentence:
    """One sentence. `start` is where its line begins in the text that it comes from."""

    text: str
    start: int

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)

    def is_longer_than(self, words: int) -> bool:
        """Whether it has more than so many words. Of most that is seen without telling their words apart."""
        return len(self.text) > 2 * words and bool(_more_than(words).match(self.text)) and len(self.words) > words


def among(words: str, *more: str) -> re.Pattern[str]:
    """A pattern that finds one of these words, which have blanks between them, or of the others in a text in small letters.

    Each begins with its first letter, even before what has to stand before it: so the search skips what begins otherwise.
    """
    found = (word[0] + r"(?<!\w.)" + word[1:] for word in (*words.split(), *more))
    return re.compile(rf"(?:{'|'.join(found)})\b")


@lru_cache(maxsize=16)
def _more_than(words: int) -> re.Pattern[str]:
    """More than so many rows of letters: a word has one or more of these."""
    return re.compile(rf"(?:[\W_]*+[^\W_]++){{{words + 1}}}")


@lru_cache(maxsize=64)  # as many texts as one entry has: each rule asks for them again
def sentences(markdown: str) -> tuple[Sentence, ...]:
    """The sentences of `markdown`, in its order."""
    return tuple(_sentences(markdown))


def _sentences(markdown: str) -> Iterator[Sentence]:
    for block in _blocks(markdown):
        text = "\n".join([line for line, _ in block])
        for begin, sentence in _split(text):
            found = Sentence(" ".join(sentence.split()), block[text.count("\n", 0, begin)][1])
            if found.text.rstrip("”’\"')]").endswith((".", "!", "?", "…", ":")):
                if _WORD.search(found.text):
                    yield found
            elif found.is_longer_than(_A_SENTENCE - 1):
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
    marks = set(_MARKED.findall(line))
    for signs, what, instead in _CLEANED if marks else ():
        if not marks.isdisjoint(signs):
            line = what.sub(instead, line)
    return line.strip()


def _split(text: str) -> Iterator[tuple[int, str]]:
    """Pieces of `text` that end as sentences do, each with where it begins."""
    begin = 0
    for end in _END.finditer(text):
        piece = text[begin : end.end()]
        if piece.endswith(_AT_END) and _GOES_ON.search(piece) and end.end() < len(text):
            continue
        yield begin + len(piece) - len(piece.lstrip()), piece
        begin = end.end()
    rest = text[begin:]
    if rest.strip():
        yield begin + len(rest) - len(rest.lstrip()), rest
