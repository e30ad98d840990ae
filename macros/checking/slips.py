"""What looks like markup and does nothing, on GitHub as little as on the site: with the line as it was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from macros.checking.remark import Remark
from macros.markdown.tree import Node
from macros.problems.problem import Fix

_LIST = "Begin elk punt met een streepje en een spatie: ‘- punt’."
_Found = re.Match[str]
_LISTED = r"[ \t]{0,12}(?:[•●▪◦·‣–—o-]|[0-9a-zA-Z]{1,3}[.)])[ ]{0,8}\t"


@dataclass(frozen=True)
class _Slip:
    """One kind. `signs` are those without which it need not be looked for; the group `at` is what is pointed at."""

    signs: str
    pattern: re.Pattern[str]
    message: str
    hint: str
    fix: Callable[[_Found], tuple[str, str] | None] | None = None
    code: str = "almost"


def _slip(
    signs: str,
    pattern: str,
    message: str,
    hint: str,
    fix: Callable[[_Found], tuple[str, str] | None] | None = None,
    code: str = "almost",
) -> _Slip:
    return _Slip(signs, re.compile(pattern, re.MULTILINE), message, hint, fix, code)


def _as_link(found: _Found) -> tuple[str, str] | None:
    """The link that was meant. Whether a file of ours is there, is not known here: then no line is offered."""
    return (found["at"], f"[{found['words']}]({found['to']})") if found["to"].startswith("http") else None


# Each pattern is linear: what repeats in it is bounded, or ends at a sign that it cannot hold.
_SLIPS = (
    _slip(
        "•●▪◦·‣",
        r"^[ \t]{0,12}(?P<at>[•●▪◦·‣])(?P<blank>[ \t]{0,8})\S",
        "Dit wordt geen opsomming: het teken aan het begin is geen gewoon streepje.",
        _LIST,
        lambda found: (found["at"] + found["blank"], "- "),
    ),
    _slip(
        "–—",
        r"^[ \t]{0,12}(?P<at>[–—])(?P<blank>[ \t]{0,8})\S(?=[^\n]*\n[ \t]{0,12}[–—])",
        "Dit wordt geen opsomming: het teken aan het begin is geen gewoon streepje.",
        _LIST,
        lambda found: (found["at"] + found["blank"], "- "),
    ),
    _slip(
        "-",
        r"^(?P<at>-[^\W\d_])[^\n]*\n-[^\W\d_]",
        "Dit wordt geen opsomming: achter het streepje hoort een spatie.",
        _LIST,
        lambda found: (found["at"], f"- {found['at'][1:]}"),
    ),
    _slip(
        "#",
        r"(?:\A|\n[ \t]{0,12}\n)(?P<at>#{1,6}[^\W\d_])[^\n]*(?=\n[ \t]{0,12}(?:\n|\Z)|\Z)",
        "Dit wordt geen kop: achter de hekjes hoort een spatie.",
        "Schrijf ‘## Kop’.",
        lambda found: (found["at"], f"{found['at'][:-1]} {found['at'][-1]}"),
    ),
    _slip(
        "|",
        r"(?:\A|\n[ \t]{0,12}\n)(?P<at>\|[^\n|]*\|[^\n]*)\n(?![ \t]{0,12}\|?[ \t]{0,12}:?-)",
        "Dit wordt geen tabel: onder de eerste regel hoort een regel met streepjes.",
        "Zet onder de kop van de tabel een regel als | --- | --- |, met evenveel vakken.",
    ),
    _slip(
        "\t",
        # A bullet or number and a tab is a list of Word: that is told as what it is.
        rf"^(?!{_LISTED})(?P<at>[^\t\n]+\t[^\n]+)\n(?!{_LISTED})[^\t\n]+\t[^\n]+$",
        "Dit lijkt een tabel uit Word of Excel. Op de site komt alles achter elkaar te staan.",
        "Schrijf | Jaar | Studenten |, daaronder | --- | --- |, en dan elke rij zo.",
    ),
    _slip(
        "[",
        r"(?<!\])(?P<at>\((?P<words>[^()\n]{1,200})\)\[(?P<to>[^\[\]\s]{1,300}[/.][^\[\]\s]{0,300})\])",
        "Dit wordt geen link: de haken staan andersom.",
        "Schrijf [tekst](adres): eerst de tekst tussen rechte haken, dan het adres tussen ronde.",
        _as_link,
    ),
    _slip(
        "[",
        r"(?P<at>\[(?P<words>[^\[\]\n]{1,200})\][ \t]{1,8}\((?P<to>(?:https?://|\.\./)[^()\s]{1,500})\))",
        "Dit wordt geen link: tussen ] en ( staat een spatie.",
        "Haal de spatie weg: [tekst](adres).",
        _as_link,
    ),
    _slip(
        "[",
        r"!\[[^\[\]\n]{0,300}\]\((?P<at>[^()<>\s\"'][^()<>\n\"']{0,300}[ \t][^()<>\n\"']{0,300})\)",
        "In dit adres staat een spatie. Zo komt de afbeelding niet op de site.",
        "Noem het bestand zonder spaties en hoofdletters, en schrijf die naam hier ook.",
        code="image-missing",
    ),
    _slip(
        "[",
        r"(?<!!)\[[^\[\]\n]{0,300}\]\((?P<at>[^()<>\s\"'][^()<>\n\"']{0,300}[ \t][^()<>\n\"']{0,300})\)",
        "In dit adres staat een spatie. Zo werkt de link niet.",
        "Noem het bestand zonder spaties en hoofdletters, en schrijf die naam hier ook.",
    ),
    _slip(
        "[",
        r"(?P<at>\[\[(?P<words>[^\[\]\n]{1,200})\]\])",
        "Dit wordt geen link: de site kent geen dubbele rechte haken.",
        "Schrijf [tekst](../collectie/naam.yml): eerst wat de lezer ziet, dan het bestand.",
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
_NOTE = re.compile(r"\[\^(?P<label>[^\[\]\n]{1,200})\](?!:)")
# The text of a note without its colon, or with a space before it; at the start of a line.
_NOTE_TEXT = re.compile(r"(?P<at>\[\^(?P<label>[\w-]{1,60})\](?:[ \t]{1,4}:)?)(?P<blank>[ \t]?)[ \t]{0,8}[^\s:]")
_MOST_NOTES = 20
_REFERENCE = re.compile(r"\[(?P<words>[^\[\]\n]{1,200})\]\[(?P<label>[^\[\]\n^][^\[\]\n]{0,200})\]")
_DEFINED = re.compile(r"^[ >]{0,12}\[(?!\^)(?P<label>[^\[\]\n]{1,200})\]:", re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://|\.\./)\S{1,400}")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
# What GitHub draws and the site shows as code.
_DRAWN = {"mermaid", "geojson", "topojson", "stl", "math"}
_CONSUMED = {"Code", "CodeBlock", "HtmlBlock", "HtmlInline", "Link", "Image", "FootnoteReference"}
# Without any of these, there is nothing to remark.
_SUSPECT = re.compile(r"[\[{|$~•●▪◦·‣\t#!?=`]|(?:\A|\n)[ \t]*[-–—]\S")


def slips_in(text: str, tree: Node) -> Iterator[Remark]:
    """Each kind once."""
    if not _SUSPECT.search(text):  # as most
        return
    bare = unmarked(text, tree)
    for slip in _SLIPS:
        found = slip.pattern.search(bare) if any(sign in bare for sign in slip.signs) else None
        if found:
            meant = slip.fix(found) if slip.fix else None
            fix = Fix(*meant) if meant else None
            yield Remark(found.start("at"), slip.code, slip.message, slip.hint, fix)
    if "[" in bare:
        yield from _to_nowhere(bare, text, tree)
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


def _to_nowhere(bare: str, text: str, tree: Node) -> Iterator[Remark]:
    """A reference to a note or an address that the text does not have."""
    notes = [node.value for node in tree.walk() if node.kind == "FootnoteDefinition"] if "[^" in bare else []
    texts = _note_texts(bare, text) if "[^" in bare else {}
    for label, found in texts.items():
        message = f"Achter [^{label}] ontbreekt de dubbele punt. Zo wordt dit geen noot."
        hint = f"Schrijf [^{label}]: en dan de tekst van de noot."
        colon = Fix(found["at"], f"[^{label}]:{'' if found['blank'] else ' '}")
        yield Remark(found.start("at"), "almost", message, hint, colon)
    for found in _NOTE.finditer(bare):
        label = found["label"]
        if label in texts:
            continue
        free = [note.name for note in notes if not note.total_references]
        fix = Fix(found.group(), f"[^{free[0]}]") if len(free) == 1 else None
        message = f"Bij dit teken van een noot hoort geen noot: [^{label[:40]}]. De lezer ziet het teken zelf staan."
        name = re.sub(r"[^\w-]+", "-", label[:40]).strip("-") or "1"
        hint = f"Zet onderaan de tekst, na een lege regel: [^{name}]: de tekst van de noot."
        if name != label[:40]:
            hint = f"In de naam van een noot staan alleen letters, cijfers en streepjes: [^{name}]. {hint}"
        yield Remark(found.start(), "almost", message, hint, fix)
        break
    for found in _REFERENCE.finditer(bare):
        label = found["label"]
        known = [other["label"] for other in _DEFINED.finditer(text)]
        near = get_close_matches(label[:80], known[:100], n=1)
        fix = None
        if _ADDRESS.fullmatch(label):
            fix = Fix(found.group(), f"[{found['words']}]({label})")
        elif near:
            fix = Fix(found.group(), f"[{found['words']}][{near[0]}]")
        elif not known and re.fullmatch(r"\d{1,3}", label):
            continue  # two marks of a source in a row, as in [3][4]
        message = f"Deze link leidt nergens heen: in de tekst staat geen [{label[:40]}]: met een adres."
        yield Remark(
            found.start(), "almost", message, f"Schrijf [{found['words'][:40]}](adres), met het adres erbij.", fix
        )
        break


def _note_texts(bare: str, text: str) -> dict[str, _Found]:
    """By label, what is the text of a note but for its colon: it begins a paragraph or follows a note, and has a mark."""
    texts: dict[str, _Found] = {}
    start, before = 0, ""
    for line in text.split("\n"):
        found = _NOTE_TEXT.match(bare, start) if line.startswith("[^") and len(texts) < _MOST_NOTES else None
        begins = not before.strip() or before.startswith("[^")
        if found and begins and found["label"] not in texts and bare.count(f"[^{found['label']}]") > 1:
            texts[found["label"]] = found
        start, before = start + len(line) + 1, line
    return texts


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
