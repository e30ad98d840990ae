"""A form of data, a macro, a kind of page and a kind of field are each one row: whoever adds one finds it everywhere it should be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import COLLECTIONS, HOME, macros, program
from tests.small import SMALL

pytestmark = pytest.mark.build

FORM = """EXPORTS = (
    Export("Regels", "text/plain", "txt", lambda library, name: "".join(f"{e.title}\\n" for e in library.collection(name))),
"""
MACRO = """

def greeting(here: Here, collection: str) -> Rendered:
    return Rendered(f"<p>Dag, {counted(here, collection)} op {here.url or 'home'}!</p>")
"""
KIND = """    "entry": _entry,
    "greeting": lambda context, page: f"<h1>{page.title}</h1><p>Dag, {page.subject[0]}!</p>",
"""
PLANNED = """    return [
        Page("greeting", "groet/", "Een groet", "Een pagina die groet.", subject=("buur",)),
"""
FIELD = """    for kind in (
        FieldKind("colour", _is("format", "color"), "Een kleur", "Een lijst van kleuren", searched="text"),
"""
SHOWN = """_SHOWN: dict[str, Callable[[Items, Field, Any, Entry], Item]] = {
    "colour": lambda items, field, value, entry: Item(value.upper()),
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site of a project with one more of each."""
    root = program(tmp_path_factory.mktemp("one-row") / "project")
    for collection in COLLECTIONS:
        (root / "content" / collection).mkdir(parents=True, exist_ok=True)
    for path, text in SMALL.items():
        (root / "content" / path).write_text(text, encoding="utf-8")
    (root / "docs/index.md").write_text(f"{HOME}\n\n{{{{ greeting('tools') }}}}\n", encoding="utf-8")
    change(root / "macros/exports/formats.py", "EXPORTS = (\n", FORM)
    change(root / "macros/page_macros/words.py", "\n\ndef browse(", f"{MACRO}\n\ndef browse(")
    change(root / "macros/page_macros/table.py", "    words.browse,\n", "    words.browse,\n    words.greeting,\n")
    change(root / "macros/pages/renderer.py", KIND.partition("\n")[0] + "\n", KIND)
    change(root / "macros/pages/renderer.py", "    return [\n", PLANNED)
    change(root / "macros/schema/kinds.py", FIELD.partition("\n")[0] + "\n", FIELD)
    change(root / "macros/views/items.py", SHOWN.partition("\n")[0] + "\n", SHOWN)
    schema = root / "schemas/tools.schema.json"
    declared = json.loads(schema.read_text(encoding="utf-8"))
    colour = {"title": "Kleur", "description": "De kleur van de kaft.", "type": "string", "format": "color"}
    declared["properties"]["colour"] = colour
    schema.write_text(json.dumps(declared), encoding="utf-8")
    change(root / "content/tools/spiegel.yml", "title:", "colour: kobaltblauw\ntitle:")
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr
    return root / "site"


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, (file, old)
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_new_form_of_data_is_written_named_and_linked(site: Path) -> None:
    assert (site / "data/tools.txt").read_text(encoding="utf-8") == "Spiegel\n"
    rows = json.loads((site / "data/collections.json").read_text(encoding="utf-8"))
    assert {row["name"]: row["txt"] for row in rows}["tools"] == "data/tools.txt"
    index = (site / "tools/index.html").read_text(encoding="utf-8")
    assert '<a href="../data/tools.txt">Regels</a>, <a href="../data/tools.csv">CSV</a>' in index
    assert '"encodingFormat":"text/plain"' in index and "als Regels, als CSV" in index
    about = (site / "over/index.html").read_text(encoding="utf-8")
    assert '<th scope="col">Regels</th>' in about and ">tools.txt</a>" in about


def test_a_new_macro_can_be_called_on_a_page(site: Path) -> None:
    assert "<p>Dag, 1 tool op home!</p>" in (site / "index.html").read_text(encoding="utf-8")


def test_a_new_kind_of_page_stands_in_its_frame_and_is_known_to_others(site: Path) -> None:
    page = (site / "groet/index.html").read_text(encoding="utf-8")
    assert "<p>Dag, buur!</p>" in page and "<title>Een groet" in page and "md-header" in page
    assert "/groet/</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_a_new_kind_of_field_is_shown_explained_and_found(site: Path) -> None:
    page = (site / "tools/spiegel/index.html").read_text(encoding="utf-8")
    assert "KOBALTBLAUW" in page and "Kleur" in page
    guide = (site / "meedoen/velden/tools/index.html").read_text(encoding="utf-8")
    assert "<li>Een kleur</li>" in guide
    (rows,) = json.loads((site / "data/tools.json").read_text(encoding="utf-8"))
    assert rows["colour"] == "kobaltblauw"
    assert any("kobaltblau" in file.read_text(encoding="utf-8") for file in (site / "search").rglob("*.json"))
