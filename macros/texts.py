"""Looking through a contributor's Markdown: its links and images, and what the site takes out of it.

What is found has a place in the text; where that is in the file, and whether a link
leads to an entry, is for whoever asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from macros.markup import Link, bare
from macros.problem import Fix
from macros.sanitiser import SCHEMES, Loss, scheme_of

if TYPE_CHECKING:
    from macros.prose import Prose

# More of these in one text help nobody.
_MOST = 10
_TAG_SOON = re.compile(r"<[a-z/!?]", re.IGNORECASE)
_AUTOMATIC = re.compile(r"<(?=[^\s<>]+[@:][^\s<>])[^\s<>]+>")
_NO_ALT = re.compile(r"!\[\s*\](?=[(\[])")


@dataclass(frozen=True)
class Remark:
    """A problem in a text: `start` is its place there."""

    start: int
    code: str
    message: str
    hint: str
    fix: Fix | None = None


def remarks(text: str, links: list[Link]) -> Iterator[Remark]:
    """What the site takes out of `text`, and images that lack a description. `links` are those of the text."""
    for found in _NO_ALT.finditer(bare(text)) if "![" in text else ():
        yield Remark(
            found.start(),
            "image-alt",
            "Deze afbeelding heeft geen beschrijving. Wie niet ziet, weet dan niet wat erop staat.",
            "Zet tussen de haken wat er te zien is: ![Drie studenten bij een windmolen](…).",
        )
    for link in links:
        if link.image and link.leaves and not link.raw:
            yield Remark(
                link.start,
                "removed",
                "Een afbeelding van een andere website toont de site niet: zo volgt niemand onze bezoekers.",
                "Zet de afbeelding in content/images/ en schrijf ![beschrijving](../images/naam.jpg).",
            )
    if _TAG_SOON.search(_AUTOMATIC.sub("", text)) or any(_is_odd(link) for link in links):
        masked = bare(text)
        for loss in _prose().losses(text)[:_MOST]:
            start = _find(loss, masked)
            if start is not None:
                yield Remark(start, "removed", *_words(loss))


def _is_odd(link: Link) -> bool:
    return scheme_of(link.target) not in SCHEMES | {""} or "&" in link.target


@lru_cache(maxsize=1)
def _prose() -> Prose:
    from macros.prose import Prose  # most texts need no converting to be checked, and loading it takes long

    return Prose()


def _find(loss: Loss, text: str) -> int | None:
    """Where in a text (without its code) a loss was written; None for what Markdown itself brought in."""
    name = re.escape(loss.name)
    patterns = {
        "tag": rf"<\s*/?\s*{name}",
        "handler": rf"\b{name}\s*=",
        "style": r"\bstyle\s*=",
        "attribute": rf"<[^>]*?\s{name}\s*=",
        "image": rf"<img\b[^>]*?{name}",
        "address": name,
    }
    found = re.search(patterns[loss.kind], text[:60_000], re.IGNORECASE)
    if found:
        return found.start()
    return 0 if loss.kind in ("tag", "handler", "address", "image") else None


# Tags that writers use, and what to do instead; the first that names the tag speaks.
_INSTEAD: tuple[tuple[str, str, str], ...] = (
    ("script noscript template", "Scripts draaien hier niet.", "Haal het weg."),
    (
        "iframe frame frameset object embed applet video audio source track portal",
        "Niets op de site komt van een andere website: zo volgt niemand onze bezoekers.",
        "Link naar de pagina waar het staat.",
    ),
    (
        "form input button select textarea option fieldset",
        "Een formulier op de site stuurt gegevens weg zonder dat een bezoeker weet waarheen.",
        "Link naar de pagina met het formulier.",
    ),
    (
        "style link font center big marquee blink",
        "De site geeft elke tekst dezelfde opmaak.",
        "Gebruik Markdown: **vet**, *schuin*, ## kop.",
    ),
    (
        "svg math canvas picture image",
        "Een tekening in de tekst kan meer dan tekenen.",
        "Zet haar als bestand in content/images/ en schrijf ![beschrijving](../images/naam.svg).",
    ),
    ("base meta html head body title", "Dit hoort bij een hele pagina, niet bij een tekst.", "Haal het weg."),
    ("h1", "De titel van de pagina is al de grootste kop.", "Begin met ## voor een kop."),
)


def _words(loss: Loss) -> tuple[str, str]:
    """What was taken out and why, and what to do instead."""
    name = loss.name if len(loss.name) <= 60 else loss.name[:57] + "…"
    if loss.kind == "tag":
        for tags, why, instead in _INSTEAD:
            if loss.name in tags.split():
                return f"‘<{name}>’ haalt de site weg. {why}", instead
        return (
            f"‘<{name}>’ kent de site niet, en valt weg.",
            f"Is het gewone tekst, zet er dan schuine accenten omheen: `<{name}>`.",
        )
    if loss.kind == "handler":
        return f"‘{name}’ haalt de site weg. Scripts draaien hier niet.", "Haal het weg."
    if loss.kind == "address":
        return f"Het adres ‘{name}’ haalt de site weg: het kan een script zijn.", "Gebruik een adres met https://."
    if loss.kind == "image":
        return (
            "Deze afbeelding haalt de site weg.",
            "Zet haar in content/images/ en schrijf ![beschrijving](../images/naam.jpg).",
        )
    if loss.kind == "style":
        return "‘style’ haalt de site weg. De site geeft elke tekst dezelfde opmaak.", "Haal het weg."
    return f"‘{name}’ haalt de site weg: de tekst heeft het niet nodig.", "Haal het weg."
