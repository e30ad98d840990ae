"""Forms for GitHub's issues, one for each collection: for who has an account and would rather not see a file.

GitHub draws them from YAML in `.github/ISSUE_TEMPLATE/` (its "Syntax for GitHub's form schema"). What a form asks,
explains and offers to choose from is the schema's. The id of each answer is the name of its field, so that an address
can fill it in; its heading in the issue is the field's label, from which a program can read it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from macros.reading.front_matter import BODY
from macros.schema.schemas import Field, Schema
from macros.schema.settings import Collection, Settings
from macros.writing.examples import as_yaml, parts_of
from macros.writing.guides import PLACE, guide_url
from macros.writing.scaffold import asked_first, questions

FOLDER = ".github/ISSUE_TEMPLATE"
MORE = "more"  # the answer that has room for what no other asks
MORE_LABEL = "Meer vertellen"
CONFIRMED = "confirm"  # the form that says of an entry that it still holds
CONFIRMED_LABELS = {"Pagina": "page", "Waar je het hebt nagekeken": "where", "Je functie of rol": "role"}
_ON_ONE_LINE = 200  # signs; what may be longer gets a box
BETWEEN = "; "  # the parts of a group on one line
_PARTS = 4  # as many as one still writes so


def issue_forms(settings: Settings, schemas: dict[str, Schema]) -> dict[str, str]:
    """The text of each file in FOLDER, by its name."""
    forms = {f"{name}.yml": _form(one, schemas[name], settings) for name, one in settings.collections.items()}
    return {**forms, f"{CONFIRMED}.yml": _confirmation(), "config.yml": _config(settings)}


def asked_fields(collection: Collection, schema: Schema) -> list[Field]:
    """The fields that the form of a collection asks, in its order: what is asked of who begins, and then its text."""
    also = (*collection.card, *(name for name in collection.facets if name in schema.fields))
    asked = [*asked_first(schema, also), *(field for name, field in schema.fields.items() if name == BODY)]
    return list({field.name: field for field in asked}.values())


def parts_asked(field: Field) -> tuple[Field, ...]:
    """The parts of a group that one writes on a line: of a group of many only those that it must have."""
    must = tuple(part for part in field.fields if part.required)
    return must if must and len(field.fields) > _PARTS else field.fields


def _config(settings: Settings) -> str:
    about = "Wat je nodig hebt, en hoe je een pagina verbetert."
    link = {
        "name": "Zo doe je mee",
        "url": f"{settings.address}{PLACE.rpartition('/')[0].rpartition('/')[0]}/",
        "about": about,
    }
    return _text({"blank_issues_enabled": True, "contact_links": [link]})


def _confirmation() -> str:
    page, where, role = CONFIRMED_LABELS
    told = "Zeg dat een pagina nog klopt. Van je bericht komt een voorstel dat erbij zet op welke dag je keek."
    kept = "Laat staan wat hier staat: zo weten we welke pagina je bedoelt."
    public = "Noem geen namen, mailadressen of telefoonnummers van personen: iedereen kan dit lezen."
    asked = {page: kept, where: "Bijvoorbeeld de website of het jaarverslag waarin je keek.", role: public}
    return _text(
        {
            "name": "Klopt nog",
            "description": told,
            "title": "Klopt nog: ",
            "labels": [CONFIRMED],
            "body": [
                {"type": "markdown", "attributes": {"value": told}},
                *(
                    {
                        "type": "input",
                        "id": CONFIRMED_LABELS[label],
                        "attributes": {"label": label, "description": description},
                        **({"validations": {"required": True}} if label == page else {}),
                    }
                    for label, description in asked.items()
                ),
            ],
        }
    )


def _form(collection: Collection, schema: Schema, settings: Settings) -> str:
    asked = asked_fields(collection, schema)
    others = [
        field.label
        for name, field in schema.fields.items()
        if field not in asked and not schema.document["properties"][name].get("x-later")
    ]
    told = (
        "Vul in wat je weet. Een redacteur maakt er een pagina van en laat je hier weten hoe het gaat. Noem organisaties "
        "en rollen, en geen namen, mailadressen of telefoonnummers van personen: iedereen kan dit lezen. "
        f"Bij [elk veld staat uitleg]({settings.address}{guide_url(collection)})."
    )
    return _text(
        {
            "name": f"Voeg toe: {collection.one}",
            "description": schema.description,
            "title": f"{collection.one[:1].upper()}{collection.one[1:]}: ",
            "labels": [collection.name],
            "body": [
                {"type": "markdown", "attributes": {"value": told}},
                *(_element(field, schema, settings) for field in asked),
                *([_more(others)] if others else []),
            ],
        }
    )


def _element(field: Field, schema: Schema, settings: Settings) -> dict[str, Any]:
    node = schema.document["properties"][field.name]
    given = " ".join(filter(None, (field.description, node.get("x-hint"), _how(field, settings))))
    shown: dict[str, Any] = {"label": field.label, "description": given}
    if field.choices:
        shown |= {"options": [choice.label for choice in field.choices]} | ({"multiple": True} if field.many else {})
    elif example := _example(field, node, schema):
        shown["placeholder"] = example
    made = {"type": _type(field, node), "id": field.name, "attributes": shown}
    return {**made, "validations": {"required": True}} if field.required else made


def _type(field: Field, node: dict[str, Any]) -> str:
    if field.choices:
        return "dropdown"
    short = (
        field.kind in ("date", "link", "number", "reference") or node.get("maxLength", _ON_ONE_LINE + 1) <= _ON_ONE_LINE
    )
    return "input" if short and not field.many else "textarea"


def _how(field: Field, settings: Settings) -> str:
    """What to write where the description does not say it: in a form one writes names, not those of files."""
    each = "Elk op een eigen regel." if field.many and not field.choices else ""
    if field.reference:
        there = settings.collections[field.reference]
        return f"Schrijf hoe {'ze heten' if field.many else 'het heet'} bij {there.title}. {each}".strip()
    if field.fields:
        parts = BETWEEN.join(part.label.lower() for part in parts_asked(field))
        return f"Schrijf achter elkaar, met een puntkomma ertussen: {parts}. {each}".strip()
    return each


def _example(field: Field, node: dict[str, Any], schema: Schema) -> str:
    """What one could write, from the schema's own examples; where a text is to be told, what it answers."""
    if field.name == BODY:
        return "\n".join(title for title, _ in questions(schema))
    if field.fields:
        parts = parts_of(node)
        firsts = [examples[0] for part in parts_asked(field) if (examples := parts[part.name].get("examples"))]
        return BETWEEN.join(str(one) for one in firsts)
    first = next(iter(node.get("examples", ())), "")
    return "\n".join(str(one) for one in first) if isinstance(first, list) and not field.reference else str(first or "")


def _more(labels: Iterable[str]) -> dict[str, Any]:
    about = f"Wat je nog meer weet, bijvoorbeeld: {', '.join(label.lower() for label in labels)}."
    return {"type": "textarea", "id": MORE, "attributes": {"label": MORE_LABEL, "description": about}}


def _text(form: dict[str, Any]) -> str:
    lines = (line for name, value in form.items() for line in as_yaml(name, value))
    return "\n".join(["# Made by `make forms` from the schemas: change those.", *lines, ""])
