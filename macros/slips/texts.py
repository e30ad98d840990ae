"""Looking through a contributor's Markdown: what of it does not come out as it was meant.

What is found has a place in the text; where that is in the file, and whether a link
leads to an entry, is for whoever asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.base.labels import shortened
from macros.markdown.links import Link, name_in_html
from macros.markdown.sanitiser import SCHEMES, Loss, losses, scheme_of
from macros.markdown.tree import Node
from macros.slips.definitions import idle_definitions
from macros.slips.lost import lost_in
from macros.slips.remark import Remark
from macros.slips.slips import slips_in

# So many losses of one text are looked up; with more than the second, it was not typed but pasted.
_MOST = 10
_TYPED = 3
_NOWHERE = re.compile(r"(?:mailto:)?")  # of https: and no more, `hosts` tells
_UPLOADED = re.compile(r"https?://(?:github\.com/|[\w-]+\.githubusercontent\.com/)", re.IGNORECASE)


def remarks(text: str, tree: Node, links: list[Link]) -> Iterator[Remark]:
    """What the site takes out of `text`, and what neither it nor GitHub shows as meant. `links` are those of the text."""
    yield from _images(text, links)
    found = list(_losses(text, tree, links))
    if len(found) > _TYPED:
        yield Remark(min(start for start, _ in found), "removed", *_copied([loss for _, loss in found]))
    else:
        yield from (Remark(start, _code(loss), *_words(loss)) for start, loss in found)
    yield from _half(text, links)
    yield from lost_in(text, tree)
    yield from idle_definitions(text)
    yield from slips_in(text, tree)


def _images(text: str, links: list[Link]) -> Iterator[Remark]:
    for link in links:
        if not link.image:
            continue
        if link.leaves:
            yield Remark(link.start, "image-elsewhere", *_elsewhere(link.target))
        elif not (link.name if not link.raw else re.search(r"\balt\s*=\s*[\"']?[^\"'\s>]", link.whole, re.IGNORECASE)):
            yield Remark(
                link.start if link.raw else text.rfind("![", 0, link.start + 1),
                "image-alt",
                "Deze afbeelding heeft geen beschrijving. Wie niet ziet, weet dan niet wat erop staat.",
                "Zet tussen de haken wat er te zien is: ![Drie studenten bij een windmolen](…).",
            )


def _half(text: str, links: list[Link]) -> Iterator[Remark]:
    """Links that lack their words or their address: nobody can follow them."""
    for link in links:
        if link.image:
            continue
        name = name_in_html(text, link.start) if link.raw else link.name
        if _NOWHERE.fullmatch(link.target):
            written = f"[{name[:40]}]({link.target})" if not link.raw else link.whole[:80]
            message = f"Deze link heeft geen adres: {written}."
            yield Remark(link.start, "lost", message, "Zet het adres tussen de ronde haken, of haal de haken weg.")
        elif not name:
            message = "Deze link heeft geen woorden: een lezer ziet niets om op te klikken."
            yield Remark(link.start, "lost", message, "Zet de woorden tussen de rechte haken: [de website](…).")


def _elsewhere(target: str) -> tuple[str, str]:
    hint = "Zet de afbeelding in content/images/ en schrijf ![beschrijving](../images/naam.jpg)."
    if _UPLOADED.match(target):
        return "Een afbeelding die je in GitHub sleept, komt niet op de site: ze staat niet bij de kennisbank.", hint
    if scheme_of(target) == "data":
        return "Deze afbeelding staat in de tekst zelf, en komt zo niet op de site.", hint
    return "Een afbeelding van een andere website komt niet op de site: zo volgt niemand onze bezoekers.", hint


def _losses(text: str, tree: Node, links: list[Link]) -> Iterator[tuple[int, Loss]]:
    """What cleaning takes out of the HTML and the addresses of a text, each sort once, with its place."""
    told: set[Loss] = set()
    for node in tree.walk():
        if node.kind not in ("HtmlInline", "HtmlBlock") or len(told) >= _MOST:
            continue
        for start, loss in losses(text[node.start : node.end]):
            if loss.kind != "image" and loss not in told and len(told) < _MOST:
                told.add(loss)
                yield node.start + start, loss
    for link in links:
        loss = Loss("address", link.target)
        odd = not link.raw and not link.image and scheme_of(link.target) not in SCHEMES | {""}
        if odd and loss not in told and len(told) < _MOST:
            told.add(loss)
            yield link.start, loss


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
# Of these a reader misses what was meant to be seen; of other tags only the looks.
_SEEN = set(
    ["iframe", "frame", "object", "embed", "applet", "video", "audio", "svg", "math", "canvas", "picture", "image"]
)


def _code(loss: Loss) -> str:
    return "lost" if loss.kind == "tag" and loss.name in _SEEN else "removed"


def _words(loss: Loss) -> tuple[str, str]:
    """What was taken out and why, and what to do instead."""
    name = shortened(loss.name)
    if loss.kind == "tag":
        for tags, why, instead in _INSTEAD:
            if loss.name in tags.split():
                return f"De site haalt ‘<{name}>’ weg. {why}", instead
        hint = f"Is het gewone tekst, zet er dan schuine accenten omheen: `<{name}>`."
        return f"De site kent ‘<{name}>’ niet en haalt het weg.", hint
    if loss.kind == "handler":
        return f"De site haalt ‘{name}’ weg. Scripts draaien hier niet.", "Haal het weg."
    if loss.kind == "address" and re.match(r"(?:tel|sms|callto|whatsapp|skype):", loss.name, re.IGNORECASE):
        hint = "Haal de link weg, of link naar de pagina van de organisatie waar het nummer staat."
        return f"De site haalt het adres ‘{name}’ weg: de kennisbank noemt geen telefoonnummers.", hint
    if loss.kind == "address":
        return f"De site haalt het adres ‘{name}’ weg: het kan een script zijn.", "Gebruik een adres met https://."
    if loss.kind == "style":
        return "De site haalt ‘style’ weg: ze geeft elke tekst dezelfde opmaak.", "Haal het weg."
    return f"De site haalt ‘{name}’ weg: de tekst heeft het niet nodig.", "Haal het weg."


def _copied(found: list[Loss]) -> tuple[str, str]:
    """The words for a text with so many losses that it was not typed."""
    names = ", ".join(f"<{loss.name}>" if loss.kind == "tag" else loss.name for loss in found[:6])
    message = f"De site haalt uit deze tekst opmaak weg die van een website of uit Word komt: {names}."
    return message, "Plak de tekst opnieuw, zonder opmaak: Ctrl+Shift+V."
