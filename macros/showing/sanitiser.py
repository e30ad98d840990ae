"""What may be in the HTML of a contributor's text, and what was in it that may not.

Cleaning is done by nh3 (the ammonia library), with the allow-list below. Telling the
writer what that takes away is done here: `losses` looks for it in the HTML that
Markdown made, before cleaning.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3
from pygments.token import STANDARD_TYPES

SCHEMES = {"http", "https", "mailto"}

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "div", "dl", "dt", "em",
    "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "ins", "kbd", "label", "li",
    "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "u", "ul", "var",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "details": {"open"},
    "div": {"data-tabs"},
    "img": {"alt", "height", "loading", "src", "width"},
    "input": {"checked", "id", "name", "type"},
    "label": {"for"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"style"},
    "th": {"style"},
}
# Admonitions, tabs, task lists, footnotes and coloured code are all that need classes.
_ADMONITIONS = {
    "abstract", "admonition", "bug", "danger", "example", "failure", "info", "note", "question", "quote", "success",
    "tip", "warning",
}  # fmt: skip
_CLASSES = {
    "div": _ADMONITIONS
    | {"footnote", "highlight", "tabbed-alternate", "tabbed-block", "tabbed-content", "tabbed-labels", "tabbed-set"},
    "p": {"admonition-title"},
    "details": _ADMONITIONS,
    "a": {"footnote-ref", "footnote-backref"},
    "ul": {"task-list"},
    "li": {"task-list-item"},
    "label": {"task-list-control"},
    "span": {"filename", *(name for name in STANDARD_TYPES.values() if name)},
}

# A free id or name could stand in for one that the site's own scripts look for.
_NOTE_ID = re.compile(r"fn(?:ref)?\d*:\d+-[\w-]+")
_TABS = re.compile(r"\d+:\d+")
_TAB_ID = re.compile(r"__tabbed_\d+(?:_\d+)?")
# Elements as nh3 writes them: every value between double quotes, without a double quote in it.
_VALUES = r"((?:\s+[\w-]+=\"[^\"]*\")*)\s*/?>"
_INPUT = re.compile("<input" + _VALUES)
_IMG = re.compile("<img" + _VALUES)
_ANY_TAG = re.compile(r"<\s*/?\s*([a-zA-Z][\w:-]*)")


def clean(html: str, number: int, images: Collection[str] = ()) -> str:
    """Leave only what the allow-list names.

    `number` sets the tabs of one text on a page apart from those of another; `images`
    are the addresses that an image may have.
    """

    def allow(tag: str, name: str, value: str) -> str | None:
        if name in ("id", "for", "name"):
            wanted = _NOTE_ID if tag in ("li", "sup") else _TAB_ID
            return value if wanted.fullmatch(value) else None
        if (tag, name) == ("img", "src"):
            return value if value in images else None
        if name == "data-tabs":  # by which the theme's script finds tabs
            return value if _TABS.fullmatch(value) else None
        return value

    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=allow,
        url_schemes=SCHEMES,
        filter_style_properties={"text-align"},
        link_rel="noopener",
    )
    if "<input" in cleaned:
        cleaned = _INPUT.sub(_input, cleaned)
        cleaned = re.sub(r'(?<=\s)(id|for|name)="__tabbed_', rf'\1="__tabbed_{number}-', cleaned)
    if "<img" in cleaned:
        cleaned = _IMG.sub(lambda found: found.group() if ' src="' in found.group(1) else "", cleaned)
    return cleaned


def _input(found: re.Match[str]) -> str:
    """A task is shown, not ticked; a radio button belongs to tabs; nothing else is an input."""
    given = found.group(1)
    if 'type="checkbox"' in given:
        done, label = ("done", "gedaan") if " checked=" in given else ("open", "nog te doen")
        return f'<span class="kb-task kb-task--{done}" role="img" aria-label="{label}"></span>'
    if 'type="radio"' in given and ' id="__tabbed_' in given and ' name="__tabbed_' in given:
        return found.group()
    return ""


@dataclass(frozen=True)
class Loss:
    """One thing that cleaning takes away: a `tag`, a `handler`, a `style`, an `address`, an `image` or an `attribute`."""

    kind: str
    name: str


def losses(html: str, images: Collection[str] = ()) -> list[Loss]:
    """What `clean` takes out of HTML, each once, in the order in which it stands there."""
    found = [Loss("tag", name.lower()) for name in _ANY_TAG.findall(html) if name.lower() not in _TAGS]
    parser = _Attributes(images)
    parser.feed(html.replace("<![", "&lt;!["))  # Python's parser gives up on declarations that it does not know
    parser.close()
    return list(dict.fromkeys(found + parser.found))


class _Attributes(HTMLParser):
    """Looks for attributes that may not be there."""

    def __init__(self, images: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.images = images
        self.found: list[Loss] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "input" and dict(attrs).get("type") not in ("checkbox", "radio"):
            self.found.append(Loss("tag", tag))
        elif tag == "img" and dict(attrs).get("src") not in self.images:
            self.found.append(Loss("image", dict(attrs).get("src") or tag))  # the rest of it goes with it
        elif tag in _TAGS:
            for name, value in attrs:
                self.found.extend(self._lost(tag, name, value or ""))

    def _lost(self, tag: str, name: str, value: str) -> Iterator[Loss]:
        if name.startswith("on"):
            yield Loss("handler", name)
        elif name == "style" and (tag not in ("td", "th") or not re.fullmatch(r"\s*text-align:\s*\w+;?\s*", value)):
            yield Loss("style", name)
        elif name in ("href", "src") and scheme_of(value) not in SCHEMES | {""}:
            yield Loss("address", value)
        elif name == "class":
            if set(value.split()) - _CLASSES.get(tag, set()):
                yield Loss("attribute", name)
        elif name not in _ATTRIBUTES.get(tag, set()) and name not in ("style", "rel"):
            yield Loss("attribute", name)


def scheme_of(address: str) -> str:
    """The scheme of an address as a browser sees it: without white space and control characters; empty for a relative one."""
    bare = re.sub(r"[\x00-\x20\x7f-\xa0]", "", address).casefold()
    found = re.match(r"([a-z][a-z0-9+.-]*):", bare)
    return found.group(1) if found else ""
