"""Links and pictures that are none: what stands between their brackets is no address, or the brackets stand wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from macros.markdown.tree import Node
from macros.reading.entry_files import ENDINGS, IMAGES, file_name
from macros.slips.remark import Remark
from macros.slips.slip import Said, Slip, first_of, remark

_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|gif|svg|avif|heic|tiff?)$", re.IGNORECASE)
# An address, a blank, and what can only be a caption.
_CAPTION = re.compile(r"(?P<to>\S+)[ \t]+(?P<said>[“”„\"‘’«'].*)$")
_BARE_CAPTION = re.compile(r"(?P<to>\S+\.(?:jpe?g|png|webp|gif|svg))[ \t]+(?P<said>[^\"]*)$", re.IGNORECASE)
_TITLE = re.compile(r"[ \t]\"[^\"]*\"$")
_WEB = re.compile(r"https?:[ \t]*//[ \t]*", re.IGNORECASE)
_INNER = re.compile(r"\"([^\"]*)\"")
_AROUND = " \t“”„\"‘’«»'"


def link_slips(bare: str, text: str, tree: Node) -> Iterator[Remark]:
    """Each kind once."""
    for slip in _SLIPS:
        if found := first_of(slip, bare):
            yield found
    for node in tree.walk() if "! [" in text else ():
        before = text[max(node.start - 3, 0) : node.start]
        if (
            node.kind == "Link"
            and re.fullmatch(r"\s?! |(?:.*\s)! ", before, re.DOTALL)
            and _PICTURE.search(node.value.url)
        ):
            said = Said(
                "Dit wordt een link, geen afbeelding: tussen ! en [ staat een spatie.",
                "Haal de spatie weg: ![beschrijving](adres).",
                ("! [", "!["),
            )
            yield remark(node.start - 2, said)
            return


def _as_link(found: re.Match[str]) -> tuple[str, str] | None:
    """The link that was meant. Whether a file of ours is there, is not known here: then no line is offered."""
    return (found["at"], f"[{found['words']}]({found['to']})") if found["to"].startswith("http") else None


def _not_an_address(found: re.Match[str]) -> Said | None:
    """What is wrong between the round brackets of what neither became a link nor a picture."""
    whole, picture = found["at"], found["picture"] == "!"
    inside = whole.strip()
    what = "de afbeelding niet op de site" if picture else "er geen link"
    caption = _CAPTION.match(inside) or (_BARE_CAPTION.match(inside) if picture else None)
    if caption and not _PICTURE.search(caption["said"]):
        words = caption["said"].strip(_AROUND)
        inner = _INNER.sub("‘\\1’", caption["said"].strip(" \t")[1:-1]) if words.count('"') else words
        inner = inner.strip("“”„")
        meant = f'{caption["to"]} "{inner}"' if '"' not in inner and words else ""
        hint = f"Schrijf ({meant})." if meant else 'Zet er één paar omheen: (adres "onderschrift").'
        if words.count('"'):
            message = "In dit onderschrift staan dubbele aanhalingstekens: daar eindigt het al."
            hint = f"Schrijf binnen het onderschrift ‘enkele’: ({meant})." if meant else "Schrijf daar ‘enkele’."
        else:
            message = "Om het onderschrift horen twee rechte aanhalingstekens, geen krullende en geen andere."
        return Said(
            f"{message} Zo komt {what}.", hint, (whole, meant) if meant and (picture or _WEB.match(meant)) else None
        )
    to = _TITLE.sub("", inside).rstrip()
    title = inside[len(to) :]
    if not re.search(r"\s", to) or re.search(r"[<>\"]", to):
        return None
    message = f"In dit adres staat een spatie. Zo komt {what}."
    if web := _WEB.match(to):
        host, slash, page = to[web.end() :].partition("/")
        if re.search(r"\s", host):
            return Said(message, "Haal de spatie weg: in de naam van een website staat er geen.")
        meant = re.sub(r"\s", "", web[0]) + host + slash + page.replace(" ", "%20").replace("\t", "%20")
        return Said(message, f"Schrijf %20 in plaats van de spatie: ({meant}{title}).", (whole, meant + title))
    return _of_file(message, whole, to, title, picture)


def _of_file(message: str, whole: str, to: str, title: str, picture: bool) -> Said:
    """What to say of the name of a file with blanks: none of ours has them."""
    file = PurePosixPath(to.replace("\\", "/"))
    meant = f"{file_name(file.stem)}{file.suffix.lower()}"
    if picture or _PICTURE.search(to):
        meant = f"../{IMAGES}/{meant}"
        name = meant.rpartition("/")[2]
        hint = f"Noem het bestand {name}, zet het in content/{IMAGES}/ en schrijf hier {'![wat er te zien is]' if picture else '[woorden]'}({meant})."
    elif file.suffix in ENDINGS and len(file.parts) > 1:
        meant = f"{file.parent}/{meant}"
        hint = f"In de naam van een bestand staan geen spaties en hoofdletters: schrijf ({meant})."
        return Said(message, hint)  # whether it is there, is not known here
    else:
        hint = "Link naar een adres met https://, of naar een bestand van de kennisbank, als ../map/naam.yml."
        return Said(message, hint)
    return Said(message, hint, (whole, meant + title))


# Each pattern is linear: what repeats in it is bounded, or ends at a sign that it cannot hold.
_SLIPS = (
    Slip(
        "[",
        re.compile(r"(?<!\])(?P<at>\((?P<words>[^()\n]{1,200})\)\[(?P<to>[^\[\]\s]{1,300}[/.][^\[\]\s]{0,300})\])"),
        lambda found: Said(
            "Dit wordt geen link: de haken staan andersom.",
            "Schrijf [tekst](adres): eerst de tekst tussen rechte haken, dan het adres tussen ronde.",
            _as_link(found),
        ),
    ),
    Slip(
        "[",
        re.compile(r"(?P<at>\[(?P<words>[^\[\]\n]{1,200})\][ \t]{1,8}\((?P<to>(?:https?://|\.\./)[^()\s]{1,500})\))"),
        lambda found: Said(
            "Dit wordt geen link: tussen ] en ( staat een spatie.",
            "Haal de spatie weg: [tekst](adres).",
            _as_link(found),
        ),
    ),
    Slip(
        "[",
        re.compile(r"(?P<picture>!)\[[^\[\]\n]{0,300}\]\((?P<at>(?:[^()\n]|\([^()\n]{0,100}\)){1,400})\)"),
        _not_an_address,
        code="image-missing",
    ),
    Slip(
        "[",
        re.compile(r"(?<!!)\[[^\[\]\n]{0,300}\](?P<picture>)\((?P<at>(?:[^()\n]|\([^()\n]{0,100}\)){1,400})\)"),
        _not_an_address,
    ),
    Slip(
        "[",
        re.compile(r"(?P<at>\[\[(?P<words>[^\[\]\n]{1,200})\]\])"),
        lambda found: Said(
            "Dit wordt geen link: de site kent geen dubbele rechte haken.",
            "Schrijf [tekst](../collectie/naam.yml): eerst wat de lezer ziet, dan het bestand.",
        ),
    ),
)
