"""The Content-Security-Policy of each page: what a browser may load and run there.

Should something harmful ever get past the sanitiser, a browser refuses to run it. The
policy stands in the page itself, since GitHub Pages sends no headers of ours. A few
scripts stand in a page itself; these are allowed by their hashes, and only when they
are in the list below. Hashing whatever a page holds would bless what was
smuggled in, so a script that is not in the list stops the build.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import escape

# SHA-256, in hexadecimal, of each inline script, all of them ours: templates/theme/partials/javascripts/palette.html,
# templates/theme/404_standalone.html, templates/forward.html.
_KNOWN = {
    "745d4f5253e12eb3bf4cdff4923132bd8083f46ff2c3a42e948ef789143c9cfa": "sets light or dark before anything is painted",
    "d44e77e3a05db5f4acec110bb0b3fb46ecc5be43cd473c11794ce756b08e32d3": "takes along what stands behind an address of before",
    "6d2a8fbd3dccf90cc61cd6089194f28d18eece9ee2058f1d708d01dd50751fc4": "finds the site that a page which is not there belongs to",
}

_DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self' {hashes}",
    "style-src 'self'{style}",
    "style-src-attr 'unsafe-inline'",  # how a column of a table is aligned
    "img-src 'self' data:",  # the theme's pictograms are data: addresses in its style sheet
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style>([^<]*)</style>")
_HEAD = '<meta charset="utf-8">'
_REFERRER = '<meta name="referrer" content="no-referrer">'  # no other site hears which page a visitor came from


class UnknownScript(ValueError):
    """A page holds an inline script that is not in the list; the message says which."""


def with_policy(page: str, own_style: bool = False) -> str:
    """The page with its policy, as early in the head as can be. Raises UnknownScript.

    `own_style` says that its style is in it, from a template of ours; no other page may have one.
    """
    hashes = dict.fromkeys(_hash_of(code) for code in inline_scripts(page))
    style = "".join(f" '{_sha256(found)}'" for found in _STYLE.findall(page)[:1]) if own_style else ""
    policy = "; ".join(_DIRECTIVES).format(hashes=" ".join(f"'{one}'" for one in hashes), style=style)
    # Single quotes need no escape between double ones, and the policy is read by people too.
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'
    return page.replace(_HEAD, "\n".join((_HEAD, meta, _REFERRER)), 1)


def inline_scripts(page: str) -> list[str]:
    """The code of each script that stands in the page itself; what is only data is left out."""
    return [
        found["code"]
        for found in _SCRIPT.finditer(page)
        if not re.search(r"\ssrc\s*=|application/(?:ld\+)?json", found["attributes"], re.IGNORECASE)
    ]


def _hash_of(code: str) -> str:
    known = sha256(code.encode()).hexdigest()
    if known not in _KNOWN:
        raise UnknownScript(
            "deze pagina bevat een script dat macros/frames/policy.py niet kent "
            f"(sha256 {known}): {' '.join(code.split())[:120]}"
        )
    return _sha256(code)


def _sha256(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
