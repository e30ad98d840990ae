"""What stands at the foot of every printed sheet: the page's address and the day of the site.

CSS cannot read an address. So the root element carries both as variables, and
`print.css` sets them in the margin of the sheet, where no text can be.
"""

from __future__ import annotations

from datetime import date

from markupsafe import escape

from macros.base.dutch import in_words

_ROOT = "<html "


def with_print_footer(page: str, address: str, day: date) -> str:
    """A finished page that knows, for when it is printed, its published address and the day of its facts."""
    as_of = escape(_in_css(f"Stand van {in_words(day)}"))
    style = f"--kb-address: &#34;{in_print(address)}&#34;; --kb-as-of: &#34;{as_of}&#34;"
    return page.replace(_ROOT, f'<html style="{style}" ', 1)


def in_print(address: str) -> str:
    """An address as the style of the root element has it."""
    return escape(_in_css(address.split("://", 1)[-1]))


def _in_css(text: str) -> str:
    """A text within a string of CSS. A line break would end it."""
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
