"""What every entry is called and what it refers to, gathered entry by entry.

It keeps of each entry only its names and references with their places, so that memory stays small. What is wrong with
them is judged once all are known: see `clashes`, `targets`, `unknown` and `gone`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from macros.base.folding import fold
from macros.markdown.bounds import Bounds
from macros.reading.entry_files import BLANK, IMAGES, EntryFile, names_of
from macros.reading.proposal import Base
from macros.references.fields import Mention, is_draft, markdown_in, references_in
from macros.references.former_names import FormerNames, Name
from macros.references.text_links import TextLinks
from macros.schema.schemas import DRAFT, Schema
from macros.schema.settings import Collection
from macros.yaml_text.places import Path as ValuePath


@dataclass
class Register:
    """The names and references of all entries. `docs` is the folder of pages written by hand."""

    collections: dict[str, Collection]
    docs: Path
    images: dict[str, str] = field(default_factory=dict)  # the path of each that can be shown, by name
    broken_images: frozenset[str] = frozenset()
    base: Base | None = None  # what a proposal began with
    homes: tuple[str, str] = ("", "")  # where the site and its repository stand on the web
    titles: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[Name, list[str]] = field(default_factory=dict)
    names: dict[tuple[str, str], list[Mention]] = field(default_factory=dict)  # by collection and folded name
    references: list[tuple[str, Mention]] = field(default_factory=list)
    to_itself: list[Mention] = field(default_factory=list)
    parents: dict[Name, Mention] = field(default_factory=dict)  # what each is part of
    drafts: dict[Name, Mention] = field(default_factory=dict)  # by draft, where it says so
    schemas: dict[str, Schema] = field(default_factory=dict)  # of the collections that have entries
    former: FormerNames = field(init=False)
    texts: TextLinks = field(init=False)
    outdated: dict[str, list[tuple[ValuePath, str]]] = field(default_factory=dict)
    """By file, where a field names an entry as it was called before, with its id of now: known once references are judged."""

    def __post_init__(self) -> None:
        self.former = FormerNames()
        self.texts = TextLinks(self.collections, self.images, self.homes)

    def add(self, entry: EntryFile, schema: Schema) -> None:
        """Take note of one entry. Values of the wrong type are passed over: `validation` reports them."""
        name = (entry.collection, entry.id)
        title = entry.values.get("title")
        self.titles.setdefault(entry.collection, {})[entry.id] = title if isinstance(title, str) else entry.id
        self.files.setdefault(name, []).append(entry.path)
        for at, called in names_of(entry.values):
            self.names.setdefault((entry.collection, fold(called)), []).append(Mention.of(entry, at, called))
        self.schemas.setdefault(schema.name, schema)
        if is_draft(entry.values):
            self.drafts[name] = Mention.of(entry, (DRAFT,), entry.id)
        own = {name, *self.former.add(entry)}
        bounds = Bounds()
        for part, declared in schema.fields.items():
            if part not in entry.values:
                continue
            for target, at, value in references_in(declared, entry.values[part], (part,)):
                if value.startswith(BLANK):  # `validation` says that it has to be filled in
                    continue
                mention = Mention.of(entry, at, value)
                if (target, value) in own:
                    self.to_itself.append(mention)
                elif target == entry.collection and not declared.many:
                    self.parents[(target, entry.id)] = mention
                self.references.append((target, mention))
            for at, text in markdown_in(declared, entry.values[part], (part,)):
                self.references += self.texts.add(entry, at, text, bounds)

    def reserve(self, entry_path: str, collection: str, id: str) -> None:
        """Count an entry that could not be read as existing, so that references to it are no second mistake."""
        self.titles.setdefault(collection, {}).setdefault(id, id)
        self.files.setdefault((collection, id), []).append(entry_path)

    def is_draft(self, collection: str, id: str) -> bool:
        """Whether this is an entry that is not on the site yet."""
        return (collection, id) in self.drafts

    def holds(self, collection: str, id: str) -> bool:
        """Whether there is an entry or an image of this name, be it a draft, or one that cannot be shown."""
        if collection == IMAGES:
            return id in self.images or id in self.broken_images
        return id in self.titles.get(collection, {})

    @property
    def only_in_drafts(self) -> set[str]:
        """The images that no text on the site shows, and a draft does."""
        drafts = {mention.path for mention in self.drafts.values()}
        images = [mention for collection, mention in self.references if collection == IMAGES] if drafts else []
        published = {mention.text for mention in images if mention.path not in drafts}
        return {mention.text for mention in images} - published
