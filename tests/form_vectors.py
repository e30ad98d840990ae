"""Values as forms hold them, and what the check says of them: the vectors of tests/cases/parity/form-rules.json.

`python -m tests.form_vectors` makes the values anew: mistakes in small entries of every collection, some real entries,
those of a first writer, what a form can hold of tests/cases/invalid/, and those below. The same content gives the same values. What is to be said
of them `pytest --golden tests/unit/test_parity.py` writes.
"""

from __future__ import annotations

import functools
import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

from macros.advice.advice import About, advise_now
from macros.base.folding import fold
from macros.checking.one_file import wrong_in
from macros.configuration.settings_file import load_settings
from macros.forms.rules import LATER, rules_of, words_for_forms
from macros.problems.messages import RULES
from macros.problems.problem import START, Problem
from macros.reading.entry_files import EntryFile, read_entry
from macros.reading.proposal import Base
from macros.references.clashes import double_names
from macros.references.fields import Mention
from macros.references.register import Register, named_in
from macros.references.unknown import dangling
from macros.schema.loading import load_schemas
from macros.schema.schemas import Schema
from macros.schema.settings import Settings
from macros.screening.contacts import contacts
from macros.yaml_text.places import Places
from tests.conftest import ROOT

MISTAKES = ROOT / "tests/cases/forms/mistakes.json"
VECTORS = ROOT / "tests/cases/parity/form-rules.json"
TODAY = date(2060, 1, 1)  # the check takes the later of this and the day on which it runs
PATH = "content/{}/zz-nieuw.yml"  # behind all others: the last of two of a name is told
SEED = 18
A_REFERENCE = "weinig-tijd"
LONG = 1_000  # of what is longer, one of eight will do
# What the check says and the script leaves to it has other codes than these.
CODES = {rule.code for rule in RULES.values()}

Values = dict[str, Any]


@functools.cache
def declared() -> tuple[Settings, dict[str, Schema]]:
    schemas = load_schemas(ROOT / "schemas")
    settings, _ = load_settings(ROOT, schemas["settings"])
    assert settings is not None
    return settings, schemas


def shared() -> dict[str, Any]:
    """What the vectors of the file share: the words, the rules, the day, and which entries there are."""
    settings, schemas = declared()
    return {
        "words": words_for_forms(),
        "rules": {name: rules_of(schemas[name], settings) for name in settings.collections},
        "today": TODAY.isoformat(),
        "ids": {name: [A_REFERENCE] for name in settings.collections if name != "programmes"},
        "names": {"tools": [["content/tools/kaart.yml", "Kaart van de Buurt"]]},
    }


def problems_of(collection: str, values: Values, known: dict[str, Any]) -> list[Problem]:
    """All that the check says of an entry that a form made."""
    settings, schemas = declared()
    schema = schemas[collection]
    entry = EntryFile(PATH.format(collection), collection, "zz-nieuw", values, Places())
    wrong = wrong_in(entry, [], schema)
    later = (
        [] if wrong else advise_now(entry, schema, About(date.fromisoformat(known["today"]), cast(Base, None)), False)
    )
    named = named_in(entry, schema, settings.collections)
    register = Register(settings.collections, ROOT / "docs")
    for target, ids in known["ids"].items():
        for id in ids:
            register.reserve(f"content/{target}/{id}.yml", target, id)
    for other, names in known["names"].items():
        for path, name in names:
            mention = Mention(path, START, ("title",), name, name)
            register.names.setdefault((other, fold(name)), []).append(mention)
    register.add(entry.path, entry.name, schema, named)
    lost = [
        one
        for one in dangling(register, entry, schema)
        if schema.node(tuple(_way(one.pointer))).get("x-reference") in known["ids"]
    ]
    slips = [slip.problem for slip in named.linked.slips]
    return [*wrong, *later, *contacts(entry), *slips, *lost, *double_names(register)]


def verdict(given: tuple[str, Values], known: dict[str, Any]) -> list[list[str]]:
    """What the check and a form both say: of each problem its pointer, its code and its message."""
    found = {(one.pointer, one.code, one.message) for one in problems_of(*given, known) if one.code in CODES}
    return [list(one) for one in sorted(found)]


def asked_for(values: Values, node: dict[str, Any]) -> Values:
    """The values without what a form does not ask for."""
    parts = node.get("properties", {})
    return {name: _asked_for(value, parts[name]) for name, value in values.items() if not parts[name].get(LATER)}


def _asked_for(value: Any, node: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_asked_for(item, node.get("items", {})) for item in value]
    return asked_for(value, node) if isinstance(value, dict) and "properties" in node else value


def _way(pointer: str) -> Iterator[str | int]:
    return (int(part) if part.isdigit() else part for part in pointer.split("/")[1:])


def vectors() -> list[tuple[str, Values]]:
    """All values, each with its collection."""
    settings, schemas = declared()
    chance = random.Random(SEED)
    made: list[tuple[str, Values]] = []
    for name in settings.collections:
        made += [(name, values) for values in _mistakes(schemas[name], chance)]
        made += [(name, values) for values in _real(schemas[name], chance)]
    made += [(one["collection"], one["values"]) for one in json.loads(MISTAKES.read_text(encoding="utf-8"))]
    made += [*_invalid(), *_by_hand()]
    kept = {json.dumps(one, ensure_ascii=False, sort_keys=True): one for one in made}
    short = [one for text, one in kept.items() if len(text) < LONG or chance.random() < 1 / 8]
    return [one for one in short if _in_form(*one)]


def _in_form(collection: str, values: Values) -> bool:
    """Whether a form can hold this, and its script say all that the check says of it."""
    # That one item of a list was meant as the half of another is a mistake of who types a file.
    found = problems_of(collection, values, shared())
    return all(one.code in CODES for one in found if one.code not in ("stale", "no-summary", "no-status"))


_OTHERS: tuple[Any, ...] = (
    "",
    "x",
    "Woord",
    "12",
    "drie",
    "1.200",
    "3-12-2026",
    "2026-02-30",
    "0026-01-01",
    "12 maart 2025",
)
_LINKS = (
    "www.voorbeeld.nl",
    "voorbeeld.nl/pagina",
    "https://",
    "http://localhost/x",
    "mailto:a@b",
    "https://a.nl/een pagina",
)


def _mistakes(schema: Schema, chance: random.Random) -> Iterator[Values]:
    """A small entry of a collection, and what somebody may do wrong in each of its fields."""
    parts = {name: part for name, part in schema.document["properties"].items() if not part.get(LATER)}
    good = {name: _example(parts[name]) for name in schema.document["required"]}
    yield good
    for name in schema.document["required"]:
        yield {other: value for other, value in good.items() if other != name}
    for name, part in parts.items():
        wrong = list(_wrong(part, _example(part)))
        much = bool({"oneOf", "properties", "format"} & part.keys()) or part.get("type") == "integer"
        for value in chance.sample(wrong, min(5 if much else 1, len(wrong))):
            yield {**good, name: value}


def _example(node: dict[str, Any]) -> Any:
    """A value that fits."""
    if node.get("examples"):
        return asked_for(node["examples"][0], node) if node.get("type") == "object" else node["examples"][0]
    if "enum" in node:
        return node["enum"][0]
    if "oneOf" in node:
        return _example(node["oneOf"][0])
    if "properties" in node:
        names = node.get("required", list(node["properties"])[:1])
        return {name: _example(node["properties"][name]) for name in names}
    if node["type"] == "array":
        return [_example(node["items"])]
    if node["type"] == "integer":
        return max(node.get("minimum", 0), 2)
    by_kind = {"date": "2026-03-01", "uri": "https://example.org/"}
    return (
        A_REFERENCE if "x-reference" in node else by_kind.get(node.get("format", ""), "Een tekst die lang genoeg is.")
    )


def _wrong(node: dict[str, Any], good: Any) -> Iterator[Any]:
    """What does not fit, as far as a form can hold it."""
    if "enum" in node:
        yield from ("anders", "")
    elif "oneOf" in node:
        yield from (
            "veel",
            "ruim 20",
            "28",
            "1.200",
            "drie",
            0,
            -1,
            10**12,
            {},
            {"more_than": "veel"},
            {"more_than": 0},
        )
        yield from ({"from": 3}, {"about": 10**12}, {"from": 3, "to": "x"})
    elif "properties" in node:
        yield {}
        for name, part in node["properties"].items():
            if part.get(LATER):
                continue
            yield {other: value for other, value in good.items() if other != name}
            yield from ({**good, name: value} for value in _wrong(part, _example(part)))
    elif node["type"] == "array":
        yield from ([], [*good, good[0]], good * (node.get("maxItems", 20) + 1))
        yield from ([value] for value in _wrong(node["items"], good[0]))
    elif node["type"] == "integer":
        least, most = node.get("minimum", 0), node.get("maximum", 10**9)
        yield from ("veel", "12", "1.200", least - 1, least, most, most + 1, 2.5, "")
    elif node.get("format") == "uri":
        yield from (*_LINKS, "https://example.org/" + "x" * 500)
    elif node.get("format") == "date":
        yield from _OTHERS
    elif "x-reference" not in node:
        least, most = node.get("minLength", 2), node.get("maxLength", 500)
        yield from ("", "x", "é" * (least - 1), "é" * least, "𝄞" * most, "𝄞" * most + "x", "Woord 𝄞 " * 80)


def _real(schema: Schema, chance: random.Random) -> Iterator[Values]:
    """Two small real entries, as they are and with one value of another."""
    files = sorted((ROOT / "content" / schema.name).glob("*.*"), key=lambda file: (file.stat().st_size, file.name))
    read = [entry for file in files[:2] if (entry := _read(file, schema.name))]
    for values in [asked_for(entry.values, schema.document) for entry in read]:
        yield values
        name = chance.choice(sorted(values))
        wrong = list(_wrong(schema.document["properties"][name], values[name]))
        yield from ({**values, name: value} for value in chance.sample(wrong, min(1, len(wrong))))


def _invalid() -> Iterator[tuple[str, Values]]:
    """What a form can hold of the cases of the check: readable, and without fields that there are not."""
    settings, schemas = declared()
    for file in sorted((ROOT / "tests/cases/invalid").glob("*/content/*/*.*")):
        name = file.parent.name
        entry = _read(file, name) if name in settings.collections and file.suffix in (".yml", ".md") else None
        if entry and entry.values.keys() <= schemas[name].document["properties"].keys():
            yield name, asked_for(entry.values, schemas[name].document)


def _read(file: Path, collection: str) -> EntryFile | None:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
    entry, found = read_entry(text, PATH.format(collection), collection)
    return None if found or (entry and entry.unfinished) else entry


def _by_hand() -> Iterator[tuple[str, Values]]:
    """What the check says of texts, days and names, whatever the schema."""
    schemas = declared()[1]
    good = {
        name: _example(schemas["tools"].document["properties"][name]) for name in schemas["tools"].document["required"]
    }
    texts = (
        "Bel 06-12345678 of 06 12 34 56 78.", "Bel +31 (0)6 1234 5678", "020-1234567", "Op 06-12-2026 14:00", "0113123456",
        "Mail jan@school.nl", "jan [at] school.nl", "jan(at)school(punt)nl", "jan apenstaartje school punt nl", "@school",
        "https://www.google.nl/maps/@52.1,5.2,12z", "Kijk op https://jan@school.nl/pad en verder", "Zie https://localhost:80/x",
        "Zie http://intranet/pagina.", "Zie https://een..twee.nl/", "Zie https:///pad", "`https://localhost/`",
        "```\nhttps://localhost/\n```\nhttps://printer.local", "<naam> deed mee", "a < b en b > a", "<b>vet</b> en <br>",
        "<script>alert(1)</script>", "<iframe src=\"https://voorbeeld.nl\"></iframe>", "<h1>Kop</h1>", "`<naam>`",
        "<p onclick=\"x()\">Rood</p>", "<p style=\"color:red\">Rood</p>", "<center>Mooi</center> en <font>ook</font>",
        "[bel](tel:0612345678)", "[klik](javascript:alert(1))", "[mail](mailto:jan@school.nl)", "[goed](https://voorbeeld.nl)",
        "<div onclick=\"x()\" style=\"color:red\"><font><center>Veel</center></font></div>", "<input type=\"text\">",
    )  # fmt: skip
    for text in texts:
        for field in ("what", "time"):
            yield "tools", {**good, field: text}
    yield "tools", {**good, "attention": ["Goed.", texts[0]], "cost": {"text": texts[5], "year": 2025}}
    source = {"publication": "Verslag (2026)", "where": "blz. 3"}
    for day in ("2025-12-31", "2026-01-01", "2026-09-22", "2090-01-01"):
        yield "tools", {**good, "checked": day, "sources": [{**source, "publication": "Verslag (2020)"}, source]}
    yield "tools", {**good, "sources": [{**source, "publication": "Verslag (2090 of 2091)"}], "checked": "2090-05-01"}
    yield "tools", {**good, "cost": {"text": "Gratis", "year": 2090}}
    for name in ("lessons", "indicators", "agreements", "cases"):
        document = schemas[name].document
        small = {part: _example(document["properties"][part]) for part in document["required"]}
        yield name, {**small, "checked": "2019-12-31", "sources": [{**source, "publication": "Verslag (2020 of 2021)"}]}
        yield name, {**small, "checked": "2020-01-01", "sources": [{**source, "publication": "Verslag (2020 of 2021)"}]}
    yield "tools", {**good, "cost": {"text": "Gratis", "year": 2090}, "checked": "2090-05-01", "mentions": "veel"}
    for title, *aliases in (
        ["Kaart van de buurt"], ["Kaart van de Buurt"], ["Nieuw", "kaart van de  búúrt"], ["Nieuw", "Nieuw"],
        ["Nieuw", "nieuw"], ["Café", "Cafe"], ["Nieuw", "Anders", "Anders"],
    ):  # fmt: skip
        yield "tools", {**good, "title": title, **({"aliases": aliases} if aliases else {})}
    for field, names in (("bottlenecks", [A_REFERENCE, "geen-geld"]), ("bottlenecks", [A_REFERENCE])):
        yield "tools", {**good, field: names}
    pieces = [{"id": "tasks", "title": "Taken", "kind": "lijst"}, {"id": "tasks", "title": "Data", "kind": "tabel"}]
    sheet = schemas["worksheets"].document
    first = {name: _example(sheet["properties"][name]) for name in sheet["required"]}
    yield "worksheets", {**first, "pieces": pieces}


def main() -> None:
    told = {"shared": shared(), "vectors": [[list(given), verdict(given, shared())] for given in vectors()]}
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in told["vectors"])
    text = f'{{"shared": {json.dumps(told["shared"], ensure_ascii=False)},\n"vectors": [\n{lines}\n]}}\n'
    VECTORS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
