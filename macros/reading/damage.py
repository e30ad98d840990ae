"""Text that was damaged on its way here, and is valid all the same: two versions in one, letters that got lost.

A merge that was not finished, a file read in another alphabet than it was written in, and what a word processor
leaves in place of a bullet or a picture: all are text to a computer, and none is what somebody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from macros.problems.problem import Fix, Problem, Spot


class Damage(NamedTuple):
    """What is damaged in a text: where, what it is, and what to do."""

    start: int
    message: str
    hint: str
    fix: Fix | None = None


# How Git marks two versions of the same lines. The rule of equals signs underlines a heading too, and the one of
# bars may be a table: neither is looked for without these.
_OURS_OR_THEIRS = re.compile(r"^(?:<{7}|>{7})(?:[ \t].*)?$", re.MULTILINE)

# What stands in UTF-8 for letters of western Europe and for marks, read as if it were Windows-1252 or Mac Roman.
_TAIL = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ•–—˜™š›œžŸ\xa0-\xbf"  # its quotes may well follow a letter
_QUOTE = r"[‘’“”](?=\w)"
_WINDOWS = rf"[ÂÃ](?:[{_TAIL}]|{_QUOTE})|â[€‚„ˆ‰†‡š›ž][{_TAIL}‘’“”]|ï[»¿][{_TAIL}]|ðŸ[{_TAIL}‘’“”][{_TAIL}‘’“”]"
_MAC = "|".join(
    re.escape(letter.encode().decode("mac_roman"))
    for letter in "éèëêïîöôóòüúûäáàâíìçñÉÈËÊÏÖÓÜÄÁÀÇ’‘“”–—…•"  # as √© and ‚Äô
)
_MISREAD = re.compile(rf"(?:{_WINDOWS}|{_MAC})+")
_WORD = re.compile(rf"(?:\w|{_WINDOWS}|{_MAC})*")
_LETTERS = 40  # of a word around it, for a message
_ESCAPED = re.compile(r"\\u00[0-9a-fA-F]{2}|\\u20[12][0-9a-fA-F]|=(?:C3=[89AB]|E2=80=[89])[0-9A-F]")

_OWN = "\ue000-\uf8ff\U000f0000-\U0010fffd"
_LOST = re.compile(f"[\ufffd\ufffc{_OWN}]")
_BULLET = re.compile(rf"^[ \t]*[{_OWN}][ \t\xa0]*", re.MULTILINE)
# Without any of these, a text is whole.
_SUSPECT = re.compile(rf"[ÂÃâïð√‚¬\ufffd\ufffc{_OWN}]|\\u|=C3|=E2|^[<>]{{7}}", re.MULTILINE)
_ROUNDS = 3  # what went wrong twice reads as ÃƒÂ©
_MOST = 20  # of one text

# What other programs and we begin a page with.
_ELSEWHERE = frozenset(
    ["author", "authors", "category", "categories", "date", "description", "draft", "keywords", "lang", "language", "layout", "permalink", "slug", "tags", "title"]
)  # fmt: skip
_FIELDS = re.compile(r"^(-{3}|\+{3})[ \t]*\n[ \t]*\n?(?P<name>[a-z][\w-]*)[ \t]*[:=]", re.MULTILINE)


def unmerged(text: str, path: str, first_line: int = 1) -> list[Problem]:
    """Where two versions of a text stand in one, each once: such a text need not be read further."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    problems, begun = [], False
    for found in _OURS_OR_THEIRS.finditer(text):
        opens = found[0].startswith("<")
        if not opens and begun:
            begun = False
            continue
        begun = opens
        line = text.count("\n", 0, found.start()) + first_line
        message = "Hier staan twee versies van dezelfde tekst door elkaar: een samenvoeging in Git is niet afgemaakt."
        hint = (
            "Kies wat je houdt, en haal daarna de regels weg die beginnen met <<<<<<<, |||||||, ======= en >>>>>>>."
            if opens
            else "Haal deze regel weg, en kijk of er nog een regel met alleen ======= staat."
        )
        problems.append(Problem.of("conflict", path, Spot(line, 1), message, hint))
        if len(problems) == _MOST:
            break
    return problems


def damages(text: str) -> list[Damage]:
    """Letters of a text that were lost or misread on the way, in order."""
    if not may_be_damaged(text):
        return []
    return sorted([*_misread(text), *_lost(text)], key=lambda one: one.start)[:_MOST]


def may_be_damaged(text: str) -> bool:
    """Whether a text may have letters that were lost or misread; quick, and never a wrong no."""
    if text.isascii() and "\\u" not in text and "=" not in text:  # as most
        return False
    return bool(_SUSPECT.search(text))


def second_fields(text: str, known: Iterable[str] = ()) -> tuple[int, str] | None:
    """Where fields begin in the midst of a text, and the first of them. `known` are fields of ours."""
    if "---" not in text and "+++" not in text:
        return None
    names = {*_ELSEWHERE, *known}
    for found in _FIELDS.finditer(text):
        closing = re.compile(rf"^{re.escape(found[1])}[ \t]*$", re.MULTILINE).search(text, found.end())
        if found["name"] in names and closing and "\n\n" not in text[found.end() : closing.start()].strip():
            return found.start(), found["name"]
    return None


def restored(text: str) -> str:
    """What was written, for a text that was read in another alphabet; the text itself where that cannot be known."""
    for _ in range(_ROUNDS):
        better = _MISREAD.sub(_as_written, text)
        if better == text:
            break
        text = better
    return text


def _as_written(found: re.Match[str]) -> str:
    for alphabet in ("cp1252", "mac_roman"):
        try:
            return found[0].encode(alphabet).decode("utf-8")
        except UnicodeError:
            continue
    return found[0]


def _misread(text: str) -> Iterator[Damage]:
    done = 0
    for found in _MISREAD.finditer(text):
        if found.start() < done or restored(found[0]) == found[0]:  # the latter by chance
            continue
        before = re.search(rf"\w{{0,{_LETTERS}}}\Z", text[max(done, found.start() - _LETTERS) : found.start()])
        start = found.start() - len(before[0] if before else "")
        rest = _WORD.match(text, found.end(), found.end() + _LETTERS)
        done = rest.end() if rest else found.end()
        wrong, right = text[start:done], restored(text[start:done])
        message = (
            f"‘{wrong}’ is een verkeerd gelezen ‘{right}’: de tekst is met een andere codering geopend dan bewaard."
        )
        yield Damage(start, message, f"Schrijf ‘{right}’, en kijk ook de rest van de tekst na.", Fix(wrong, right))
    for found in _ESCAPED.finditer(text):
        if re.search(r"[/?&]\S*\Z", text[max(0, found.start() - _LETTERS) : found.start()]):
            continue  # in an address it has its place
        message = f"‘{found[0]}’ is een code voor een letter; een lezer ziet de code."
        yield Damage(found.start(), message, "Schrijf de letter zelf.")


def _lost(text: str) -> Iterator[Damage]:
    bullets = {found.end(): found for found in _BULLET.finditer(text)}
    starts = {text.index(found[0].strip()[0], found.start()): found for found in bullets.values()}
    for found in _LOST.finditer(text):
        sign = found[0]
        if sign == "\ufffd":
            message = "Hier is een letter verloren gegaan: er staat alleen nog een vraagteken in een ruit."
            yield Damage(found.start(), message, "Zet de goede letter terug.")
        elif sign == "\ufffc":
            message = "Hier stond een plaatje of een ander onderdeel dat bij het kopiëren niet is meegekomen (U+FFFC)."
            hint = "Haal het teken weg, en zet een plaatje als bestand in content/images/."
            yield Damage(found.start(), message, hint, Fix(sign, ""))
        else:
            message = f"Dit teken bestaat alleen in een lettertype van Word (U+{ord(sign):04X}); een lezer ziet een leeg vakje."
            bullet = starts.get(found.start())
            hint = (
                "Begin elk punt met een streepje en een spatie."
                if bullet
                else "Haal het weg, of schrijf een gewoon teken."
            )
            yield Damage(found.start(), message, hint, Fix(bullet[0].lstrip(" \t"), "- ") if bullet else None)
