"""The values of attributes and the declarations of styles: which of them a drawing keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from macros.images.svg_names import ADDRESS, FORMS, MARKERS, NAMED, STYLED

# A value that was refused and may have meant to load something, rather than one that is only unknown here.
_LOADING = re.compile(r"url|src|image|import|[:\\@]|//", re.IGNORECASE)
MOVING = re.compile(r"(?:-\w+-)?animation(?:-name)?")
_FONT = re.compile(
    r"(?:(?P<style>italic|oblique|normal)\s+)?(?:(?P<weight>bold|bolder|lighter|normal|[1-9]00)\s+)?"
    r"(?P<size>[\d.]+(?:px|pt|em|rem|%))(?:\s*/\s*[\w.%]+)?\s+(?P<family>[^;]+)"
)


class Declared(NamedTuple):
    """A declaration of a style; an urgent one goes before those that are not."""

    name: str
    value: str
    urgent: bool


def _parts(name: str, value: str) -> Iterator[tuple[str, str]]:
    """What a declaration stands for that sets several things at once: as attributes those are only apart."""
    if name == "marker":
        yield from ((each, value) for each in sorted(MARKERS))
    elif found := _FONT.fullmatch(value):
        yield from ((f"font-{part}", given) for part, given in found.groupdict().items() if given)


def checked(name: str, value: str, removed: dict[str, None]) -> str | None:
    """The value when it has the form that belongs to the name, with references written in one way; `removed` takes note of an address."""
    value = value.strip()
    if match := FORMS[name].fullmatch(value):
        if match.re.groups and (id := next(filter(None, match.groups()), None)):
            return f"url(#{id}){value[value.index(')') + 1 :]}"
        return value
    if _LOADING.search(value):
        removed[ADDRESS] = None
    return None


def declared(style: str, removed: dict[str, None]) -> Iterator[Declared]:
    """The declarations of a style that may stand in attributes, and that something moves; `removed` takes note of the rest."""
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name, urgent = name.strip().lower(), "!important" in value
        value = value.replace("!important", "").strip()
        if name in STYLED and (kept := checked(name, value, removed)) is not None:
            yield Declared(name, kept, urgent)
        elif name in ("font", "marker"):
            for part, given in _parts(name, value):
                if (kept := checked(part, given, removed)) is not None:
                    yield Declared(part, kept, urgent)
        elif MOVING.fullmatch(name) and value != "none":
            yield Declared(name, value, urgent)
        elif name == "filter" and value != "none":
            removed[NAMED["filter"]] = None
        elif name not in STYLED and re.search(r"url|src|[\\@]|//", value, re.IGNORECASE) and "url(#" not in value:
            removed[ADDRESS] = None
