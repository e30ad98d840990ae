"""Whether the chooser that kennisbank.yml declares can be made: it names collections, fields and choices that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.schema.chooser_settings import OTHERWISE, Asked, ChooserSettings
from macros.schema.schemas import Schema
from macros.schema.settings import Settings
from macros.yaml_text.places import Path

# The sentences that a question of a kind needs.
_TEXTS = {
    "moment": ("earlier", "now", "later", "each", "apart_title", "apart", "around", "moment_title", "moment_about"),
    "subject": ("subject_title", "subject_about", "none"),
}
_BOTH = ("both_title", "both_about", "elsewhere")
_CLASHING = ("clash", "clash_title", "clash_note")


def misdeclared(settings: Settings, schemas: Mapping[str, Schema]) -> Iterator[tuple[Path, str]]:
    """What is wrong with the chooser, each with where that stands below `chooser`; of what is missing, its first cause."""
    chooser = settings.chooser
    if chooser is None:
        return
    lists: list[tuple[str, Path]] = [(name, ("helps", "lists", name)) for name in chooser.helps.lists]
    for name, at in [(chooser.collection, ("collection",)), *lists]:
        if name not in settings.collections or name not in schemas:
            yield at, f"‘{name}’ is geen collectie."
            return
    schema = schemas[chooser.collection]
    named: list[tuple[str, Path]] = [(name, ("facts", place)) for place, name in enumerate(chooser.facts)]
    named += [(chooser.unfit, ("unfit",)), (chooser.evidence, ("evidence", "field"))]
    for name, at in [*named, (chooser.mentions, ("evidence", "mentions"))]:
        if name and name not in schema.fields:
            yield at, f"‘{name}’ is geen veld van {chooser.collection}."
            return
    for asked in chooser.questions:
        for wrong in _misasked(asked, schema, settings):
            yield ("questions", asked.name), wrong
            return
    for kind in ("moment", "subject"):
        if sum(asked.kind == kind for asked in chooser.questions) > 1:
            yield ("questions",), f"Er is meer dan één vraag van de soort {kind}."
    if chooser.evidence and set(schema.fields[chooser.evidence].labels) != set(chooser.evidence_says):
        yield ("evidence", "says"), f"Hier horen alle keuzes van ‘{chooser.evidence}’, en geen andere."
    missing = [name for name in _needed(chooser) if name not in chooser.texts]
    if missing:
        yield ("texts",), f"Hier ontbreekt nog: {', '.join(missing)}."


def _misasked(asked: Asked, schema: Schema, settings: Settings) -> Iterator[str]:
    field = schema.fields.get(asked.of)
    if field is None:
        yield f"‘{asked.of}’ is geen veld van {schema.name}."
    elif asked.field and asked.kind != "answers":
        yield "Alleen een vraag van de soort answers heet anders dan haar veld."
    elif asked.kind == "subject":
        if field.reference not in settings.collections or not field.many or not asked.path:
            yield "Een vraag van de soort subject gaat over een lijst van verwijzingen, en heeft een pad."
    elif not field.choices:
        yield f"‘{asked.of}’ heeft geen vaste keuzes."
    elif asked.kind in ("amount", "answers") and field.many:
        yield f"‘{asked.of}’ is een lijst; een vraag van de soort {asked.kind} gaat over één keuze."
    elif asked.kind == "answers":
        known = {*asked.answers, OTHERWISE}
        if not set(asked.values) <= set(field.labels) or any(not set(said) <= known for said in asked.values.values()):
            yield "Bij values staat een keuze of een antwoord dat er niet is."


def _needed(chooser: ChooserSettings) -> Iterator[str]:
    kinds = [kind for kind in ("moment", "subject") if chooser.first(kind)]
    for kind in kinds:
        yield from _TEXTS[kind]
    if len(kinds) > 1:
        yield from _BOTH
    worths = (w for q in chooser.questions for w in (q.fits, q.other, q.less, q.more))
    said = (w for q in chooser.questions for values in q.values.values() for w in values.values())
    if any(worth.clash for worth in (*worths, *said)):
        yield from _CLASHING
