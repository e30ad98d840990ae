"""What Python and the scripts both compute, they compute alike: vectors in tests/cases/parity/ say what.

Each file has a row in `RULES`, and one in tests/parity.mjs, which tests/browser/test_parity.py runs, and `make audit` in
Node. `--golden` writes the answers of Python anew; review the diff. A file has `vectors`, pairs of what is given and the
answer, and may have what these share.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from macros.base.dutch import enumerated, fill, in_words
from macros.base.folding import fold, order, slug
from macros.chooser.ranking import Deciding, rank
from macros.chooser.verdicts import Judged, Verdict
from macros.exports.formats import harmless
from macros.index.column_codec import ColumnCodec, gaps
from macros.index.facets import FIRST, LONG, Option, arrange
from macros.library.library import Entry
from macros.maps.chart import DOT, SHADES, radius, shade
from macros.schema.schemas import UNKNOWN
from macros.search.compounds import LINKS, LONGEST, SHORTEST, parts_of
from macros.search.index import NAME, whole_name
from macros.search.words import STEPS, lists, plain, stem, words_of
from macros.upkeep.likeness import alike
from macros.validation.guessing import address_meant, date_meant, number_meant
from macros.writing.drafts import name_of
from macros.writing.examples import as_file
from tests import form_vectors
from tests.conftest import ROOT

CASES = ROOT / "tests/cases/parity"
ONLY_SCRIPTS = {"selection-names", "tables"}


def words(text: str, shared: dict[str, Any]) -> dict[str, Any]:
    assert shared == {"steps": [[list(one) for one in step] for step in STEPS], "name": NAME}
    found = list(words_of(plain(text).replace("-", " ")))
    return {"plain": plain(text), "words": found, "stems": [stem(word) for word in found], "name": whole_name(text)}


def compound(word: str, shared: dict[str, Any]) -> list[str]:
    stop = [one for one in shared["rules"]["stop"] if one in lists().stop]
    steps = [[list(one) for one in step] for step in STEPS]
    rules = {"links": list(LINKS), "shortest": SHORTEST, "longest": LONGEST, "steps": steps, "stop": stop}
    assert shared["rules"] == rules
    return list(parts_of(word, shared["known"]))


def column(values: list[str]) -> dict[str, Any]:
    codec = ColumnCodec()
    written = codec.column(values)
    return {"division": codec.strings[0], "texts": written["texts"], "read": values}


def options(given: dict[str, Any]) -> dict[str, Any]:
    made = [Option(label="", description="", **one) for one in given["options"]]
    assert given["first"] == (FIRST if len(made) > LONG else 0)
    shown = arrange(made)
    return {"order": [one.value for one in shown], "folded": [one.value for one in shown if one.folded]}


def filters(query: dict[str, list[str]], shared: dict[str, Any]) -> dict[str, Any]:
    """OR within a field, AND between fields, worked out entry by entry; behind each choice what it would give."""
    entries, numbers = shared["entries"], shared["numbers"]

    def values(entry: dict[str, Any], name: str) -> list[str]:
        given = entry.get(name, [UNKNOWN])
        return given if isinstance(given, list) else [str(given)]

    def fits(entry: dict[str, Any], name: str, chosen: list[str]) -> bool:
        if name not in numbers:
            return not set(values(entry, name)).isdisjoint(chosen)
        ends = [one.split("..") for one in chosen if one != UNKNOWN]
        if name not in entry:
            return UNKNOWN in chosen
        return any(int(low or 0) <= entry[name] <= int(high or 10**9) for low, high in ends)

    def results(but: str = "") -> list[int]:
        asked = {name: chosen for name, chosen in query.items() if chosen and name != but}
        return [place for place, one in enumerate(entries) if all(fits(one, *asking) for asking in asked.items())]

    counts = {}
    for name in (*shared["choices"], *numbers):
        found = Counter(value for place in results(name) for value in values(entries[place], name))
        counts[name] = dict(found) if name in numbers else {value: found[value] for value in shared["choices"][name]}
    return {"results": results(), "counts": counts}


def chooser(answers: dict[str, list[str]], shared: dict[str, Any]) -> list[dict[str, Any]]:
    def verdict(points: int, why: str, against: str, what: int = 0) -> Verdict:
        return Verdict(points, why, against, unknown=what == 1, clash=what == 2)

    candidates = [
        Judged(
            cast(Entry, one["id"]),  # whoever it is, it is only handed on
            tuple(one["moments"]),
            {
                name: {answer: verdict(*given) for answer, given in table.items()}
                for name, table in one["tables"].items()
            },
            tuple(one["why"]),
            tuple(one["against"]),
        )
        for one in shared["entries"]
    ]
    assert [one["tables"] for one in shared["entries"]] == [
        {name: {answer: list(verdict.data) for answer, verdict in table.items()} for name, table in one.tables.items()}
        for one in candidates
    ]
    deciding = Deciding(**{**shared["deciding"], "moments": tuple(shared["deciding"]["moments"])})
    return [
        {
            "name": moment.name,
            "picks": [
                {
                    "id": pick.candidate.entry,
                    "points": pick.points,
                    "why": pick.why,
                    "against": pick.against,
                    "fits": sorted(pick.fits),
                }
                for pick in moment.picks
            ],
        }
        for moment in rank(candidates, answers, deciding)
    ]


def on_the_map(count: int, most: int, shades: int, dot: float) -> tuple[int, float]:
    assert (shades, dot) == (SHADES, DOT)
    return shade(count, most), radius(count)


def folding(text: str) -> dict[str, Any]:
    apart = [word for word in dict.fromkeys(fold(text).split(" ")) if word]
    return {"fold": fold(text), "order": order(text), "slug": slug(text), "words": apart}


def guesses(text: str) -> dict[str, Any]:
    return {"date": date_meant(text), "number": number_meant(text), "address": address_meant(text)}


# As Python does it; what is shared comes second, where a file has that.
RULES: dict[str, Callable[..., Any]] = {
    "folding": folding,
    "order": lambda names: sorted(names, key=lambda name: (order(name), name)),
    "plurals": lambda given: fill(given[0], **given[1]),
    "lists-in-words": lambda given: enumerated(*given),
    "days": lambda given: in_words(date(*given)),
    "words": words,
    "compounds": compound,
    "cells": harmless,
    "columns": column,
    "gaps": lambda places: {"code": gaps(places), "read": places},
    "map": lambda given: on_the_map(*given),
    "options": options,
    "filters": filters,
    "chooser": chooser,
    "entry-files": lambda given: {"name": name_of(given[0].get("title", "")), "text": as_file(*given)},
    "form-guesses": guesses,
    "form-rules": form_vectors.verdict,
    "likeness": lambda given: [list(one) for one in alike(*given)],
}
# What the vectors of a file share, where that follows from the schemas.
SHARED: dict[str, Callable[[], dict[str, Any]]] = {"form-rules": form_vectors.shared}


def as_text(told: dict[str, Any]) -> str:
    """A file of vectors, with each on a line of its own."""

    def line(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    shared = f'"shared": {line(told["shared"])},\n' if "shared" in told else ""
    vectors = ",\n".join(map(line, told["vectors"]))
    return f'{{{shared}"vectors": [\n{vectors}\n]}}\n'


def read(file: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize("name", RULES)
def test_python_answers_as_the_vectors_say(name: str, golden: Callable[[Path, str], None]) -> None:
    file = CASES / f"{name}.json"
    told = read(file)
    if name in SHARED:
        told["shared"] = SHARED[name]()
    shared = [told["shared"]] if "shared" in told else []
    golden(file, as_text({**told, "vectors": [[given, RULES[name](given, *shared)] for given, _ in told["vectors"]]}))
