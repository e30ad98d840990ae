"""How hard our texts are to read: a measure for each page, and the hardest of them.

Measured are the texts that somebody wrote: the summary and the texts of each entry,
and the pages in docs/. Titles, headings, tables and lists of sources are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from macros.advice.plainness import texts_of
from macros.base.dutch import counted
from macros.language.readability import FOR_MAKERS, FOR_VISITORS, Read, Text, as_terms, in_dutch
from macros.language.sentences import sentences
from macros.library.library import Entry, Library
from macros.reading.entry_files import read_file

_SOURCES = "\n## Bronnen\n"  # the last heading of a page: below it stand names and places, no sentences
_MAKERS = ("docs/ontwikkelen/", "docs/meedoen/meldingen/")


def measure(root: Path, library: Library) -> list[Text]:
    """Every page with text of its own, and each collection as a whole, sorted by path."""
    terms = terms_of(library)
    found: list[Text] = []
    for name in library.settings.collections:
        pages = [measure_entry(root, library, entry, terms) for entry in library.collection(name)]
        whole = tuple(one for page in pages for one in page.read)
        found += [*pages, Text(f"content/{name}/", whole, terms, FOR_VISITORS)]
    for file in (root / "docs").rglob("*.md"):
        path = file.relative_to(root).as_posix()
        bounds = FOR_MAKERS if path.startswith(_MAKERS) else FOR_VISITORS
        found.append(Text(path, tuple(_of_page(file.read_text(encoding="utf-8"))), terms, bounds))
    return sorted((text for text in found if text.read), key=lambda text: text.path)


def measure_entry(root: Path, library: Library, entry: Entry, terms: frozenset[tuple[str, ...]]) -> Text:
    """The texts of one entry. `terms` are what `terms_of` says that the site explains."""
    read = tuple(_of_entry(root, entry.path, entry.collection.name, library))
    return Text(entry.path, read, terms, FOR_VISITORS)


def terms_of(library: Library) -> frozenset[tuple[str, ...]]:
    """The words that the site explains where they stand."""
    return as_terms(_terms(library))


def _of_entry(root: Path, path: str, collection: str, library: Library) -> Iterator[Read]:
    entry, _ = read_file(root, collection, root / path)
    assert entry is not None  # it is in the library, so it could be read
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    for at, text in texts_of(entry, library.schemas[collection]):
        begin = entry.places.of(at).line
        for sentence in sentences(text):
            # Where YAML may have moved lines, the place of the value is all that is known.
            written = text[sentence.start :].split("\n", 1)[0].strip()
            below = (number for number, line in enumerate(lines[begin - 1 :], begin) if written in line)
            yield Read(sentence, next(below, begin))


def _of_page(text: str) -> Iterator[Read]:
    text = text.partition(_SOURCES)[0]
    begin = 0
    if text.startswith("---\n"):
        begin = text.index("\n---\n", 3) + len("\n---\n")
        if "\nlanguage: " in text[:begin]:  # the measure is that of Dutch
            return
    for sentence in sentences(text[begin:]):
        yield Read(sentence, text[: begin + sentence.start].count("\n") + 1)


def _terms(library: Library) -> Iterator[str]:
    name = library.settings.glossary
    for entry in library.collection(name) if name else ():
        yield from (entry.title, *entry.values.get("aliases", ()))


def worst(texts: Iterable[Text]) -> list[Text]:
    """Those beyond their bounds first, then the hardest to read; pages too short to say stand last."""
    return sorted(texts, key=lambda text: (-len(text.over), not text.is_sample, text.ease, text.path))


def as_text(texts: Sequence[Text], most: int) -> str:
    """For a person at a terminal: the worst pages, each with its figures and its longest sentence."""
    lines = []
    for text in worst(texts)[:most]:
        lines.append(f"{text.path}: " + ("; ".join(text.over) or "binnen de grenzen"))
        lines.append(
            f"  leesgemak {in_dutch(text.ease)}, leesindex A {in_dutch(text.index)}, "
            f"{in_dutch(text.mean)} woorden per zin, {in_dutch(text.hard)} % moeilijke woorden, {counted(len(text.words), 'woord', 'woorden')}"
        )
        longest = text.longest
        place = f"regel {longest.line}, {len(longest.sentence.words)} woorden"
        lines.append(f"  langste zin ({place}): {longest.sentence.text}")
    return "\n".join(lines) + "\n" if lines else ""
