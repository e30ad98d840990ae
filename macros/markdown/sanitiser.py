"""What may be in the HTML of a contributor's text, and what was in it that may not.

Cleaning is done by nh3 (the ammonia library), with the allow-list below. Telling the
writer what that takes away is done here too: `losses` looks for it in the HTML that was
typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape, unescape

import nh3
from pygments.token import STANDARD_TYPES

from macros.markdown.tags import Tag, tags_in

SCHEMES = {"http", "https", "mailto"}

# What may stand in a text.
TAGS = {
    "a", "abbr", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn", "div", "dl",
    "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd", "li",
    "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "summary", "sup",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var", "wbr",
}  # fmt: skip
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "input": {"checked", "type"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "style"},
    **{name: {"id"} for name in _HEADINGS},
}
# Alerts, task lists, footnotes and coloured code are all that need classes.
_CLASSES = {
    "div": {"admonition", "danger", "footnote", "highlight", "info", "note", "tip", "warning"},
    "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
    "ul": {"task-list"},
    "li": {"task-list-item"},
    "span": {"filename", *(name for name in STANDARD_TYPES.values() if name)},
}

# A free id could stand in for one that the site's own scripts look for.
_NOTE_ID = re.compile(r"fn(?:ref)?\d*:\d+-\d+")
_HEADING_ID = re.compile(r"kop-[\w-]*")
# Elements as nh3 writes them: every value between double quotes, without a double quote in it.
_VALUES = r"((?:\s+[\w-]+=\"[^\"]*\")*)\s*/?>"
_INPUT = re.compile("<input" + _VALUES)
_IMG = re.compile("<img" + _VALUES)
_VALUE = re.compile(r'([\w-]{1,50}+)="([^"]*)"')


@dataclass(frozen=True)
class Picture:
    """An image as a page shows it: its address from there, and its size in pixels."""

    src: str
    width: int
    height: int


Resolve = Callable[[str], str | None]
Find = Callable[[str], Picture | None]


def clean(html: str, resolve: Resolve, find: Find) -> str:
    """Leave only what the allow-list names, and lead links and images to where they are on the site.

    `resolve` gives the address for a link, or None to leave it; `find` an image of our own. Of any other image its
    description is left.
    """
    shown: dict[str, Picture] = {}

    def allow(tag: str, name: str, value: str) -> str | None:
        if name == "id":
            wanted = _HEADING_ID if tag in _HEADINGS else _NOTE_ID
            return value if wanted.fullmatch(value) else None
        if (tag, name) == ("a", "href"):
            return resolve(value) or value
        if (tag, name) == ("img", "src"):
            picture = find(value)
            if picture:
                shown[picture.src] = picture
            return picture.src if picture else None
        if name in ("colspan", "rowspan", "height", "width"):
            return value if re.fullmatch(r"[0-9]{1,4}", value) else None
        return value

    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=allow,
        url_schemes=SCHEMES,
        filter_style_properties={"text-align"},
        link_rel="noopener",
    )
    if "<input" in cleaned:
        cleaned = _INPUT.sub(_input, cleaned)
    if "<img" in cleaned:
        cleaned = _IMG.sub(lambda found: _image(found, shown), cleaned)
    return cleaned


def _input(found: re.Match[str]) -> str:
    """A task is shown, not ticked; nothing else is an input."""
    given = found.group(1)
    if 'type="checkbox"' not in given:
        return ""
    done, label = ("done", "gedaan") if " checked=" in given else ("open", "nog te doen")
    return f'<span class="kb-task kb-task--{done}" role="img" aria-label="{label}"></span>'


def _image(found: re.Match[str], shown: dict[str, Picture]) -> str:
    """An image of ours with its size; a width that a writer gave makes it smaller, as on GitHub, never larger."""
    given = {name: unescape(value) for name, value in _VALUE.findall(found.group(1))}
    picture = shown.get(given.get("src", ""))
    if picture is None:
        return f"<span>{escape(given.get('alt', ''), quote=False)}</span>"
    width = min(int(given.get("width") or picture.width) or picture.width, picture.width)
    height = max(1, round(picture.height * width / picture.width))
    return (
        f'<img alt="{escape(given.get("alt", ""))}" height="{height}" loading="lazy"'
        f' src="{escape(picture.src)}" width="{width}">'
    )


@dataclass(frozen=True)
class Loss:
    """One thing that cleaning takes away: a `tag`, a `handler`, a `style`, an `address`, an `image` or an `attribute`."""

    kind: str
    name: str


def losses(html: str) -> list[tuple[int, Loss]]:
    """What `clean` takes out of HTML, each sort once, with its place there.

    An image of the site itself is for others to check.
    """
    found: dict[Loss, int] = {}
    for tag in tags_in(html):
        for start, loss in _lost(tag):
            found.setdefault(loss, start)
    return [(start, loss) for loss, start in found.items()]


def _lost(tag: Tag) -> Iterator[tuple[int, Loss]]:
    src, kind = tag.value("src"), tag.value("type")
    if tag.name not in TAGS or (tag.name == "input" and (kind is None or kind.value != "checkbox")):
        yield tag.start, Loss("tag", tag.name)
    elif tag.name == "img" and (src is None or not src.value or scheme_of(src.value) or src.value.startswith("//")):
        yield tag.start, Loss("image", src.value if src else tag.name)  # the rest of it goes with it
        return
    for one in tag.attributes:
        if one.name.startswith("on"):
            yield one.start, Loss("handler", one.name)
        elif tag.name in TAGS and (kind_of := _lost_attribute(tag.name, one.name, one.value)):
            yield one.start, Loss(kind_of, one.value if kind_of == "address" else one.name)


def _lost_attribute(tag: str, name: str, value: str) -> str:
    """The kind of loss that an attribute is; empty for one that may stay."""
    if name == "style":
        fits = tag in ("td", "th") and re.fullmatch(r"\s*text-align:\s*\w+;?\s*", value)
        return "" if fits else "style"
    if name in ("href", "src"):
        return "" if scheme_of(value) in SCHEMES | {""} else "address"
    if name == "class":
        return "attribute" if set(value.split()) - _CLASSES.get(tag, set()) else ""
    return "" if name in _ATTRIBUTES.get(tag, set()) - {"id"} or name in ("rel", "disabled") else "attribute"


def scheme_of(address: str) -> str:
    """The scheme of an address as a browser sees it: without white space and control characters; empty for a relative one."""
    bare = re.sub(r"[\x00-\x20\x7f-\xa0]", "", address).casefold()
    found = re.match(r"([a-z][a-z0-9+.-]*):", bare)
    return found.group(1) if found else ""
