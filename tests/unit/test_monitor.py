"""What the monitor counts, says and leaves unsaid, on a small content that one can count by hand."""

from __future__ import annotations

import copy
import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from macros.base.history import Change, Kind, dates_of
from macros.library.library import Library
from macros.monitor.counting import Counted, count
from macros.monitor.coverage import coverage_of
from macros.monitor.data import as_csv, as_json
from macros.monitor.figures import NEW, Figures
from macros.monitor.findings import NOTHING, finding
from macros.monitor.made import MadeFigure
from macros.monitor.quarters import Quarter, quarters, report
from macros.monitor.records import Record, total
from macros.schema.monitor_settings import Figure, MonitorSettings, QuarterSettings
from macros.sharing.feeds import Feeds
from tests.conftest import TODAY, empty_project, library_of
from tests.small import SMALL, SOURCES, TROUBLES

TUIN = SMALL["communities/tuin.yml"].replace("sources:", "by_editors: [provinces, focus/werken]\nsources:", 1)
MORE = {
    "communities/tuin.yml": TUIN,
    "communities/haven.yml": f"title: De Haven\nregion: Noord Nederland\nstatus: onbekend\npartners: 9\n{SOURCES}",
    "lessons/uren.md": "---\ntitle: Reken uren mee\nsummary: Wie uren rekent, houdt ze over voor later.\nlevel: regio\n"
    f"bottlenecks: [uren]\nlines: [technici]\nquarter: 2026-K3\n{SOURCES}---\n\nTekst over uren.\n",
    "lessons/geld.md": "---\ntitle: Vraag geld\nsummary: Wie geld vraagt, krijgt het soms ook nog.\nlevel: regio\n"
    f"quarter: 2026-K3\n{SOURCES}---\n\nTekst over geld.\n",
    "indicators/uren.yml": "title: Gewerkte uren\nsummary: Hoeveel uren er samen gewerkt is.\n"
    f"definition: Alle uren van iedereen.\nnature: getallen\nstep: output\n{SOURCES}",
    "indicators/plezier.yml": "title: Plezier\nsummary: Hoeveel plezier men er samen aan had.\n"
    f"definition: Wat men er zelf van zegt.\nnature: woorden\n{SOURCES}",
}
MEASURED = """measurements:
  - {indicator: uren, what: Uren van vrijwilligers, value: %s, unit: uren, year: %s, publication: Verslag (1999), where: blz 1}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return made_of(tmp_path_factory.mktemp("monitor"), {**SMALL, **TROUBLES, **MORE})


def made_of(root: Path, content: dict[str, str]) -> Library:
    root = empty_project(root / "project", builds=False)
    for name, text in content.items():
        (root / "content" / name).parent.mkdir(exist_ok=True)
        (root / "content" / name).write_text(text, encoding="utf-8")
    return library_of(root)


def figure(**declared: Any) -> Figure:
    usual = {"name": "proef", "kind": "bars", "of": ("communities",), "title": "Proef", "finding": "{known} van {all}"}
    return Figure(**{**usual, **declared})


def counted(library: Library, **declared: Any) -> Counted:
    return count(library, figure(**declared), TODAY)


def numbers(found: Counted) -> dict[str, int]:
    return {line.option.value: line.number for line in found.lines if line.number}


def figures(library: Library, **declared: Any) -> Figures:
    """The figures of a monitor that has only this one."""
    one, other = figure(**declared), copy.copy(library)
    other.settings = replace(library.settings, monitor=MonitorSettings("monitor", "Monitor", {one.name: one}))
    return Figures(other, TODAY)


def made(library: Library, **declared: Any) -> MadeFigure:
    return figures(library, **declared).make("proef", "../")


def said(library: Library, **declared: Any) -> str:
    return finding(counted(library, **declared))


def test_every_choice_has_a_line_and_what_is_not_known_is_counted(library: Library) -> None:
    found = counted(library, by="focus")
    assert [line.option.value for line in found.lines] == ["leren", "werken", "innoveren"]
    assert numbers(found) == {"leren": 2, "werken": 1}
    assert (found.all, found.known, found.unknown) == (4, 2, 2)
    assert found.rest is not None and {entry.id for entry in found.rest.entries} == {"haven", "atelier"}


def test_a_region_in_words_counts_as_the_filters_count_it(library: Library) -> None:
    found = counted(library, by="provinces")
    assert numbers(found) == {"zeeland": 1, "noord-provincie-onbekend": 1} and found.known == 2
    assert [line.option.value for line in found.lines if line.option.aside] == ["noord-provincie-onbekend"]


def test_what_the_editors_chose_is_counted_by_value(library: Library) -> None:
    focus = counted(library, by="focus")
    assert focus.chosen == 1 and {line.option.value: line.chosen for line in focus.lines if line.chosen} == {
        "werken": 1
    }
    assert (
        counted(library, by="provinces").chosen == 1
        and counted(library, by="partners", kind="distribution").chosen == 0
    )


def test_a_value_that_says_that_nobody_knows_is_not_known(library: Library) -> None:
    assert counted(library, by="status").known == 1
    found = counted(library, by="status", unknown=("onbekend",))
    assert found.known == 0 and "onbekend" not in [line.option.value for line in found.lines]
    assert said(library, by="status", unknown=("onbekend",), none="Niets van {all}.") == "Niets van 4."


def test_what_is_about_a_part_counts_for_the_whole(library: Library) -> None:
    found = counted(library, of=("tools", "lessons"), by="bottlenecks", over="", kind="matrix")
    cells = {line.option.value: [len(cell) for cell in line.cells] for line in found.lines}
    assert cells["uren"] == cells["tijd"] == cells["continuiteit"] == [0, 1] and cells["balans"] == [0, 0]
    assert (
        said(library, of=("tools", "lessons"), by="bottlenecks", finding="{without_tools} {in_lessons} {lines}")
        == "7 1 7"
    )


def test_years_are_those_that_a_source_names(library: Library) -> None:
    assert numbers(counted(library, years=("sources.publication",))) == {"1999": 4}
    assert numbers(counted(library, years=("checked", "sources.publication"))) == {"1999": 4, "2022": 4}


def test_a_part_of_a_group_counts_where_it_has_the_value(library: Library) -> None:
    assert numbers(counted(library, by="traits", holds="ja")) == {"public_private": 1}


DEFINED = "definitions:\n" + "".join(
    f"  - {{by: {by}, {rest}says: Samen leren en werken., publication: Verslag, where: blz 1}}\n"
    for by, rest in (
        ("Een bond", "year: 2020, traits: [samenhang, open-vraagstuk], "),
        ("Een school", "traits: [samenhang], "),
        ("Een stad", ""),
    )
)


def _term(name: str) -> str:
    return (
        f"title: {name}\nsummary: Wat een {name} is, in een zin.\n{DEFINED}by_editors: [definitions/traits]\n{SOURCES}"
    )


def test_each_group_of_a_list_is_counted_by_itself(tmp_path: Path) -> None:
    library = made_of(tmp_path, {**SMALL, "terms/kring.yml": _term("Kring")})
    declared = {"kind": "matrix", "of": ("terms",), "by": "definitions", "over": "traits"}
    found = counted(library, **declared)
    assert [(line.option.value, line.option.label) for line in found.lines] == [
        ("kring-1", "Een bond (2020)"),
        ("kring-2", "Een school"),
        ("kring-3", "Een stad"),
    ]
    shown = made(library, **declared, finding="{in_samenhang} van {all}, {without_open_vraagstuk} zonder")
    assert shown.finding == "2 van 3, 2 zonder" and shown.share_told == "3 van de 12 vakken gevuld"
    assert shown.coverage[:2] == ("Definities: 3.", "1 daarvan noemt geen ‘Kenmerken’; die staat in geen vak.")
    assert shown.data["coverage"] == {"all": 3, "known": 3, "unknown": 0, "by_editors": 3}
    assert [cell.text for cell in shown.table.rows[0]] == ["Een bond (2020)", "0", "1", "0", "1"]
    assert shown.table.rows[0][0].href == "../begrippen/kring/#definitions"


def test_groups_of_more_than_one_entry_say_whose_they_are(tmp_path: Path) -> None:
    terms = {"terms/kring.yml": _term("Kring"), "terms/club.yml": _term("Club")}
    library = made_of(tmp_path, {**SMALL, **terms})
    found = counted(library, kind="matrix", of=("terms",), by="definitions", over="traits")
    assert [line.option.label for line in found.lines][:4] == [
        *("Club: Een bond (2020)", "Club: Een school", "Club: Een stad", "Kring: Een bond (2020)"),
    ]
    assert (
        counted(made_of(tmp_path / "none", SMALL), kind="matrix", of=("terms",), by="definitions", over="traits").all
        == 0
    )


def test_who_has_nothing_can_have_a_column_to_which_an_empty_cell_leads(tmp_path: Path) -> None:
    partly = (
        "answered: deels\nanswers: [{says: Dat hangt ervan af., publication: Verslag (1999), where: bladzijde 4}]\n"
    )
    questions = {
        f"questions/vraag-{number}.yml": f"title: Vraag {number}?\nsummary: Wat niemand nog weet.\ngroup: {group}\n{rest}{SOURCES}"
        for number, (group, rest) in enumerate(
            [
                ("landschap", ""),
                ("landschap", partly),
                ("inrichting", ""),
                ("monitoring", partly),
            ]
        )
    }
    library = made_of(tmp_path, {**SMALL, **questions})
    declared = {"kind": "matrix", "of": ("questions",), "by": "group", "over": "answered", "lacking": True}
    shown = made(library, **declared, finding="{in_niet_bekend} van {all}, {in_deels} deels")
    assert shown.finding == "2 van 4, 2 deels" and shown.table.columns[-1] == "Niet gevonden"
    rows = {row[0].text: row for row in shown.table.rows}
    none = "../onderzoeksvragen/?group=inrichting&answered=niet_bekend"
    cells = {
        id: [(cell.text, cell.href) for cell in row[1:]] for id, row in zip(shown.table.ids, rows.values(), strict=True)
    }
    assert cells["inrichting"] == [("0", ""), ("0", ""), ("1", none)]
    assert cells["monitoring"][2] == ("0", "") and cells["monitoring"][1] == ("0", "")
    assert "het hele antwoord: geen; niet gevonden: 1" in shown.svg and NEW not in shown.svg
    assert shown.svg.count(none.replace("&", "&amp;")) == 3


def test_a_sentence_has_the_numbers_and_the_forms_that_go_with_them(library: Library) -> None:
    told = (
        "{first} {first_n}, {second} {second_n}, {empty_names} {empty}; {known:weet|weten} {at_leren}; {filled}/{lines}"
    )
    assert said(library, by="focus", finding=told) == "leren 2, werken 1, Innoveren 1; weten 2; 2/3"
    spread = counted(library, by="partners", kind="distribution", finding="{least} {middle} {greatest} {known}")
    assert finding(spread, [9, 9, 28, 151]) == "9 18,5 151 4"


def test_a_sentence_never_shows_its_braces(library: Library) -> None:
    told = "{first} {first_n}, dan {second} {second_n}"
    assert said(library, years=("sources.publication",), finding=told) == "1999 4, dan niets 0"
    assert said(library, years=("status_date",), finding=told) == NOTHING
    assert said(library, by="status", unknown=("onbekend",), finding="{at_onbekend} van {all}") == "0 van 4"


def test_coverage_is_told_in_words(library: Library) -> None:
    of = [library.settings.collections["communities"]]
    assert coverage_of(counted(library, by="focus"), of) == (
        "Van 2 van de 4 communities is dit bekend, van 2 niet.",
        "Eén community kan op meer regels staan.",
        "Bij 1 van die 2 koos de redactie het, geheel of voor een deel: zo staat het in geen bron.",
        "De feiten zijn van 22 december 2022.",
    )
    assert coverage_of(counted(library, by="traits", holds="ja"), of)[0].startswith("Van 1 van de 4")


def test_a_number_leads_to_the_selection_that_it_counts(library: Library) -> None:
    shown = made(library, by="focus")
    links = {row[0].text: row[1].href for row in shown.table.rows}
    assert (
        links["Leren"] == "../communities/?focus=leren" and links["Niet bekend"] == "../communities/?focus=niet_bekend"
    )
    crossed = made(library, kind="matrix", by="focus", over="provinces")
    (cell,) = [cell for row in crossed.table.rows for cell in row[1:] if row[0].text == "Werken" and cell.text == "1"]
    assert cell.href == "../communities/?focus=werken&provinces=zeeland"


def test_where_no_index_can_select_them_the_table_names_them(library: Library) -> None:
    shown = made(library, by="traits", holds="ja")
    cell = next(row[1] for row in shown.table.rows if row[0].text == "Publiek-privaat")
    assert not cell.href and [entry.id for entry in cell.entries] == ["atelier"]


def test_an_empty_cell_opens_a_file_with_its_fields_filled_in(library: Library) -> None:
    shown = made(library, kind="matrix", of=("tools",), by="bottlenecks", over="phases", new=True)
    row = next(row for row in shown.table.rows if row[0].text == "Balans")
    place = urlsplit(row[1].href)
    given = parse_qs(place.query)
    assert place.path.endswith("/new/main/content/tools") and given["filename"][0].endswith(".yml")
    assert yaml.safe_load(given["value"][0]) == {"title": None, "bottlenecks": ["balans"], "phases": ["opstart"]}
    (rest,) = [row for row in shown.table.rows if row[0].text == "Niet bekend"]
    assert [bool(cell.href) for cell in rest[1:]] == [cell.text != "0" for cell in rest[1:]]


def test_a_matrix_of_very_many_rows_draws_some_and_says_how_many_are_in_the_table(tmp_path: Path) -> None:
    many = {
        f"bottlenecks/hinder-{n}.yml": f"title: Hinder {n}\nsummary: Wat er tegenzit als het nummer {n} is.\nkind: concreet\n{SOURCES}"
        for n in range(50)
    }
    library = made_of(tmp_path, {**SMALL, **TROUBLES, **MORE, **many})

    def drawn(**declared: Any) -> tuple[int, int, str]:
        shown = made(library, kind="matrix", of=("lessons",), by="bottlenecks", over="level", **declared)
        labels = [row[0].text for row in shown.table.rows]
        there = [f">{label}<" in shown.svg for label in labels]
        assert there[-1] and labels[-1] == "Niet bekend"
        assert there[:-1] == sorted(there[:-1], reverse=True), "the rows that the order puts first"
        return sum(there[:-1]), len(labels) - 1, shown.svg

    some, all_, svg = drawn()
    assert (some, all_ > 50) == (40, True) and f"Nog {all_ - 40} regels staan in de tabel." in svg
    some, all_, svg = drawn(most=3)
    assert some == 3 and f"Nog {all_ - 3} regels staan in de tabel." in svg
    few = made(library, kind="matrix", of=("lessons",), by="level", over="bottlenecks")
    assert "in de tabel" not in few.svg


def test_very_many_dates_and_measurements_are_all_in_the_table_and_some_are_drawn(tmp_path: Path) -> None:
    began = "began: {{year: {year}, what: opgericht, publication: Verslag (2025), where: blz 1}}\n"
    many = {
        f"communities/kring-{n}.yml": f"title: Kring {n}\nstatus: onbekend\n{SOURCES}{began.format(year=1950 + n)}"
        f"{MEASURED % (n + 1, 2000)}"
        for n in range(45)
    }
    library = made_of(tmp_path, {**SMALL, **TROUBLES, **MORE, **many})
    since = made(library, kind="timeline", at="began")
    assert len(since.table.rows) == 45 and "Nog 5 regels staan in de tabel." in since.svg
    assert [f">Kring {n}<" in since.svg for n in (0, 39, 40, 44)] == [True, True, False, False]
    assert ">1980<" in since.svg and ">1990<" not in since.svg, "the axis is that of what is drawn"
    (found,) = figures(library, kind="dots", by="indicators", records="measurements").details("proef", "")
    assert len(found.table.rows) == 45 and "Nog 5 regels staan in de tabel." in found.svg
    assert found.finding.count(";") == 8 and found.finding.endswith("; en nog 37 metingen.")
    kept = made(library, kind="timeline", at="began", most=44)
    assert "Nog 1 regel staat in de tabel." in kept.svg


def test_the_drawing_says_what_the_table_says(library: Library) -> None:
    shown = made(library, by="focus", most=1)
    assert "Nog 1 regel staat in de tabel." in shown.svg and len(shown.table.rows) == 4
    assert ">2</" in shown.svg and "Niet bekend" in shown.svg


def test_many_lines_of_nothing_are_named_below_the_bars_and_stay_in_the_table(library: Library) -> None:
    shown = made(library, of=("lessons",), by="bottlenecks")
    empty = [row[0].text for row in shown.table.rows if row[1].text == "0"]
    assert [cell.text for cell in shown.gaps] == empty and len(empty) == 4
    assert "Niet getekend: 4 met 0." in shown.svg and not [one for one in empty if f">{one}" in shown.svg]
    few = made(library, by="focus")
    assert few.gaps == () and "Innoveren" in few.svg and "Niet getekend" not in few.svg
    assert [cell.text for cell in made(library, by="focus", most=1).gaps] == ["Innoveren"]


def test_data_hold_what_was_counted_and_where_it_comes_from(library: Library) -> None:
    shown = made(library, by="focus", note="Let op.")
    data = json.loads(as_json(shown, library.settings, "https://example.org/monitor/#proef"))
    assert data["coverage"] == {"all": 4, "known": 2, "unknown": 2, "by_editors": 1}
    assert data["rows"][0] == {"id": "leren", "Focus": "Leren", "Aantal": 2, "Waarvan ingevuld door de redactie": 0}
    assert data["source"].endswith("#proef") and data["facts"]["first"] == "2022-12-22" and data["note"] == "Let op."
    rows = list(csv.reader(io.StringIO(as_csv(shown).removeprefix("\ufeff"))))
    assert rows[0][:3] == ["id", "Focus", "Aantal"] and rows[-1][:3] == ["niet_bekend", "Niet bekend", "2"]


def test_a_figure_that_is_not_declared_is_refused_with_those_that_are(library: Library) -> None:
    with pytest.raises(KeyError, match="no figure nergens; it has proef"):
        figures(library, by="focus").make("nergens", "")


@pytest.fixture
def measured(tmp_path: Path) -> Library:
    return measured_as(tmp_path, "40", "{more_than: 1200}")


def measured_as(root: Path, *values: str, years: tuple[int, ...] = (2025, 2025)) -> Library:
    content = {**SMALL, **MORE, **TROUBLES}
    for name, value, year in zip(("tuin", "haven"), values, years, strict=True):
        file = f"communities/{name}.yml"
        content[file] = content[file].replace("sources:", f"{MEASURED % (value, year)}sources:", 1)
    return made_of(root, content)


DOTS = {"kind": "dots", "of": ("communities",), "by": "indicators", "records": "measurements"}


def test_each_thing_that_was_measured_has_a_figure_and_what_never_was_a_line(measured: Library) -> None:
    drawn = figures(measured, **DOTS, finding="{values} {known} {unknown}")
    shown = drawn.make("proef", "../")
    assert shown.finding == "2 1 1"
    assert [(row[0].text, row[1].text) for row in shown.table.rows] == [("Gewerkte uren", "2"), ("Plezier", "0")]
    (one,) = drawn.details("proef", "../")
    assert one.name == "proef-uren" and one.finding == "De Haven: meer dan 1.200 uren; De Tuin: 40 uren."
    assert one.coverage == (
        "Gemeten bij 2 van de 4 communities.",
        "Optellen kan niet: de metingen tellen iets anders, of gaan over een andere tijd.",
    )
    assert [row[3].text for row in one.table.rows] == ["2025", "2025"]
    assert one.table.rows[0][4].text == "Verslag (1999), blz 1"


def test_two_measurements_of_one_say_what_each_counts(tmp_path: Path) -> None:
    file = "communities/tuin.yml"
    both = MEASURED % ("40", 2025) + MEASURED.partition("\n")[2] % ("9", 2025)
    text = MORE[file].replace("sources:", f"{both.replace('Uren van vrijwilligers', 'Uren van leden', 1)}sources:", 1)
    nobody = f"measurements:\n  - {{what: Uren van wie niet genoemd is, value: 3, unit: uren, publication: Verslag (2025), where: blz 1}}\n{SOURCES}"
    content = {**SMALL, **MORE, **TROUBLES, file: text}
    content["indicators/uren.yml"] = MORE["indicators/uren.yml"].replace(SOURCES, nobody)
    (one,) = figures(made_of(tmp_path, content), **DOTS).details("proef", "../")
    assert "De Tuin: 40 uren (uren van leden) en 9 uren (uren van vrijwilligers)" in one.finding
    assert "Niet bij naam genoemd: 3 uren" in one.finding
    assert one.coverage[:2] == ("Gemeten bij 1 van de 4 communities.", "Bij 1 meting noemt de bron geen naam.")


@pytest.mark.parametrize(
    ("values", "years", "whole"),
    [
        (("40", "60"), (2025, 2025), 100),
        (("40", "60"), (2024, 2025), None),  # another time
        (("40", "{about: 60}"), (2025, 2025), None),  # nobody knows how many exactly
    ],
)
def test_only_like_is_added_to_like(
    tmp_path: Path, values: tuple[str, str], years: tuple[int, int], whole: int | None
) -> None:
    (one,) = figures(measured_as(tmp_path, *values, years=years), **DOTS).details("proef", "../")
    assert (f"Samen {whole}." in one.coverage) == (whole is not None)


def test_a_measurement_alone_or_twice_of_one_is_no_total(library: Library) -> None:
    entry = library.entry("communities", "tuin")
    record = Record(entry, "uren", {"value": 3, "year": 2025}, {"value": "3"})
    assert total([record]) is None and total([record, record]) is None


def test_a_chain_has_every_step_and_says_what_was_measured_there(measured: Library) -> None:
    shown = made(measured, kind="flow", of=("indicators",), by="step", records="measurements", finding="{known}")
    assert [(row[0].text, row[1].text, row[2].text) for row in shown.table.rows] == [
        ("Output", "Gewerkte uren", "2 metingen"),
        ("Niet bekend", "Plezier", "geen meting bekend"),
    ]
    assert all(step in shown.svg for step in ("Input", "Throughput", "Output", "Outcome", "Impact"))


def change(day: str, path: str, kind: Kind = "changed") -> Change:
    return Change(datetime.fromisoformat(day).replace(tzinfo=UTC), path, kind)


def declared_quarters(library: Library) -> QuarterSettings:
    monitor = library.settings.monitor
    assert monitor is not None and monitor.quarters is not None
    return monitor.quarters


CHANGES = (  # the newest first
    change("2026-11-02", "content/communities/haven.yml"),
    change("2026-11-01", "content/communities/weg.yml", "removed"),
    change("2026-10-01", "content/tools/spiegel.yml"),
    change("2026-10-01", "content/tools/spiegel.yml", "added"),
    change("2026-02-01", "content/communities/weg.yml", "added"),
    change("2026-01-05", "content/communities/haven.yml", "added"),
    change("2026-01-05", "content/communities/even.yml", "removed"),
    change("2026-01-04", "content/communities/even.yml", "added"),
)


def test_a_quarter_tells_what_came_changed_and_went(library: Library) -> None:
    declared = declared_quarters(library)
    first = report(library, CHANGES, Quarter(2026, 1), TODAY, declared)
    last = report(library, CHANGES, Quarter(2026, 4), date(2026, 11, 30), declared)
    moved = {one.collection.name: one.numbers for one in first.moved if sum(one.numbers.values())}
    assert moved == {"communities": {"added": 2, "changed": 0, "removed": 0}} and first.over and not last.over
    moved = {one.collection.name: one.numbers for one in last.moved if sum(one.numbers.values())}
    assert moved == {
        "communities": {"added": 0, "changed": 1, "removed": 1},
        "tools": {"added": 1, "changed": 0, "removed": 0},
    }
    assert [entry.id for one in first.moved for entry in one.added] == ["haven"]  # the other is gone


def test_a_quarter_that_is_over_stays_as_it_was(library: Library) -> None:
    declared = declared_quarters(library)
    then = report(library, CHANGES[2:], Quarter(2026, 1), date(2026, 10, 2), declared)
    assert then == report(library, CHANGES, Quarter(2026, 1), date(2027, 5, 5), declared)


def test_what_is_reported_stands_under_its_theme_and_heading(library: Library) -> None:
    found = report(library, CHANGES, Quarter(2026, 3), TODAY, declared_quarters(library))
    told = {theme.label: [[entry.id for entry in under] for under in theme.reported] for theme in found.themes}
    assert told.pop("Meer duurzaam inzetbare technici") == [["uren"], [], [], []]
    assert told.pop("") == [["geld"], [], [], []] and found.reported == 2
    assert all(not any(under) for under in told.values()) and found.happened


def test_a_quarter_in_which_nothing_happened_says_so(library: Library) -> None:
    found = report(library, CHANGES, Quarter(2026, 2), TODAY, declared_quarters(library))
    assert found.known and not found.happened
    assert not report(library, (), Quarter(2026, 2), TODAY, declared_quarters(library)).known


def test_the_feed_of_changes_begins_with_what_changed_last(library: Library) -> None:
    feeds = {feed.url: feed for feed in Feeds(library, dates_of(CHANGES), "Proef", TODAY).all()}
    assert [item.entry.id for item in feeds["monitor/"].items][:2] == ["haven", "spiegel"]
    assert [item.entry.id for item in feeds[""].items][:2] == ["spiegel", "haven"]


def test_quarters_follow_one_another_without_a_gap(library: Library) -> None:
    found = quarters(library, CHANGES, date(2027, 1, 1), declared_quarters(library))
    assert [one.name for one in found] == ["2027-K1", "2026-K4", "2026-K3", "2026-K2", "2026-K1"]


def test_of_many_the_drawing_weighs_no_more_than_of_few(tmp_path: Path) -> None:
    many = {f"communities/c{n}.yml": f"title: Club {n}\npartners: {n % 97 + 2}\n{SOURCES}" for n in range(200)}
    many["communities/stil.yml"] = f"title: Stil\n{SOURCES}"
    shown = made(made_of(tmp_path, many), kind="distribution", by="partners", finding="{known}")
    assert shown.finding == "200" and len(shown.svg) < 6_000 and len(shown.table.rows) == 201
    assert "Niet bekend: 1" in shown.svg
