"""Our pages: put into a shell they are those that the generator makes itself, byte for byte, in one process or in many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.compare_sites import differences
from tests.conftest import build_site, empty_project, macros
from tests.small import OTHERS, SMALL, TROUBLES

WHOLE = '''
"""Lets MkDocs make pages of ours as it makes any page, into whole/ beside the site."""
import html
from pathlib import Path

from macros.assets.web_fonts import preloads_for
from macros.engines import publication
from macros.engines.generator import empty_page, light
from macros.pages.renderer import render
from macros.views.addresses import relative_root

KINDS = {}


def on_files(files, config):
    build = publication.of(config)
    for page in build.pages.values():
        KINDS.setdefault(page.kind, []).append(page)
    for pages in KINDS.values():
        for page in pages[:8]:
            if page.source not in build.places:
                files.append(empty_page(config, page.source))
    return files


def ours(page, config):
    build = publication.of(config)
    source = page.file.src_uri
    return None if source in build.places else build.pages.get(source)


def on_page_markdown(markdown, page, config, files):
    if made := ours(page, config):
        page.meta = {"title": html.escape(made.title), "description": html.escape(made.description)}
        page.meta["hide"] = ["navigation", "toc"]
    return markdown


def on_page_context(context, page, config, nav):
    if made := ours(page, config):
        build = publication.of(config)
        page.content = render(build.context, made).html
        head = build.sharing.head(build.publisher(Path(config.site_dir)).shared(made))
        context["nav"] = light(nav)
        context["kb_head"] = build.context.templates.render("head.html", head=head)
        context["kb_letters"] = preloads_for(page.content, relative_root(made.url))
        page.canonical_url = head.address
    return context


def on_post_page(output, page, config):
    if made := ours(page, config):
        file = Path(config.config_file_path).parent / "whole" / made.kind / made.url / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(Path(config.site_dir, page.file.dest_uri).read_bytes())  # ours comes there later
    return output
'''


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = empty_project(tmp_path_factory.mktemp("shells") / "project")
    for name, text in {**SMALL, **TROUBLES, **OTHERS}.items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    (root / "whole.py").write_text(WHOLE, encoding="utf-8")
    config = root / "mkdocs.yml"
    hook = "  - macros/engines/hooks.py\n"
    config.write_text(config.read_text(encoding="utf-8").replace(hook, f"{hook}  - whole.py\n"), encoding="utf-8")
    build_site(root, root / "site")
    return root


def whole(root: Path) -> Iterator[tuple[str, Path, Path]]:
    """The kind of a page, the page as MkDocs made it, and as it stands on the site."""
    for kind in sorted((root / "whole").iterdir()):
        for file in sorted(kind.rglob("index.html")):
            yield kind.name, file, root / "site" / file.relative_to(kind)


def test_a_filled_page_is_the_page_that_the_generator_makes(built: Path) -> None:
    pages = list(whole(built))
    assert len(pages) >= 20 and {"entry", "choice", "answer", "guide"} <= {kind for kind, *_ in pages}
    assert [str(ours) for _, made, ours in pages if made.read_bytes() != ours.read_bytes()] == []


def test_no_slot_stays_open_and_nothing_is_written_where_shells_were_made(built: Path) -> None:
    for file in (built / "site").rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "\ue000" not in text and "\ue001" not in text, file
    assert not [*(built / "site").rglob("_")]


def test_one_process_or_many_makes_the_same_site(built: Path) -> None:
    for jobs in ("1", "2"):
        run = macros(built, "build", "--jobs", jobs, "--site-dir", f"site-{jobs}")
        assert run.returncode == 0, run.stderr
    assert len([*(built / "site").rglob("index.html")]) > 100, "enough pages to share out"
    assert differences(built / "site-1", built / "site-2") == {"gone": [], "new": [], "changed": []}


@pytest.mark.parametrize("wrong", ["0", "-1", "veel", "65"])
def test_a_number_of_processes_that_makes_no_sense_is_told(wrong: str, tmp_path: Path) -> None:
    run = macros(tmp_path, "build", "--jobs", wrong)
    assert run.returncode == 2 and "getal van 1 tot 64" in run.stderr
