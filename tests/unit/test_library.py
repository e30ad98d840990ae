"""The library, its facets, views and exports, on a small set of entries."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from macros.base import clock
from macros.base.labels import within_sentence
from macros.checking.check import check
from macros.exports.formats import as_csv, as_json
from macros.index.facets import FacetError, make_facets
from macros.index.histogram import make_bars
from macros.library.library import Entry, Library
from macros.library.recorded import RecordedLibrary
from macros.page_macros.lists import index
from macros.views.addresses import relative_root
from tests.conftest import ROOT, Project
from tests.shown import entry_page, here
from tests.small import OTHERS, SMALL, SOURCES, TROUBLES


@pytest.fixture
def root(project: Project) -> Path:
    return project(SMALL)


@pytest.fixture
def library(root: Path) -> Library:
    checked = check(root)
    assert checked.library is not None, checked.problems
    return checked.library


def test_entries_stand_by_title_without_regard_to_quotes_and_case(library: Library) -> None:
    assert [entry.id for entry in library.collection("communities")] == ["atelier", "tuin", "werf"]


def test_what_refers_to_an_entry_is_known_there(library: Library) -> None:
    def mentions(collection: str, id: str) -> list[tuple[str, list[str]]]:
        found = library.referring_to(library.entry(collection, id))
        return [(mention.label, [entry.id for entry in mention.entries]) for mention in found]

    assert mentions("tools", "spiegel") == [("Gebruikt door", ["tuin"])]
    assert mentions("communities", "tuin") == [("Onderdelen", ["werf"]), ("Verhalen", ["hoe"])]
    assert mentions("stories", "hoe") == []


def mentions(library: Library) -> dict[str, object]:
    return {
        f"{name}/{entry.id}": (library.referring_to(entry), library.connections(entry))
        for name in library.settings.collections
        for entry in library.collection(name)
    }


def with_values(library: Library, of: str, **values: object) -> tuple[Library, Entry]:
    """The library with other values in one entry, and that entry; without it where there are none."""
    entries = {e.id: e for name in library.settings.collections for e in library.collection(name)}
    changed = replace(entries.pop(of), values={**library.entry("communities", of).values, **values})
    return Library(library.settings, library.schemas, [*entries.values(), *([changed] if values else [])]), changed


@pytest.mark.parametrize(
    "values",
    [
        {"summary": "Iets anders."},
        {"title": "Zeeland"},
        {"tools": []},
        {"part_of": "werf"},
        {"tools": ["spiegel"], "kind": "fieldlab"},
        {},
    ],
    ids=str,
)
def test_what_refers_to_what_is_the_same_as_found_anew(library: Library, values: dict[str, object]) -> None:
    before = mentions(library)
    anew, changed = with_values(library, "tuin", **values)
    now = RecordedLibrary(anew)
    now.take_over(library, [changed] if values else [])
    assert mentions(now) == mentions(anew) != before


def test_numbers_are_counted_from_the_entries(library: Library) -> None:
    assert library.count("communities") == 3
    assert library.count("communities", "focus", "leren") == 2
    assert library.count("communities", "kind", "hub") == 1
    with pytest.raises(KeyError):
        library.count("communities", "fokus", "leren")


def test_facets_count_options_and_put_those_without_results_last(library: Library) -> None:
    (facet,) = make_facets(library, "communities", ["focus"])
    assert [(o.value, o.label, o.count) for o in facet.options] == [
        ("leren", "Leren", 2),
        ("werken", "Werken", 1),
        ("innoveren", "Innoveren", 0),
    ]
    (tools,) = make_facets(library, "communities", ["tools"])
    assert [(o.value, o.label, o.count) for o in tools.options] == [("spiegel", "Spiegel", 1)]


def test_a_stretch_of_numbers_has_bars_and_more_than_counts_as_the_next(library: Library) -> None:
    (partners,) = make_facets(library, "communities", ["partners"])
    assert sum(bar.count for bar in partners.bars) + partners.unknown == 3
    assert partners.bars[-1].high == 151, "meer dan 150"
    assert partners.unit == ("partner", "partners")


@pytest.mark.parametrize(
    ("numbers", "bars"),
    [
        ([], []),
        ([7], [(7, 7, 1)]),
        ([1, 2, 2, 4], [(1, 1, 1), (2, 2, 2), (3, 3, 0), (4, 4, 1)]),
        ([*range(1, 21), 900], [(1, 1, 1), *((n, n + 1, 2) for n in range(2, 18, 2)), (18, 900, 4)]),
    ],
)
def test_bars_are_few_and_a_number_far_away_does_not_flatten_them(
    numbers: list[int], bars: list[tuple[int, int, int]]
) -> None:
    assert [(bar.low, bar.high, bar.count) for bar in make_bars(numbers)] == bars


def test_a_province_counts_for_its_part_of_the_country_but_is_exported_as_written(library: Library) -> None:
    (provinces,) = make_facets(library, "communities", ["provinces"])
    options = {option.value: option for option in provinces.options}
    assert options["zeeland"].count == options["west"].count == 1
    assert (options["zeeland"].under, options["zeeland"].depth, options["west"].depth) == ("west", 1, 0)
    values = [option.value for option in provinces.options]
    assert values.index("west") < values.index("zeeland")
    (row,) = [row for row in json.loads(as_json(library, "communities")) if row["id"] == "tuin"]
    assert row["provinces"] == ["zeeland"]


def test_a_facet_that_cannot_be_says_which_can(library: Library) -> None:
    with pytest.raises(FacetError, match="‘region’ kan geen filter van communities zijn; kies uit .*provinces"):
        make_facets(library, "communities", ["region"])


def test_exports_hold_id_url_and_the_fields_as_written(library: Library) -> None:
    rows = json.loads(as_json(library, "communities"))
    assert [row["id"] for row in rows] == ["atelier", "tuin", "werf"]
    assert rows[1]["url"] == "communities/tuin/"
    assert rows[1]["partners"] == {"more_than": 150}
    assert "region" not in rows[1], "what is unknown is absent"
    (story,) = json.loads(as_json(library, "stories"))
    assert story["body"].startswith("# Begin")


def test_the_data_of_a_small_library_is_as_it_was(library: Library, golden: Callable[[Path, str], None]) -> None:
    folder = ROOT / "tests/cases/data"
    for collection in ("communities", "tools", "stories"):
        golden(folder / f"{collection}.json", as_json(library, collection))
        rows = as_csv(library, collection)
        # Each row ends as RFC 4180 wants it; within a cell a text has its own line breaks.
        assert rows.count("\r\n") == len(library.collection(collection)) + 1
        golden(folder / f"{collection}.csv", rows.replace("\r\n", "\n"))


def test_a_spreadsheet_never_runs_a_title_as_a_formula(library: Library) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(library, "communities"))))
    assert rows[0]["title"] == "'=Atelier"
    assert rows[1]["focus"] == "leren; werken"
    assert rows[2]["region"] == ""


def test_a_page_shows_labels_words_and_links(library: Library) -> None:
    html = entry_page(library, library.entry("communities", "tuin"), date(2026, 11, 21))
    assert "meer dan 150" in html
    assert '<a class="kb-value" href="../../provincies/zeeland/"' in html
    assert ">Zeeland</a>" in html
    assert "Ook bekend als Proeftuin" in html
    assert 'href="https://www.voorbeeld.nl/tuin"' in html
    assert "22 december 2022" in html
    assert "bijna 4 jaar geleden" in html
    assert "Verslag (1999): bladzijde 3; bladzijde 9" in html
    assert "/edit/main/content/communities/tuin.yml" in html
    assert 'href="../../tools/spiegel/"' in html
    assert 'href="../../verhalen/hoe/"' in html


def test_links_between_files_become_links_between_pages(library: Library) -> None:
    html = entry_page(library, library.entry("tools", "spiegel"), date(2026, 11, 21))
    assert 'href="../../communities/tuin/"' in html


@pytest.mark.parametrize("name", ["communities/vol", "tools/vol", "stories/vol", "lessons/vol", "indicators/vol"])
def test_the_page_of_a_full_entry_is_as_it_was(
    project: Project, golden: Callable[[Path, str], None], name: str
) -> None:
    """Every field of every collection, on the page as it comes out."""
    cases = ROOT / "tests/cases/pages"
    content = {
        **SMALL,
        **TROUBLES,
        **OTHERS,
        **{str(f.relative_to(cases)): f.read_text(encoding="utf-8") for f in cases.rglob("vol.*")},
    }
    content = {path: text for path, text in content.items() if not path.endswith(".html")}
    checked = check(project(content))
    assert checked.library is not None, checked.problems
    collection, id = name.split("/")
    entry = checked.library.entry(collection, id)
    of_the_file = {"former_names", "draft"}  # no page shows these
    assert set(entry.values) == set(checked.library.schemas[collection].fields) - of_the_file, (
        "the case has every field"
    )
    golden(cases / f"{name}.html", entry_page(checked.library, entry, date(2026, 11, 21)))


@pytest.mark.parametrize(("url", "root"), [("", ""), ("tools/", "../"), ("tools/spiegel/", "../../")])
def test_the_way_to_the_root_follows_from_the_address(url: str, root: str) -> None:
    assert relative_root(url) == root


def test_an_index_holds_every_entry_with_what_it_is_filtered_by(library: Library) -> None:
    html = index(here(library, "communities/", date(2026, 11, 21)), "communities", ["focus", "provinces"]).html
    assert html.count("data-entry=") == 3
    assert 'data-entry="tuin" data-focus="leren werken" data-provinces="zeeland west"' in html
    assert '<p class="kb-status" role="status">3 communities</p>' in html


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        ("2022-12-22", "2026-11-21", "bijna 4 jaar geleden"),
        ("2022-12-22", "2026-12-22", "4 jaar geleden"),
        ("2025-01-01", "2026-11-21", ""),
    ],
)
def test_old_facts_say_how_old_they_are(then: str, now: str, words: str) -> None:
    assert clock.ago(date.fromisoformat(then), date.fromisoformat(now)) == words


def test_today_is_given_not_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert clock.today(tmp_path) == date(1970, 1, 2)


def test_a_new_collection_needs_no_python(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A schema, a folder and a declaration: the generic template shows each field by its label."""
    schema = {
        "title": "Boom",
        "type": "object",
        "required": ["title"],
        "additionalProperties": False,
        "properties": {
            "title": {"$ref": "common.schema.json#/$defs/title"},
            "height": {"title": "Hoogte in meters", "type": "integer"},
            "soil": {"title": "Grond", "oneOf": [{"const": "klei", "title": "Zware klei", "description": "Nat."}]},
            "care": {"title": "Verzorging", "type": "string", "contentMediaType": "text/markdown"},
            "evergreen": {"title": "Wintergroen", "type": "boolean"},
            "shop": {"title": "Te koop bij", "$ref": "common.schema.json#/$defs/url"},
            "pictures": {"title": "Afbeeldingen", "type": "array", "items": {"$ref": "common.schema.json#/$defs/url"}},
            "seed": {
                "title": "Zaad",
                "type": "object",
                "properties": {
                    "month": {"title": "Maand", "type": "string"},
                    "how": {"title": "Hoe", "type": "string", "contentMediaType": "text/markdown"},
                    "where": {"title": "Waar", "$ref": "common.schema.json#/$defs/url"},
                },
            },
            "prizes": {
                "title": "Prijzen",
                "type": "array",
                "items": {"type": "object", "properties": {"size": {"title": "Maat", "type": "string"}}},
            },
            "grown_by": {"title": "Gekweekt door", "type": "string", "x-reference": "communities", "x-back": "Bomen"},
        },
    }
    (root / "schemas/trees.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    settings = root / "kennisbank.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        + "  trees:\n    path: bomen\n    title: Bomen\n    one: boom\n    many: bomen\n    call: Zoek een boom\n"
        "    why: Welke boom past hier?\n    icon: material/tree\n    card: [height]\n    facets: [soil]\n    sort: [title]\n",
        encoding="utf-8",
    )
    (root / "content/trees").mkdir()
    (root / "content/trees/eik.yml").write_text(
        "title: Eik\nheight: 30\nsoil: klei\ncare: Geef **water**.\nevergreen: false\n"
        "shop: https://voorbeeld.nl/eik\npictures: [https://voorbeeld.nl/1, https://voorbeeld.nl/2]\n"
        "seed: {month: mei, how: Met *geduld*., where: https://voorbeeld.nl/zaad}\n"
        "prizes: [{size: klein}, {size: groot}]\ngrown_by: tuin\n",
        encoding="utf-8",
    )
    checked = check(root)
    assert checked.library is not None, checked.problems
    html = entry_page(checked.library, checked.library.entry("trees", "eik"))
    for part in (
        "Hoogte in meters", "30", "Grond", "Zware klei", "<strong>water</strong>", "De Tuin", "Wintergroen", "nee",
        'href="https://voorbeeld.nl/eik"', 'href="https://voorbeeld.nl/1"', 'href="https://voorbeeld.nl/2"', "mei",
        "<em>geduld</em>", 'href="https://voorbeeld.nl/zaad"', "klein", "groot",
    ):  # fmt: skip
        assert part in html
    assert "Bomen" in entry_page(checked.library, checked.library.entry("communities", "tuin"))
    assert 'data-soil="klei"' in index(here(checked.library, "bomen/"), "trees").html


def test_a_slip_in_what_a_page_selects_is_told(library: Library) -> None:
    with pytest.raises(KeyError, match="cannot be ‘leeren’; it can be leren, werken, innoveren"):
        library.select("communities", {"focus": ["leeren"]})
    with pytest.raises(KeyError, match="communities has no field ‘?fokus"):
        library.select("communities", {"fokus": ["leren"]})
    with pytest.raises(KeyError, match="there is no collection community"):
        library.select("community", {})


def test_what_is_about_a_part_counts_for_the_whole(project: Project) -> None:
    lessons = {
        "lessons/uur.md": "title: Plan uren\nbottlenecks: [uren, diversiteit]\n",
        "lessons/vast.md": "title: Blijf\nbottlenecks: [continuiteit]\n",
    }
    body = "summary: Doe dit morgen, want dan gaat het beter.\nlevel: community\n" + SOURCES
    checked = check(
        project({**TROUBLES, **{name: f"---\n{text}{body}---\nDoe het.\n" for name, text in lessons.items()}})
    )
    assert checked.library is not None, checked.errors
    (facet,) = make_facets(checked.library, "lessons", ["bottlenecks"])
    assert {option.value: option.count for option in facet.options} == {
        "continuiteit": 2, "diversiteit": 1, "tijd": 1, "uren": 1,
    }  # fmt: skip
    assert checked.library.count("lessons", "bottlenecks", "continuiteit") == 2
    assert [entry.id for entry in checked.library.select("lessons", {"bottlenecks": ["tijd", "diversiteit"]})] == [
        "uur"
    ]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Opstartfase", "opstartfase"),
        ("Mkb en zzp", "mkb en zzp"),
        ("CIV (Centrum)", "CIV (Centrum)"),
        ("MOOI-regeling", "MOOI-regeling"),
        ("Een CIV", "een CIV"),
        ("E-health", "e-health"),
        ("", ""),
    ],
)
def test_a_label_within_a_sentence_loses_its_capital_unless_it_is_an_abbreviation(label: str, said: str) -> None:
    assert within_sentence(label) == said
