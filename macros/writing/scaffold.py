"""The file that someone starts from: valid, but for the blanks that are marked in it.

Everything in it comes from the schema: which fields there are, what they are for,
what they may hold. A field that must be there stands ready with a blank; one that
may be left out stands behind a `#`, with a blank too: an example there would be published
as a fact by who only takes the `#` away. Examples stand in the explanation. This module owns the text;
whether its name is free is asked of `clashes`, writing it is for `commands/new`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from macros.reading.entry_files import BLANK
from macros.reading.front_matter import BODY
from macros.schema.schemas import Field, Schema
from macros.writing.examples import Examples, as_yaml, parts_of, scalar

WIDTH = 80
# What a visitor asks first of any entry; the names are the same in every collection that has them.
_FIRST = ("summary", "status")
# A name that cannot be an entry's, so that who forgets to change it is told.
NO_NAME = BLANK


def ending_of(schema: Schema, names: Iterable[str]) -> str:
    """What a new file ends in, given the schema and the `names` of the files that there are.

    `.md` where a text is asked for, or where most files have one; else `.yml`.
    """
    body = schema.document["properties"].get(BODY)
    if body is None:
        return ".yml"
    endings = [PurePath(name).suffix for name in names]
    asked = schema.fields[BODY].required or "x-start" in body
    return ".md" if asked or 2 * endings.count(".md") > len(endings) else ".yml"


def compose(examples: Examples, ending: str, title: str) -> str:
    """The whole file: every field in the schema's order, each explained."""
    schema = examples.schema
    lines = [
        f"# yaml-language-server: $schema=../../schemas/{schema.name}.schema.json",
        *_comment(
            f"{schema.title}: {schema.description} Vul in waar {BLANK} staat. Een regel met # en een spatie is uitleg. "
            "Wil je een veld gebruiken dat mag wegblijven, haal dan het # ervoor weg en vul het in."
        ),
    ]
    for name, field in schema.fields.items():
        node = schema.document["properties"][name]
        if node.get("x-later"):  # what a new file has no use for
            continue
        if name == BODY and ending == ".md":
            lines += ["", *_comment(f"{field.label}: schrijf je onder de regel met drie streepjes hieronder.")]
            continue
        lines += ["", *_comment(*_explained(field, node))]
        if name == "title":
            lines.append(f"title: {scalar(title)}")
        elif field.required:
            lines += _with_blanks(name, node, examples.day.isoformat())
        else:
            lines += _example(as_yaml(name, examples.of(name)))
            lines += (f"#{line}" for line in _blank_lines(name, node))
    return _file(lines, schema, ending)


def start(examples: Examples, ending: str, also: Iterable[str], guide: str = "") -> str:
    """A short file, for a web address or the clipboard: what must be there, and behind a `#` some of the rest.

    `guide` is the address where all others are explained.
    """
    schema = examples.schema
    lines = _comment(
        f"Vul in waar {BLANK} staat. Een regel met # en een spatie is uitleg; die mag je laten staan. Wil je een veld "
        "gebruiken waar # voor staat, haal dan dat teken weg en vul het in."
    )
    for field in asked_first(schema, also):
        name, node = field.name, schema.document["properties"][field.name]
        if name == BODY and ending == ".md":
            continue
        if field.required:
            lines += ["", *_comment(_sentences(f"{field.label}: {field.description}", node.get("x-hint"), _how(field)))]
            lines += _with_blanks(name, node, BLANK)
        else:
            lines += ["", *_comment(_sentences(f"{field.label} (mag weg): {field.description}", _how(field)))]
            lines += (f"#{line}" for line in _blank_lines(name, node))
    if guide:
        lines += ["", *_comment(f"Er zijn meer velden. Uitleg bij elk veld, met voorbeelden: {guide}")]
    return _file(lines, schema, ending)


def asked_first(schema: Schema, also: Iterable[str]) -> list[Field]:
    """What is asked of who begins, in the schema's order: what must be there, the fields `also`, and what a visitor
    asks first: its own address on the web too, and the first other field that names entries, so what it is about. A
    schema adds others with `x-early`.
    """
    wanted = {*also, *_FIRST, *(name for name, node in schema.document["properties"].items() if node.get("x-early"))}
    wanted.add(next((name for name, field in schema.fields.items() if field.kind == "link"), ""))
    wanted.add(next((name for name, field in schema.fields.items() if field.reference and name not in wanted), ""))
    later = {name for name, node in schema.document["properties"].items() if node.get("x-later")}
    return [field for name, field in schema.fields.items() if field.required or (name in wanted and name not in later)]


def questions(schema: Schema) -> list[tuple[str, str]]:
    """What a text of this kind answers, each with a line of explanation: the `x-start` of the field `body`."""
    body = schema.document["properties"].get(BODY, {})
    return [(question["title"], question["description"]) for question in body.get("x-start", [])]


def _file(lines: list[str], schema: Schema, ending: str) -> str:
    fields = "\n".join(lines)
    if ending != ".md":
        return f"{fields}\n"
    about = schema.document["properties"][BODY].get("description", "")
    blanks = [f"## {title}\n\n{BLANK}: {hint}" for title, hint in questions(schema)] or [f"{BLANK}: {about}"]
    return "\n".join(["---", fields, "---", "", "\n\n".join(blanks), ""])


def _comment(*paragraphs: str) -> list[str]:
    return [
        f"# {line}"
        for paragraph in paragraphs
        for line in textwrap.wrap(paragraph, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
    ]


def _explained(field: Field, node: dict[str, Any]) -> Iterator[str]:
    """The paragraphs that explain a field, its choices and its parts."""
    must = "moet erin" if field.required else "mag weg"
    yield _sentences(f"{field.label} ({must}). {field.description}", node.get("x-hint"), _how(field))
    for part in field.fields:
        inner = parts_of(node)[part.name]
        if inner.get("x-later"):
            continue
        must = "" if part.required else ", mag weg"
        yield _sentences(f"- {part.name}: {part.label}{must}. {part.description}", inner.get("x-hint"), _how(part))


def _sentences(*sentences: str | None) -> str:
    return " ".join(filter(None, sentences))


def _how(field: Field) -> str:
    """What to write where not just any text will do: one of the choices, or the name of another entry."""
    if field.reference:
        return "Schrijf de naam uit het adres van de pagina."
    if not field.choices:
        return ""
    amount = "een of meer" if field.many else "één"
    named = (
        choice.value if choice.value == choice.label.casefold() else f"{choice.value} ({choice.label})"
        for choice in field.choices
    )
    return f"Kies {amount}: {', '.join(named)}."


def _with_blanks(name: str, node: dict[str, Any], day: str) -> Iterator[str]:
    """A field that must be there, with its blanks; below it, behind a `#`, the parts that may be left out."""
    yield from as_yaml(name, _blank(node, day))
    item = node["items"] if node.get("type") == "array" else node
    if item.get("type") == "object":
        indent = "    " if node.get("type") == "array" else "  "
        for part, inner in item.get("properties", {}).items():
            if part not in item.get("required", ()) and not inner.get("x-later"):
                yield from (f"{indent}#{line}" for line in _blank_lines(part, inner))


def _example(lines: Iterable[str]) -> Iterator[str]:
    yield "# Bijvoorbeeld:"
    yield from (f"# | {line}".rstrip() for line in lines)


def _blank_lines(name: str, node: dict[str, Any]) -> list[str]:
    """The lines of a field that may be left out, to fill in once its `#` is gone."""
    item = node.get("items", {})
    short = node.get("type") == "array" and ("enum" in item or "x-reference" in item)
    return [f"{name}: [{BLANK}]"] if short else as_yaml(name, _blank(node, BLANK))


def _blank(node: dict[str, Any], day: str) -> Any:
    if node.get("type") == "array":
        return [_blank(node["items"], day)]
    if node.get("type") == "object":
        parts = node.get("properties", {})
        return {name: _blank(parts[name], day) for name in node.get("required") or parts}
    return day if node.get("format") == "date" else BLANK
