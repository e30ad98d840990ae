"""The hooks for MkDocs: with `generator` and `preview_server` all that knows a site generator.

They check the content before anything is built, add a page for each entry, put
the rendered entry in it, and write the data. The rest is plain Python elsewhere.
"""

from __future__ import annotations

import html
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent.parent
if str(ROOT) not in sys.path:  # MkDocs may have been started from elsewhere
    sys.path.insert(0, str(ROOT))

import material
from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from macros.assets.icons import drawn
from macros.assets.web_fonts import preloads_for, write_fonts
from macros.base import clock
from macros.base.dutch import fill
from macros.engines import publication
from macros.engines.generator import (
    FilesWithOurs,
    empty_page,
    found,
    in_menu,
    join_styles,
    light,
    lighten_scripts,
    open_slots,
    place_below_indexes,
    refuse_to_be_bare,
    refuse_to_lead_nowhere,
    refuse_unknown_macros,
    shared_page,
    shell_of,
)
from macros.engines.preview_server import PreviewServer
from macros.engines.publication import Publication
from macros.exports.bookmarks import collections_for_browser
from macros.exports.exports import write_exports
from macros.forms.names import write_names
from macros.forms.sources import write_sources
from macros.frames.policy import UnknownScript, with_policy
from macros.frames.shells import CONTENT, place_of, slot
from macros.images.images import write_images
from macros.library.recorded import RecordedLibrary
from macros.pages.context import Context
from macros.pages.renderer import explain, parts_by_script, plan
from macros.problems import reporters
from macros.reading.entry_files import IMAGES
from macros.schema.settings import DRAFTS, JOBS
from macros.search.engine import write_search
from macros.sharing.forwards import Forward, forwards, write_forwards
from macros.sharing.sharing import Sharing
from macros.site.preview import Preview
from macros.site.publishing import Publisher, write
from macros.views.addresses import relative_root
from macros.views.page import Artifact

Finished = TypeVar("Finished")

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
    library = RecordedLibrary(checked.library)
    config.edit_uri = library.settings.edit_url("docs/")
    sharing = Sharing(library, root, config.site_name, config.site_description or "", today)
    site = Path(config.site_dir)
    context = Context(library, today, _ICONS, sharing.changes)
    publication.publish(Publication(root, library, context, sharing, _ICONS, site), config)
    # Ours go before the theme's, and after those of this field in overrides/.
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(ROOT / "macros/templates/theme"))
    config.theme.static_templates.discard("sitemap.xml")  # ours knows the address where the site will stand
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Plan the pages that the project makes itself, and let MkDocs make a shell for each place where some stand.

    MkDocs reads no text of theirs, so that nothing an entry says is ever a template.
    """
    build = publication.of(config)
    for page in plan(build.context):
        if page.kind == "entry" or not any(
            map(files.get_file_from_path, page.sources)
        ):  # one written by hand goes first
            build.pages[page.source] = page
    build.menu = in_menu(config)
    for place in dict.fromkeys(place_of(page, build.menu) for page in build.pages.values()):
        file = empty_page(config, f"{place.url.rstrip('/')}.md")
        build.places[file.src_uri] = place
        files.append(file)
    refuse_to_be_bare(files, config)
    refuse_to_lead_nowhere(files, config, [page.url for page in build.pages.values()])
    refuse_unknown_macros(files, config)
    join_styles(files, config, drawn(build.icons, build.context.templates.in_styles))
    collections = collections_for_browser(build.library)
    build.scripts = lighten_scripts(files, config, parts_by_script(build.context, collections))
    return FilesWithOurs(files, config, build.pages.keys())


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Let each page that is not listed in the navigation stand below the index of its folder."""
    place_below_indexes(nav, files)
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let the theme's own pages, such as the one for what is not there, show our drawings and whose site it is."""
    build = publication.of(config)
    context = build.context
    env.bytecode_cache = build.compiled
    env.globals["kb_picture"] = lambda name: Markup(context.picture(name))
    env.globals["kb_home"] = build.library.settings.address
    env.globals["kb_whose"] = Markup(context.whose())
    return env


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Open the slots of a shell."""
    if page.file.src_uri in publication.of(config).places:
        open_slots(page)
    return markdown


def on_page_content(content: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Explain the words of a page written by hand. What its macros make is not in it yet.

    A page in another `language`, as its front matter says, is marked as that (WCAG 3.1.2); the glossary does not know its words.
    """
    if "language" in page.meta:
        return f'<div lang="{html.escape(str(page.meta["language"]))}">{content}</div>'
    return explain(publication.of(config).context, content, page.url)


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give a page what stands in its head, and what the search and others find of it; a shell gets slots instead."""
    build = publication.of(config)
    # Where a page knows the ones beside it, the theme follows the bare keys n, p, . and , to them (WCAG 2.1.4).
    page.previous_page = page.next_page = None
    if page.file.src_uri in build.places:
        context["nav"] = light(nav)
        page.content, page.canonical_url = CONTENT, slot("address")
        context["kb_head"], context["kb_letters"] = slot("head"), slot("letters")
        return context
    build.documents += found(page)
    shared = shared_page(page, build, config)
    build.shared[shared.url] = shared
    head = build.sharing.head(shared)
    context["kb_head"] = build.context.templates.render("head.html", head=head)
    context["kb_letters"] = preloads_for(page.content or "", relative_root(page.url))
    page.canonical_url = head.address
    return context


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Put the indexes in their places, finish the page and write it, unless the former site has the same. A shell is kept."""
    build = publication.of(config)
    if page.file.src_uri in build.places:
        build.shells[build.places[page.file.src_uri]] = shell_of(output, page)
        return ""
    html = build.fill(output)
    path, decide = page.file.dest_uri, (build.frames.deciding(page.url), html.encode())
    written = build.former.taken_over(path, *decide)
    if written is None:
        finished = _known(page.file.src_uri, lambda: build.frames.finished(html, page.url))
        write([Artifact(path, finished)], Path(config.site_dir))
        written = build.former.noted([path], *decide)
    build.former.add({path: written})
    return ""


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The page for what is not there has the theme's search too."""
    if (
        template_name == "404.html" and not config.site_url
    ):  # it stands by itself: see templates/theme/404_standalone.html
        return with_policy(output, own_style=True)
    if not template_name.endswith(".html"):
        return output
    return _known(template_name, lambda: publication.of(config).frames.guarded(output))


def on_post_build(config: MkDocsConfig) -> None:
    """Write what stands beside the pages: data, pictures, letters, and what is for others than visitors."""
    site = Path(config.site_dir)
    build = publication.of(config)
    former = build.former
    publisher = build.publisher(site, former)
    pages = list(build.pages.values())
    build.documents += _known("", lambda: publisher.publish(pages, _jobs()))
    build.shared |= {page.url: publisher.shared(page) for page in pages}
    write_exports(build.library, build.root / "schemas", site, former)
    write_names(build.library, site, former)
    write_sources(build.library, build.root, site)
    write(build.artifacts.values(), site)
    write_images(build.library.images.values(), site / IMAGES)
    write_fonts(site / "assets/fonts", build.kept("fonts"))
    build.sharing.write(site, build.shared.values(), build.kept("cards"), former, _jobs())
    write_search(build.library, build.documents, site, build.kept("search"))
    write_forwards(_forwards(build), site, lambda forward: _forward_page(forward, build))
    build.made.sweep()
    build.compiled.sweep()
    former.keep()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Let a server of ours take the place of MkDocs', which shows changes as they come."""
    build = publication.of(config)
    site = Path(server.root)

    def publisher(library: RecordedLibrary) -> Publisher:
        return build.of(library).publisher(site)

    check = publication.repeated_check(build.root, build.context.today)
    preview = Preview(build.root, site, build.library, check, publisher)
    command = [sys.executable, "-m", "macros", "build", "--site-dir", server.root]
    watched = [config.docs_dir, config.config_file_path]
    return PreviewServer(server, watched, build.root, preview, command)


def _forwards(build: Publication) -> Iterable[Forward]:
    about = [(page.url, page.title, page.entry) for page in build.pages.values() if page.entry and page.kind != "entry"]
    return forwards(build.library, about)


def _forward_page(forward: Forward, build: Publication) -> str:
    home = build.library.settings.address
    return with_policy(build.context.templates.render("forward.html", forward=forward, home=home))


def _jobs() -> int:
    """In how many processes pages are made; 0 is one for each processor."""
    asked = os.environ.get(JOBS, "")
    return int(asked) if asked.isdecimal() else 0


def _known(source: str, finish: Callable[[], Finished]) -> Finished:
    """What finishing gives. A script in it that we do not know stops the build."""
    try:
        return finish()
    except UnknownScript as error:
        raise Abort(f"{source}: {error}" if source else str(error)) from error
