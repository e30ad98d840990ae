"""Starting to write: `new` asks nothing, and what it writes is valid once its blanks are filled in."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from macros.checking.check import check
from macros.checking.folders import meant_collection
from macros.configuration.settings_file import load_settings
from macros.problems.problem import Problem
from macros.reading.entry_files import BLANK
from macros.reading.front_matter import BODY
from macros.schema.loading import load_schemas
from macros.schema.schemas import Schema
from macros.schema.settings import Settings
from macros.writing.drafts import Drafts
from macros.writing.examples import Examples, as_file, as_yaml, scalar
from macros.writing.scaffold import compose, ending_of, start
from macros.yaml_text.characters import strange_characters
from macros.yaml_text.values import read_mapping
from tests.conftest import ROOT, SAMPLE, Project, macros

DAY = date(2026, 9, 21)  # what EPOCH falls on
TITLE = "Wat er gebeurde"
TEXT = "Op een dinsdag in maart begon het te regenen."


def settings_of(root: Path) -> tuple[Settings, dict[str, Schema]]:
    schemas = load_schemas(root / "schemas")
    settings, problems = load_settings(root, schemas["settings"])
    assert settings, problems
    return settings, schemas


SETTINGS, SCHEMAS = settings_of(ROOT)
COLLECTIONS = list(SETTINGS.collections)


def ending(collection: str) -> str:
    return ending_of(SCHEMAS[collection], [file.name for file in (SAMPLE / "content" / collection).iterdir()])


@pytest.fixture
def stocked(project: Project) -> Path:
    """A project in which every collection has one small entry, to refer to."""
    texts = {}
    for name in COLLECTIONS:
        values = examples(name).required() | {"title": f"Bestaat al in {name}"}
        texts[f"{name}/bestaand{ending(name)}"] = as_file(values, ending(name))
    return project(texts)


def examples(collection: str) -> Examples:
    return Examples(SCHEMAS[collection], dict.fromkeys(COLLECTIONS, "bestaand"), DAY)


def make(root: Path, collection: str, title: str = TITLE) -> Path:
    settings, schemas = settings_of(root)
    made = Drafts(root, settings, schemas).make(settings.collections[collection], title, DAY)
    assert isinstance(made, str), made
    return root / made


def problems_in(root: Path, file: Path) -> list[Problem]:
    path = file.relative_to(root).as_posix()
    return [one for one in check(root).problems if one.path == path and one.severity == "error"]


def filled(root: Path, file: Path, collection: str, known: Sequence[Problem] = ()) -> str:
    """The text of `file` with each blank filled in, as its problem says where; `known` are problems found before."""
    lines = file.read_text(encoding="utf-8").split("\n")
    path = file.relative_to(root).as_posix()
    for problem in [one for one in known if one.path == path] or problems_in(root, file):
        at = tuple(int(part) if part.isdigit() else part for part in problem.pointer.split("/")[1:])
        value = examples(collection).value(SCHEMAS[collection].node(at), whole=False)
        line = lines[problem.line - 1]
        lines[problem.line - 1] = TEXT if at == (BODY,) and file.suffix == ".md" else line.replace(BLANK, scalar(value))
    return "\n".join(lines)


def behind_hash(text: str) -> list[range]:
    """The lines of each field that stands behind a `#`; what comes after `# ` is explanation."""
    found: list[range] = []
    lines = text.split("\n")
    head = lines[: len(lines) - lines[::-1].index("---")] if lines[0] == "---" else lines
    for number, line in enumerate(head):
        if not re.match(r" *#(?! \S)", line):
            continue
        if re.match(r" *#\S", line) or not found or found[-1].stop != number:
            found.append(range(number, number + 1))
        else:
            found[-1] = range(found[-1].start, number + 1)
    return found


def freed(text: str, fields: list[range]) -> str:
    lines = text.split("\n")
    for field in fields:
        for number in field:
            lines[number] = lines[number].replace("#", "", 1)
    return "\n".join(lines)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_new_file_has_blanks_and_no_other_errors(stocked: Path, collection: str) -> None:
    file = make(stocked, collection)
    problems = problems_in(stocked, file)
    assert {problem.code for problem in problems} == {"blank"}
    lines = file.read_text(encoding="utf-8").split("\n")
    assert [problem.line for problem in problems] == [
        number for number, line in enumerate(lines, start=1) if BLANK in line and not line.lstrip().startswith("#")
    ]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_new_file_is_right_when_its_blanks_are_filled_in(stocked: Path, collection: str) -> None:
    file = make(stocked, collection)
    file.write_text(filled(stocked, file, collection), encoding="utf-8")
    assert problems_in(stocked, file) == []


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_field_behind_a_hash_is_right_without_it_alone_and_with_all_others(
    stocked: Path, collection: str
) -> None:
    """Once it is filled in: what only lost its `#` is a blank, so no example becomes a fact."""
    file = make(stocked, collection)
    text = filled(stocked, file, collection)
    fields = behind_hash(text)
    assert len(fields) > 5
    file.write_text(freed(text, fields), encoding="utf-8")
    assert {problem.code for problem in problems_in(stocked, file)} == {"blank"}
    file.write_text(filled(stocked, file, collection), encoding="utf-8")
    assert problems_in(stocked, file) == []
    file.unlink()
    parts = []
    for number, field in enumerate(fields):
        alone = freed(text, [field]).replace(f"title: {TITLE}", f"title: {TITLE}, deel {number}")
        parts.append(file.with_stem(f"deel-{number}"))
        parts[-1].write_text(alone, encoding="utf-8")
    errors = check(stocked).errors
    assert {(problem.path, problem.code) for problem in errors} == {
        (part.relative_to(stocked).as_posix(), "blank") for part in parts
    }
    for part in parts:
        part.write_text(filled(stocked, part, collection, errors), encoding="utf-8")
    checked = check(stocked)
    assert checked.files == len(COLLECTIONS) + len(fields)
    assert checked.errors == []


# What a new file has no use for: the schema says so with `x-later`.
LATER = {"by_editors", "grounds", "reviewed", "former_names", "draft"}
LATER |= {"ended", "maturity", "definitions", "answered", "answers"}
LATER |= {"steps", "areas", "paper", "collection", "version", "moved"}


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_field_stands_in_the_file_in_the_order_of_the_schema_and_explained(collection: str) -> None:
    text = compose(examples(collection), ending(collection), TITLE)
    fields = SCHEMAS[collection].fields
    below = {BODY} if ending(collection) == ".md" else set()
    assert re.findall(r"^#?(\w+):", text.split("\n---\n")[0], re.MULTILINE) == [
        name for name in fields if name not in below | LATER
    ]
    explanation = " ".join(re.sub(r"^# ", "", line) for line in text.split("\n") if line.startswith("# "))
    for name, field in fields.items():
        if name in LATER:
            continue
        must = "moet erin" if field.required else "mag weg"
        if name not in below:
            assert f"{field.label} ({must}). {field.description}" in explanation
            assert all(str(choice.value) in explanation for choice in field.choices)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_a_part_that_may_be_left_out_of_a_group_stands_behind_a_hash_too(collection: str) -> None:
    text = compose(examples(collection), ending(collection), TITLE)
    right = rf"^  - publication: {BLANK}\n    where: {BLANK}\n    #url: {BLANK}$"
    assert re.search(right, text, re.MULTILINE)
    assert re.search(right, start(examples(collection), ending(collection), ()), re.MULTILINE)


def test_a_part_that_a_new_file_has_no_use_for_is_not_in_it() -> None:
    text = compose(examples("worksheets"), ".yml", TITLE)
    assert "#question:" in text and "- question:" in text and "step:" not in text


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_explanations_have_one_space_between_words(collection: str) -> None:
    declared = SETTINGS.collections[collection]
    short = start(examples(collection), ending(collection), (*declared.card, *declared.facets))
    for text in (compose(examples(collection), ending(collection), TITLE), short):
        assert [line for line in text.split("\n") if re.match(r"# [^|].*\S  ", line)] == []


@pytest.mark.parametrize(("collection", "field"), [("stories", "communities"), ("lessons", "communities")])
def test_the_short_text_lets_one_say_what_it_is_about_on_one_line(collection: str, field: str) -> None:
    ids = {"communities": "100-duurzaam"}
    text = start(Examples(SCHEMAS[collection], ids, DAY), ending(collection), SETTINGS.collections[collection].facets)
    assert f"\n#{field}: [{BLANK}]\n" in text
    assert "Schrijf de naam uit het adres van de pagina." in re.sub(r"\n# ", " ", text)


def test_a_name_that_begins_with_digits_is_read_as_text() -> None:
    (line,) = as_yaml("communities", ["100-duurzaam", "a"])
    assert read_mapping(f"{line}\n", "x.yml")[0] == {"communities": ["100-duurzaam", "a"]}


@pytest.mark.parametrize(
    ("node", "least", "most"),
    [
        ({"description": "Kort.", "minLength": 40}, 40, 60),
        ({"description": "Een lange uitleg van wat hier hoort.", "maxLength": 12}, 1, 12),
        ({"minLength": 2, "maxLength": 5}, 2, 5),
    ],
)
def test_an_example_made_of_the_explanation_keeps_to_the_length_that_is_asked(
    node: dict[str, object], least: int, most: int
) -> None:
    example = examples("tools").value({"type": "string", **node}, whole=True)
    assert least <= len(example) <= most


@pytest.mark.parametrize(
    ("node", "example"),
    [
        ({"type": "integer"}, 12),
        ({"type": "integer", "minimum": 1990, "maximum": 2100}, 2026),
        ({"type": "integer", "maximum": 5}, 0),
        ({"type": "integer", "minimum": 5000}, 5000),
    ],
)
def test_an_example_of_a_number_keeps_to_its_bounds(node: dict[str, object], example: int) -> None:
    assert examples("tools").value(node, whole=True) == example


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_explanations_fit_the_screen(collection: str) -> None:
    text = compose(examples(collection), ending(collection), TITLE)
    assert [line for line in text.split("\n") if re.match(r"# [^|\s]", line) and len(line) > 80] == []


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_short_text_for_github_is_right_too(stocked: Path, collection: str) -> None:
    declared = SETTINGS.collections[collection]
    text = start(examples(collection), ending(collection), (*declared.card, *declared.facets))
    file = stocked / "content" / collection / f"wat-er-gebeurde{ending(collection)}"
    file.write_text(text, encoding="utf-8")
    assert {problem.code for problem in problems_in(stocked, file)} == {"blank"}
    text = filled(stocked, file, collection)
    for chosen in ([], behind_hash(text)):
        file.write_text(freed(text, chosen), encoding="utf-8")
        file.write_text(filled(stocked, file, collection), encoding="utf-8")
        assert problems_in(stocked, file) == []


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_an_editor_finds_the_schema_that_a_new_file_names(stocked: Path, collection: str) -> None:
    file = make(stocked, collection)
    named = re.search(r"^# yaml-language-server: \$schema=(\S+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert named and (file.parent / named.group(1)).resolve() == stocked / "schemas" / f"{collection}.schema.json"


def test_an_editor_knows_the_schema_of_every_file_people_write() -> None:
    mapped = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert mapped == {"schemas/settings.schema.json": "kennisbank.yml"} | {
        f"schemas/{name}.schema.json": f"content/{name}/*.yml" for name in COLLECTIONS
    }
    assert all((ROOT / schema).is_file() for schema in mapped)


def test_the_command_says_what_it_wrote_and_what_to_do_next(project: Project) -> None:
    root = project({})
    run = macros(root, "new", "verhaal", "De dag: dat alles lukte")
    assert run.returncode == 0, run.stderr
    path, *rest = run.stdout.split("\n")
    assert path == "content/stories/de-dag-dat-alles-lukte.md"
    assert f"python -m macros check {path}" in "\n".join(rest)
    text = (root / path).read_text(encoding="utf-8")
    assert 'title: "De dag: dat alles lukte"\n' in text
    assert f"checked: {DAY}\n" in text
    assert b"\r" not in (root / path).read_bytes()


@pytest.mark.parametrize("word", ["stories", "story", "verhaal", "verhalen", "Verhaal"])
def test_a_collection_goes_by_its_dutch_and_its_english_names(word: str) -> None:
    found, _ = meant_collection(word, SETTINGS)
    assert found and found.name == "stories"


def test_an_unknown_collection_is_wrong_usage_and_the_nearest_is_named(project: Project) -> None:
    root = project({})
    run = macros(root, "new", "storis", "Titel")
    assert run.returncode == 2
    assert "Bedoelde je ‘stories’?" in run.stderr and "communities (community)" in run.stderr
    assert list((root / "content").rglob("*.*")) == []


EXISTING = "title: Peer review\naliases: [Collegiale toets]\n"


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("Peer review", "content/tools/peer-review.yml bestaat al."),
        ("PEER  review!", "content/tools/peer-review.yml bestaat al."),
        ("Oud verhaal", "content/tools/oud-verhaal.md bestaat al."),
        ("collegiale TOETS", "‘collegiale TOETS’ staat ook in content/tools/peer-review.yml als ‘Collegiale toets’."),
        ("Index", "al van een andere pagina"),
        ("x", "te kort"),
        ("woord " * 30, "te lang"),
        ("a\x07b", "onzichtbaar teken"),
        ("a\udcffb", "geen UTF-8"),
        ("Con", "‘con’"),
    ],
)
def test_nothing_is_written_under_a_name_that_is_not_free(project: Project, title: str, says: str) -> None:
    root = project({"tools/peer-review.yml": EXISTING, "tools/oud-verhaal.md": "---\nniet af"})
    before = {file: file.read_bytes() for file in (root / "content").rglob("*.*")}
    run = macros(root, "new", "tool", title)
    assert run.returncode == 1, run.stdout
    assert says in run.stderr and "Traceback" not in run.stderr
    assert {file: file.read_bytes() for file in (root / "content").rglob("*.*")} == before


def test_a_broken_file_elsewhere_does_not_keep_one_from_starting(project: Project) -> None:
    root = project({"tools/kapot.yml": "title: [", "stories/kapot.md": "\0"})
    assert macros(root, "new", "tool", TITLE).returncode == 0


def test_a_long_title_gets_a_short_name_that_ends_on_a_whole_word(stocked: Path) -> None:
    file = make(stocked, "tools", "Samenwerken aan een duurzame toekomst voor alle bedrijven en scholen in de regio")
    assert file.stem == "samenwerken-aan-een-duurzame-toekomst-voor-alle-bedrijven-en"


@given(st.text(max_size=60).map(lambda text: " ".join(text.split())).filter(bool))
def test_any_text_on_one_line_is_written_so_that_it_is_read_back(text: str) -> None:
    assume(not strange_characters(text, ""))
    values, _, problems = read_mapping(f"title: {scalar(text)}\nnext: 1\n", "x.yml")
    assert (values, problems) == ({"title": text, "next": 1}, [])


@pytest.mark.parametrize(
    "text",
    ["Wind: een begin", "a #b", "- a", "[a]", "true", "No", "2020", "1e3", "‘a’", '"a"', "a, b", "a\\b", "@a", "~"],
)
def test_a_text_that_means_something_in_yaml_stays_text(text: str) -> None:
    values, _, problems = read_mapping(f"title: {scalar(text)}\n", "x.yml")
    assert (values, problems) == ({"title": text}, [])


def change_schema(root: Path, name: str, **body: object) -> None:
    file = root / f"schemas/{name}.schema.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    document["properties"]["body"].pop("x-start", None)
    document["properties"]["body"] |= {key.replace("_", "-"): value for key, value in body.items()}
    file.write_text(json.dumps(document), encoding="utf-8")


def test_a_text_starts_with_the_questions_that_its_schema_asks(stocked: Path) -> None:
    asked = [
        {"title": "Wat gebeurde er?", "description": "Waar en wanneer."},
        {"title": "En toen?", "description": "Vertel."},
    ]
    change_schema(stocked, "stories", x_start=asked)
    file = make(stocked, "stories")
    body = file.read_text(encoding="utf-8").split("\n---\n")[1]
    assert body == f"\n## Wat gebeurde er?\n\n{BLANK}: Waar en wanneer.\n\n## En toen?\n\n{BLANK}: Vertel.\n"
    assert [problem.code for problem in problems_in(stocked, file)].count("blank") == 3 + 2


def test_a_text_without_questions_starts_with_one_blank(stocked: Path) -> None:
    change_schema(stocked, "stories")
    body = make(stocked, "stories").read_text(encoding="utf-8").split("\n---\n")[1]
    assert body.count(BLANK) == 1 and body.startswith(f"\n{BLANK}: ")


def test_where_a_text_is_asked_or_most_files_have_one_a_new_file_has_one_too() -> None:
    assert ending_of(SCHEMAS["stories"], []) == ".md"
    assert ending_of(SCHEMAS["tools"], []) == ".yml"
    assert ending_of(SCHEMAS["tools"], ["a.md", "b.md", "c.yml"]) == ".md"


def test_a_new_collection_needs_a_schema_and_a_declaration_only(stocked: Path) -> None:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Wens",
        "description": "Wat iemand wil weten.",
        "type": "object",
        "required": ["title", "tools", "level", "asked", "often"],
        "additionalProperties": False,
        "properties": {
            "title": {"title": "Titel", "description": "De vraag.", "$ref": "common.schema.json#/$defs/title"},
            "tools": {
                "title": "Tools",
                "description": "Wat helpt.",
                "type": "array",
                "minItems": 1,
                "items": {"type": "string", "x-reference": "tools"},
            },
            "level": {"title": "Niveau", "description": "Waar.", "$ref": "vocabulary.schema.json#/$defs/lesson_level"},
            "asked": {"title": "Gesteld op", "description": "Wanneer.", "$ref": "common.schema.json#/$defs/date"},
            "often": {"title": "Hoe vaak", "description": "Een getal.", "type": "integer", "minimum": 50},
            "open": {"title": "Open", "description": "Of er nog geen antwoord is.", "type": "boolean"},
            "code": {
                "title": "Code",
                "description": "Twee letters.",
                "type": "string",
                "pattern": "^[A-Z]{2}$",
                "examples": ["AB"],
            },
        },
    }
    (stocked / "schemas/wishes.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    with (stocked / "kennisbank.yml").open("a", encoding="utf-8") as stream:
        stream.write(
            "  wishes:\n    path: wensen\n    title: Wensen\n    one: wens\n    many: wensen\n"
            "    call: Stel een vraag\n    why: Wat wil je weten?\n    icon: material/help\n"
            "    card: []\n    facets: []\n    sort: [title]\n"
        )
    file = make(stocked, "wishes")
    assert file.name == "wat-er-gebeurde.yml"
    text = file.read_text(encoding="utf-8")
    assert [line for line in text.split("\n") if line and not line.startswith("# ")] == [
        f"title: {TITLE}", "tools:", f"  - {BLANK}", f"level: {BLANK}", f"asked: {DAY}", f"often: {BLANK}",
        f"#open: {BLANK}", f"#code: {BLANK}",
    ]  # fmt: skip
    assert [problem.code for problem in problems_in(stocked, file)] == ["blank"] * 3
    right = {"- ": "bestaand", "level: ": "wijk", "often: ": "60", "#open: ": "true", "#code: ": "AB"}
    for name, value in right.items():
        text = text.replace(f"{name}{BLANK}", f"{name}{value}")
    file.write_text(freed(text, behind_hash(text)), encoding="utf-8")
    assert problems_in(stocked, file) == []
