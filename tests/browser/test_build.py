"""Building: whole or not at all, the same bytes again, and nothing of a contributor's is a template."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.conftest import Open, Project, macros, sample_root, serve
from tests.small import SMALL, SOURCES


def prints(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder, but for what Python keeps for itself."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file() and "__pycache__" not in file.parts)
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_site_has_a_page_for_each_entry_and_its_data(site: Path) -> None:
    for collection, path, count in (
        ("communities", "communities", 55),
        ("tools", "tools", 14),
        ("lessons", "lessen", 4),
        ("stories", "verhalen", 4),
    ):
        rows = json.loads((site / f"data/{collection}.json").read_text(encoding="utf-8"))
        assert len(rows) >= count
        for row in rows:
            assert row["url"] == f"{path}/{row['id']}/"
            assert (site / row["url"] / "index.html").is_file()
        assert (site / f"data/{collection}.csv").read_text(encoding="utf-8-sig").startswith("id,url,title")
        assert (site / f"schemas/{collection}.schema.json").is_file()
    assert (site / "schemas/keywords.schema.json").is_file()


def test_the_number_of_partners_and_the_region_are_as_printed_in_the_data(site: Path) -> None:
    rows = {row["id"]: row for row in json.loads((site / "data/communities.json").read_text(encoding="utf-8"))}
    assert rows["coe-biobased-economy"]["partners"] == {"more_than": 150}
    assert rows["coe-biobased-economy"]["region"] == "Zuidwest-Brabant, Zeeland"
    assert "partners" not in rows["chill"] and "region" not in rows["chill"]


def test_two_builds_of_one_state_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert macros(sample_root(), "build", "--site-dir", str(again)).returncode == 0
    assert prints(again) == prints(site)


def test_the_day_of_a_build_is_given_not_asked(project: Project) -> None:
    root = project(SMALL)
    run = macros(root, "build", SOURCE_DATE_EPOCH="1900000000", SITE_URL="https://voorbeeld.nl/")
    assert run.returncode == 0, run.stderr
    assert "ruim 7 jaar geleden" in (root / "site/communities/tuin/index.html").read_text(encoding="utf-8")
    empty = (root / "site/lessen/atom.xml").read_text(encoding="utf-8")  # right as of the day of the build
    assert "<updated>2030-03-17T00:00:00Z</updated>" in empty


def test_with_errors_nothing_is_built_and_the_old_site_stays(project: Project) -> None:
    root = project(SMALL)
    assert macros(root, "build").returncode == 0
    before = prints(root / "site")
    (root / "content/tools/spiegel.yml").write_text(
        "title: Spiegel\nsummary: Een uur praten over hoe het gaat.\nphases: [opstrat]\nscope: breed\nevidence: ervaring\n"
        + SOURCES.replace("2022-12-22", "22-12-2022"),
        encoding="utf-8",
    )
    run = macros(root, "build")
    assert run.returncode == 1
    assert "content/tools/spiegel.yml:3:10" in run.stderr
    assert "content/tools/spiegel.yml:4:8" in run.stderr
    assert "content/tools/spiegel.yml:11:10" in run.stderr
    assert "3 fouten in de inhoud" in run.stderr
    assert "Traceback" not in run.stderr
    assert prints(root / "site") == before
    assert [path.name for path in root.glob(".site-*")] == []


@pytest.mark.parametrize("target", [".", "content", "..", "elsewhere", "file", "link"])
def test_a_build_never_takes_the_place_of_anything_but_a_site(project: Project, target: str) -> None:
    root = project(SMALL)
    (root / "elsewhere").mkdir()
    (root / "elsewhere/photo.jpg").write_bytes(b"dear")
    (root / "file").write_text("dear", encoding="utf-8")
    (root / "link").symlink_to(root / "elsewhere")
    (root / ".cache").mkdir()  # else the tests put there what other builds cut and drew
    before = prints(root.parent)
    run = macros(root, "build", "--site-dir", target)
    assert run.returncode == 2
    assert "andere plek" in run.stderr
    assert prints(root.parent) == before


MISTAKES = [
    ("docs/over/index.md", "---\nrender_macros: true\n---\n\n{{ indeks('tools') }}\n"),
    ("docs/over/index.md", "Lees [dit](bestaat-niet.md).\n"),
    ("macros/templates/entry/generic.html", "{{ view.typo }}"),
]


def test_a_mistake_of_a_maintainer_leaves_the_old_site_too(project: Project) -> None:
    root = project(SMALL)
    assert macros(root, "build").returncode == 0
    before = prints(root / "site")
    for file, text in MISTAKES:
        right = (root / file).read_text(encoding="utf-8")
        (root / file).write_text(text, encoding="utf-8")
        assert macros(root, "build").returncode == 1, text
        assert prints(root / "site") == before, text
        (root / file).write_text(right, encoding="utf-8")
    assert macros(root, "build").returncode == 0, "nothing else is wrong"


HOSTILE = {
    "stories/boos.md": "---\ntitle: \"Boos <script>alert('title')</script> {{ 6*7 }}\"\n"
    'summary: "Samenvatting \\"><img src=x onerror=alert(1)> met {{ 6*7 }} erin."\nplace: "<b>hier</b>"\n'
    + SOURCES
    + "---\n\n---\nrender_macros: true\n---\n\nZes maal zeven is {{ 6*7 }}. {% for x in [1] %}lus{% endfor %}\n\n"
    "{{ index('tools') }}\n\n<script>alert('body')</script>\n",
}


def test_nothing_that_a_contributor_writes_is_a_template_or_a_script(project: Project, open_page: Open) -> None:
    root = project({**SMALL, **HOSTILE})
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr
    html = (root / "site/verhalen/boos/index.html").read_text(encoding="utf-8")
    assert "{{ 6*7 }}" in html and "{% for x in [1] %}" in html and "{{ index('tools') }}" in html
    assert "is 42" not in html
    assert "alert('body')" not in html
    address = serve(root / "site")
    for path in ("verhalen/boos/", "verhalen/"):
        page = open_page(path, root=address)
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        page.reload()
        assert "<script>alert('title')</script> {{ 6*7 }}" in page.get_by_role("main").inner_text()
    assert page.locator("article img").count() == 0
    assert not any("alert" in text for text in page.locator("script").all_text_contents())
    page.goto(address + "verhalen/boos/")
    assert page.title().startswith("Boos <script>alert('title')</script> {{ 6*7 }}")


def test_front_matter_that_asks_for_macros_is_a_problem(project: Project) -> None:
    root = project(
        {
            "stories/hoe.md": SMALL["stories/hoe.md"]
            .replace("title:", "render_macros: true\ntitle:")
            .replace("communities: [tuin]\n", "")
        }
    )
    run = macros(root, "check")
    assert run.returncode == 1
    assert "Het veld ‘render_macros’ bestaat niet." in run.stdout


def test_the_site_works_below_a_path_and_has_its_own_page_for_what_is_not_there(
    project: Project, open_page: Open
) -> None:
    root = project(SMALL)
    run = macros(root, "build", SITE_URL="https://voorbeeld.nl/kennis/bank/")
    assert run.returncode == 0, run.stderr
    page = open_page("tools/", root=serve(root / "site", "/kennis/bank"))
    page.get_by_role("link", name="Spiegel").click()
    page.get_by_role("heading", level=1, name="Spiegel").wait_for()
    page.get_by_role("link", name="Tools", exact=True).last.click()
    page.get_by_role("heading", level=1, name="Tools").wait_for()
    missing = (root / "site/404.html").read_text(encoding="utf-8")
    assert "Deze pagina is er niet" in missing
    assert 'href="/kennis/bank/communities/"' in missing


def test_the_address_of_the_files_is_one_setting(project: Project) -> None:
    root = project(SMALL)
    run = macros(root, "build", KENNISBANK_REPOSITORY="https://github.com/iemand/kopie")
    assert run.returncode == 0
    html = (root / "site/communities/tuin/index.html").read_text(encoding="utf-8")
    assert 'href="https://github.com/iemand/kopie/edit/main/content/communities/tuin.yml"' in html
