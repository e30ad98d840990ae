"""One community more changes what tells of it, and nothing else: shown as the comparison of two sites."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.compare_sites import differences
from tests.conftest import build_site, sample_root

pytestmark = pytest.mark.build

COMMUNITY = """title: De Nieuwe Werf
summary: Scholen en bedrijven leren er samen hoe je boten bouwt.
kind: hub
status: actief
status_date: 2026-06-01
themes: [waterstof]
focus: [leren, werken]
provinces: [zeeland]
partners: 12
bottlenecks: [diversiteit]
sources:
  - publication: Jaarverslag van de werf (2026)
    where: bladzijde 3
checked: 2026-06-01
"""
# Of the figures those that count communities; not those of agreements, questions, audiences, terms or the chain.
FIGURES = (
    "afbakening", "begonnen", "communities-in-de-bronnen", "communities-kenmerken", "communities-per-fase",
    "communities-per-focus", "communities-per-provincie", "communities-per-soort", "communities-per-status",
    "communities-per-thema", "financiering", "hoe-vers", "knelpunten-en-wat-helpt", "nagekeken", "opleidingsniveaus",
    "partners-soorten", "partners-verdeling", "provincies-en-themas", "tools-per-fase", "vertrekpunt", "volwassenheid",
)  # fmt: skip
CHANGED = {
    "the home page, and where numbers of communities stand": {"index.html", "over/index.html", "data/collections.json"},
    "the list and its data": {"communities/index.html", "data/communities.csv", "data/communities.json"},
    "its province, theme and bottleneck": {
        *("provincies/index.html", "provincies/zeeland/index.html", "themas/index.html", "themas/waterstof/index.html"),
        *("knelpunten/diversiteit/index.html", "knelpunten/diversiteit/entry.json"),
    },
    "what is new": {f"{folder}{feed}" for folder in ("", "communities/", "monitor/") for feed in ("atom.xml", "feed.json")},
    "what finds it": {"search/index.json", "register/index.html", "sitemap.xml"},
    "the form, which knows what there is": {"meedoen/voeg-toe/communities.json", "meedoen/voeg-toe/communities/preview.mjs"},
    "the monitor": {f"monitor/{page}index.html" for page in ("", "overzicht/", "kwaliteit/", "leemtes/", "impact/", "versheid/")},
    "the data of the monitor": {f"data/monitor/{name}.json" for name in FIGURES} | {"data/monitor/dates.csv"},
}  # fmt: skip
NEW = {
    "communities/nieuwe-werf/index.html",
    "communities/nieuwe-werf/entry.json",
    "communities/nieuwe-werf/source.txt",
    "assets/cards/communities/nieuwe-werf.png",
}
# Their data change only where a number does, their drawing with it; of measurements only how many communities there are.
MAY = re.compile(rf"data/monitor/(?:(?:{'|'.join(FIGURES)})\.(?:csv|svg)|metingen-[\w-]+\.json)|search/[0-9a-f]+/.*")
NEIGHBOUR = re.compile(r"communities/[\w-]+/index\.html")
# What a page says of those that resemble it: one more makes what they share less rare, so that others may come in front.
_NEAR = re.compile(r'<section class="kb-near".*?</section>', re.DOTALL)


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Path:
    """The site of the sample with one community more."""
    root = tmp_path_factory.mktemp("one") / "project"
    shutil.copytree(sample_root(), root)
    (root / "content/communities/nieuwe-werf.yml").write_text(COMMUNITY, encoding="utf-8")
    return build_site(root, root / "site")


def test_one_community_more_changes_what_tells_of_it_and_nothing_else(site: Path, after: Path) -> None:
    found = differences(site, after)
    expected = set().union(*CHANGED.values())
    changed = {name for name in found["changed"] if not MAY.fullmatch(name)}
    neighbours = {name for name in changed - expected if NEIGHBOUR.fullmatch(name)}
    assert expected - changed == set()
    assert changed - expected - neighbours == set()
    assert {name for name in found["new"] if not MAY.fullmatch(name)} == NEW
    assert [name for name in found["gone"] if not MAY.fullmatch(name)] == []
    pages = {name: [(root / name).read_text(encoding="utf-8") for root in (site, after)] for name in neighbours}
    assert 0 < len(pages) < 8 and any("nieuwe-werf/" in now for _, now in pages.values())
    assert [name for name, (was, now) in pages.items() if _NEAR.sub("", was) != _NEAR.sub("", now)] == []


def test_each_number_is_one_more_and_no_other(site: Path, after: Path) -> None:
    def rows(root: Path, name: str) -> dict[str, int]:
        data = json.loads((root / f"data/monitor/{name}.json").read_text(encoding="utf-8"))
        return {row["id"]: row["Aantal"] for row in data["rows"]}

    for name, value in (
        ("communities-per-provincie", "zeeland"), ("communities-per-thema", "waterstof"), ("communities-per-soort", "hub"),
        ("communities-per-status", "actief"),
    ):  # fmt: skip
        before, now = rows(site, name), rows(after, name)
        assert now == {**before, value: before[value] + 1}, name
