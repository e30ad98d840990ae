"""A page of a built site as one file that opens from a disk, by itself: styles, letters and pictures are in it.

It is for who wants to see a proposal without a server. What needs a script is left out; the page says all without.
Links lead to other such files, else to the site.
"""

from __future__ import annotations

import mimetypes
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'"
_HERE = "https://page.invalid/"  # stands for the site's root while addresses are resolved

_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script\s*>\s*", re.DOTALL | re.IGNORECASE)
_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_LINK = re.compile(r'<link rel="(?:preload|modulepreload|icon|canonical|alternate feed|prev|next)"[^>]*>\s*')
_IMAGE = re.compile(r'(<img\b[^>]*?\bsrc=")([^"]+)(")')
_HREF = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)(")')
_URL = re.compile(r"""url\((["']?)(?!data:|#)([^"')]+)\1\)""")
_OPTIONAL = re.compile(r"font-display:\s*optional")
_BODY = re.compile(r"<body\b[^>]*>")

# What the header has for scripts alone.
_IDLE = "<style>.md-header :is(button, form, input, label, [role=search]), .kb-acts { display: none }</style></head>"

_NOTE = (
    '<p role="note" style="background:#fdf0dd;color:#4a2303;font:16px/1.5 sans-serif;margin:0;padding:.6rem 1rem;'
    'position:relative;z-index:9">{}</p>'
)


def alone(site: Path, url: str, home: str, others: Mapping[str, str], note: str) -> str:
    """The page at `url` of a built site. `others` has the files of other pages by their url, `home` is the site's address.

    `note` stands above it, in plain text. Raises OSError where a page, style or picture is not there.
    """
    page = (site / url / "index.html").read_text(encoding="utf-8")

    def file_of(address: str, base: str = url) -> Path | None:
        found = urljoin(_HERE + base, unescape(address))
        path = unquote(urlsplit(found).path).lstrip("/")
        return site / path if found.startswith(_HERE) and (site / path).is_file() else None

    def style(found: re.Match[str]) -> str:
        file = file_of(found[1])
        return f"<style>{_style(file, site)}</style>" if file else ""

    def image(found: re.Match[str]) -> str:
        file = None if found[2].startswith("data:") else file_of(found[2])
        return f"{found[1]}{_data(file)}{found[3]}" if file else found[0]

    def link(found: re.Match[str]) -> str:
        target = unescape(found[2])
        if target.startswith("#") or re.match("[a-z]+:", target):
            return found[0]
        whole = urlsplit(urljoin(_HERE + url, target))
        place = whole.path.lstrip("/")
        tail = (f"?{whole.query}" if whole.query else "") + (f"#{whole.fragment}" if whole.fragment else "")
        leads = (
            others[place] + (f"#{whole.fragment}" if whole.fragment else "") if place in others else home + place + tail
        )
        return found[1] + escape(leads) + found[3]

    page = _SCRIPT.sub("", _LINK.sub("", page))
    page = _META.sub(
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><meta name="robots" content="noindex">', page
    )
    page = _HREF.sub(link, _IMAGE.sub(image, _STYLE.sub(style, page)))
    page = page.replace("</head>", _IDLE, 1)
    return _BODY.sub(lambda body: body[0] + _NOTE.format(escape(note)), page, count=1)


@lru_cache(maxsize=64)  # letters and pictures of one site
def _data(file: Path) -> str:
    kind = "font/woff2" if file.suffix == ".woff2" else mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{b64encode(file.read_bytes()).decode()}"


@lru_cache(maxsize=64)  # letters and pictures of one site
def _style(file: Path, site: Path) -> str:
    """A style sheet with what it names in it."""

    def inline(found: re.Match[str]) -> str:
        named = (file.parent / found[2].split("?")[0].split("#")[0]).resolve()
        return f'url("{_data(named)}")' if named.is_file() and named.is_relative_to(site.resolve()) else found[0]

    # On the site a letter that comes late is left out; here none comes late, but reading it takes a moment.
    text = _OPTIONAL.sub("font-display: block", file.read_text(encoding="utf-8"))
    return _URL.sub(inline, text).replace("</style", "<\\/style")
