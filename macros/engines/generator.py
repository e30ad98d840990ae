"""What MkDocs is given and what it knows: the files beside those in docs/, the menu, and the facts of a page as plain text."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.meta import get_data

from macros.assets.scripts import Scripts, lightened, with_parts
from macros.assets.styles import sheets
from macros.engines.publication import Publication
from macros.frames.shells import Shell, slot
from macros.page_macros.unknown import unknown_names
from macros.problems import reporters
from macros.problems.problem import Problem
from macros.search.documents import Document
from macros.search.page_texts import page_documents
from macros.sharing.page import Breadcrumb, SharedPage

# What the theme brings for a browser, and which of it are the style sheets that its pages ask for.
_THEME = re.compile(r"assets/(?:javascripts|stylesheets)/")
_PARTS = "assets/js/lib/parts.mjs"
_THEME_STYLE = re.compile(r"/(?:main|palette)\.\w+\.min\.css$")


def empty_page(config: MkDocsConfig, source: str) -> File:
    """A page without text of its own, outside the menu."""
    file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = None
    return file


class FilesWithOurs(Files):
    """The files of the generator, which also knows where links to our own pages lead, without making those."""

    def __init__(self, files: Files, config: MkDocsConfig, ours: Collection[str]) -> None:
        """`ours` are the files of docs/ that our pages would be."""
        super().__init__(files)
        self._config = config
        self._ours = ours

    def get_file_from_path(self, path: str) -> File | None:
        found = super().get_file_from_path(path)
        return found or (empty_page(self._config, path) if path in self._ours else None)


def in_menu(config: MkDocsConfig) -> frozenset[str]:
    """The addresses of the pages that mkdocs.yml names in its menu."""

    def sources(item: Any) -> Iterator[str]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict | list):
            for inner in item.values() if isinstance(item, dict) else item:
                yield from sources(inner)

    return frozenset(empty_page(config, one).url for one in sources(config.nav) if one.endswith(".md"))


def refuse_to_be_bare(files: Files, config: MkDocsConfig) -> None:
    """Stop where a style, script or picture is missing that mkdocs.yml names: without them a site is not what it says."""
    named = [*config.extra_css, *map(str, config.extra_javascript), config.theme["logo"], config.theme["favicon"]]
    missing = [path for path in named if path and "//" not in path and files.get_file_from_path(path) is None]
    if missing:
        folder = Path(config.docs_dir).name
        raise Abort(
            f"mkdocs.yml noemt {', '.join(f'{folder}/{path}' for path in missing[:5])}"
            f"{f' en nog {len(missing) - 5}' if len(missing) > 5 else ''}, maar dat is er niet. "
            f"Zet het terug, of haal de regel uit mkdocs.yml. Er is niets gebouwd."
        )


def refuse_to_lead_nowhere(files: Files, config: MkDocsConfig, ours: Iterable[str]) -> None:
    """Stop where the foot of every page, which mkdocs.yml declares, leads to a page that is not there."""
    known = {*ours, *(file.url for file in files)}
    columns = config.extra.get("foot", {}).get("columns", ())
    paths = (str(link["to"]).partition("#")[0] for column in columns for link in column["links"])
    missing = [path for path in paths if path not in known and "//" not in path]
    if missing:
        raise Abort(
            f"mkdocs.yml noemt bij extra.foot, onderaan elke pagina, {', '.join(missing[:5])}, maar die pagina is er niet. "
            f"Zet de pagina terug, of haal de regel uit mkdocs.yml. Er is niets gebouwd."
        )


def refuse_unknown_macros(files: Files, config: MkDocsConfig) -> None:
    """Stop where pages call what is no macro; the plugin would do so at the first one, in English and without its line."""
    root = Path(config.config_file_path).parent
    plugin: Any = config.plugins["macros"]
    known = {*plugin.macros, *plugin.variables, "page"}
    found: list[Problem] = []
    for file in files.documentation_pages():
        source = Path(file.abs_src_path) if file.abs_src_path else None
        if source is None or not source.is_file():
            continue
        text = source.read_text(encoding="utf-8-sig", errors="replace")
        above = get_data(text)[1]
        if above.get("render_macros"):
            found += unknown_names(text, source.relative_to(root).as_posix(), {*known, *above})
    if found:
        sys.stderr.write(reporters.text(found, root))
        raise Abort(f"{reporters.in_numbers(found)} in de pagina’s: er is niets gebouwd.")


def join_styles(files: Files, config: MkDocsConfig, drawings: str) -> None:
    """Put the theme's style sheets and ours in fewer and lighter ones; what else the theme brings for a browser stays behind."""
    ours = {path: file for path in config.extra_css if (file := files.get_file_from_path(path))}
    theme = sorted((file for file in files if _THEME.match(file.src_uri)), key=lambda file: file.src_uri)
    for file in (*ours.values(), *theme):
        files.remove(file)
    brought = "".join(file.content_string for file in theme if _THEME_STYLE.search(file.src_uri))
    made = sheets(brought, {path: file.content_string for path, file in ours.items()}, drawings)
    for sheet in made:
        files.append(File.generated(config, sheet.path, content=sheet.text))
    config.extra["styles"] = made


def lighten_scripts(files: Files, config: MkDocsConfig, parts: dict[str, str]) -> Scripts:
    """Let the modules go without their comments, one of them with `parts` (HTML by name); gives what there is to know of them."""
    modules = {file: file.content_string for file in files if file.src_uri.endswith(".mjs")}
    for file in modules:
        if file.src_uri == _PARTS:
            modules[file] = with_parts(modules[file], parts)
    for file, text in modules.items():
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=lightened(text)))
    return Scripts({file.src_uri: text for file, text in modules.items()})


def place_below_indexes(nav: Navigation, files: Files) -> None:
    """Let each page that is not listed in the menu stand below the index of its folder."""
    indexes = {page.url: page for page in nav.pages}
    for file in files:
        if file.page and file.page.url not in indexes:
            file.page.parent = indexes.get(f"{file.page.url.partition('/')[0]}/")  # type: ignore[assignment]


class _IndexLink:
    """A section of the menu as one link, to its index; marked where the section would be."""

    def __init__(self, index: MkDocsPage, active: bool) -> None:
        self._index = index
        self.active = active

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)


def light(nav: Navigation) -> Navigation:
    """The menu without what stands below its sections: on thousands of pages that is a third of their weight."""
    items: list[Any] = []
    for item in nav.items:
        index = next((child for child in item.children or () if child.is_page and child.is_index), None)
        items.append(_IndexLink(index, item.active) if index else item)
    return Navigation(items, nav.pages)


def found(page: MkDocsPage) -> Iterable[Document]:
    """What the search finds of a page that is not an entry; its front matter may say how much it counts."""
    told: dict[str, Any] = page.meta.get("search", {})
    heading = next((html.unescape(item.title) for item in page.toc), "")
    title, description = (html.unescape(str(text or "")) for text in (page.title, page.meta.get("description")))
    weight = 0.0 if told.get("exclude") else float(told.get("boost", 1))
    aliases, asked = ([str(name) for name in told.get(key, ())] for key in ("aliases", "asked_as"))
    return page_documents(
        page.url, title or heading, description, _sections(page), page.content or "", weight, aliases, asked
    )


def shared_page(page: MkDocsPage, build: Publication, config: MkDocsConfig) -> SharedPage:
    """A page that was written by hand as others see it. MkDocs keeps its title and description as HTML."""
    heading = next((html.unescape(item.title) for item in page.toc), "")
    title, description = (html.unescape(str(text or "")) for text in (page.title, page.meta.get("description")))
    source = f"{Path(config.docs_dir).name}/{page.file.src_uri}"
    return build.sharing.written_page(page.url, title, description, heading, _breadcrumbs(page), source)


def open_slots(page: MkDocsPage) -> None:
    """Give the page that becomes a shell a slot for all that differs."""
    page.meta = {"title": slot("title"), "description": slot("description"), "hide": ["navigation", "toc"]}


def shell_of(output: str, page: MkDocsPage) -> Shell:
    """The shell that the generator made of an empty page."""
    return Shell(output, _breadcrumbs(page), _sections(page))


def _sections(page: MkDocsPage) -> tuple[str, ...]:
    return tuple(html.unescape(str(one.title)) for one in page.ancestors if one.title)


def _breadcrumbs(page: MkDocsPage) -> tuple[Breadcrumb, ...]:
    """The pages from the home page to the one above `page`; a section counts where it has a page of its own."""
    steps: list[Breadcrumb] = []
    above = page.parent
    while above is not None:
        below = (one for one in above.children or () if isinstance(one, MkDocsPage) and one.is_index)
        index = above if isinstance(above, MkDocsPage) else next(below, None)
        known = [step.url for step in steps]  # what stands below an index has that above it, and its section too
        if index and index is not page and index.title and index.url not in known:
            steps.insert(0, Breadcrumb(html.unescape(str(index.title)), index.url))
        above = above.parent
    return (Breadcrumb("Home", ""), *steps) if page.url else ()
