"""What the theme leaves out of its pages: names, roles and buttons for whoever does not see or point.

The theme has no other place to say these. Each works on a finished page, and leaves alone
what is not there; docs/assets/js/page/menu.mjs and docs/assets/css/theme.css go with it.
"""

from __future__ import annotations

import re

_SKIP = re.compile(r'(<div data-md-component="skip">)\s*(</div>)')
_LINE_NAME = re.compile(r' name="__codelineno-[^"]*"')
_NAME = re.compile(r'<a name="[\w-]+"></a>')
_OPENER = re.compile(
    r'<label class="md-header__button md-icon" for="__(drawer)">((?:(?!<label).)*?)</label>', re.DOTALL
)
_NAMES = {"drawer": "Menu"}
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
    # Pages without a table of contents lack the link that skips the menu (WCAG 2.4.1).
    if 'class="md-skip"' not in page:
        page = _SKIP.sub(r'\1<a href="#inhoud" class="md-skip">Ga naar inhoud</a>\2', page, count=1)
        page = page.replace('<main class="md-main"', '<main id="inhoud" tabindex="-1" class="md-main"', 1)
    # Outside the menu a page has no fold for its contents, and the title above these has nothing to point at.
    if 'id="__toc"' not in page:
        page = page.replace(' for="__toc"', "")
    # The link around it says the name; with its measures nothing shifts.
    page = page.replace('alt="logo">', 'alt="" width="24" height="24">')
    page = completed_content(page)
    # No key reaches a label: what opens and shuts the menu is a button (WCAG 2.1.1).
    page = _OPENER.sub(_opener, page)
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
    # A link to a heading is for who wants to copy it, with a pointer: no stop for every heading on the way by key.
    return html.replace('<a class="headerlink"', '<a class="headerlink" tabindex="-1"')


def _opener(found: re.Match[str]) -> str:
    """A button for the label. The label stays, out of sight: it works without scripts, and the theme's script asks for it."""
    name = found[1]
    return (
        f'<label class="md-header__button md-icon kb-plain" for="__{name}">{found[2]}</label>'
        f'<button type="button" class="md-header__button md-icon kb-opens" disabled data-kb-opens="{name}" '
        f'aria-label="{_NAMES[name]}" aria-expanded="false">{found[2]}</button>'
    )


def _fold(found: re.Match[str], titles: dict[str, str]) -> str:
    """A button beside the label of what folds open, which a pointer still finds."""
    of, name, inner = found.groups()
    return (
        f'<label class="{of.strip()}" for="{name}">{inner}</label>'
        f'<button type="button" class="kb-fold" disabled data-kb-folds="{name}" aria-label="{titles[name]}: meer"></button>'
    )
