"""Notes and references that lead to nothing: what the text does not have, and the marks of notes of Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from macros.markdown.tree import Node
from macros.problems.problem import Fix
from macros.slips.remark import Remark
from macros.slips.slip import Said, remark

_NOTE = re.compile(r"\[\^(?P<label>[^\[\]\n]{1,200})\](?!:)")
# The text of a note without its colon, or with a space before it; at the start of a line.
_NOTE_TEXT = re.compile(r"(?P<at>\[\^(?P<label>[\w-]{1,60})\](?:[ \t]{1,4}:)?)(?P<blank>[ \t]?)[ \t]{0,8}[^\s:]")
_MOST_NOTES = 20
_REFERENCE = re.compile(r"\[(?P<words>[^\[\]\n]{1,200})\]\[(?P<label>[^\[\]\n^][^\[\]\n]{0,200})\]")
_DEFINED = re.compile(r"^[ >]{0,12}\[(?!\^)(?P<label>[^\[\]\n]{1,200})\]:", re.MULTILINE)
_ADDRESS = re.compile(r"(?:https?://|\.\./)\S{1,400}")
# Behind a word or the end of a sentence: m², CO², 10^2 and a list of [1] are none.
_SMALL = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BEHIND = r"(?:(?<![^\W\d_])(?P<word>[^\W\d_]{4,40})|[.,;:!?)”’\"»])"
_OF_WORD = re.compile(
    rf"{_BEHIND}(?P<at>(?P<small>[{_SMALL}]{{1,2}})(?![\w^])|[ ]?\^(?P<high>\d{{1,2}})(?![\w^])|[ ]?\[(?P<square>\d{{1,2}})\](?![\[(:]))"
)
# Without one of these there is no such mark.
_MARK = re.compile(rf"[{_SMALL}^]|\[\d")
_MEASURE = re.compile(r"meter|inch|voet", re.IGNORECASE)
_BELOW = re.compile(
    rf"^[ ]{{0,3}}(?P<at>\[(?P<square>\d{{1,2}})\](?!:)|\^?(?P<small>[{_SMALL}]{{1,2}}))[ \t]{{0,8}}(?=[^\s\[(])",
    re.MULTILINE,
)
_MOST = 10  # marks of a text


def note_slips(bare: str, text: str, tree: Node) -> Iterator[Remark]:
    """The marks of Word, each; of references to nowhere, the first."""
    yield from _of_word(bare, text)
    if "[" in bare:
        yield from _to_nowhere(bare, text, tree)


def _of_word(bare: str, text: str) -> Iterator[Remark]:
    if not _MARK.search(bare):  # as most
        return
    below = {_number(found): found for found in _BELOW.finditer(bare)}
    told: set[str] = set()
    for found in _OF_WORD.finditer(bare):
        if len(told) >= _MOST:
            return
        number = _number(found)
        if (found["word"] and _MEASURE.search(found["word"])) or number in told:
            continue
        told.add(number)
        mark = f"[^{number}]"
        written = found["at"]
        # Without a note below, the mark would still lead to nothing.
        sure = number in below or f"{mark}:" in text
        message = f"Dit wordt geen noot: {written.strip()}. De lezer ziet alleen het teken staan."
        hint = f"Schrijf {mark}, en onderaan de tekst, na een lege regel: {mark}: de tekst van de noot."
        yield remark(found.start("at"), Said(message, hint, (written, mark) if sure else None))
        if number in below:
            line = below[number]
            message = "Dit wordt geen noot: de lezer ziet een gewone regel."
            hint = f"Begin de regel met {mark}: en een spatie, en zet er een lege regel boven."
            old = bare[line.start("at") : line.end()]
            yield remark(line.start("at"), Said(message, hint, (old, f"{mark}: ")))


def _number(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return next(groups[name] for name in ("square", "high", "small") if groups.get(name)).translate(_DIGITS)


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


def _note_texts(bare: str, text: str) -> dict[str, re.Match[str]]:
    """By label, what is the text of a note but for its colon: it begins a paragraph or follows a note, and has a mark."""
    texts: dict[str, re.Match[str]] = {}
    start, before = 0, ""
    for line in text.split("\n"):
        found = _NOTE_TEXT.match(bare, start) if line.startswith("[^") and len(texts) < _MOST_NOTES else None
        begins = not before.strip() or before.startswith("[^")
        if found and begins and found["label"] not in texts and bare.count(f"[^{found['label']}]") > 1:
            texts[found["label"]] = found
        start, before = start + len(line) + 1, line
    return texts
