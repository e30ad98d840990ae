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
from mkdocs.structure.pages import Page as MkDocsPage

from macros.assets.scripts import Scripts, without_comments
from macros.assets.stylesheets import JOINED, joined
from macros.assets.web_fonts import write_fonts
from macros.base import clock
from macros.base.plurals import fill
from macros.engines import publication
from macros.engines.publication import Publication
from macros.exports.bookmarks import collections_for_browser
from macros.exports.exports import write_exports
from macros.images.images import write_images
from macros.language.amounts import keep_together
from macros.pages.context import Context
from macros.pages.renderer import explain, finder, plan, render
from macros.problems import reporters
from macros.reading.entry_files import IMAGES
from macros.schema.settings import DRAFTS
from macros.search.documents import Document
from macros.search.engine import write_search
from macros.search.page_texts import page_documents
from macros.sharing.forwards import Forward, forwards, write_forwards
from macros.sharing.page import SharedPage, Step
from macros.sharing.sharing import Sharing
from macros.site.external_links import mark_elsewhere
from macros.site.policy import UnknownScript, with_policy
from macros.site.print_footer import with_imprint
from macros.site.theme_repairs import completed

_ICONS = Path(material.__file__).parent / "templates" / ".icons"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check all content; with errors, print them and stop before anything is written."""
    root = Path(config.config_file_path).parent
    today = clock.today(root)
    checked = publication.checked(root, today)
    errors = checked.errors
    sys.stderr.write(reporters.text(errors, root))
    if errors or checked.library is None:
        raise Abort(f"{reporters.in_numbers(errors)} in de inhoud: er is niets gebouwd.")
    warnings = reporters.in_numbers(checked.problems)
    if warnings:
        sys.stderr.write(f"{warnings} in de inhoud; bekijk ze met: python -m macros check --warnings\n")
    if checked.drafts:
        where = "hier wel te zien, maar niet op de site" if os.environ.get(DRAFTS) else "nog niet op de site"
        count = fill("{n} {concept is|concepten zijn}", n=checked.drafts)
        sys.stderr.write(f"{count} {where} (draft: true).\n")
    library = checked.library
    config.edit_uri = library.settings.edit_url("docs/")
    sharing = Sharing(library, root, config.site_name, config.site_description or "", today)
    publication.publish(Publication(root, Context(library, today, _ICONS), sharing, _ICONS), config)
    config.theme.static_templates.discard("sitemap.xml")  # ours knows the address where the site will stand
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each entry, and those that the project makes itself.

    It has no text of its own, so that nothing an entry says is ever a template.
    """
    build = publication.of(config)
    for page in plan(build.context):
        if page.kind == "entry" or files.get_file_from_path(page.source) is None:  # one written by hand goes first
            build.pages[page.source] = page
            _add(files, config, page.source)
    _refuse_to_be_bare(files, config)
    _join_styles(files, config)
    modules = [file for file in files if file.src_uri.endswith(".mjs")]
    build.scripts = Scripts(Path(file.abs_src_path or "") for file in modules)
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
    build = publication.of(config)
    context = build.context
    env.globals["kb_picture"] = lambda name: Markup(context.picture(name))
    env.globals["kb_home"] = build.library.settings.address
    env.globals["kb_whose"] = Markup(context.whose())
    env.globals["kb_collections"] = collections_for_browser(build.library)
    env.globals["kb_finder"] = lambda base: Markup(finder(context, f"{base.rstrip('/')}/"))
    return env


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Give a page that the project makes its title and description. The theme's templates do not escape, so this does."""
    ours = publication.of(config).pages.get(page.file.src_uri)
    if ours:
        page.meta = {"title": html.escape(ours.title), "hide": ["navigation", "toc"]}
        page.meta["description"] = html.escape(ours.description)
        page.meta["search"] = {"boost": ours.weight}
    return markdown


def on_page_content(content: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Explain the words of a page written by hand. What its macros make is not in it yet."""
    return explain(publication.of(config).context, content, page.url)


@event_priority(100)  # before the search plugin, which reads the content
def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Render a page as late as can be: thousands of rendered entries do not fit in memory at once."""
    build = publication.of(config)
    ours = build.pages.get(page.file.src_uri)
    if ours:
        rendered = render(build.context, ours)
        page.content = rendered.html
        build.take(rendered.artifacts)
        context["nav"] = _light(nav)
    if not ours or ours.kind != "entry":
        build.documents += _found(page)
    # Where a page knows the ones beside it, the theme follows the bare keys n, p, . and , to them (WCAG 2.1.4).
    page.previous_page = page.next_page = None
    shared = _shared(page, build, config)
    build.shared[shared.url] = shared
    context["kb_head"] = build.sharing.head(shared)
    page.canonical_url = context["kb_head"].address
    return context


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Put the indexes in their places, mark the links elsewhere, and let go of the content that we made."""
    build = publication.of(config)
    if page.file.src_uri in build.pages:
        page.content = ""
    marked = mark_elsewhere(keep_together(build.fill(output)), build.library.settings.address)
    address = build.library.settings.address + page.url.removeprefix("./")
    return _guarded(with_imprint(marked, address, build.context.today), page.file.src_uri, build)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The page for what is not there has the theme's search too."""
    if template_name == "404.html" and not config.site_url:  # it stands by itself: see templates/theme/nowhere.html
        return with_policy(output, own_style=True)
    return _guarded(output, template_name, publication.of(config)) if template_name.endswith(".html") else output


def on_post_build(config: MkDocsConfig) -> None:
    """Write what stands beside the pages: data, pictures, letters, and what is for others than visitors."""
    site = Path(config.site_dir)
    build = publication.of(config)
    write_exports(build.library, build.root / "schemas", site)
    build.write_artifacts(site)
    write_images(build.library.images.values(), site / IMAGES)
    write_fonts(site / "assets/fonts", build.root / ".cache/fonts")
    build.sharing.write(site, build.shared.values())
    write_search(build.library, build.documents, build.icons, site)
    write_forwards(_forwards(build), site, lambda forward: _forward_page(forward, build))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Let every later build be a process of its own.

    A new process reads changed Python, schemas and templates afresh. It swaps the
    site on success; on failure it has printed why, and the last good pages stay.
    """
    root, site = publication.of(config).root, server.root

    def build_afresh() -> None:
        environment = {**os.environ, "SITE_URL": config.site_url or ""}
        command = [sys.executable, "-m", "macros", "build", "--site-dir", site]
        subprocess.run(command, cwd=root, env=environment, check=False)

    server.builder = build_afresh
    return server


def _forwards(build: Publication) -> Iterable[Forward]:
    about = [(page.url, page.title, page.entry) for page in build.pages.values() if page.entry and page.kind != "entry"]
    return forwards(build.library, about)


def _forward_page(forward: Forward, build: Publication) -> str:
    home = build.library.settings.address
    return with_policy(build.context.templates.render("forward.html", forward=forward, home=home))


def _found(page: MkDocsPage) -> Iterable[Document]:
    """What the search finds of a page that is not an entry; its front matter may say how much it counts."""
    told: dict[str, Any] = page.meta.get("search", {})
    heading = next((html.unescape(item.title) for item in page.toc), "")
    title, description = (html.unescape(str(text or "")) for text in (page.title, page.meta.get("description")))
    above = [html.unescape(str(one.title)) for one in page.ancestors if one.title]
    weight = 0.0 if told.get("exclude") else float(told.get("boost", 1))
    aliases, asked = ([str(name) for name in told.get(key, ())] for key in ("aliases", "asked_as"))
    return page_documents(page.url, title or heading, description, above, page.content or "", weight, aliases, asked)


def _add(files: Files, config: MkDocsConfig, source: str) -> None:
    """Add a page without text of its own, outside the menu."""
    file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = None
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


def _guarded(output: str, source: str, build: Publication) -> str:
    """A finished page with what the theme leaves out, and its policy."""
    try:
        return with_policy(build.scripts.needed(completed(output)))
    except UnknownScript as error:
        raise Abort(f"{source}: {error}") from error


def _shared(page: MkDocsPage, build: Publication, config: MkDocsConfig) -> SharedPage:
    """A page as others see it. MkDocs keeps its title and description as HTML."""
    ours = build.pages.get(page.file.src_uri)
    if ours and ours.kind == "entry" and ours.entry:
        return build.sharing.entry_page(ours.entry, _way(page))
    heading = next((html.unescape(item.title) for item in page.toc), "")
    title, description = (html.unescape(str(text or "")) for text in (page.title, page.meta.get("description")))
    source = f"{Path(config.docs_dir).name}/{page.file.src_uri}"
    return build.sharing.written_page(page.url, title, description, heading, _way(page), source)


def _way(page: MkDocsPage) -> tuple[Step, ...]:
    """The pages from the home page to the one above `page`; a section counts where it has a page of its own."""
    steps: list[Step] = []
    above = page.parent
    while above is not None:
        below = (one for one in above.children or () if isinstance(one, MkDocsPage) and one.is_index)
        index = above if isinstance(above, MkDocsPage) else next(below, None)
        if index and index is not page and index.title:
            steps.insert(0, Step(html.unescape(str(index.title)), index.url))
        above = above.parent
    return (Step("Home", ""), *steps) if page.url else ()


class _Door:
    """A section of the menu as one link, to its index; marked where the section would be."""

    def __init__(self, index: MkDocsPage, active: bool) -> None:
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
