"""What a page says to a program: schema.org in JSON-LD.

The schemas say what an entry is: `x-type` at the root of a schema, or at a choice that
says it more precisely, and `x-property` at a field whose value is a fact of schema.org.
The page and what it is about are two things. Facts about the page (when it was checked,
its sources, its licence) stand at the page: a garden is not ours because we describe it.
Nothing stands twice on a page: an `@id` is an address, what the subject says is not said
of its page, and who we are stands in full on the home page and where a work needs it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from macros.base.dutch import counted, enumerated
from macros.exports.formats import EXPORTS
from macros.library.library import Entry, Library
from macros.schema.schemas import Field, Schema
from macros.schema.settings import Collection
from macros.sharing.addresses import card_of, subject_of
from macros.sharing.page import Breadcrumb, SharedPage

_FORMS = enumerated([f"als {export.name}" for export in EXPORTS])
_DEFAULT = "CreativeWork"  # something that people made: true of whatever a new collection holds
_OWN_TEXT = {"Article"}  # where the entry is the work itself, not a description of something else
_TERM = "DefinedTerm"

Node = dict[str, Any]


@dataclass(frozen=True)
class _Kind:
    """What the entries of a collection are, or are where a field has a value; and which fields are facts of what name."""

    name: str
    by_choice: tuple[tuple[str, Any, str], ...]
    facts: tuple[tuple[str, Field], ...]


def _kind_of(schema: Schema) -> _Kind:
    by_choice = (
        (name, choice["const"], str(choice["x-type"]))
        for name, node in schema.document.get("properties", {}).items()
        for choice in node.get("x-choices", [])
        if "x-type" in choice
    )
    told = ((str(schema.node((name,)).get("x-property", "")), field) for name, field in schema.fields.items())
    facts = tuple((name, field) for name, field in told if name)
    return _Kind(str(schema.document.get("x-type", _DEFAULT)), tuple(by_choice), facts)


class LinkedData:
    """The linked data of one site."""

    def __init__(self, library: Library, name: str, description: str) -> None:
        self.library = library
        self._name = name
        self._description = description
        self._home = library.settings.address
        self._us = {"@id": f"{self._home}#kennisbank"}
        self._publisher = {"@type": "Organization", **self._us, "name": name, "url": self._home}
        self._kinds = {name: _kind_of(library.schemas[name]) for name in library.settings.collections}
        licence = library.settings.licence
        self._licence = {"license": licence.url} if licence else {}

    def of(self, page: SharedPage) -> Markup:
        """The linked data of a page, safe inside a script element."""
        nodes = [self._page(page), *self._subjects(page), self._breadcrumbs(page)]
        text = json.dumps(
            {"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":")
        )
        for sign in "<>&":
            text = text.replace(sign, f"\\u{ord(sign):04x}")
        return Markup(text)

    def _page(self, page: SharedPage) -> Node:
        address = self._home + page.url
        node: Node = {
            "@type": "CollectionPage" if page.collection else "WebPage",
            "@id": address,
            "name": page.title,
            "inLanguage": "nl",
            "isPartOf": {"@id": f"{self._home}#site"},
            "publisher": self._us,
            **self._licence,
        }
        if not (page.entry and page.entry.summary):  # else what the page is about says it
            node["description"] = page.description
        if page.day:
            node["dateModified"] = page.day
        if page.entry:
            node["mainEntity"] = {"@id": self._home + subject_of(page.url)}
            cited = dict.fromkeys(source["publication"] for source in page.entry.values.get("sources", []))
            node |= {"citation": list(cited)} if cited else {}
        return node

    def _subjects(self, page: SharedPage) -> list[Node]:
        """What a page is about."""
        if page.entry:
            return [self._entry(page, page.entry)]
        if page.collection:
            terms = self._schema(page.collection).document.get("x-type") == _TERM
            return [*([self._terms(page, page.collection)] if terms else []), self._dataset(page, page.collection)]
        return [self._site()] if not page.url else []

    def _site(self) -> Node:
        return {
            "@type": "WebSite",
            "@id": f"{self._home}#site",
            "url": self._home,
            "name": self._name,
            "description": self._description,
            "inLanguage": "nl",
            **self._licence,
            "publisher": self._publisher,
        }

    def _entry(self, page: SharedPage, entry: Entry) -> Node:
        node = self._named(entry)
        if entry.summary:
            node["description"] = " ".join(entry.summary.split())
        if node["@type"] == _TERM:
            node["inDefinedTermSet"] = self._home + subject_of(f"{entry.collection.path}/")
        if node["@type"] in _OWN_TEXT:
            node |= {
                "headline": entry.title,
                "image": self._home + card_of(page.url),
                "inLanguage": "nl",
                **self._licence,
                "publisher": self._publisher,
            }
            node |= {"dateModified": page.day} if page.day else {}
        for told, field in self._kinds[entry.collection.name].facts:
            values = self._given(entry, field)
            if values:
                node[told] = [*_list(node.get(told, [])), *values]
        return {
            name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in node.items()
        }

    def _named(self, entry: Entry) -> Node:
        """An entry by its name, where another one refers to it."""
        return {"@type": self._type(entry), "@id": self._home + subject_of(entry.url), "name": entry.title}

    def _type(self, entry: Entry) -> str:
        """What an entry is, as its choices say it, else as its collection does."""
        kind = self._kinds[entry.collection.name]
        return next((name for field, value, name in kind.by_choice if entry.values.get(field) == value), kind.name)

    def _given(self, entry: Entry, field: Field) -> list[Any]:
        """What an entry says in a field, or in the words that name what it would say there."""
        if field.name in entry.values or not field.named_in:
            return self._values(field, entry.values[field.name]) if field.name in entry.values else []
        standing = self.library.standing(entry, field)
        if standing.whole:
            taxonomy = self.library.taxonomy(entry.collection.name, field)
            return [taxonomy.spelled(str(entry.values[field.named_in]))]
        return self._values(field, [*standing.choices, *standing.parts])

    def _values(self, field: Field, value: Any) -> list[Any]:
        values = _list(value)
        if field.reference:
            targets = (self.library.get(field.reference, id) for id in values)
            return [self._named(target) for target in targets if target]
        labels: dict[Any, str] = field.labels
        return [labels.get(item, item) if isinstance(item, (str, int)) else item for item in values]

    def _terms(self, page: SharedPage, collection: Collection) -> Node:
        address = self._home + page.url
        return {"@type": "DefinedTermSet", "@id": subject_of(address), "name": collection.title, "url": address}

    def _dataset(self, page: SharedPage, collection: Collection) -> Node:
        how_many = counted(self.library.count(collection.name), collection.one, collection.many)
        node: Node = {
            "@type": "Dataset",
            "@id": f"{self._home}{page.url}#data",
            "name": f"{collection.title} – {self._name}",
            "description": f"{collection.why} De gegevens van {how_many}, met hun bronnen, {_FORMS}.",
            "url": self._home + page.url,
            "inLanguage": "nl",
            **self._licence,
            "isAccessibleForFree": True,
            "creator": self._us,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": export.media_type,
                    "contentUrl": self._home + export.path(collection.name),
                }
                for export in EXPORTS
            ],
        }
        return {**node, "dateModified": page.day} if page.day else node

    def _breadcrumbs(self, page: SharedPage) -> Node:
        steps = [*page.breadcrumbs, Breadcrumb(page.title, "")]
        items: list[Node] = [
            {"@type": "ListItem", "position": place, "name": step.title, "item": self._home + step.url}
            for place, step in enumerate(steps, start=1)
        ]
        del items[-1]["item"]  # the last is this page
        return {"@type": "BreadcrumbList", "itemListElement": items}

    def _schema(self, collection: Collection) -> Schema:
        return self.library.schemas[collection.name]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
