"""What the Markdown texts of entries link to: entries, images, headings; and what in a text does not come out as meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from macros.markdown.bounds import LONG_LINE, MAX_LENGTH, Bounds
from macros.markdown.links import Link, links_in
from macros.markdown.tree import Node, may_have_markup, parse
from macros.markdown.writer import name_heading
from macros.problems.problem import Problem
from macros.reading.entry_files import IMAGES, EntryFile
from macros.references.addresses import entry_at, entry_meant, image_meant
from macros.references.fields import Mention
from macros.references.former_names import Name
from macros.schema.settings import Collection
from macros.slips.texts import remarks
from macros.yaml_text.places import Path as ValuePath

_BRACKETS = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
_PICTURE = re.compile(rf"\.\./{IMAGES}/([a-z0-9.-]{{1,200}})")


@dataclass(frozen=True)
class SlipInText:
    """What does not come out as meant; the entry that it names between double brackets, and the image that is shown once
    it is mended, where there are any.
    """

    problem: Problem
    named: str = ""
    picture: str = ""


@dataclass
class Linked:
    """What the texts of one entry link to, without knowing any other: `Texts` fills it in."""

    headings: dict[str, str] = field(default_factory=dict)  # their words, by their ids
    to_headings: list[tuple[Name, Mention]] = field(default_factory=list)
    by_address: list[Mention] = field(default_factory=list)  # entries that a text names by their address on the web
    slips: list[SlipInText] = field(default_factory=list)


@dataclass
class TextLinks:
    """Gathers entry by entry; whoever judges references reads it once all texts are known."""

    images: Mapping[str, str]  # the path of each that can be shown, by name
    headings: dict[Name, Counter[str]] = field(default_factory=dict)  # their ids, on the page of each entry
    to_headings: list[tuple[Name, Mention]] = field(default_factory=list)
    by_address: list[Mention] = field(default_factory=list)
    by_title: list[tuple[Problem, str]] = field(default_factory=list)  # what names an entry between double brackets
    slips: list[Problem] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)  # images that are shown once a slip is mended

    def add(self, name: Name, linked: Linked) -> None:
        """Take note of the texts of an entry."""
        if linked.headings:
            ids = self.headings.setdefault(name, Counter())
            for words in linked.headings.values():
                name_heading(words, ids)
        self.to_headings += linked.to_headings
        self.by_address += linked.by_address
        for slip in linked.slips:
            problem = slip.problem
            if slip.picture:
                self.shown.add(slip.picture)  # once mended it is
                problem = problem if slip.picture in self.images else replace(problem, fix=None)
            if slip.named:
                self.by_title.append((problem, slip.named))
            else:
                self.slips.append(problem)

    def with_one(self, path: str, name: Name, linked: Linked) -> TextLinks:
        """The headings and the links to them, with those of one entry as they are now; of all else only what is its own."""
        texts = TextLinks(self.images)
        texts.headings = {other: ids for other, ids in self.headings.items() if other != name}
        texts.to_headings = [link for link in self.to_headings if link[1].path != path]
        texts.add(name, linked)
        return texts


@dataclass
class Texts:
    """Looks at the texts of one entry, one after the other."""

    entry: EntryFile
    collections: Mapping[str, Collection]
    homes: tuple[str, str]  # where the site and its repository stand on the web
    linked: Linked = field(default_factory=Linked)

    def __post_init__(self) -> None:
        self._bounds = Bounds()
        self._headings: Counter[str] = Counter()

    def look(self, at: ValuePath, text: str) -> Iterator[tuple[str, Mention]]:
        """Take note of one text. Gives what it refers to, each with the collection; none (`""`) for what leads nowhere."""
        entry, bounds = self.entry, self._bounds
        too_much = bounds.before(text)
        if too_much and len(text) <= MAX_LENGTH and LONG_LINE.search(text):  # `leftovers` tells
            return
        if not too_much and not may_have_markup(text):  # as most
            return
        tree = None if too_much else parse(text)
        too_much = too_much or bounds.after(text, tree)
        if too_much or tree is None:
            start, message = too_much or (0, "")
            hint = "Maak de tekst korter of eenvoudiger, met lege regels tussen de stukken."
            self.linked.slips.append(SlipInText(entry.problem_in("markup", at, text, start, message, hint)))
            return
        for node in tree.walk():
            if node.kind == "Heading":
                words = node.words
                self.linked.headings[name_heading(words, self._headings)] = words
        links = list(links_in(text, tree))
        self._note_slips(at, text, tree, links)
        for link in links:

            def mention(name: str, link: Link = link) -> Mention:
                return Mention(entry.path, entry.places.in_text(at, text, link.start), at, name, link.target)

            yield from self._meant(link, mention)

    def _note_slips(self, at: ValuePath, text: str, tree: Node, links: list[Link]) -> None:
        for found in remarks(text, tree, links):
            picture = _PICTURE.search(found.fix.new) if found.fix else None
            told = self.entry.problem_in(found.code, at, text, found.start, found.message, found.hint, found.fix)
            named = _BRACKETS.match(text, found.start) if found.code == "almost" else None
            self.linked.slips.append(SlipInText(told, named[1] if named else "", picture[1] if picture else ""))

    def _meant(self, link: Link, mention: Callable[[str], Mention]) -> Iterator[tuple[str, Mention]]:
        """What a link refers to; where that is a heading or an address of the site, it is noted instead."""
        entry = self.entry
        image = image_meant(entry.collection, link.target)
        if image is not None or (link.image and not link.leaves and link.target):
            yield IMAGES, mention(image or "")
        elif link.leaves and not link.image:
            if own := entry_at(link.target, self.collections, self.homes):
                self.linked.by_address.append(mention(own))
        elif not link.image:
            collection, id = entry_meant(entry.collection, link.target) or ("", "")
            if heading := re.fullmatch(r"([^#]*)#(.+)", link.target, re.DOTALL):
                key = (collection, id) if heading[1] else (entry.collection, entry.id)
                self.linked.to_headings.append((key, mention(heading[2])))
                if not heading[1]:
                    return
            known = collection in self.collections
            yield (collection, mention(id)) if known else ("", mention(link.target))
