"""An SVG file as it was written: read with expat, without entities, within bounds."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from macros.images.svg_names import EVENTS, NAMED, SCRIPT, SCRIPTS, STYLE, SVG, XHTML

MAX_ELEMENTS = 10_000
MAX_DEPTH = 60  # of elements in elements


class SvgError(Exception):
    """Why a drawing cannot be used, in Dutch, and where in the file, when that is known."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


@dataclass
class Node:
    """An element as it was written. `name` is empty for what is of another language, HTML or a drawing program's own."""

    name: str
    attributes: dict[str, str]
    line: int = 1
    foreign: str = ""  # the name of what is of another language
    parts: list[Node | str] = field(default_factory=list)

    def below(self) -> Iterator[Node]:
        for part in self.parts:
            if isinstance(part, Node):
                yield part
                yield from part.below()

    def words(self) -> str:
        """The text in it."""
        parts = (part if isinstance(part, str) else f" {part.words()} " for part in self.parts)
        return " ".join("".join(parts).split())


class Reading:
    """Reads a file into nodes. `removed` holds what was taken out, in the order of meeting it."""

    def __init__(self) -> None:
        self.removed: dict[str, None] = {}
        self._top = Node("", {})
        self._open = [self._top]
        self._count = 0
        self._bare = False  # whether the file, against the rules, says nothing of SVG's namespace
        # What a file says of its encoding is passed over: some encodings hide what a browser would read otherwise.
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = lambda name: self._open.pop()
        self._parser.CharacterDataHandler = lambda text: self._open[-1].parts.append(text)
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.SkippedEntityHandler = self._entity
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, raw: bytes) -> Node:
        encoding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
        try:
            self._parser.Parse(raw.decode(encoding).encode(), True)
        except UnicodeDecodeError as error:
            raise SvgError("Dit is geen SVG-tekening, of ze is niet als UTF-8 opgeslagen.") from error
        except expat.ExpatError as error:
            message = "Deze SVG-tekening is geen goede XML: vanaf hier is ze niet te lezen."
            raise SvgError(message, error.lineno, error.offset + 1) from error
        (root,) = self._top.parts
        assert isinstance(root, Node)
        return root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise self._error(f"Deze tekening heeft meer dan {MAX_ELEMENTS // 1000}.000 onderdelen.")
        if len(self._open) > MAX_DEPTH:
            raise self._error(f"Deze tekening heeft meer dan {MAX_DEPTH} groepen in elkaar.")
        space, _, local = name.rpartition(" ")
        if self._count == 1:
            self._bare = not space
        known = space == SVG or (self._bare and not space)
        if local in SCRIPTS or space == EVENTS:  # also in what is left out without a word
            self.removed[SCRIPT] = None
        elif space == XHTML and not any(node.name == "foreignObject" for node in self._open):
            self.removed[NAMED["foreignObject"]] = None
        node = Node(local if known else "", attributes, self._parser.CurrentLineNumber, "" if known else local)
        self._open[-1].parts.append(node)
        self._open.append(node)

    def _doctype(self, name: str, system: str | None, public: str | None, own: int) -> None:
        if own:  # the bare kind, which many programs write, is left out without a word
            raise self._error("Deze tekening bevat eigen afkortingen (ENTITY); die leest de site niet.")

    def _entity(self, name: str, parameter: bool) -> None:
        raise self._error("Hier staat een afkorting die de site niet kent.")

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            self.removed[STYLE] = None

    def _error(self, message: str) -> SvgError:
        return SvgError(message, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
