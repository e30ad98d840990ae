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
from macros.problems.messages import RULES, of_tag, said
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
        for start, loss in found:
            rule, kind = _told(loss)
            yield Remark(start, RULES[rule].code, *said(rule, kind, name=shortened(loss.name)))
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


def _told(loss: Loss) -> tuple[str, str]:
    """The rule and the kind of what was taken out."""
    if loss.kind == "tag":
        return of_tag(loss.name)
    if loss.kind == "address" and re.match(r"(?:tel|sms|callto|whatsapp|skype):", loss.name, re.IGNORECASE):
        return "removed", "call"
    return "removed", loss.kind


def _copied(found: list[Loss]) -> tuple[str, str]:
    """The words for a text with so many losses that it was not typed."""
    names = ", ".join(f"<{loss.name}>" if loss.kind == "tag" else loss.name for loss in found[:6])
    return said("removed", "copied", names=names)
