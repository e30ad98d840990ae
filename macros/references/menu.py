"""Pages written by hand and the menu of the site: each page is in it, or said not to be, and the menu names no other.

The menu is that of `mkdocs.yml`. A project without that file has none, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pathspec.gitignore import GitIgnoreSpec

from macros.problems.problem import START, Problem, Spot

CONFIG = "mkdocs.yml"
_TITLE = re.compile(r"^(?:title:|#)[ \t]*(?P<title>[^\n]{1,80})", re.MULTILINE)
# What the generator passes over by itself.
_PASSED_OVER = (".*", "/templates/")


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser, where it is there


class _Loader(_LOADER):  # type: ignore[misc]
    """Reads what the generator gives a meaning of its own, such as a name from the environment, as nothing."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def outside_menu(root: Path) -> Iterator[Problem]:
    """The pages in `root`/docs that no menu leads to, and what the menu names that is not there."""
    file = root / CONFIG
    try:
        text = file.read_text(encoding="utf-8")
        given = yaml.load(text, _Loader)  # noqa: S506 — the safe loader, with what it does not know left out
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return  # the generator itself says so
    nav = given.get("nav") if isinstance(given, dict) else None
    if not isinstance(nav, list):  # then every page is in the menu
        return
    named = list(_named(nav))
    apart = GitIgnoreSpec.from_lines(
        [
            *_PASSED_OVER,
            *(line for part in ("exclude_docs", "draft_docs", "not_in_nav") for line in _lines(given, part)),
        ]
    )
    docs = root / "docs"
    pages = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    for page in pages:
        if page not in named and not apart.match_file(page):
            title = _TITLE.search((docs / page).read_text(encoding="utf-8", errors="replace"))
            line = f"- {title['title'].strip() if title else 'Titel'}: {page}"
            message = "Deze pagina staat in geen menu: een bezoeker vindt haar niet."
            hint = f"Zet haar in {CONFIG} onder ‘nav’: ‘{line}’. Hoort zij niet in het menu, zet dan ‘/{page}’ onder ‘not_in_nav’."
            yield Problem.of("menu", f"docs/{page}", START, message, hint)
    for name in named:
        if not (docs / name).is_file() and not re.match(r"[a-z][a-z0-9+.-]*:|//", name):
            near = get_close_matches(name, pages, n=1)
            message = f"Het menu noemt ‘{name}’, maar docs/{name} is er niet."
            hint = f"Bedoelde je ‘{near[0]}’?" if near else "Maak die pagina, of haal de regel weg."
            yield Problem.of("menu", CONFIG, _spot(text, name), message, hint)


def _named(nav: Any) -> Iterator[str]:
    """The files and addresses in a menu, however deep."""
    for item in nav if isinstance(nav, list) else [nav]:
        if isinstance(item, dict):
            for below in item.values():
                yield from _named(below)
        elif isinstance(item, str):
            yield item


def _lines(given: dict[str, Any], part: str) -> list[str]:
    lines = given.get(part)
    return lines.splitlines() if isinstance(lines, str) else []


def _spot(text: str, name: str) -> Spot:
    found = re.search(rf"(?m)^[^#\n]*?(?P<at>{re.escape(name)})[ \t'\"]*$", text)
    return Spot.within(text, found.start("at") if found else 0)
