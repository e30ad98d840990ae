"""Names and references: no two entries are one, and every reference leads somewhere.

This module owns the checks that need all entries at once. It keeps of each entry
only its names and references with their places, so that memory stays small.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from macros.base.folding import fold
from macros.base.plurals import fill
from macros.markdown.bounds import LONG_LINE, MAX_LENGTH, Bounds
from macros.markdown.links import links_in
from macros.markdown.tree import may_have_markup, parse
from macros.markdown.writer import HEADING, heading_id, name_heading
from macros.problems.problem import START, Fix, Problem, Spot
from macros.reading.entry_files import BLANK, IMAGES, EntryFile
from macros.reading.proposal import Base
from macros.references.fields import is_draft, markdown_in, names_of, references_in
from macros.references.former_names import FormerNames, Name, renamed, unannounced
from macros.references.markup import entry_meant, image_meant
from macros.references.mention import Mention
from macros.references.named_otherwise import by_address, by_title
from macros.references.own_addresses import entry_at
from macros.schema.schemas import DRAFT, FORMER_NAMES, Schema
from macros.schema.settings import Collection
from macros.slips.texts import remarks
from macros.validation.field_names import resembles
from macros.validation.finding import shown
from macros.validation.guessing import all_meant, meant, near
from macros.yaml_text.places import Path as ValuePath

# So many names that do not exist are compared with those that do.
_MOST_GUESSES = 20
_BRACKETS = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
_PICTURE = re.compile(rf"\.\./{IMAGES}/([a-z0-9.-]{{1,200}})")
# So many places that refer to what is gone are named.
_MOST_PLACES = 40


@dataclass
class Register:
    """Gathers names and references entry by entry; `problems` is asked once, at the end."""

    collections: dict[str, Collection]
    images: dict[str, str] = field(default_factory=dict)  # the path of each that can be shown, by name
    broken_images: frozenset[str] = frozenset()
    base: Base | None = None  # what a proposal began with
    homes: tuple[str, str] = ("", "")  # where the site and its repository stand on the web
    titles: dict[str, dict[str, str]] = field(default_factory=dict)
    _files: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _names: dict[tuple[str, str], list[Mention]] = field(default_factory=dict)
    _references: list[tuple[str, Mention]] = field(default_factory=list)
    _headings: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)  # their ids, on the page of each
    _to_headings: list[tuple[tuple[str, str], Mention]] = field(default_factory=list)
    _by_address: list[Mention] = field(default_factory=list)  # entries that a text names by their address on the web
    _by_title: list[tuple[Problem, str]] = field(default_factory=list)  # those it names between double brackets
    _parents: dict[tuple[str, str], Mention] = field(default_factory=dict)  # what each is part of
    _refused: list[Problem] = field(default_factory=list)
    _shown: set[str] = field(default_factory=set)
    _guesses: int = 0
    _drafts: dict[Name, Mention] = field(default_factory=dict)  # by draft, where it says so
    _schemas: dict[str, Schema] = field(default_factory=dict)  # of the collections that have entries
    former: FormerNames = field(init=False)
    outdated: dict[str, list[tuple[ValuePath, str]]] = field(default_factory=dict)
    """By file, where a field names an entry as it was called before, with its id of now: known after `problems`."""

    def __post_init__(self) -> None:
        self.former = FormerNames(self.collections)

    def add(self, entry: EntryFile, schema: Schema) -> None:
        """Take note of one entry. Values of the wrong type are passed over: `validation` reports them."""
        title = entry.values.get("title")
        self.titles.setdefault(entry.collection, {})[entry.id] = title if isinstance(title, str) else entry.id
        self._files.setdefault((entry.collection, entry.id), []).append(entry.path)
        for at, name in names_of(entry.values):
            key = (entry.collection, fold(name))
            self._names.setdefault(key, []).append(self._mention(entry, at, name))
        self._schemas.setdefault(schema.name, schema)
        if is_draft(entry.values):
            self._drafts[(entry.collection, entry.id)] = self._mention(entry, (DRAFT,), entry.id)
        own = {(entry.collection, entry.id), *self.former.add(entry)}
        bounds = Bounds()
        for name, declared in schema.fields.items():
            if name in entry.values:
                for target, at, value in references_in(declared, entry.values[name], (name,)):
                    if value.startswith(BLANK):  # `validation` says that it has to be filled in
                        continue
                    if (target, value) in own:
                        spot = entry.places.of(at)
                        self._refuse(
                            entry,
                            at,
                            spot,
                            "self",
                            "Dit verwijst naar zichzelf.",
                            "Haal de verwijzing weg, of noem een ander.",
                        )
                    elif target == entry.collection and not declared.many:
                        self._parents[(target, entry.id)] = self._mention(entry, at, value)
                    self._references.append((target, self._mention(entry, at, value)))
                for at, text in markdown_in(declared, entry.values[name], (name,)):
                    self._add_text(entry, at, text, bounds)

    def reserve(self, entry_path: str, collection: str, id: str) -> None:
        """Count an entry that could not be read as existing, so that references to it are no second mistake."""
        self.titles.setdefault(collection, {}).setdefault(id, id)
        self._files.setdefault((collection, id), []).append(entry_path)

    def is_draft(self, collection: str, id: str) -> bool:
        """Whether this is an entry that is not on the site yet."""
        return (collection, id) in self._drafts

    def holds(self, collection: str, id: str) -> bool:
        """Whether there is an entry of this name, be it a draft."""
        return id in self.titles.get(collection, {})

    def problems(self, docs: Path) -> Iterator[Problem]:
        """All problems of names and references. `docs` is the folder of pages written by hand."""
        yield from self._ids(docs)
        yield from self.former.problems(self._files, self.base, docs)
        yield from self._doubles()
        yield from self._refused
        yield from self._circles()
        too_early: dict[Name, list[Mention]] = {}  # drafts, and what refers to them
        gone: dict[Name, list[Mention]] = {}  # what a proposal takes away, and what refers to it
        for collection, mention in self._references:
            known = self.titles.get(collection, {}) if collection != IMAGES else {*self.images, *self.broken_images}
            if collection == IMAGES:
                self._shown.add(mention.text)
            now = None if mention.text in known else self.former.now(collection, mention.text)
            if (now or (collection, mention.text)) in self._drafts:
                too_early.setdefault(now or (collection, mention.text), []).append(mention)
            elif now:
                yield self._by_former_name(collection, mention, now)
            elif mention.text not in known and self.base and self.base.path_of(collection, mention.text):
                gone.setdefault((collection, mention.text), []).append(mention)
            elif collection == IMAGES:
                if mention.text not in known:
                    yield self._missing_image(mention)
            elif mention.text not in known:
                yield self._unknown(collection, mention, self.titles.get(collection, {}))
            elif mention.shown != mention.text and (collection, mention.text) in self._files:
                yield from self._wrong_ending(mention, self._files[(collection, mention.text)][0])
        for draft, mentions in too_early.items():
            yield from self._refers_to_draft(draft, mentions)
        became = unannounced(self.base, self._files, self.former, self._schemas, self.base.root) if self.base else {}
        yield from (self._removed(*key, mentions, became.get(key)) for key, mentions in gone.items())
        yield from (renamed(old, new, self._files[new][0]) for old, new in became.items() if old not in gone)
        for key, mention in self._to_headings:
            if key in self._files and heading_id(unquote(mention.text)) not in self._headings.get(key, ()):
                yield self._no_heading(key, mention)
        yield from by_address(self._by_address, self._files, self.titles)
        yield from by_title(self._by_title, self._files, self._names)
        for name, path in self.images.items():
            if name not in self._shown:
                message = "Geen enkele tekst toont deze afbeelding."
                hint = f"Gebruik haar met ![beschrijving](../images/{name}), of haal het bestand weg."
                yield Problem.of("image-unused", path, START, message, hint)

    def _no_heading(self, key: tuple[str, str], mention: Mention) -> Problem:
        """A link to a heading that is not in the texts of the entry with that key."""
        path = self._files[key][0]
        known = {id: id.removeprefix(HEADING) for id in self._headings.get(key, ())}
        self._guesses += 1
        wanted = heading_id(unquote(mention.text)).removeprefix(HEADING)
        close = near(wanted, known) if self._guesses <= _MOST_GUESSES else []
        where = "deze tekst" if path == mention.path else path
        message = f"In {where} staat geen kop die bij ‘#{shown(mention.text)}’ hoort."
        fix = None
        if close:
            hint = f"Bedoelde je ‘#{known[close[0]]}’?"
            fix = Fix(f"#{mention.text}", f"#{known[close[0]]}") if len(close) == 1 else None
        elif known:
            hint = f"Kies uit: {', '.join(f'#{name}' for name in list(known.values())[:8])}."
        else:
            hint = "Er staan geen koppen in. Haal het hekje en wat erachter staat weg."
        return Problem.of("reference", mention.path, mention.spot, message, hint, at=mention.at, fix=fix)

    def _refers_to_draft(self, draft: Name, mentions: list[Mention]) -> Iterator[Problem]:
        """What is on the site cannot lead to what is not. Where it was there before, one problem tells all places."""
        told = self._drafts[draft]
        drafts = {mention.path for mention in self._drafts.values()}
        mentions = [mention for mention in mentions if mention.path not in drafts]
        was_there = self.base and self.base.path_of(*draft) and not self.base.was_draft(*draft)
        if mentions and was_there:
            message = f"Dit concept gaat van de site af. {_told(mentions)}."
            hint = f"Haal die verwijzingen weg, of haal ‘{DRAFT}: true’ weg."
            yield Problem.of("draft", told.path, told.spot, message, hint, at=told.at)
            return
        for mention in mentions:
            message = f"‘{shown(mention.text)}’ is nog een concept, en staat dus niet op de site."
            hint = (
                f"Haal de verwijzing weg tot het klaar is. Of haal ‘{DRAFT}: true’ weg in {told.path}:{told.spot.line}."
            )
            yield Problem.of("draft", mention.path, mention.spot, message, hint, at=mention.at)

    @property
    def only_in_drafts(self) -> set[str]:
        """The images that no text on the site shows, and a draft does."""
        drafts = {mention.path for mention in self._drafts.values()}
        images = [mention for collection, mention in self._references if collection == IMAGES] if drafts else []
        published = {mention.text for mention in images if mention.path not in drafts}
        return {mention.text for mention in images} - published

    def _by_former_name(self, collection: str, mention: Mention, now: Name) -> Problem:
        """A reference to what is called otherwise by now."""
        path = self._files[now][0]
        if mention.shown != mention.text:  # a link in a text
            file, tail = (
                re.split("(?=[?#])", mention.shown, maxsplit=1)
                if re.search("[?#]", mention.shown)
                else (mention.shown, "")
            )
            new = (
                path.rpartition("/")[2]
                if "/" not in file and now[0] == collection
                else f"..{path.removeprefix('content')}"
            )
            new += tail
        elif now[0] == collection:
            new = now[1]
            self.outdated.setdefault(mention.path, []).append((mention.at, new))
        else:
            one = self.collections[now[0]].one
            message = f"‘{shown(mention.text)}’ is nu een {one}: {path}."
            hint = "Hoort de naam bij een ander veld? Haal hem anders weg."
            return Problem.of("reference", mention.path, mention.spot, message, hint, at=mention.at)
        message = f"‘{shown(mention.text)}’ heet nu ‘{now[1]}’."
        hint = "Schrijf de nieuwe naam. Tot dan leidt de oude daarheen."
        return Problem.of(
            "old-name", mention.path, mention.spot, message, hint, at=mention.at, fix=Fix(mention.shown, new)
        )

    def _removed(self, collection: str, id: str, mentions: list[Mention], became: Name | None) -> Problem:
        """What a proposal takes away while others still refer to it: one problem, with all places."""
        assert self.base
        title = self.base.title_of(collection, id)
        message = f"Dit voorstel haalt ‘{shown(id)}’{f' ({shown(title)})' if title else ''} weg. {_told(mentions)}."
        able = collection in self._schemas and FORMER_NAMES in self._schemas[collection].fields
        if became and became[0] == collection:
            name = f"Heet het nu ‘{became[1]}’, schrijf dat dan op die plekken"
            where = f"in {self._files[became][0]}"
        else:
            name, where = "Kreeg het een andere naam, schrijf die dan op die plekken", "in het nieuwe bestand"
        former = f", en zet {where}: ‘{FORMER_NAMES}: [{id}]’. Dan blijven oude adressen werken" if able else ""
        hint = f"{name}{former}. Is het weg, haal dan de verwijzingen weg. Hoort het er nog, zet dan het bestand terug."
        return Problem.of("gone", self.base.path_of(collection, id), START, message, hint)

    def _circles(self) -> Iterator[Problem]:
        """Entries that are part of each other: told once, at the first of the circle."""
        clear: set[tuple[str, str]] = set()
        for start in sorted(self._parents):
            line: list[tuple[str, str]] = []
            at = start
            while at in self._parents and at not in clear and at not in line:
                line.append(at)
                parent = (at[0], self._parents[at].text)
                at = parent if parent in self._files else self.former.now(*parent) or parent
            if line and at == start:
                mention = self._parents[start]
                way = " → ".join(shown(id) for _, id in (*line, start))
                yield Problem.of(
                    "self",
                    mention.path,
                    mention.spot,
                    f"Dit gaat in een kring: {way}.",
                    "Haal een van deze verwijzingen weg.",
                    at=mention.at,
                )
            clear.update(line)

    def _mention(self, entry: EntryFile, at: ValuePath, text: str) -> Mention:
        return Mention(entry.path, entry.places.of(at), at, text, text)

    def _refuse(self, entry: EntryFile, at: ValuePath, spot: Spot, code: str, message: str, hint: str) -> None:
        self._refused.append(Problem.of(code, entry.path, spot, message, hint, at=at))

    def _add_text(self, entry: EntryFile, at: ValuePath, text: str, bounds: Bounds) -> None:
        """Take note of the links of a Markdown text, and of what in it cannot be shown."""

        def spot(start: int) -> Spot:
            return entry.places.in_text(at, text, start)

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
            self._refuse(entry, at, spot(start), "markup", message, hint)
            return
        headings = self._headings.setdefault((entry.collection, entry.id), Counter())
        for node in tree.walk():
            if node.kind == "Heading":
                name_heading(node.words, headings)
        links = list(links_in(text, tree))
        for found in remarks(text, tree, links):
            place = spot(found.start)
            if found.fix and (picture := _PICTURE.search(found.fix.new)):
                self._shown.add(picture[1])  # once mended it is
                found = found if picture[1] in self.images else replace(found, fix=None)
            told = Problem.of(found.code, entry.path, place, found.message, found.hint, at=at, fix=found.fix)
            named = _BRACKETS.match(text, found.start) if found.code == "almost" else None
            if named:
                self._by_title.append((told, named[1]))
            else:
                self._refused.append(told)
        for link in links:
            image = image_meant(entry.collection, link.target)
            if image is not None or (link.image and not link.leaves and link.target):
                mention = Mention(entry.path, spot(link.start), at, image or "", link.target)
                self._references.append((IMAGES, mention))
            elif link.leaves and not link.image:
                if own := entry_at(link.target, self.collections, self.homes):
                    self._by_address.append(Mention(entry.path, spot(link.start), at, own, link.target))
            elif not link.image:
                collection, id = entry_meant(entry.collection, link.target) or ("", "")
                known = collection in self.collections
                if heading := re.fullmatch(r"([^#]*)#(.+)", link.target, re.DOTALL):
                    key = (collection, id) if heading[1] else (entry.collection, entry.id)
                    mention = Mention(entry.path, spot(link.start), at, heading[2], link.target)
                    self._to_headings.append((key, mention))
                    if not heading[1]:
                        continue
                meant = id if known else link.target
                mention = Mention(entry.path, spot(link.start), at, meant, link.target)
                self._references.append((collection if known else "", mention))

    def _wrong_ending(self, mention: Mention, path: str) -> Iterator[Problem]:
        """A link with the other ending works on the site, but not on GitHub."""
        file = path.rpartition("/")[2]
        written = re.split("[?#]", mention.shown, maxsplit=1)[0].rpartition("/")[2]
        if unquote(written) != file:
            message = f"Dit bestand heet ‘{file}’."
            fix = Fix(written, file)
            hint = "Schrijf de naam zoals het bestand heet; anders werkt de link niet op GitHub."
            yield Problem.of("reference", mention.path, mention.spot, message, hint, at=mention.at, fix=fix)

    def _address_meant(self, link: str) -> str | None:
        """The address of a file that a link means which was copied from the browser, or lacks its folder or ending."""
        if link.startswith("www."):
            return f"https://{link}"
        name = re.split("[?#]", link, maxsplit=1)[0].rstrip("/").rpartition("/")[2].removesuffix(".html")
        id = name.removesuffix(".md").removesuffix(".yml")
        found = [paths[0] for (_, known), paths in self._files.items() if known == id]
        tail = link[len(re.split("[?#]", link, maxsplit=1)[0]) :] if "://" not in link else ""
        return f"..{found[0].removeprefix('content')}{tail}" if len(found) == 1 else None

    def _missing_image(self, mention: Mention) -> Problem:
        """An image that is not there, or is written without its folder. The one that was meant counts as shown."""
        self._guesses += 1
        name = mention.text or mention.shown.rpartition("/")[2]
        known = {known: known for known in self.images}
        close = name if name in known else meant(name, known) if self._guesses <= _MOST_GUESSES else None
        stems = {known: Path(known).stem for known in self.images}  # that both end in .jpg says nothing
        resembling = near(Path(name).stem, stems) if self._guesses <= _MOST_GUESSES and not close else []
        self._shown.update([close] if close else resembling[:1])
        hint = f"Zet haar in content/{IMAGES}/ en schrijf ../{IMAGES}/ voor de naam van het bestand."
        if close:
            hint = f"Bedoelde je ‘../{IMAGES}/{close}’?"
        elif resembling:
            hint = f"{resembles(resembling, self.images)} {hint}"
        message = f"‘{shown(mention.shown)}’ is geen afbeelding in content/{IMAGES}/."
        fix = Fix(mention.shown, f"../{IMAGES}/{close}") if close else None
        return Problem.of("image-missing", mention.path, mention.spot, message, hint, at=mention.at, fix=fix)

    def _unknown(self, collection: str, mention: Mention, known: dict[str, str]) -> Problem:
        fix = None
        declared = self.collections.get(collection)
        if declared is None:
            message = f"De link ‘{shown(mention.shown)}’ leidt niet naar een bestand in de kennisbank."
            hint = (
                "Link naar het bestand van een ander onderwerp, als ../tools/naam.yml, of naar een adres met https://."
            )
            address = self._address_meant(mention.shown)
            if mention.shown == "#":
                hint = "Zet achter het hekje de kop die je bedoelt: kleine letters, met streepjes voor spaties."
            elif address:
                hint, fix = f"Bedoelde je ‘{address}’?", Fix(mention.shown, address)
        else:
            message = f"Er is geen {declared.one} ‘{shown(mention.text)}’."
            self._guesses += 1  # each is compared with every name there is
            others = {id: title for id, title in known.items() if mention.path not in self._files[(collection, id)]}
            hint, fix = self._meant(collection, mention, others if self._guesses <= _MOST_GUESSES else {})
        return Problem.of("reference", mention.path, mention.spot, message, hint, at=mention.at, fix=fix)

    def _meant(self, collection: str, mention: Mention, known: dict[str, str]) -> tuple[str, Fix | None]:
        """How to mend a reference to what is not there; `known` are the entries that it may have meant."""
        folder, _, name = mention.text.rstrip("/").rpartition("/")
        own = set(folder.split("/")) <= {"", ".", "..", "content", collection, self.collections[collection].path}
        last = (name if own else mention.text).removesuffix(".yml").removesuffix(".md")
        at, _, named = (entry_at(mention.text, self.collections) or "").partition("/")
        if at == collection:  # copied from the address bar
            last = named
        id = last if last in known else self._by_other_name(collection, last) or meant(last, known)
        if id in known:
            return f"Bedoelde je ‘{id}’ ({known[id]})?", Fix(mention.text, id)
        row = (all_meant(mention.text, known) or []) if isinstance(mention.at[-1], int) else []
        if len(row) > 1 and mention.shown == mention.text:
            listed = ", ".join(row)
            return f"Dit zijn {len(row)} namen in één. Zet ze los in de lijst: [{listed}].", Fix(mention.text, listed)
        elsewhere = [
            self.collections[other].one
            for other, titles in self.titles.items()
            if other != collection and last in titles and other in self.collections
        ]
        if elsewhere and mention.shown != mention.text and (address := self._address_meant(mention.shown)):
            return f"Bedoelde je ‘{address}’?", Fix(mention.shown, address)
        if elsewhere:
            return f"‘{shown(last)}’ is wel een {elsewhere[0]}: hoort de naam bij een ander veld?", None
        resembling = near(last, known)
        question = f"{resembles(resembling, known)} " if resembling else ""
        ending = "." if mention.shown != mention.text else "; schrijf de naam zonder .yml of .md."
        look = f"{question}Kijk in content/{collection}/ hoe het bestand heet{ending}"
        return f"{look} {self._without_page(collection, mention)}", None

    def _without_page(self, collection: str, mention: Mention) -> str:
        """What to do where nobody wrote the page yet: a name that may be left out is, or the page comes first."""
        schema = self._schemas.get(mention.path.split("/")[1])
        if mention.shown != mention.text:
            then = "Laat de link dan weg; de naam mag gewoon in de tekst staan."
        elif schema and mention.at and mention.at[0] in schema.document.get("required", ()):
            then = f"Maak die dan eerst, in content/{collection}/."
        else:
            then = "Laat de naam hier dan weg."
        return f"Is er nog geen pagina van? {then}"

    def _by_other_name(self, collection: str, name: str) -> str | None:
        """The entry that calls itself `name` too."""
        paths = {mention.path for mention in self._names.get((collection, fold(name)), ())}
        return Path(paths.pop()).stem if len(paths) == 1 else None

    def dangling(self, entry: EntryFile, schema: Schema) -> Iterator[Problem]:
        """The references in the fields of an entry that lead nowhere, of one that may not have been added like this."""
        for name, declared in schema.fields.items():
            for target, at, value in (
                references_in(declared, entry.values[name], (name,)) if name in entry.values else ()
            ):
                known = self.titles.get(target, {})
                now = self.former.now(target, value)
                if now and now[0] == target:
                    continue
                if value not in known and target in self.collections:
                    yield self._unknown(target, self._mention(entry, at, value), known)

    def _ids(self, docs: Path) -> Iterator[Problem]:
        for (collection, id), paths in self._files.items():
            for path in paths[1:]:
                yield Problem.of(
                    "double-id",
                    path,
                    START,
                    f"‘{id}’ bestaat al als {paths[0]}.",
                    "Voeg de twee bestanden samen, of geef er een een andere naam.",
                )
            folder = docs / self.collections[collection].path
            if id == "index" or (folder / f"{id}.md").exists() or (folder / id).exists():
                yield Problem.of(
                    "reserved-id",
                    paths[0],
                    START,
                    f"De naam ‘{id}’ is al van een andere pagina op de site.",
                    "Geef het bestand een andere naam.",
                )

    def _doubles(self) -> Iterator[Problem]:
        twice = {path for paths in self._files.values() for path in paths[1:]}  # one mistake, so one problem
        for all_mentions in self._names.values():
            mentions = [mention for mention in all_mentions if mention.path not in twice]
            if not mentions:
                continue
            first, *others = sorted(mentions, key=lambda mention: (mention.path, mention.spot))
            for other in others:
                same_file = other.path == first.path
                if same_file and other.text.casefold() != first.text.casefold():
                    continue  # one thing in two spellings: to spare, but no mistake
                # Who does not see why two names are one, has to be told: an accent, a soft hyphen.
                there = "" if other.text == first.text else f" als ‘{shown(first.text)}’"
                yield Problem.of(
                    "double-name",
                    other.path,
                    other.spot,
                    f"De naam ‘{shown(other.text)}’ staat ook {'hierboven in dit bestand' if same_file else f'in {first.path}'}{there}.",
                    "Haal hem hier weg."
                    if same_file
                    else "Gaat het om hetzelfde, voeg de bestanden samen; maak anders de namen verschillend.",
                    at=other.at,
                )


def _told(mentions: list[Mention]) -> str:
    """How many places refer to something, and which."""
    places = [f"{mention.path}:{mention.spot.line}" for mention in sorted(mentions, key=lambda m: (m.path, m.spot))]
    named = ", ".join(places[:_MOST_PLACES])
    more = f", en nog {len(places) - _MOST_PLACES}" if len(places) > _MOST_PLACES else ""
    return fill(
        "{n} {plek verwijst|plekken verwijzen} er nog naar: {named}{more}", n=len(places), named=named, more=more
    )
