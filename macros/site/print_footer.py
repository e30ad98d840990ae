"""What stands at the foot of every printed sheet: the page's address and the day of the site.

CSS cannot read an address. So the root element carries both as variables, and
`print.css` sets them in the margin of the sheet, where no text can be.
"""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from macros.base.dutch import in_words

_ROOT = "<html "


def with_print_footer(page: str, address: str, day: date) -> str:
    """A finished page that knows, for when it is printed, its published address and the day of its facts."""
    bare = address.split("://", 1)[-1]
    style = f"--kb-address: {_quoted(bare)}; --kb-as-of: {_quoted(f'Stand van {in_words(day)}')}"
    return page.replace(_ROOT, Markup('<html style="{}" ').format(style), 1)


def _quoted(text: str) -> str:
    """A text as a string of CSS. A line break would end it."""
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
