"""A collection needs no Python: the page that says so, followed to the letter, in a site of its own."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import expect

from tests.conftest import ROOT, Open, macros, serve
from tests.visiting import choose, shown, status

GUIDE = ROOT / "docs/ontwikkelen/nieuwe-collectie.md"
_BLOCK = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
SETTINGS = "repository: https://example.org/kwekerij\nbranch: main\ncollections:\n"
OAK = "title: Eik\nsummary: Wordt oud.\nsoil: [klei]\nbeside: [linde]\nbody: Groeit [naast de linde](linde.yml).\n"


def steps() -> dict[str, str]:
    """What the page tells to write, by file."""
    return dict(_BLOCK.findall(GUIDE.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree nursery: our macros and looks, its own schemas, content and pages."""
    root = tmp_path_factory.mktemp("nursery") / "kwekerij"
    shutil.copytree(ROOT / "macros", root / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs/assets", root / "docs/assets")
    (root / "schemas").mkdir()
    for name in ("settings", "common"):  # what the settings themselves must be
        shutil.copy(ROOT / f"schemas/{name}.schema.json", root / "schemas")
    files = steps()
    files["kennisbank.yml"] = SETTINGS + files["kennisbank.yml"]
    files["docs/index.md"] = "---\nrender_macros: true\n---\n# Kwekerij\n\n{{ collection_links() }}\n"
    files["content/trees/eik.yml"] = OAK
    ours = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    nav = "nav:\n  - Home: index.md\n  - Bomen: bomen/index.md\n\n"
    files["mkdocs.yml"] = re.sub(r"^nav:\n.*?^(?=\w)", nav, ours, flags=re.MULTILINE | re.DOTALL)
    for theirs in (
        r"not_in_nav:.*?^(?=\w)",
        r"  foot:.*",
        r"  custom_dir: \S+\n",
        r"  - overrides\n",
        r"  - assets/css/(?:field|facts|story|canvas|measured)\.css\n",
    ):
        files["mkdocs.yml"] = re.sub(rf"^{theirs}", "", files["mkdocs.yml"], flags=re.MULTILINE | re.DOTALL)
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_the_page_needs_fewer_than_forty_lines() -> None:
    assert set(steps()) == {
        "schemas/trees.schema.json",
        "content/trees/linde.yml",
        "kennisbank.yml",
        "docs/bomen/index.md",
    }
    assert sum(text.count("\n") for text in steps().values()) < 40


def test_the_nursery_is_checked_by_its_own_schema(nursery: Path) -> None:
    wrong = nursery / "content/trees/beuk.yml"
    wrong.write_text("title: Beuk\nsoil: [klie]\n", encoding="utf-8")
    try:
        done = macros(nursery, "check")
    finally:
        wrong.unlink()
    assert done.returncode == 1
    assert "content/trees/beuk.yml:2:8: fout [choice]" in done.stdout
    assert "Kies uit: klei, zand." in done.stdout


def test_the_nursery_gets_a_file_to_fill_in(nursery: Path) -> None:
    done = macros(nursery, "new", "trees", "Ruwe berk")
    made = nursery / "content/trees/ruwe-berk.yml"
    try:
        assert done.returncode == 0, done.stdout + done.stderr
        assert yaml.safe_load(made.read_text(encoding="utf-8"))["title"] == "Ruwe berk"
    finally:
        made.unlink(missing_ok=True)


def test_the_nursery_has_no_dates_and_nothing_that_is_stale(nursery: Path) -> None:
    done = macros(nursery, "stale")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stdout + done.stderr


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ('"required": ["title", "soil"]', '"required": ["soil"]', "title"),
        ('"body": {', '"checked": {"title": "Dag", "description": "Ooit.", "type": "string"}, "body": {', "checked"),
        ('"body": {', '"aliases": {"title": "Ook", "description": "Naam.", "type": "string"}, "body": {', "aliases"),
    ],
)
def test_a_shared_field_in_another_shape_is_told_before_anything_is_built(
    nursery: Path, before: str, after: str, field: str
) -> None:
    schema = nursery / "schemas/trees.schema.json"
    text = schema.read_text(encoding="utf-8")
    assert before in text
    schema.write_text(text.replace(before, after), encoding="utf-8")
    try:
        done = macros(nursery, "check")
    finally:
        schema.write_text(text, encoding="utf-8")
    assert done.returncode == 1
    assert f"Het veld ‘{field}’ van trees heeft een vorm die de site niet kent." in done.stdout


@pytest.fixture(scope="module")
def nursery_address(nursery: Path) -> str:
    done = macros(nursery, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return serve(nursery / "site")


def test_the_nursery_has_an_index_to_filter(open_page: Open, nursery_address: str) -> None:
    page = open_page("", root=nursery_address)
    page.get_by_role("link", name="Zoek een boom").click()
    expect(status(page)).to_have_text("2 bomen")
    choose(page, "Grond", "Zand")
    expect(status(page)).to_have_text("1 van 2 bomen")
    expect(shown(page)).to_have_text([re.compile("Linde")])


def test_a_tree_has_a_page_and_each_end_of_a_reference_shows_it(open_page: Open, nursery_address: str) -> None:
    page = open_page("bomen/eik/", root=nursery_address)
    expect(page.get_by_text("Groeit naast de linde")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Linde").first.click()
    page.wait_for_url(re.compile("/bomen/linde/$"))
    expect(page.get_by_role("heading", name="Goede buur van")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Eik").click()
    page.wait_for_url(re.compile("/bomen/eik/$"))


def test_the_nursery_gives_its_data_and_its_guide(nursery: Path, nursery_address: str, open_page: Open) -> None:
    trees = json.loads((nursery / "site/data/trees.json").read_text(encoding="utf-8"))
    assert [tree["id"] for tree in trees] == ["eik", "linde"]
    page = open_page("meedoen/velden/bomen/", root=nursery_address)
    expect(page.get_by_role("heading", name=re.compile("^Grond"))).to_be_visible()
