"""The pages on which a visitor adds an entry: a form for each collection, and one that leads to all of them."""

from __future__ import annotations

import json
import re

from markupsafe import Markup

from macros.forms.names import path_of
from macros.forms.preview import facts_of
from macros.forms.questions import PLACE, form_url, sections
from macros.forms.rules import rules_of, words_for_forms
from macros.images.bitmaps import MAX_SIDE
from macros.images.images import MAX_BYTES
from macros.library.library import Library
from macros.pages.context import Here
from macros.pages.guides import ending_of_new, start
from macros.reading.entry_files import IMAGES
from macros.schema.settings import Collection
from macros.views.page import Artifact, Page, Rendered
from macros.writing.scaffold import NO_NAME

_PREVIEW = "preview.mjs"
_CLASS = re.compile(r"\bkb-[a-z]+")  # the blocks that a page of it may have, for their style sheets
_FOR_WRITERS = 0.2  # what visitors search is the content, not how to write it


def form_pages(library: Library) -> list[Page]:
    """A page for each collection, whose subject is its name, and before them the page that leads to them."""
    about = "Kies wat je wilt toevoegen. Je vult een formulier in; van bestanden hoef je niets te weten."
    return [
        Page("form", PLACE, "Voeg iets toe", about, weight=_FOR_WRITERS),
        *(
            Page(
                kind="form",
                url=form_url(one),
                title=f"Voeg een {one.one} toe",
                description=f"Een formulier om een {one.one} toe te voegen, zonder dat je iets van bestanden hoeft te weten.",
                subject=(name,),
                weight=_FOR_WRITERS,
            )
            for name, one in library.settings.collections.items()
        ),
    ]


def form_page(here: Here, *subject: str) -> Rendered:
    """The content of the page with the form of a collection, or without one of the page that leads to them all.

    Beside a form stands the module with which it shows what comes of it.
    """
    settings, schemas = here.library.settings, here.library.schemas
    if not subject:
        return Rendered(here.render("forms/all.html", forms=Markup(forms(here).html)))
    (name,) = subject
    collection, schema, ending = settings.collections[name], schemas[name], ending_of_new(here, name)
    rules = {"fields": rules_of(schema, settings), "words": words_for_forms()}
    preview = _preview(here, collection)
    html = here.render(
        "forms/page.html",
        collection=collection,
        about=schema.description,
        all=PLACE,
        ending=ending,
        sections=sections(collection, schema, settings),
        new_file=settings.new_url(f"content/{name}", NO_NAME, ""),
        issue=settings.form_url(name),
        edit=settings.edit_url(f"content/{name}/"),
        report=settings.report_url,
        contact=settings.contact,
        upload=settings.upload_url(f"content/{IMAGES}"),
        images={"folder": IMAGES, "side": MAX_SIDE, "size": MAX_BYTES},
        rules=Markup(json.dumps(rules, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")),
        start=Markup(start(here, name).html),
        preview=_PREVIEW,
        classes=sorted(set(_CLASS.findall(preview))),
    )
    return Rendered(html, (Artifact(here.url + _PREVIEW, preview),))


def _preview(here: Here, collection: Collection) -> str:
    """The module with what a browser needs to show an entry of this collection."""
    templates = here.context.templates
    template, text = templates.script_of_collection(collection.name)
    told = facts_of(here.library, collection, templates.icon, here.root)
    glossary = here.library.settings.glossary
    facts = {
        **told,
        "template": template,
        "formUrl": form_url(collection),
        "editUrl": "",
        "near": here.context.viewer.resembling(collection.name),
        "terms": path_of(glossary) if glossary else "",
        "glossary": glossary or "",
    }
    return f"{text}export const facts = {json.dumps(facts, ensure_ascii=False, separators=(',', ':'))};\n"


def forms(here: Here) -> Rendered:
    """What one can add: a link to the form of each collection."""
    settings, schemas = here.library.settings, here.library.schemas
    found = [(one, form_url(one), schemas[name].description) for name, one in settings.collections.items()]
    return Rendered(here.render("forms/list.html", forms=found))
