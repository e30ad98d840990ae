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

from macros.checking.markup import Link, bare
from macros.problems.problem import Fix
from macros.showing.sanitiser import SCHEMES, Loss, scheme_of

if TYPE_CHECKING:
    from macros.showing.prose import Prose

# What looks like Markdown and is not. First the signs without which it need not be
# looked for; the group `at` is what is pointed at.
_ALMOST = (
    (
        "•●▪◦·‣–—",
        re.compile(r"^[ \t]*(?P<at>[•●▪◦·‣]|[–—](?=[^\n]*\n[ \t]*[–—]))[ \t]*\S", re.MULTILINE),
        "Dit wordt geen opsomming: het teken aan het begin is geen gewoon streepje.",
        "Begin elk punt met een streepje en een spatie: ‘- punt’.",
    ),
    (
        ("-",),
        re.compile(r"^(?P<at>-[^\W\d_][^\n]*)\n-[^\W\d_]", re.MULTILINE),
        "Dit wordt geen opsomming: achter het streepje hoort een spatie.",
        "Begin elk punt met een streepje en een spatie: ‘- punt’.",
    ),
    (
        "|",
        re.compile(r"(?:\A|\n[ \t]*\n)(?P<at>\|[^\n]*\|[^\n]*)\n(?![ \t]*\|?[ \t]*:?-+)"),
        "Dit wordt geen tabel: onder de eerste regel hoort een regel met streepjes.",
        "Zet onder de kop van de tabel een regel als | --- | --- |.",
    ),
    (
        "\t",
        re.compile(r"^(?P<at>[^\t\n]+\t[^\n]+)\n[^\t\n]+\t[^\n]+$", re.MULTILINE),
        "Dit lijkt een tabel uit Word of Excel. Op de site komt alles achter elkaar te staan.",
        "Schrijf | Jaar | Studenten |, daaronder | --- | --- |, en dan elke rij zo.",
    ),
    (
        (")[",),
        re.compile(r"(?<!\])(?P<at>\([^()\n]{1,200}\)\[[^\[\]\s]+[/.][^\[\]\s]*\])"),
        "Dit wordt geen link: de haken staan andersom.",
        "Schrijf [tekst](adres): eerst de tekst tussen rechte haken, dan het adres tussen ronde.",
    ),
    (
        ("] ",),
        re.compile(r"(?P<at>\[[^\[\]\n]{1,200}\] +\((?:https?://|\.\./)[^()\s]+\))"),
        "Dit wordt geen link: tussen ] en ( staat een spatie.",
        "Haal de spatie weg: [tekst](adres).",
    ),
    (
        ("](",),
        re.compile(r"\]\((?P<at>[^()<>\n\"']*[^()<>\s\"'] +[^()<>\s\"'][^()<>\n\"']*)\)"),
        "In dit adres staat een spatie. Zo werkt de link of afbeelding niet.",
        "Noem het bestand zonder spaties en hoofdletters, en schrijf die naam hier ook.",
    ),
)
# So many losses of one text are looked up; with more than the second, it was not typed but pasted.
_MOST = 10
_TYPED = 3
# Without any of these, there is nothing to remark.
_SUSPECT = re.compile("[<\\[\\]|•●▪◦·‣\\t]|(?:\\A|\\n)[ \\t]*[-–—]\\S")
_TAG_SOON = re.compile(r"<[a-z/!?]", re.IGNORECASE)
_AUTOMATIC = re.compile(r"<(?=[^\s<>]+[@:][^\s<>])[^\s<>]+>")
_NO_ALT = re.compile(r"!\[\s*\](?=\[|\((?!\s*(?:https?:|//|data:)))", re.IGNORECASE)


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
    if not _SUSPECT.search(text):  # as most
        return
    for found in _NO_ALT.finditer(bare(text)) if "![" in text else ():
        yield Remark(
            found.start(),
            "image-alt",
            "Deze afbeelding heeft geen beschrijving. Wie niet ziet, weet dan niet wat erop staat.",
            "Zet tussen de haken wat er te zien is: ![Drie studenten bij een windmolen](…).",
        )
    for link in links:
        if link.image and link.leaves and not link.raw and scheme_of(link.target) in SCHEMES | {""}:
            yield Remark(
                link.start,
                "removed",
                "Een afbeelding van een andere website toont de site niet: zo volgt niemand onze bezoekers.",
                "Zet de afbeelding in content/images/ en schrijf ![beschrijving](../images/naam.jpg).",
            )
    if ("<" in text and _TAG_SOON.search(_AUTOMATIC.sub("", text))) or any(_is_odd(link) for link in links):
        masked = bare(text)
        lost = [(start, loss) for loss in _prose().losses(text)[:_MOST] if (start := _find(loss, masked)) is not None]
        if len(lost) > _TYPED:
            yield Remark(min(start for start, _ in lost), "removed", *_copied([loss for _, loss in lost]))
        else:
            yield from (Remark(start, "removed", *_words(loss)) for start, loss in lost)
    yield from _almost(bare(text))


def _almost(masked: str) -> Iterator[Remark]:
    """Markdown that is nearly right, and so does nothing. `masked` is the text without its code; each sort once."""
    for needs, pattern, message, hint in _ALMOST:
        found = pattern.search(masked) if any(sign in masked for sign in needs) else None
        if found:
            yield Remark(found.start("at"), "almost", message, hint)


def _is_odd(link: Link) -> bool:
    return scheme_of(link.target) not in SCHEMES | {""} or "&" in link.target


@lru_cache(maxsize=1)
def _prose() -> Prose:
    from macros.showing.prose import Prose  # most texts need no converting to be checked, and loading it takes long

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
                return f"De site haalt ‘<{name}>’ weg. {why}", instead
        hint = f"Is het gewone tekst, zet er dan schuine accenten omheen: `<{name}>`."
        return f"De site kent ‘<{name}>’ niet en haalt het weg.", hint
    if loss.kind == "handler":
        return f"De site haalt ‘{name}’ weg. Scripts draaien hier niet.", "Haal het weg."
    if loss.kind == "address":
        return f"De site haalt het adres ‘{name}’ weg: het kan een script zijn.", "Gebruik een adres met https://."
    if loss.kind == "image":
        hint = "Zet haar in content/images/ en schrijf ![beschrijving](../images/naam.jpg)."
        return "De site haalt deze afbeelding weg.", hint
    if loss.kind == "style":
        return "De site haalt ‘style’ weg: ze geeft elke tekst dezelfde opmaak.", "Haal het weg."
    return f"De site haalt ‘{name}’ weg: de tekst heeft het niet nodig.", "Haal het weg."


def _copied(found: list[Loss]) -> tuple[str, str]:
    """The words for a text with so many losses that it was not typed."""
    names = ", ".join(f"<{loss.name}>" if loss.kind == "tag" else loss.name for loss in found[:6])
    message = f"De site haalt uit deze tekst opmaak weg die van een website of uit Word komt: {names}."
    return message, "Plak de tekst opnieuw, zonder opmaak: Ctrl+Shift+V."
