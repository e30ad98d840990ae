"""What every entry is called and what it refers to, gathered entry by entry.

It keeps of each entry only its names and references with their places, so that memory stays small. What is wrong with
them is judged once all are known: see `clashes`, `targets`, `unknown` and `gone`.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from macros.base.folding import fold
from macros.reading.entry_files import BLANK, IMAGES, EntryFile, names_of
from macros.reading.proposal import Base
from macros.references.fields import Mention, is_draft, markdown_in, references_in
from macros.references.former_names import Claim, FormerNames, Name, claims_of
from macros.references.text_links import Linked, TextLinks, Texts
from macros.schema.schemas import DRAFT, Schema
from macros.schema.settings import Collection
from macros.yaml_text.places import Path as ValuePath


@dataclass
class Named:
    """What one entry is called and refers to, without knowing any other."""

    title: str
    names: list[Mention]  # its title and aliases
    former: list[Claim]
    linked: Linked  # what its texts say
    references: list[tuple[str, Mention]] = field(default_factory=list)  # of fields and texts, in their order
    to_itself: list[Mention] = field(default_factory=list)
    part_of: Mention | None = None
    draft: Mention | None = None  # where it says that it is one


def named_in(
    entry: EntryFile, schema: Schema, collections: Mapping[str, Collection], homes: tuple[str, str] = ("", "")
) -> Named:
    """What an entry is called and refers to. Values of the wrong type are passed over: `validation` reports them.

    `homes` are where the site and its repository stand on the web.
    """
    title = entry.values.get("title")
    names = [Mention.of(entry, at, called) for at, called in names_of(entry.values)]
    texts = Texts(entry, collections, homes)
    named = Named(title if isinstance(title, str) else entry.id, names, list(claims_of(entry)), texts.linked)
    if is_draft(entry.values):
        named.draft = Mention.of(entry, (DRAFT,), entry.id)
    own = {(entry.collection, entry.id), *(claim.former for claim in named.former)}
    for part, declared in schema.linking.items():
        if part not in entry.values:
            continue
        for target, at, value in references_in(declared, entry.values[part], (part,)) if declared.refers else ():
            if value.startswith(BLANK):  # `validation` says that it has to be filled in
                continue
            mention = Mention.of(entry, at, value)
            if (target, value) in own:
                named.to_itself.append(mention)
            elif target == entry.collection and not declared.many:
                named.part_of = mention
            named.references.append((target, mention))
        for at, text in markdown_in(declared, entry.values[part], (part,)) if declared.holds_text else ():
            named.references += texts.look(at, text)
    return named


@dataclass
class Register:
    """The names and references of all entries. `docs` is the folder of pages written by hand."""

    collections: dict[str, Collection]
    docs: Path
    images: dict[str, str] = field(default_factory=dict)  # the path of each that can be shown, by name
    broken_images: frozenset[str] = frozenset()
    base: Base | None = None  # what a proposal began with
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
        self.texts = TextLinks(self.images)

    def add(self, path: str, name: Name, schema: Schema, named: Named) -> None:
        """Take note of one entry: of its file, what it is held against, and what it is called and refers to."""
        collection, id = name
        self.titles.setdefault(collection, {})[id] = named.title
        self.files.setdefault(name, []).append(path)
        for mention in named.names:
            self.names.setdefault((collection, fold(mention.text)), []).append(mention)
        self.schemas.setdefault(schema.name, schema)
        if named.draft:
            self.drafts[name] = named.draft
        if named.part_of:
            self.parents[name] = named.part_of
        self.to_itself += named.to_itself
        self.references += named.references
        self.former.add(named.former)
        self.texts.add(name, named.linked)

    def reserve(self, entry_path: str, collection: str, id: str) -> None:
        """Count an entry that could not be read as existing, so that references to it are no second mistake."""
        self.titles.setdefault(collection, {}).setdefault(id, id)
        self.files.setdefault((collection, id), []).append(entry_path)

    def of_one(self, path: str, name: Name, named: Named) -> Register | None:
        """The same names, with what one entry refers to now and nothing else; None where it is not called as it was before."""
        if self.files.get(name) != [path] or self._called(path, name) != (
            {mention.text for mention in named.names},
            {claim.former for claim in named.former},
            named.part_of.text if named.part_of else None,
            named.draft is not None,
        ):
            return None
        one = copy.copy(self)
        one.references, one.to_itself, one.outdated = named.references, named.to_itself, {}
        one.texts = self.texts.with_one(path, name, named.linked)
        return one

    def take_again(self, path: str, one: Register) -> None:
        """Take note of what an entry refers to now, as `of_one` gave it."""
        self.references = [(to, mention) for to, mention in self.references if mention.path != path] + one.references
        self.texts = one.texts

    def _called(self, path: str, name: Name) -> tuple[set[str], set[Name], str | None, bool]:
        """What an entry is called, what it was called, what it is part of and whether it is a draft."""
        names = {mention.text for mentions in self.names.values() for mention in mentions if mention.path == path}
        former = {claim.former for claim in self.former.claims if claim.path == path}
        above = self.parents.get(name)
        return names, former, above.text if above else None, name in self.drafts

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
