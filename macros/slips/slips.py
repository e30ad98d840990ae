"""What looks like markup and does nothing, on GitHub as little as on the site: with the line as it was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from macros.markdown.tree import Node
from macros.problems.problem import Fix
from macros.slips.link_slips import link_slips
from macros.slips.list_slips import list_slips
from macros.slips.note_slips import note_slips
from macros.slips.remark import Remark
from macros.slips.slip import Said, Slip, first_of
from macros.slips.table_slips import table_slips
from macros.slips.word_slips import word_slips

_LISTED = r"[ \t]{0,12}(?:[•●▪◦·‣–—o-]|[0-9a-zA-Z]{1,3}[.)])[ ]{0,8}\t"


def _slip(
    signs: str,
    pattern: str,
    message: str,
    hint: str,
    fix: Callable[[re.Match[str]], tuple[str, str]] | None = None,
) -> Slip:
    def say(found: re.Match[str]) -> Said:
        return Said(message, hint, fix(found) if fix else None)

    return Slip(signs, re.compile(pattern, re.MULTILINE), say)


# Each pattern is linear: what repeats in it is bounded, or ends at a sign that it cannot hold.
_SLIPS = (
    _slip(
        "#",
        r"(?:\A|\n[ \t]{0,12}\n)(?P<at>#{1,6}[^\W\d_])[^\n]*(?=\n[ \t]{0,12}(?:\n|\Z)|\Z)",
        "Dit wordt geen kop: achter de hekjes hoort een spatie.",
        "Schrijf ‘## Kop’.",
        lambda found: (found["at"], f"{found['at'][:-1]} {found['at'][-1]}"),
    ),
    _slip(
        "\t",
        # A bullet or number and a tab is a list of Word: that is told as what it is.
        rf"^(?!{_LISTED})(?P<at>[^\t\n]+\t[^\n]+)\n(?!{_LISTED})[^\t\n]+\t[^\n]+$",
        "Dit lijkt een tabel uit Word of Excel. Op de site komt alles achter elkaar te staan.",
        "Schrijf | Jaar | Studenten |, daaronder | --- | --- |, en dan elke rij zo.",
    ),
    _slip(
        "{",
        r"(?P<at>[ \t]{0,8}\{:?[ \t]{0,8}[#.][\w-]{1,80}[^{}\n]{0,200}\})[ \t]*$",
        "Dit is een teken van een ander programma. De lezer ziet het staan.",
        "Haal het weg, met de accolades.",
        lambda found: (found["at"], ""),
    ),
    _slip(
        "!?",
        r"^(?P<at>(?:!!!|\?\?\?\+?)[ \t]{1,8}[a-z]{2,20})\b",
        "Dit wordt geen kader: het is een teken van een ander programma.",
        "Schrijf > [!TIP], en begin elke regel eronder met > en een spatie.",
    ),
    _slip(
        "=",
        r"^(?P<at>===[ \t]{1,8}\"[^\"\n]{1,200}\")",
        "Dit worden geen tabbladen: het is een teken van een ander programma.",
        "Maak van elk tabblad een kop: ## Kop.",
    ),
    _slip(
        "$",
        r"(?P<at>\$\$[^$]{1,2000}\$\$)",
        "Een formule toont de site niet als formule.",
        "Schrijf haar in gewone tekens, of zet haar als afbeelding in content/images/.",
    ),
)
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
# What GitHub draws and the site shows as code.
_DRAWN = {"mermaid", "geojson", "topojson", "stl", "math"}
_CONSUMED = {"Code", "CodeBlock", "HtmlBlock", "HtmlInline", "Link", "Image", "FootnoteReference"}
# Without any of these, there is nothing to remark.
_SUSPECT = re.compile(r"[\[{|$~•●▪◦·‣	#!?=`¹²³⁰⁴-⁹^]|    |\*\*|__|(?:\A|\n)[ \t]*(?:[-–—*]\S|\d{1,2}[.)][^\W\d_])")


def slips_in(text: str, tree: Node) -> Iterator[Remark]:
    """Each kind once, and each line of a list."""
    if not _SUSPECT.search(text):  # as most
        return
    bare = unmarked(text, tree)
    yield from list_slips(bare)
    yield from table_slips(bare, tree)
    yield from link_slips(bare, text, tree)
    for slip in _SLIPS:
        if found := first_of(slip, bare):
            yield found
    yield from note_slips(bare, text, tree)
    yield from word_slips(bare, text, tree)
    yield from _drawn(text, tree)


def unmarked(text: str, tree: Node) -> str:
    """The text with blanks in the place of code, HTML, links and escaped signs, so that places stay the same."""
    parts: list[str] = []
    done = 0
    for node in tree.walk():
        if node.start < done:
            continue
        if node.kind in _CONSUMED and not _is_bare(node, text):
            end = node.end
        elif node.kind == "FootnoteDefinition":
            end = text.find("]:", node.start) + 2
        else:
            continue
        parts += [text[done : node.start], re.sub(r"[^\n]", " ", text[node.start : end])]
        done = end
    whole = "".join([*parts, text[done:]])
    return _ESCAPED.sub("  ", whole) if "\\" in whole else whole


def _is_bare(node: Node, text: str) -> bool:
    """Whether a link is an address in the midst of a text, which may be the half of one that was meant."""
    return node.kind == "Link" and text[node.start] not in "[<"


def _drawn(text: str, tree: Node) -> Iterator[Remark]:
    before: Node | None = None
    for node in tree.walk():
        if node.kind == "CodeBlock" and node.value.info.strip().casefold() in _DRAWN:
            message = "GitHub maakt hier een tekening van; de site toont de code."
            hint = "Zet de tekening als afbeelding in content/images/ en schrijf ![beschrijving](../images/naam.svg)."
            yield Remark(node.start, "almost", message, hint)
            return
        low = node.kind == "Strikethrough" and not text.startswith("~~", node.start) and before is not None
        if low and before is not None and before.kind == "Text" and before.end == node.start:
            said = text[node.start + 1 : node.end - 1]
            if before.value[-1:].isalnum() and len(said) <= 3:
                message = f"Dit wordt doorgestreept: {said[:10]}."
                hint = f"Moet het laag staan, schrijf dan <sub>{said}</sub>."
                yield Remark(node.start, "almost", message, hint, Fix(f"~{said}~", f"<sub>{said}</sub>"))
                return
        before = node
