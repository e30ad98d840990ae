"""The hooks for MkDocs: one of the two thin places that know a site generator.

They check the content before anything is built, add a page for each entry, put
the rendered entry in it, and write the data. The rest is plain Python elsewhere.
"""

from __future__ import annotations

import html
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # MkDocs may have been started from elsewhere
    sys.path.insert(0, str(ROOT))

import material
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from macros import clock, reporters
from macros.exports import write_exports
from macros.library import Entry
from macros.publication import Publication, current, publish

_ICONS = Path(material.__file__).parent / "templates" / ".icons"
_ENTRY = "kb_entry"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check all content; with errors, print them and stop before anything is written."""
    root = Path(config.config_file_path).parent
    publication = Publication(root, clock.today(root), _ICONS)
    problems = publication.checked.problems
    sys.stderr.write(reporters.text(problems, root))
    errors = len(publication.checked.errors)
    if errors:
        raise Abort(f"{errors} {'fout' if errors == 1 else 'fouten'} in de inhoud: er is niets gebouwd.")
    publish(publication)
    settings = publication.library.settings
    config.edit_uri = settings.edit_url("docs/")
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each entry. It has no text of its own, so that nothing an entry says is ever a template."""
    for name in current().library.settings.collections:
        for entry in current().library.collection(name):
            file = File.generated(
                config, f"{entry.url.rstrip('/')}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV
            )
            file.edit_uri = None
            setattr(file, _ENTRY, entry)
            files.append(file)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Let each entry stand below its index in the navigation, without being listed in it."""
    indexes = {page.url: page for page in nav.pages}
    for file in files:
        entry = _entry_of(file)
        if entry and file.page:
            file.page.parent = indexes.get(f"{entry.collection.path}/")  # type: ignore[assignment]
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give an entry's page its title and description. The theme's templates do not escape, so this does."""
    entry = _entry_of(page.file)
    if entry:
        page.meta = {"title": html.escape(entry.title), "hide": ["navigation", "toc"]}
        description = " ".join(entry.summary.split()) or f"{entry.title}: {entry.collection.one} in de kennisbank."
        page.meta["description"] = html.escape(description)
    return markdown


@event_priority(100)  # before the search plugin, which reads the content
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Render an entry as late as can be: thousands of rendered entries do not fit in memory at once."""
    entry = _entry_of(page.file)
    if entry:
        page.content = current().renderer.entry(entry)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Put the indexes in their places, and let go of an entry's content."""
    if _entry_of(page.file):
        page.content = ""
    return _name_search(current().fill(output))


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The page for what is not there has the theme's search too."""
    return _name_search(output) if template_name.endswith(".html") else output


def on_post_build(config: MkDocsConfig) -> None:
    """Write the data beside the pages."""
    write_exports(current().library, current().root / "schemas", Path(config.site_dir))


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


def _name_search(output: str) -> str:
    """Give the theme's search, a dialog, the name that it lacks for a screen reader (axe: aria-dialog-name)."""
    dialog = '<div class="md-search" data-md-component="search" role="dialog"'
    return output.replace(dialog, f'{dialog} aria-label="Zoeken"', 1)


def _entry_of(file: File) -> Entry | None:
    entry: Entry | None = getattr(file, _ENTRY, None)
    return entry
