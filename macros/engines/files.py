"""The files that MkDocs is given beside those in docs/: pages of ours, one style sheet, scripts without comments."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel

from macros.assets.scripts import Scripts, without_comments
from macros.assets.stylesheets import JOINED, joined


def add_page(files: Files, config: MkDocsConfig, source: str) -> None:
    """Add a page without text of its own, outside the menu."""
    file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.edit_uri = None
    files.append(file)


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


def refuse_to_lead_nowhere(files: Files, config: MkDocsConfig) -> None:
    """Stop where the foot of every page, which mkdocs.yml declares, leads to a page that is not there."""
    known = {file.url for file in files}
    columns = config.extra.get("foot", {}).get("columns", ())
    paths = (str(link["to"]).partition("#")[0] for column in columns for link in column["links"])
    missing = [path for path in paths if path not in known and "//" not in path]
    if missing:
        raise Abort(
            f"mkdocs.yml noemt bij extra.foot, onderaan elke pagina, {', '.join(missing[:5])}, maar die pagina is er niet. "
            f"Zet de pagina terug, of haal de regel uit mkdocs.yml. Er is niets gebouwd."
        )


def join_styles(files: Files, config: MkDocsConfig) -> None:
    """Put our style sheets in one file, in the order in which mkdocs.yml names them."""
    parts = [file for path in config.extra_css if (file := files.get_file_from_path(path))]
    for file in parts:
        files.remove(file)
    text = joined(Path(file.abs_src_path or "") for file in parts)
    files.append(File.generated(config, JOINED, content=text))
    config.extra_css = [JOINED]


def lighten_scripts(files: Files, config: MkDocsConfig) -> Scripts:
    """Let the modules go without their comments; gives what there is to know of them."""
    modules = {file: file.content_string for file in files if file.src_uri.endswith(".mjs")}
    for file, text in modules.items():
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=without_comments(text)))
    return Scripts({file.src_uri: text for file, text in modules.items()})
