"""The hooks for MkDocs: one of the two thin places that know a site generator.

They check the content before anything is built, add a page for each entry, put
the rendered entry in it, and write the data. The rest is plain Python elsewhere.
"""

from __future__ import annotations

import html
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
if str(ROOT) not in sys.path:  # MkDocs may have been started from elsewhere
    sys.path.insert(0, str(ROOT))

import material
from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros.assets.scripts import Scripts, without_comments
from macros.assets.stylesheets import JOINED, joined
from macros.assets.web_fonts import write_fonts
from macros.base import clock
from macros.base.plurals import fill
from macros.exports.bookmarks import collections_for_browser
from macros.exports.exports import write_exports
from macros.images.images import write_images
from macros.language.amounts import keep_together
from macros.library.library import Entry
from macros.pages.publication import Publication, current, publish
from macros.problems import reporters
from macros.reading.entry_files import IMAGES
from macros.schema.settings import DRAFTS
from macros.search.engine import Finder
from macros.search.page_texts import page_documents
from macros.sharing.forwards import Forward, forwards, write_forwards
from macros.sharing.page import SharedPage, Step
from macros.sharing.sharing import Sharing
from macros.site.external_links import mark_elsewhere
from macros.site.policy import UnknownScript, with_policy
from macros.site.print_footer import with_imprint
from macros.site.theme_repairs import completed
from macros.views.made_page import MadePage

_ICONS = Path(material.__file__).parent / "templates" / ".icons"
_ENTRY = "kb_entry"
_MADE = "kb_made"

_sharing: Sharing  # of the build that goes on
_scripts: Scripts
_made: list[MadePage]
_finder: Finder  # likewise


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check all content; with errors, print them and stop before anything is written."""
    root = Path(config.config_file_path).parent
    publication = Publication(root, clock.today(root), _ICONS)
    errors = publication.checked.errors
    sys.stderr.write(reporters.text(errors, root))
    if errors:
        raise Abort(f"{reporters.in_numbers(errors)} in de inhoud: er is niets gebouwd.")
    warnings = reporters.in_numbers(publication.checked.problems)
    if warnings:
        sys.stderr.write(f"{warnings} in de inhoud; bekijk ze met: python -m macros check --warnings\n")
    if publication.checked.drafts:
        where = "hier wel te zien, maar niet op de site" if os.environ.get(DRAFTS) else "nog niet op de site"
        count = fill("{n} {concept is|concepten zijn}", n=publication.checked.drafts)
        sys.stderr.write(f"{count} {where} (draft: true).\n")
    publish(publication)
    library = publication.library
    config.edit_uri = library.settings.edit_url("docs/")
    global _sharing, _finder
    _finder = Finder(library, _ICONS)
    _sharing = Sharing(
        library, root, config.site_name, config.site_description or "", publication.renderer.viewer.today
    )
    config.theme.static_templates.discard("sitemap.xml")  # ours knows the address where the site will stand
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each entry, and those that the project makes itself.

    It has no text of its own, so that nothing an entry says is ever a template.
    """
    for name in current().library.settings.collections:
        for entry in current().library.collection(name):
            _add(files, config, f"{entry.url.rstrip('/')}.md", _ENTRY, entry)
    global _made
    _made = current().renderer.made_pages()
    for made in _made:
        if files.get_file_from_path(made.source) is None:
            _add(files, config, made.source, _MADE, made)
    _refuse_to_be_bare(files, config)
    _join_styles(files, config)
    global _scripts
    modules = [file for file in files if file.src_uri.endswith(".mjs")]
    _scripts = Scripts(Path(file.abs_src_path or "") for file in modules)
    for file in modules:
        text = Path(file.abs_src_path or "").read_text(encoding="utf-8")
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=without_comments(text)))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Let each page that is not listed in the navigation stand below the index of its folder."""
    indexes = {page.url: page for page in nav.pages}
    for file in files:
        if file.page and file.page.url not in indexes:
            file.page.parent = indexes.get(f"{file.page.url.partition('/')[0]}/")  # type: ignore[assignment]
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let the theme's own pages, such as the one for what is not there, show our drawings, our search, whose site it is and what is kept."""
    env.globals["kb_picture"] = lambda name: Markup(current().renderer.picture(name))
    env.globals["kb_home"] = current().library.settings.address
    env.globals["kb_whose"] = Markup(current().renderer.whose())
    env.globals["kb_collections"] = collections_for_browser(current().library)
    env.globals["kb_finder"] = lambda base: Markup(current().renderer.finder(f"{base.rstrip('/')}/"))
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give an entry's page its title and description. The theme's templates do not escape, so this does."""
    entry = _entry_of(page.file)
    if entry:
        page.meta = {"title": html.escape(entry.title), "hide": ["navigation", "toc"]}
        description = " ".join(entry.summary.split()) or f"{entry.title}: {entry.collection.one} in de kennisbank."
        page.meta["description"] = html.escape(description)
    made = _made_of(page.file)
    if made:
        page.meta = {"title": html.escape(made.title), "hide": ["navigation", "toc"]}
        page.meta["search"] = {"boost": made.boost}
        page.meta["description"] = html.escape(made.description)
    return markdown


def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Explain the words of a page written by hand. What its macros make is not in it yet."""
    return current().renderer.explain(content, page.url)


@event_priority(100)  # before the search plugin, which reads the content
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Render an entry as late as can be: thousands of rendered entries do not fit in memory at once."""
    entry = _entry_of(page.file)
    if entry:
        page.content = current().renderer.entry(entry)
    made = _made_of(page.file)
    if made:
        page.content = made.render()
    if entry or made:
        context["nav"] = _light(nav)
    if not entry:
        _let_find(page)
    # Where a page knows the ones beside it, the theme follows the bare keys n, p, . and , to them (WCAG 2.1.4).
    page.previous_page = page.next_page = None
    context["kb_head"] = _sharing.head(_shared(page, config))
    page.canonical_url = context["kb_head"].address
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put the indexes in their places, mark the links elsewhere, and let go of an entry's content."""
    if _entry_of(page.file):
        page.content = ""
    marked = mark_elsewhere(keep_together(current().fill(output)), current().library.settings.address)
    return _guarded(_signed(marked, page), page.file.src_uri)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The page for what is not there has the theme's search too."""
    if template_name == "404.html" and not config.site_url:  # it stands by itself: see templates/theme/nowhere.html
        return with_policy(output, own_style=True)
    return _guarded(output, template_name) if template_name.endswith(".html") else output


def on_post_build(config: MkDocsConfig) -> None:
    """Write what stands beside the pages: data, pictures, letters, and what is for others than visitors."""
    site = Path(config.site_dir)
    write_exports(current().library, current().root / "schemas", site)
    for deck in current().renderer.decks:
        deck.write(site)
    write_images(current().library.images.values(), site / IMAGES)
    write_fonts(site / "assets/fonts", current().root / ".cache/fonts")
    _sharing.write(site)
    _finder.write(site)
    write_forwards(_forwards(), site, _forward_page)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Let every later build be a process of its own.

    A new process reads changed Python, schemas and templates afresh. It swaps the
    site on success; on failure it has printed why, and the last good pages stay.
    """
    root, site = current().root, server.root

    def build_afresh() -> None:
        environment = {**os.environ, "SITE_URL": config.site_url or ""}
        command = [sys.executable, "-m", "macros", "build", "--site-dir", site]
        subprocess.run(command, cwd=root, env=environment, check=False)

    server.builder = build_afresh
    return server


def _forwards() -> Iterable[Forward]:
    return forwards(current().library, [(made.url, made.title, made.about) for made in _made if made.about])


def _forward_page(forward: Forward) -> str:
    home = current().library.settings.address
    return with_policy(current().renderer.render("forward.html", forward=forward, home=home))


def _let_find(page: Page) -> None:
    """Let the search know of a page that is not an entry; its front matter may say how much it counts."""
    told: dict[str, Any] = page.meta.get("search", {})
    heading = next((html.unescape(item.title) for item in page.toc), "")
    title, description = (html.unescape(str(text or "")) for text in (page.title, page.meta.get("description")))
    above = [html.unescape(str(one.title)) for one in page.ancestors if one.title]
    weight = 0.0 if told.get("exclude") else float(told.get("boost", 1))
    aliases, asked = ([str(name) for name in told.get(key, ())] for key in ("aliases", "asked_as"))
    _finder.add_page(
        page_documents(page.url, title or heading, description, above, page.content or "", weight, aliases, asked)
    )


def _add(files: Files, config: MkDocsConfig, source: str, kind: str, what: Entry | MadePage) -> None:
    """Add a page without text of its own, outside the menu, that knows `what` it shows."""
    file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = None
    setattr(file, kind, what)
    files.append(file)


def _refuse_to_be_bare(files: Files, config: MkDocsConfig) -> None:
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


def _join_styles(files: Files, config: MkDocsConfig) -> None:
    """Put our style sheets in one file, in the order in which mkdocs.yml names them."""
    parts = [file for path in config.extra_css if (file := files.get_file_from_path(path))]
    for file in parts:
        files.remove(file)
    text = joined(Path(file.abs_src_path or "") for file in parts)
    files.append(File.generated(config, JOINED, content=text))
    config.extra_css = [JOINED]


def _signed(output: str, page: Page) -> str:
    """A page with its address and day for the foot of a printed sheet."""
    renderer = current().renderer
    address = renderer.library.settings.address + page.url.removeprefix("./")
    return with_imprint(output, address, renderer.viewer.today)


def _guarded(output: str, source: str) -> str:
    """A finished page with what the theme leaves out, and its policy."""
    try:
        return with_policy(_scripts.needed(completed(output)))
    except UnknownScript as error:
        raise Abort(f"{source}: {error}") from error


def _shared(page: Page, config: MkDocsConfig) -> SharedPage:
    """A page as others see it. MkDocs keeps its title and description as HTML."""
    entry = _entry_of(page.file)
    if entry:
        return _sharing.entry_page(entry, _way(page))
    heading = next((html.unescape(item.title) for item in page.toc), "")
    title, description = (html.unescape(str(text or "")) for text in (page.title, page.meta.get("description")))
    source = f"{Path(config.docs_dir).name}/{page.file.src_uri}"
    return _sharing.written_page(page.url, title, description, heading, _way(page), source)


def _way(page: Page) -> tuple[Step, ...]:
    """The pages from the home page to the one above `page`; a section counts where it has a page of its own."""
    steps: list[Step] = []
    above = page.parent
    while above is not None:
        below = (one for one in above.children or () if isinstance(one, Page) and one.is_index)
        index = above if isinstance(above, Page) else next(below, None)
        if index and index is not page and index.title:
            steps.insert(0, Step(html.unescape(str(index.title)), index.url))
        above = above.parent
    return (Step("Home", ""), *steps) if page.url else ()


class _Door:
    """A section of the menu as one link, to its index; marked where the section would be."""

    def __init__(self, index: Page, active: bool) -> None:
        self._index = index
        self.active = active

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)


def _light(nav: Navigation) -> Navigation:
    """The menu without what stands below its sections: on thousands of pages that is a third of their weight."""
    items: list[Any] = []
    for item in nav.items:
        index = next((child for child in item.children or () if child.is_page and child.is_index), None)
        items.append(_Door(index, item.active) if index else item)
    return Navigation(items, nav.pages)


def _made_of(file: File) -> MadePage | None:
    made: MadePage | None = getattr(file, _MADE, None)
    return made


def _entry_of(file: File) -> Entry | None:
    entry: Entry | None = getattr(file, _ENTRY, None)
    return entry
