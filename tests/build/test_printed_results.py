"""The sixteen results that the five sources print, each on the monitor with whose it is, how sure it is, and its place."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.build

KATAPULT, DIALOGIC = "Katapult, Maatschappelijke uitdagingen", "Dialogic, Versterking leervermogen"
FIGURES, SCALDA, MANIFEST = "kader met cijfers", "Interview Scalda", "kader Manifest"
# What is read, of whom, in which publication and where; in the order of the sources.
PRINTED = (
    ("ongeveer 10%", "CIV Wind op Zee", DIALOGIC, "paragraaf 6.2.1"),
    ("van plan: 120 studenten", "CIV Wind op Zee", DIALOGIC, "paragraaf 6.2.1"),
    ("meer dan 450 samenwerkingen", "Katapultnetwerk", KATAPULT, FIGURES),
    ("124.000 studenten", "Katapultnetwerk", KATAPULT, FIGURES),
    ("8.000 docenten", "Katapultnetwerk", KATAPULT, FIGURES),
    ("12.000 bedrijven", "Katapultnetwerk", KATAPULT, FIGURES),
    ("80%", "Katapultnetwerk", KATAPULT, FIGURES),
    ("6 bijeenkomsten", "Lerende regio voor zorg & welzijn", KATAPULT, "Interview Samenwerken"),
    ("meer dan 200 professionals", "Lerende regio voor zorg & welzijn", KATAPULT, "Interview Samenwerken"),
    ("2 pumptracks", "Living Lab Lingewaard", KATAPULT, "Opbrengsten"),
    ("3 dorpen", "Living Lab Lingewaard", KATAPULT, "Opbrengsten"),
    ("2 edities", "Zeeuwse ICT contexten van de toekomst", KATAPULT, SCALDA),
    ("4 contexten", "Zeeuwse ICT contexten van de toekomst", KATAPULT, SCALDA),
    ("10 inzendingen", "Zeeuwse ICT contexten van de toekomst", KATAPULT, SCALDA),
    ("300 partijen", "Manifest Werken en ontwikkelen 2030 Noord-Holland", KATAPULT, MANIFEST),
    ("30 roc’s", "Niet bij naam genoemd", DIALOGIC, "Tabel 6"),
)


@pytest.fixture(scope="module")
def shown(real_site: Path) -> list[str]:
    """Each measurement on the page, as it reads: alone, or a row of a table."""
    page = (real_site / "monitor/impact/index.html").read_text(encoding="utf-8")
    parts = re.findall(r'<figure class="kb-number".*?</figure>|<tr>.*?</tr>', page, re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split()) for part in parts]


@pytest.mark.parametrize(("value", "whose", "publication", "place"), PRINTED)
def test_a_printed_result_stands_on_the_monitor_with_its_place(
    shown: list[str], value: str, whose: str, publication: str, place: str
) -> None:
    found = [text for text in shown if re.search(rf"(?<![\w.]){re.escape(value)}(?!\w)", text) and whose in text]
    assert len(found) == 1, (value, found)
    assert publication in found[0] and place in found[0]


def test_an_invented_example_is_no_measurement(shown: list[str]) -> None:
    """The plan of 2020 makes one up: four technicians become one or two."""
    assert len(shown) >= 25 and not [text for text in shown if "Zo maken mensen de transitie" in text]
