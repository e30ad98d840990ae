"""A library that notes what a page asks of it, so that one can tell later whether that page would be the same again.

While a page is made, each question about entries is noted with a digest of the answer. Asked anew, the same answers to all
of them give the same page, whatever else changed (verifying traces: Mokhov, Mitchell and Peyton Jones, “Build Systems à la
Carte”, ICFP 2018). What no question is about is the same for all pages of a build: settings, schemas, templates, code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any, TypeVar

from macros.images.images import Image
from macros.library.library import Entry, Library, Mentions
from macros.references.fields import references_in

Question = tuple[str, ...]  # its name, and what it is about
# What was asked, in this order: each question, the digest of its answer, and what decided that where it can be told (else empty).
Trace = list[tuple[Question, bytes, bytes]]
Answer = TypeVar("Answer")

_DIGEST = 16


class RecordedLibrary(Library):
    """The entries of another library. What is asked within `noting` is noted; what an answer itself takes is not."""

    def __init__(self, library: Library) -> None:
        vars(self).update(vars(library))
        self._noted: dict[Question, None] | None = None
        self._kinds: dict[str, Callable[..., object]] = {}
        self._deciding: dict[str, Callable[[str], bytes]] = {}
        self._decided: dict[tuple[str, str], bytes] = {}
        self._known: dict[Question, bytes] = {}
        self._entry_digests: dict[tuple[str, str], bytes] = {}
        self._get = self.question("entry", super().get, lambda entry: entry)
        self._mentions = self.question("mentions", self._referring_to, _told_mentions)
        self._connections = self.question("connections", self._connections_of, int)
        self._referring = self.question("referring", self._referring_of, list)
        self._linked = self.question("connected", self._connected_to, sorted)
        self._collection = self.question("collection", super().collection, lambda entries: entries)
        self._image = self.question("image", self.images.get, _told_image)
        self.images = _Images(self.images, self._image)

    @contextmanager
    def noting(self) -> Iterator[Callable[[], Trace]]:
        """Note what is asked from here on; gives how to get the trace, at the end."""
        noted: dict[Question, None] = {}
        self._noted = noted
        try:
            yield lambda: [(question, self.digest(question), self._decides(question)) for question in noted]
        finally:
            self._noted = None

    def prepare(self) -> None:
        """Do now what every process would do for itself that asks of traces whether they hold."""
        for entries in self._entries.values():
            for entry in entries.values():
                self._digest_of(entry)
        for name in self._deciding:
            for collection in self._entries:
                self._decides((name, collection))

    def still_holds(self, trace: Trace) -> bool:
        """Whether every question has the same answer now. One that is asked no more has none."""
        return all(
            question[0] in self._kinds
            and ((decided and decided == self._decides(question)) or self.digest(question) == digest)
            for question, digest, decided in trace
        )

    def renewed(self, trace: Trace) -> Trace:
        """A trace that holds, with what decides its answers now."""
        if all(decided == self._decides(question) for question, _, decided in trace if decided):
            return trace
        return [(question, digest, self._decides(question)) for question, digest, _ in trace]

    def _decides(self, question: Question) -> bytes:
        """What decides the answer to a question, where that is told."""
        if question[0] not in self._deciding:
            return b""
        about = question[0], question[1]
        if about not in self._decided:
            self._decided[about] = self._deciding[question[0]](question[1])
        return self._decided[about]

    def digest(self, question: Question) -> bytes:
        """The digest of the answer to a question: the same only for the same answer."""
        known = self._known.get(question)
        if known is None:
            noted, self._noted = self._noted, None
            try:
                answer = self._kinds[question[0]](*question[1:])
            finally:
                self._noted = noted
            known = self._known[question] = blake2b(self._said(answer), digest_size=_DIGEST).digest()
        return known

    def question(
        self,
        name: str,
        answer: Callable[..., Answer],
        told: Callable[[Answer], object],
        decided: Callable[[str], bytes] | None = None,
    ) -> Callable[..., Answer]:
        """`answer`, with each time that it is asked noted. `told` is all of an answer that a page can show: texts, numbers,
        entries, and lists of these. What it is about are texts.

        Where answers are dear, `decided` gives for a collection, what they are about first, all that follows from in what is
        told: as long as that is the same, so are they, and they are not asked anew.
        """
        self._kinds[name] = lambda *about: told(answer(*about))
        if decided:
            self._deciding[name] = decided

        def asked(*about: str) -> Answer:
            noted = self._noted
            if noted is None:
                return answer(*about)
            noted[name, *about] = None
            self._noted = None  # what an answer takes is no question of the page
            try:
                return answer(*about)
            finally:
                self._noted = noted

        return asked

    def take_over(self, before: Library, changed: Sequence[Entry]) -> None:
        """Take what refers to what from a library that had other values in the `changed` entries, and is asked nothing any more.
        Not where one of them refers to others now, or has another place."""
        if any(before._entries[name].keys() != entries.keys() for name, entries in self._entries.items()):
            return
        olds = [before._entries[entry.collection.name][entry.id] for entry in changed]
        if [(e.place, self._references(e)) for e in olds] != [(e.place, self._references(e)) for e in changed]:
            return
        self._back, self._connected = before._back, before._connected
        for entry in changed:
            for field, target, id in self._references(entry):
                _, entries = self._back[target, id][entry.collection.name, field]
                entries[:] = [entry if one.id == entry.id else one for one in entries]

    def _references(self, entry: Entry) -> list[tuple[str, str, str]]:
        """What an entry refers to: by which field, and the collection and id."""
        fields = self.schemas[entry.collection.name].fields
        values = [(fields[name], value) for name, value in entry.values.items() if name in fields]
        return [(field.name, to, id) for field, value in values for to, _, id in references_in(field, value, ())]

    def get(self, collection: str, id: str) -> Entry | None:
        return self._get(collection, id)

    def collection(self, name: str) -> list[Entry]:
        return self._collection(name)

    def tally(self, collection: str, field: str) -> Counter[str]:
        self._collection(collection)
        return super().tally(collection, field)

    def cited(self) -> dict[str, Counter[str]]:
        for name in self.settings.collections:
            self._collection(name)
        return super().cited()

    def referring_to(self, entry: Entry) -> list[Mentions]:
        return self._mentions(entry.collection.name, entry.id)

    def connections(self, entry: Entry) -> int:
        return self._connections(entry.collection.name, entry.id)

    def referring(self, entry: Entry) -> list[str]:
        return self._referring(entry.collection.name, entry.id)

    def _referring_of(self, collection: str, id: str) -> list[str]:
        entry = super().get(collection, id)
        return super().referring(entry) if entry else []

    def connected(self, entry: Entry) -> Iterable[tuple[str, str]]:
        return self._linked(entry.collection.name, entry.id)

    def _connected_to(self, collection: str, id: str) -> Iterable[tuple[str, str]]:
        entry = super().get(collection, id)
        return super().connected(entry) if entry else ()

    def _referring_to(self, collection: str, id: str) -> list[Mentions]:
        entry = super().get(collection, id)
        return super().referring_to(entry) if entry else []

    def _connections_of(self, collection: str, id: str) -> int:
        entry = super().get(collection, id)
        return super().connections(entry) if entry else 0

    def _said(self, answer: object) -> bytes:
        """Bytes that differ for answers that differ."""
        if isinstance(answer, Entry):
            return self._digest_of(answer)
        if isinstance(answer, list | tuple):
            parts = [self._said(part) for part in answer]
            return b"[" + b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        return repr(answer).encode("utf-8", "surrogatepass")

    def _digest_of(self, entry: Entry) -> bytes:
        """The digest of all that an entry is."""
        key = entry.collection.name, entry.id
        known = self._entry_digests.get(key)
        if known is None:
            said = repr((entry.collection.name, entry.id, entry.path, entry.values, entry.former, entry.draft))
            known = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
            self._entry_digests[key] = known
        return known


class _Images(dict[str, Image]):
    """The images of a library; which of them a page has is noted."""

    def __init__(self, images: dict[str, Image], asked: Callable[..., Image | None]) -> None:
        super().__init__(images)
        self._asked = asked

    def get(self, name: str, default: Any = None) -> Any:
        return self._asked(name) or default


def _told_mentions(found: list[Mentions]) -> object:
    return [(one.label, one.query, one.found, one.collection.name, one.entries) for one in found]


def _told_image(image: Image | None) -> object:
    return (image.name, image.width, image.height) if image else None
