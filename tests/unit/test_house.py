"""The rules of the house that a program can check."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from graphlib import TopologicalSorter
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from macros.page_macros.table import MACROS
from macros.schema.keywords import KEYWORDS
from macros.schema.loading import load_schemas
from tests.conftest import ROOT, sample_library

MODULES = sorted((ROOT / "macros").rglob("*.py"))


# The rooms of macros/, from the ground up. A room imports from rooms on the floors below it: not from one above it, and
# not from one beside it.
FLOORS = (
    ("base",),
    ("language", "problems", "markdown", "assets", "charts"),
    ("yaml_text", "schema"),
    ("reading",),
    ("images", "validation", "slips", "screening"),
    ("references",),
    ("library",),
    ("maps", "advice"),
    ("configuration",),
    ("checking",),
    ("writing",),
    ("views", "exports"),
    ("index", "search", "choice_pages", "chooser", "monitor", "sharing", "upkeep", "worksheets", "forms"),
    ("pages",),
    ("page_macros",),
    ("frames",),
    ("site",),
    ("engines",),
    ("commands",),
)
ROOMS = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
MOST_IN_A_ROOM = 12  # files, besides what says what the room is for
MOST_LINES = 300  # of a module


FLOORS_PAGE = """---
search: {exclude: true}
title: Floors and rooms
description: The rooms of macros/, from the top floor down, with what each owns and its modules.
language: en
hide: [navigation]
---

# Floors and rooms

A room of `macros/` imports only from rooms on a lower floor; `tests/unit/test_house.py` holds the order.

| Floor | Room | What it owns | Modules |
|---|---|---|---|
"""


def imports(file: Path) -> dict[str, int]:
    """What a file imports, by name, with the line: of a module of ours also each name taken from it."""
    names: dict[str, int] = {}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name: node.lineno for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names[node.module] = node.lineno
            if node.module == "macros":
                names |= {f"macros.{alias.name}": node.lineno for alias in node.names}
    return names


def test_rooms_import_only_from_floors_below() -> None:
    wrong = [
        f"{file.relative_to(ROOT)}:{line} imports {name}, which is not below {room}"
        for file in MODULES
        if (room := file.relative_to(ROOT / "macros").parts[0]) in ROOMS
        for name, line in imports(file).items()
        if name.startswith("macros.")
        and (other := name.split(".")[1]) != room
        and (other not in ROOMS or ROOMS[other] >= ROOMS[room])
    ]
    assert wrong == []


def test_no_modules_import_each_other() -> None:
    names = {".".join(file.relative_to(ROOT).with_suffix("").parts): file for file in MODULES}
    graph = {name: {other for other in imports(file) if other in names} for name, file in names.items()}
    assert len(list(TopologicalSorter(graph).static_order())) >= len(names)  # raises CycleError, which names them


def test_every_module_is_in_a_room_of_few() -> None:
    rooms = Counter(file.relative_to(ROOT / "macros").parts[:-1] for file in MODULES if file.stem != "__init__")
    assert rooms.pop(()) == 1  # what `python -m macros` starts
    assert {room for (room,) in rooms} == set(ROOMS)
    assert {room: count for (room,), count in rooms.items() if count > MOST_IN_A_ROOM} == {}


SCRIPTS = sorted((ROOT / "docs/assets/js").rglob("*.mjs"))
# The rooms of docs/assets/js/, likewise; a type is an import too.
SCRIPT_FLOORS = (
    ("lib",),
    ("filters", "search", "bookmarks", "page", "answers"),
    ("lists", "chooser", "worksheet-files", "form-rules"),
    ("index", "worksheets", "forms"),
    ("form-preview", "form-texts"),
    ("views",),
)
SCRIPT_ROOMS = {room: floor for floor, rooms in enumerate(SCRIPT_FLOORS) for room in rooms}
_IMPORT = re.compile(r'^(?:import|export)\b[^;"]*"(\.[^"]+\.mjs)"|\bimport\("(\.[^"]+)"\)', re.MULTILINE)


def script_imports(script: Path) -> list[tuple[int, Path, bool]]:
    """The line and the file of each import, and whether a browser follows it at once."""
    text = script.read_text(encoding="utf-8")
    return [
        (text.count("\n", 0, found.start()) + 1, (script.parent / (found[1] or found[2])).resolve(), bool(found[1]))
        for found in _IMPORT.finditer(text)
    ]


def test_scripts_import_only_from_floors_below() -> None:
    wrong = [
        f"{script.relative_to(ROOT)}:{line} imports {other.parent.name}/{other.name}, which is not below {room}/"
        for script in SCRIPTS
        for line, other, _ in script_imports(script)
        if (room := script.parent.name) != other.parent.name
        and SCRIPT_ROOMS.get(other.parent.name, len(SCRIPT_FLOORS)) >= SCRIPT_ROOMS[room]
    ]
    assert wrong == []


def test_no_scripts_import_each_other_and_each_import_is_there() -> None:
    graph = {script: {other for _, other, at_once in script_imports(script) if at_once} for script in SCRIPTS}
    assert set(TopologicalSorter(graph).static_order()) == set(SCRIPTS)  # raises CycleError, which names them


def test_every_script_is_in_a_room_of_few_and_in_the_guide() -> None:
    rooms = Counter(script.relative_to(ROOT / "docs/assets/js").parts[:-1] for script in SCRIPTS)
    assert {room for (room,) in rooms} == set(SCRIPT_ROOMS)
    assert {room: count for (room,), count in rooms.items() if count > MOST_IN_A_ROOM} == {}
    story = guide()
    assert [name for s in SCRIPTS if f"`{(name := f'{s.parent.name}/{s.stem}')}`" not in story] == [], (
        "name them in docs/ontwikkelen/scripts.md"
    )


def test_only_the_thin_places_know_the_generator() -> None:
    knowing = [file for file in MODULES if any(name.split(".")[0] == "mkdocs" for name in imports(file))]
    assert [str(file.relative_to(ROOT / "macros")) for file in knowing] == [
        "engines/generator.py",
        "engines/hooks.py",
        "engines/preview_server.py",
    ]


def test_the_core_works_without_the_generator() -> None:
    code = "import sys; sys.modules['mkdocs'] = None; from macros.checking.check import check; from macros.pages import renderer"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_no_module_stands_in_the_way_of_one_of_python_s_own() -> None:
    """MkDocs puts the folder of the hooks first on the path."""
    assert not {file.stem for file in MODULES} & (set(sys.stdlib_module_names) - {"__init__", "__main__"})


def test_no_module_is_long() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_the_table_of_rooms_for_developers_is_that_of_the_code(golden: Callable[[Path, str], None]) -> None:
    """What a room is for stands in its own `__init__`; `pytest --golden` writes the page anew."""
    rows = []
    for floor, room in sorted(((floor, room) for room, floor in ROOMS.items()), reverse=True):
        folder = ROOT / "macros" / room
        told = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
        names = ", ".join(f"`{file.stem}`" for file in sorted(folder.glob("*.py")) if file.stem != "__init__")
        rows.append(f"| {floor} | `{room}/` | {told.splitlines()[0]} | {names} |\n")
    golden(ROOT / "docs/ontwikkelen/floors.md", FLOORS_PAGE + "".join(rows))


def guide() -> str:
    """All pages for developers; the one that makes up a collection is another's."""
    pages = sorted(set((ROOT / "docs/ontwikkelen").glob("*.md")) - {ROOT / "docs/ontwikkelen/nieuwe-collectie.md"})
    return "".join(page.read_text(encoding="utf-8") for page in pages)


def test_the_guide_draws_the_floors_as_they_are() -> None:
    (drawing,) = re.findall(rf"```text\n({len(FLOORS) - 1}  .*?)```", guide(), re.DOTALL)
    drawn: list[set[str]] = []
    for line in drawing.splitlines():
        floor, rooms = re.fullmatch(r"( ?\d+|  )  ((?:\w+ )*\w+)(?:  .*)?", line).groups()  # type: ignore[union-attr]
        if floor.strip():
            assert int(floor) == len(FLOORS) - len(drawn) - 1
            drawn.append(set())
        drawn[-1] |= set(rooms.split())
    assert drawn == [set(rooms) for rooms in reversed(FLOORS)]


def test_every_file_and_function_that_the_guide_names_is_there() -> None:
    wrong = []
    for path, name in set(re.findall(r"`([\w./-]+/[\w.-]*\w)(?:::(\w+))?`", guide())):
        script = ROOT / f"docs/assets/js/{path}.mjs"
        meant = (ROOT / path, ROOT / "macros" / path, ROOT / "macros" / f"{path}.py", script)
        file = next((file for file in meant if file.exists()), None)
        if name and file is not None:
            tops = ast.parse(file.read_text(encoding="utf-8")).body
            if name not in {top.name for top in tops if isinstance(top, (ast.FunctionDef, ast.ClassDef))}:
                wrong.append(f"{path} has no {name}")
        elif file is None and path.partition("/")[0] in {"macros", "tests", "docs", "schemas"} | set(ROOMS):
            wrong.append(f"{path} is not there")
    assert wrong == []


def test_every_macro_is_in_the_guide() -> None:
    story = guide()
    assert [macro.__name__ for macro in MACROS if f"`{macro.__name__}(" not in story] == [], (
        "describe them in docs/ontwikkelen/macros.md"
    )


def test_every_choice_of_a_vocabulary_has_a_label_and_a_line_of_explanation() -> None:
    vocabulary = json.loads((ROOT / "schemas/vocabulary.schema.json").read_text(encoding="utf-8"))
    for name, node in vocabulary["$defs"].items():
        values = [option["const"] for option in node["oneOf"]]
        assert len(values) == len(set(values)), name
        for option in node["oneOf"]:
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", str(option["const"])), option
            assert option["title"] and option["description"].endswith("."), option


def test_every_field_has_a_dutch_label_and_explanation() -> None:
    for schema in load_schemas(ROOT / "schemas").values():
        for field in schema.fields.values():
            assert field.label != field.name and field.description, f"{schema.name}.{field.name}"


def test_schemas_are_of_the_draft_they_say() -> None:
    files = [str(file) for file in (*(ROOT / "schemas").glob("*.json"), KEYWORDS)]
    command = [str(Path(sys.executable).parent / "check-jsonschema"), "--check-metaschema", *files]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_what_we_check_with_says_the_same_as_the_schemas_that_we_publish() -> None:
    """Filling in references and turning vocabularies into enums must not change what passes."""
    raw = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in (ROOT / "schemas").glob("*.json")}
    registry = Registry().with_resources((name, Resource.from_contents(node)) for name, node in raw.items())
    library = sample_library()
    for name, schema in library.schemas.items():
        if name not in library.settings.collections:
            continue
        published = Draft202012Validator(
            raw[f"{name}.schema.json"], registry=registry, format_checker=schema.validator.format_checker
        )
        untried = set(schema.fields)  # what is wrong with a field does not depend on the rest of an entry
        for entry in library.collection(name):
            assert published.is_valid(entry.values), entry.path
            for field in untried & entry.values.keys():
                for wrong in ("zo niet", 0, True, "2024-02-30", "https://x y", ["zo niet"], {"zo": "niet"}, []):
                    broken = {**entry.values, field: wrong}
                    verdicts = {v(broken) for v in (published.is_valid, schema.validator.is_valid, schema.passes)}
                    assert len(verdicts) == 1, (entry.path, field, wrong)
            untried -= entry.values.keys()


def test_we_test_with_the_versions_that_we_publish_with() -> None:
    site, dev, properdocs = (
        dict(
            re.findall(
                r"^([\w.-]+)==(\S+)", (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8"), re.MULTILINE
            )
        )
        for name in ("site", "dev", "properdocs")
    )
    assert site.items() <= properdocs.items() <= dev.items()


def test_locks_hold_every_package_to_its_hashes_and_name_no_host() -> None:
    for name in ("site", "dev", "properdocs"):
        lock = (ROOT / f"requirements/{name}.txt").read_text(encoding="utf-8")
        pins = re.findall(r"^([a-z0-9][\w.-]*)==", lock, re.MULTILINE)
        assert len(pins) > 20
        assert "://" not in lock and "--index" not in lock
        for entry in re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]:
            assert "--hash=sha256:" in entry, entry[:60]


def test_no_sentence_needs_the_article_of_what_a_field_calls_its_things() -> None:
    """‘deze tool’, but ‘dit verhaal’: what kennisbank.yml names in the singular has no article, or one of its own."""
    article = re.compile(
        r"(?i)\b(?:de|het|deze|dit|die|dat|ons|onze|elke?|welke?|iedere?|jouw|jullie)\s+(?:<[^>]*>)?"
        r"\{+\s*[\w.]*(?:\.one|chooser\.(?:title|kit)|\bone|_name)\s*\}"
    )
    found = [
        f"{file.relative_to(ROOT)}:{number}: {wrong[0]}"
        for file in [*MODULES, *(ROOT / "macros").rglob("*.html")]
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if (wrong := article.search(line))
    ]
    assert found == []
