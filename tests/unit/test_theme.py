"""How much we lean on the theme: all that our templates, styles, scripts and programs name of it, in a page of the guide.

Leaning on one thing more is a difference in that page, to be written with --golden and seen in review. And each thing must be
there in the theme that is installed: what a next version drops or calls otherwise is red here before a page looks wrong.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import material
import pytest
import yaml

from macros.engines.generator import _THEME_STYLE
from tests.conftest import ROOT

THEME = Path(material.__file__).parent / "templates"
BEFORE = ROOT / "macros/templates/theme"  # what goes before the theme's templates
OWN = "overrides"

PAGE = """---
search: {exclude: true}
title: What we take from the theme
description: All that our templates, styles, scripts and programs name of Material for MkDocs.
language: en
hide: [navigation]
---

# What we take from the theme

All that the knowledge base names of Material for MkDocs, read from its code by `tests/unit/test_theme.py`. Another theme, or another engine with a theme of its own, has to bring these; [Engines](engines.md) says when that may be. One more is a red test until it stands here; so is one that the installed theme no longer has.

| What | How many | Which |
|---|---|---|
"""


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def below(folder: str, suffix: str) -> list[Path]:
    return sorted((ROOT / folder).rglob(f"*{suffix}"))


# What a visitor's browser gets, without what is said to who reads our code.
TEMPLATES = {
    file: re.sub(r"\{#.*?#\}", "", read(file), flags=re.DOTALL)
    for file in (*below("macros/templates", ".html"), *below(OWN, ".html"))
}
STYLES = [
    re.sub(r"/\*.*?\*/", "", read(file), flags=re.DOTALL)
    for file in (*below("docs/assets/css", ".css"), *below(OWN, ".css"), *below("macros/templates", ".css"))
]
SCRIPTS = [
    re.sub(r"/\*.*?\*/|^\s*//.*?$", "", read(file), flags=re.DOTALL | re.MULTILINE)
    for file in below("docs/assets/js", ".mjs")
]
PAGES = [read(file) for file in below("docs", ".md") if file.parent.name != "ontwikkelen"]
SETTINGS = [read(ROOT / name) for name in ("mkdocs.yml", "kennisbank.yml")]


def said_in(file: Path) -> Iterator[str]:
    """The texts of a program that are not about itself."""
    tree = ast.parse(read(file))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


PROGRAMS = ["\n".join(said_in(file)) for file in below("macros", ".py")]
OURS = [*TEMPLATES.values(), *STYLES, *SCRIPTS, *PAGES, *PROGRAMS]
OF_FRAMES = ["\n".join(said_in(file)) for file in below("macros/frames", ".py")]
OURS_IN_A_PAGE = [*TEMPLATES.values(), *STYLES, *SCRIPTS, *OF_FRAMES]

IN_THEME = {
    suffix: "\n".join(map(read, sorted(THEME.rglob(f"*.{suffix}")))) for suffix in ("html", "css", "js")
}  # what a browser gets of it, and its templates
ALL_OF_THEME = "\n".join(IN_THEME.values())


def named(pattern: str, texts: list[str]) -> set[str]:
    return set(chain.from_iterable(re.findall(pattern, text) for text in texts))


def replaced() -> set[str]:
    files = (file.relative_to(BEFORE) for file in TEMPLATES if file.is_relative_to(BEFORE))
    return {file.as_posix() for file in files if (THEME / file).is_file()}


def taken_in() -> set[str]:
    asked = named(r'\{%-? *(?:extends|include|import|from) "([\w/.-]+\.html)"', list(TEMPLATES.values()))
    ours = {
        file.relative_to(top).as_posix()
        for file in TEMPLATES
        for top in (BEFORE, BEFORE.parent, ROOT / OWN)
        if file.is_relative_to(top)
    }
    return asked - ours


def loaded() -> set[str]:
    """The theme's styles that go into ours, without what changes in their names with each version."""
    names = {file.relative_to(THEME).as_posix() for file in THEME.rglob("*.css")}
    return {re.sub(r"^assets/|\.\w+(?=\.min)", "", name) for name in names if _THEME_STYLE.search(name)}


def icons() -> set[str]:
    names = named(r"\b((?:material|simple|octicons|fontawesome/\w+)/[a-z0-9-]+)\b", [*OURS, *SETTINGS])
    return names - {"material/templates"}


def features() -> set[str]:
    config = yaml.load(read(ROOT / "mkdocs.yml"), Loader=_Loose)  # noqa: S506 - a SafeLoader that knows !ENV
    return set(config["theme"]["features"])


class _Loose(yaml.SafeLoader):
    """Reads a setting that comes from the environment as nothing."""


_Loose.add_constructor("!ENV", lambda loader, node: None)


# What we name of the theme, and what of it is there.
LEANS: dict[str, tuple[Callable[[], set[str]], Callable[[str], bool]]] = {
    "templates that ours go before": (replaced, lambda name: (THEME / name).is_file()),
    "templates that ours take in": (taken_in, lambda name: (THEME / name).is_file()),
    "words": (
        lambda: (
            named(r'\blang\.t\("([\w.]+)"\)', list(TEMPLATES.values()))
            | named(r"\blang\.t\('([\w.]+)'\)", list(TEMPLATES.values()))
        ),
        lambda name: f'"{name}":' in read(THEME / "partials/languages/nl.html"),
    ),
    "features": (features, lambda name: f'"{name}"' in ALL_OF_THEME),
    # These are read from the theme: that they are there needs no looking.
    "styles that go into ours": (loaded, bool),
    "names of what its scripts look for": (
        lambda: named(r"(?<![\w}-])__(?!md_)[a-z]+", OURS_IN_A_PAGE) - {"__codelineno"},
        lambda name: name in IN_THEME["html"],
    ),
    "attributes": (
        lambda: {name.replace('"', "") for name in named(r'(?<![\w-])(data-md-[a-z-]+(?:="?[a-z-]+)?)', OURS)},
        lambda name: re.search(rf"\b{name}\b", ALL_OF_THEME.replace('"', "")) is not None,
    ),
    "classes": (
        lambda: named(r"(?<![\w-])md-[a-z][\w-]*(?<!-)", OURS) - {"md-bestand"},
        lambda name: re.search(rf"(?<![\w-]){name}(?![\w-])", ALL_OF_THEME) is not None,
    ),
    "custom properties": (
        lambda: named(r"--md-[a-z][\w-]*", OURS),
        lambda name: name in IN_THEME["css"],
    ),
    "icons": (icons, lambda name: (THEME / ".icons" / f"{name}.svg").is_file()),
}


def test_the_list_of_what_we_take_from_the_theme_is_that_of_the_code(golden: Callable[[Path, str], None]) -> None:
    """`pytest --golden` writes the page anew."""
    rows = []
    for what, (names, _) in LEANS.items():
        found = sorted(names())
        rows.append(f"| {what} | {len(found)} | {', '.join(f'`{name}`' for name in found)} |\n")
    golden(ROOT / "docs/ontwikkelen/theme.md", PAGE + "".join(rows))


@pytest.mark.parametrize("what", LEANS)
def test_the_theme_that_is_installed_has_all_that_we_name(what: str) -> None:
    names, is_there = LEANS[what]
    found = names()
    assert found
    assert [name for name in sorted(found) if not is_there(name)] == []
