"""What an entry claims beyond what one can read in one place: what sources lack, a year, a firm title above a cautious text.

Such a claim may well be right. The warning asks for the ground: what was searched and for which words, or where it
stands, in `grounds`. Which fields have one, the entry says itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.advice.plainness import texts_of
from macros.language.sentences import among, sentences
from macros.problems.problem import Problem
from macros.reading.entry_files import EntryFile
from macros.schema.schemas import Schema

_LACKS = among("geen niet niets niemand nergens nooit alleen")
_SOURCE = among("bron bronnen publicatie publicaties rapport rapporten verklaring", "plan van aanpak")
_TELLS = among(
    "noemt noemen noemde noemden zegt zeggen zei meldt melden meldde vertelt vertellen schrijft beschrijft beoordeelt "
    "beoordelen koppelt geeft legt staan staat",
    "te vinden",
)
_HEDGE = among(
    "kan kunnen kon konden lijkt lijken leek leken mogelijk misschien wellicht waarschijnlijk wil willen wilde wilden "
    "zou zouden hoopt hoopte hopen verwacht verwachten verwachtte beoogt beogen plan plannen bedoeld bedoeling",
    r"plant(?! of\b)",
)
_YEAR = re.compile(r"(?<![\w-])[12]\d{3}(?![\w-])")
_WORD = re.compile(r"[^\W\d_]{4,}")
# So many letters of a word tell it from others, whatever its ending; so many words in common are the same claim.
_STEM, _FEWEST, _SHARE = 5, 3, 0.5


def claims(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    """A warning for each field whose claim has no ground in `grounds`, at the claim; one per field and kind."""
    if "grounds" not in schema.fields:
        return
    grounded = {str(ground.get("field")) for ground in entry.values.get("grounds", ())}
    yield from _unsearched(entry, grounded)
    yield from _years_of_sources(entry, grounded)
    yield from _firmer(entry, schema, grounded)


def _unsearched(entry: EntryFile, grounded: set[str]) -> Iterator[Problem]:
    """What sources are said to lack. That takes a search of all of them, and not of one place."""
    makers = [str(source.get("publication")).partition(",")[0] for source in entry.values.get("sources", ())]
    told: set[object] = set()
    for at, text in entry.texts:
        if at[0] in grounded or at[0] in told or at[0] in ("sources", "grounds", "asked_as"):
            continue
        told_of = sentences(text) if _LACKS.search(text.casefold()) else ()
        if not _TELLS.search("\n".join([one.text for one in told_of]).casefold()):
            continue
        for sentence in told_of:
            said = sentence.text.casefold()
            names = any(maker in sentence.text for maker in makers) or _SOURCE.search(said)
            if names and _LACKS.search(said) and _TELLS.search(said):
                told.add(at[0])
                message = "Hier staat wat een bron niet zegt. Is dat in alle bronnen nagezocht?"
                hint = f"Zet bij ‘grounds’, met field: {at[0]}, waarin je zocht en waarop. Of haal de zin weg."
                yield entry.problem_in("unsearched", at, text, sentence.start, message, hint)
                break


def _years_of_sources(entry: EntryFile, grounded: set[str]) -> Iterator[Problem]:
    """A year of the thing itself that is the year of a publication about it."""
    years = {
        year for source in entry.values.get("sources", ()) for year in _YEAR.findall(str(source.get("publication")))
    }
    for name, value in entry.values.items():
        if name not in grounded and isinstance(value, (str, int)) and str(value) in years:
            message = f"{value} is ook het jaar van de publicatie. Is het wel het jaar van het onderwerp zelf?"
            hint = f"Zegt een bron dat? Zet het bij ‘grounds’, met field: {name}. Haal ‘{name}’ anders weg."
            yield entry.problem("source-year", (name,), message, hint)


def _firmer(entry: EntryFile, schema: Schema, grounded: set[str]) -> Iterator[Problem]:
    """A title or summary that claims for sure what the text says only may be so."""
    texts = [text for (name, *_), text in texts_of(entry, schema) if name not in ("title", "summary", "notes")]
    hedged = [_stems(one.text) for text in texts for one in sentences(text) if _hedges(one.text)]
    for name in ("title", "summary") if hedged else ():
        text = entry.values.get(name)
        if name in grounded or not isinstance(text, str):
            continue
        for claim in sentences(text):
            stems = _stems(claim.text)
            fewest = _FEWEST + (name == "title")  # advice in a title shares its few words with any text about it
            enough = max(fewest, _SHARE * len(stems))
            if len(stems) < fewest or _hedges(claim.text) or not _told_in(hedged, stems, enough):
                continue
            sure = (_stems(one.text) for text in texts for one in sentences(text) if not _hedges(one.text))
            if not _told_in(sure, stems, enough):
                message = f"‘{name}’ zegt dit zonder voorbehoud, maar de tekst eronder zegt dat het kan of zou."
                hint = f"Neem het voorbehoud over (kan, lijkt, wil). Klopt het zo? Zeg dan bij ‘grounds’, met field: {name}, waarom."
                yield entry.problem_in("firmer", (name,), text, claim.start, message, hint)
                break


def _hedges(text: str) -> bool:
    return bool(_HEDGE.search(text.casefold()))


def _told_in(said: Iterable[set[str]], claim: set[str], enough: float) -> bool:
    return any(len(claim & stems) >= enough for stems in said)


def _stems(text: str) -> set[str]:
    return {word[:_STEM].casefold() for word in _WORD.findall(text)}
