"""How much Markdown one entry may ask for, and how much its text may become.

The parser takes time in proportion to a text, but for what is nested and for notes that
are referred to again and again: there its time grows with the square. What it gives can
be far more than was written: an address that is used a thousand times is written out a
thousand times. The bounds are for all texts of an entry together, far above what a
writer needs and low enough that no entry takes a second.
"""

from __future__ import annotations

import re
from collections import Counter

from macros.markdown.tree import MAX_DEPTH, MAX_NODES, Node, parse
from macros.markdown.writer import Writer

MAX_LENGTH = 60_000
# Of each sign that nests: 60,000 signs of **a **a … take a second and a half, this many a tenth.
MAX_SIGNS = 4_000
MAX_LINE = 10_000  # the parser counts places in a line over and over: 60,000 signs of `a@b.nl ` on one take a second
MAX_LEVELS = 12
MAX_COLUMNS = 30  # of a table: short rows are filled up
MAX_CELLS = 6_000  # of all tables
MAX_CODE = 20_000  # of one piece
MAX_REFERENCES = 100  # to one note, or one address below the text: each is written out again
# What a text becomes: so many signs of HTML for one that was written, and so many for free.
MAX_GROWTH = 12
FREE = 20_000

LONG_LINE = re.compile(rf"[^\n]{{{MAX_LINE + 1},}}")
_SIGNS = "[*_~"
_HEAVY = re.compile(r"[\[<`*_~\\|\n@:&#]|^[ \t]*[-+*>\d]")
# Behind the end of a line, and none stands before the first: a search skips from one to the next.
_LEVELS = re.compile(rf"\n(?:[ \t]{{0,200}}(?:[-+*>]|\d{{1,9}}[.)])(?=[ \t>]|$)){{{MAX_LEVELS},}}", re.MULTILINE)
_INDENT = re.compile(rf"\n[ \t]{{{MAX_LEVELS * 4},200}}(?:[-+*>]|\d{{1,9}}[.)])[ \t]")
# Of these a reader gets what stands in the text, and tags of no more than so many signs.
_ORDINARY = frozenset(
    (
        "Document",
        "Paragraph",
        "Text",
        "SoftBreak",
        "LineBreak",
        "Strong",
        "Emph",
        "Strikethrough",
        "Heading",
        "List",
        "Item",
        "Link",
    )
)
_TAGS = 120


class Bounds:
    """What the texts of one entry ask for, added up text by text."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()
        self._unwritten: list[Node] = []  # as long as it is certain that they do not become too much

    def beyond(self, text: str) -> tuple[int, str] | None:
        """Where `text` goes beyond what is converted, and what is too much there, in Dutch."""
        too_much = self.before(text)
        return too_much if too_much or not _HEAVY.search(text) else self.after(text, parse(text))

    def before(self, text: str) -> tuple[int, str] | None:
        """What is too much to be parsed."""
        taken = self._taken
        taken["length"] += len(text)
        if taken["length"] > MAX_LENGTH:
            return 0, f"De teksten van dit onderwerp zijn samen langer dan {MAX_LENGTH} tekens."
        endless = LONG_LINE.search(text)
        if endless:
            return endless.start(), f"Deze regel heeft {len(endless[0])} tekens; het mogen er {MAX_LINE} zijn."
        if not _HEAVY.search(text):  # plain text on one line: nothing else can be too much
            return None
        for sign in _SIGNS:
            taken[sign] += text.count(sign)
            if taken[sign] > MAX_SIGNS:
                return text.rindex(sign), f"In de teksten van dit onderwerp staat meer dan {MAX_SIGNS} keer ‘{sign}’."
        deep = _LEVELS.search(f"\n{text}") or _INDENT.search(f"\n{text}")
        if deep:
            return deep.start(), f"Deze lijst of dit citaat gaat meer dan {MAX_LEVELS} niveaus diep."
        return None

    def after(self, text: str, tree: Node | None) -> tuple[int, str] | None:
        """What of a parsed text is too much to be shown."""
        if tree is None:
            return (
                0,
                f"Deze tekst heeft meer dan {MAX_NODES} stukjes opmaak, of gaat meer dan {MAX_DEPTH} niveaus diep.",
            )
        taken = self._taken
        notes: Counter[str] = Counter()
        for node in tree.walk():
            taken["nodes"] += 1
            if node.kind == "Table":
                taken["cells"] += len(node.children) * node.value.num_columns
                if node.value.num_columns > MAX_COLUMNS:
                    return node.start, f"Deze tabel heeft meer dan {MAX_COLUMNS} kolommen."
                if taken["cells"] > MAX_CELLS:
                    return node.start, f"De tabellen van dit onderwerp hebben samen meer dan {MAX_CELLS} vakken."
            elif node.kind == "CodeBlock" and len(node.value.literal) > MAX_CODE:
                return node.start, f"Dit stuk code is langer dan {MAX_CODE} tekens."
            elif node.kind in ("Link", "Image") and text[node.end - 1 : node.end] == "]":
                notes[node.value.url] += 1
                if notes[node.value.url] > MAX_REFERENCES:
                    return node.start, f"Naar dit adres onder de tekst wordt meer dan {MAX_REFERENCES} keer verwezen."
            elif node.kind == "FootnoteReference":
                notes[node.value.name] += 1
                if notes[node.value.name] > MAX_REFERENCES:
                    return node.start, f"Naar deze noot wordt meer dan {MAX_REFERENCES} keer verwezen."
        if taken["nodes"] > MAX_NODES:
            return 0, f"De teksten van dit onderwerp hebben samen meer dan {MAX_NODES} stukjes opmaak."
        if len(text) > FREE // MAX_GROWTH or "]:" in text:  # a shorter one becomes little, if it defines nothing
            self._unwritten.append(tree)
            taken["shown"] += _at_most(text, tree)
            if taken["shown"] > FREE + MAX_GROWTH * taken["length"]:
                taken["written"] += sum(
                    len(Writer(0, Counter(), lambda src: False).html(one)) for one in self._unwritten
                )
                taken["shown"], self._unwritten = taken["written"], []
            if taken["shown"] > FREE + MAX_GROWTH * taken["length"]:
                return 0, "Deze tekst wordt op de site veel langer dan ze is: iets erin wordt telkens herhaald."
        return None


def _at_most(text: str, tree: Node) -> int:
    """How many signs of HTML a text surely stays within, seen without writing it; more than is allowed where that cannot be seen."""
    far = FREE + MAX_GROWTH * MAX_LENGTH + 1
    if "]:" in text:  # what it defines may be written out again and again
        return far
    signs = 6 * len(text)  # `&amp;`, and once more in the id of a heading
    for node in tree.walk():
        if node.kind not in _ORDINARY:
            return far
        signs += _TAGS
        if node.kind == "Link":
            signs += 12 * len(node.value.url) + 6 * len(node.value.title)  # %F0%9F%8C%B1 is one sign
    return signs
