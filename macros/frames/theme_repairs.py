"""What the theme leaves out of its pages: names, roles and buttons for whoever does not see or point.

The theme has no other place to say these. Each works on a finished page, and leaves alone
what is not there; docs/assets/js/page/menu.mjs and docs/assets/css/theme.css go with it.
"""

from __future__ import annotations

import re

_LINE_NAME = re.compile(r' name="__codelineno-[^"]*"')
_NAME = re.compile(r'<a name="[\w-]+"></a>')
_TABLE = re.compile(r"<table\b([^>]*+)>|</table>")
_BOX, _BOX_ENDS = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table">', "</div></div>"
_FOLD = re.compile(
    r'<label class="(md-nav__link[^"]*)" for="(__nav_[\d_]+|__toc)"(?: id="[^"]*")?(?: tabindex="0?")?>((?:(?!<label).)*?)</label>',
    re.DOTALL,
)
_FOLD_TITLE = re.compile(
    r'<label class="md-nav__title" for="(__nav_[\d_]+|__toc)">\s*<span class="md-nav__icon md-icon"></span>\s{0,200}+((?:(?!<label).)*?)\s{0,200}</label>',
    re.DOTALL,
)
_FOLD_OF = re.compile(r'aria-labelledby="(__nav_[\d_]+)_label" aria-expanded="(?:true|false)"')


def completed(page: str) -> str:
    """The page with what the theme leaves out."""
    # Outside the menu a page has no fold for its contents, and the title above these has nothing to point at.
    if 'id="__toc"' not in page:
        page = page.replace(' for="__toc"', "")
    page = completed_content(page)
    # What folds open in the menu has a button, with a name and a state (WCAG 4.1.2).
    titles = dict(_FOLD_TITLE.findall(page))
    page = _FOLD.sub(lambda found: _fold(found, titles), page)
    return _FOLD_OF.sub(lambda found: f'aria-label="{titles[found[1]]}"', page)


def completed_content(html: str) -> str:
    """What a page says with what the theme, or its Markdown, leaves out."""
    # The lines of a text in colours have an id; a name for the same is no longer HTML.
    html = _LINE_NAME.sub("", html)
    # Nor is a named place in a heading: GitHub needs it, and here the heading has an id.
    html = _NAME.sub("", html)
    # A table that is wider than the screen scrolls in a box of its own.
    html = _in_boxes(html)
    # A link to a heading is for who wants to copy it, with a pointer: no stop for every heading on the way by key.
    return html.replace('<a class="headerlink"', '<a class="headerlink" tabindex="-1"')


def _fold(found: re.Match[str], titles: dict[str, str]) -> str:
    """A button beside the label of what folds open, which a pointer still finds."""
    of, name, inner = found.groups()
    return (
        f'<label class="{of.strip()}" for="{name}">{inner}</label>'
        f'<button type="button" class="kb-fold" disabled data-kb-folds="{name}" aria-label="{titles[name]}: meer"></button>'
    )


def _in_boxes(html: str) -> str:
    """Each table without a class in a box, as the theme's script would put it; one that stands in one stays as it is."""
    open_tables: list[bool] = []

    def boxed(tag: re.Match[str]) -> str:
        if tag[0] == "</table>":
            return tag[0] + _BOX_ENDS if open_tables and open_tables.pop() else tag[0]
        before = tag.string[max(0, tag.start() - len(_BOX)) : tag.start()]
        open_tables.append("class=" not in tag[1] and before != _BOX)
        return _BOX + tag[0] if open_tables[-1] else tag[0]

    return _TABLE.sub(boxed, html) if "<table" in html else html
