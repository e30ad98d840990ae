"""The numbers of the monitor are those that anyone finds who asks the published data, in SQL."""

from __future__ import annotations

import csv
import html
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import pytest

from tests.conftest import TODAY
from tests.published import database, day

pytestmark = pytest.mark.build

Row = tuple[Any, ...]
Figure = dict[str, Any]

UNKNOWN = "niet_bekend"
OF_AN_INDICATOR = "metingen-"  # a figure of what was measured of one; which there are follows from the content

# The figures with a line for each choice of one field: the collection, the field, its vocabulary, what counts there.
OF_A_FIELD = {
    "communities-per-thema": ("communities", "themes", "theme"),
    "communities-per-soort": ("communities", "kind", "kind"),
    "communities-per-focus": ("communities", "focus", "focus"),
    "communities-per-fase": ("communities", "phases", "phase"),
    "communities-per-status": ("communities", "status", "status"),
    "partners-soorten": ("communities", "partner_kinds", "partner_kind"),
    "opleidingsniveaus": ("communities", "levels", "level"),
    "afbakening": ("communities", "reach", "scale"),
    "vertrekpunt": ("communities", "starting_point", "starting_point"),
    "financiering": ("communities", "funding", "funding"),
}
# What is asked of each of those. `{table}` holds an entry and a value on each row.
ASKED = {
    "all": "SELECT count(*) FROM {of}",
    "known": "SELECT count(DISTINCT id) FROM {table} WHERE value <> 'onbekend'",
    "unknown": "SELECT count(*) FROM {of} WHERE id NOT IN (SELECT id FROM {table} WHERE value <> 'onbekend')",
    "line niet_bekend": "SELECT count(*) FROM {of} WHERE id NOT IN (SELECT id FROM {table} WHERE value <> 'onbekend') "
    "HAVING count(*) > 0",
    "lines": "SELECT value, count(DISTINCT id) FROM {table} WHERE value <> 'onbekend' GROUP BY value",
    "empty": "SELECT value FROM choices WHERE vocabulary = '{vocabulary}' AND value <> 'onbekend' "
    "AND value NOT IN (SELECT value FROM {table})",
    "by_editors": "SELECT count(DISTINCT id) FROM {table} JOIN {of}_by_editors AS b USING (id) "
    "WHERE {table}.value <> 'onbekend' AND (b.value = '{field}' OR b.value LIKE '{field}/%')",
    "by editors": "SELECT f.value, count(DISTINCT id) FROM {table} AS f JOIN {of}_by_editors AS b USING (id) "
    "WHERE f.value <> 'onbekend' AND b.value IN ('{field}', '{field}/' || f.value) GROUP BY f.value",
    "how many": "SELECT total, known, total - known FROM (SELECT count(*) AS total FROM {of}), "
    "(SELECT count(DISTINCT id) AS known FROM {table} WHERE value <> 'onbekend')",
    "editors": "SELECT count(DISTINCT id) FROM {table} JOIN {of}_by_editors AS b USING (id) "
    "WHERE {table}.value <> 'onbekend' AND (b.value = '{field}' OR b.value LIKE '{field}/%') HAVING count(*) > 0",
    "days": "SELECT min(checked), max(checked) FROM {of}",
    "from until": "SELECT min(checked), max(checked) FROM {of}",
}


class Question(NamedTuple):
    figure: str
    words: str
    read: str
    sql: str


def _questions() -> Iterator[Question]:
    for paragraph in (Path(__file__).with_name("monitor_numbers.sql")).read_text(encoding="utf-8").split("\n\n")[1:]:
        if paragraph.startswith("----"):
            continue
        about, read, sql = paragraph.split("\n", 2)
        figure, words = about.removeprefix("-- ").split(": ", 1)
        yield Question(figure, words, read.removeprefix("-- "), sql)
    for figure, (of, field, vocabulary) in OF_A_FIELD.items():
        for read, sql in ASKED.items():
            filled = sql.format(of=of, field=field, table=f"{of}_{field}", vocabulary=vocabulary)
            yield Question(figure, f"{read} of {field}", read, filled)


QUESTIONS = list(_questions())


@pytest.fixture(scope="module")
def base(real_site: Path) -> Iterator[sqlite3.Connection]:
    connection = database(real_site)
    yield connection
    connection.close()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"{question.figure}: {question.words}")
def test_a_number_is_that_of_the_data(question: Question, real_site: Path, base: sqlite3.Connection) -> None:
    file = real_site / f"data/monitor/{question.figure}.json"
    assert file.is_file(), "this figure stands on no page, so it is not published"
    figure = json.loads(file.read_text(encoding="utf-8"))
    shown = [_plain(row) for row in _read(figure, question.read)]
    asked = base.execute(question.sql, {"today": TODAY.isoformat(), "of": json.dumps(figure["counts"]["of"])})
    answers = [_plain(row) for row in asked]
    if " one of " in question.read:
        assert shown[0] in answers, figure["finding"]
    else:
        assert Counter(shown) == Counter(answers), (figure["finding"], *figure["coverage_text"])


def _read(figure: Figure, read: str) -> list[Row]:
    """What a figure shows there, as rows."""
    rows, (_, *columns) = figure["rows"], figure["columns"]
    known = [row for row in rows if row["id"] != UNKNOWN]
    kind, _, rest = read.partition(" ")
    if read in figure["coverage"]:
        return [(figure["coverage"][read],)]
    if read == "lines":
        return [(row["id"], row[columns[0]]) for row in known if row[columns[0]]]
    if read == "by editors":  # a figure of which they filled in nothing has no such column
        return [(row["id"], row[columns[1]]) for row in rows if columns[1:] and row[columns[1]]]
    if read == "empty":
        return [(row["id"],) for row in known if row[columns[0]] == 0]
    if read == "cells":
        return [(row["id"], column, row[column]) for row in known for column in columns if row[column]]
    if read == "lacking":
        return [(column, row[column]) for row in rows if row["id"] == UNKNOWN for column in columns if row[column]]
    if read == "days":
        return [(figure["facts"]["first"], figure["facts"]["last"])]
    if read == "from until":
        (text,) = (text for text in figure["coverage_text"] if text.startswith("De feiten zijn van "))
        found = re.findall(r"\d+ [a-z]+ \d{4}", text)
        return [(day(found[0]), day(found[-1]))]
    if read == "how many":
        return [_how_many(figure["coverage_text"][0])]
    if read == "editors":
        return [row for text in figure["coverage_text"] if (row := _editors(text, figure["coverage"]["known"]))]
    if read == "rows":
        return [tuple(row[column] for column in figure["columns"]) for row in rows]
    if read == "ids":
        return [(row["id"],) for row in rows]
    if kind == "line":
        return [(row[columns[0]],) for row in rows if row["id"] == rest]
    if kind == "column":
        return [(row["id"], row[rest]) for row in known if row[rest]]
    if kind == "cell":
        line, column = rest.split(" / ")
        return [(row[column],) for row in rows if row["id"] == line]
    texts = {"says": [figure["finding"]], "told": figure["coverage_text"]}[kind]
    found = [match for text in texts if (match := re.search(rest.removeprefix("one of "), text))]
    assert found or kind == "told", (rest, texts)
    return [match.groups() for match in found]


def _how_many(text: str) -> Row:
    if found := re.match(r"Van alle (\d+) .* is dit \w+\.$", text):
        return found[1], found[1], 0
    found = re.match(r"Van (\d+) van de (\d+) .* is dit \w+, van (\d+) niet\.$", text)
    found = found or re.match(r"(\d+) van de (\d+) .* noemen dit, (\d+) niet\.$", text)
    assert found, text
    return found[2], found[1], found[3]


def _editors(text: str, known: int) -> Row:
    if "koos de redactie het" not in text:
        return ()
    if found := re.match(r"Bij (\d+) van die (\d+) ", text):
        assert int(found[2]) == known
        return (found[1],)
    assert re.match("Bij alle [0-9]+ " if known > 1 else "Bij die ene ", text), text
    return (known,)


def _plain(row: Row) -> Row:
    """Numbers and words as both sides write them: no case, no dot within a thousand, a comma before a half."""
    return tuple(f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value).casefold() for value in row)


def test_every_figure_is_asked_enough(real_site: Path) -> None:
    figures = {file.stem for file in (real_site / "data/monitor").glob("*.json")}
    figures = {name for name in figures if not name.startswith(OF_AN_INDICATOR)}
    asked = Counter(question.figure for question in QUESTIONS)
    assert figures <= set(asked)
    assert len({(q.figure, q.words) for q in QUESTIONS}) == len(QUESTIONS) >= 60 and min(asked.values()) >= 3
    in_words = {q.figure for q in QUESTIONS if q.read.startswith("says")}
    assert len(in_words) >= 20 and figures <= in_words


def test_every_measurement_stands_with_its_indicator(real_site: Path, base: sqlite3.Connection) -> None:
    told: dict[str, list[Row]] = {}
    units: dict[str, set[str]] = {}
    for indicator, entry, what, number, unit in base.execute("SELECT indicator, id, what, number, unit FROM told"):
        units.setdefault(indicator, set()).add(unit)
        told.setdefault(f"{indicator} {unit}", []).append((entry, what, _digits(number)))
    for key, expected in told.items():
        indicator, _, unit = key.partition(" ")
        place = sorted(units[indicator]).index(unit) + 1
        name = indicator if len(units[indicator]) == 1 else f"{indicator}-{place}"
        file = real_site / f"data/monitor/{OF_AN_INDICATOR}{name}.json"
        figure = json.loads(file.read_text(encoding="utf-8"))
        shown = [(row["id"], row["Wat"], _digits(row["Waarde"])) for row in figure["rows"]]
        assert Counter(shown) == Counter(expected)
        for collection, many in (("communities", "communities"), ("programmes", "regelingen")):
            query = "SELECT count(DISTINCT id), (SELECT count(*) FROM {0}) FROM measured WHERE indicator = ? AND collection = ? AND unit = ?"
            answer = base.execute(query.format(collection), (indicator, collection, unit)).fetchone()
            said = re.findall(rf"(\d+) van de (\d+) {many}", " ".join(figure["coverage_text"]))
            assert [tuple(map(int, found)) for found in said] in ([answer], [] if answer[0] == 0 else [answer])
    assert len(told) == len(list((real_site / "data/monitor").glob(f"{OF_AN_INDICATOR}*.json"))) >= 5


def _digits(value: Any) -> tuple[int, ...]:
    return tuple(int(number.replace(".", "")) for number in re.findall(r"\d[\d.]*", str(value)))


def test_a_table_to_take_along_has_what_the_figure_has(real_site: Path) -> None:
    for file in (real_site / "data/monitor").glob("*.json"):
        figure = json.loads(file.read_text(encoding="utf-8"))
        with file.with_suffix(".csv").open(encoding="utf-8-sig", newline="") as table:
            head, *rows = csv.reader(table)
        assert head == ["id", *figure["columns"]], file.stem
        assert rows == [[str(cell) for cell in row.values()] for row in figure["rows"]], file.stem


def test_the_age_of_every_entry_is_that_of_its_facts(real_site: Path, base: sqlite3.Connection) -> None:
    """Counted in days from when the facts were right, or from when somebody looked at them again."""
    with (real_site / "data/monitor/dates.csv").open(encoding="utf-8-sig", newline="") as table:
        shown = {(row["collection"], row["id"]): row["days"] for row in csv.DictReader(table)}
    query = "SELECT collection, id, julianday(?) - julianday(max(checked, coalesce(reviewed, checked))) FROM subjects"
    asked = base.execute(query, (TODAY.isoformat(),))
    assert shown == {(collection, id): str(round(days)) for collection, id, days in asked}


def test_the_pages_say_what_the_data_of_a_figure_say(real_site: Path) -> None:
    for file in (real_site / "data/monitor").glob("*.json"):
        figure = json.loads(file.read_text(encoding="utf-8"))
        where = re.search(r"/monitor/([a-z]+)/#([a-z0-9-]+)$", figure["source"])
        assert where, figure["source"]
        page = (real_site / f"monitor/{where[1]}/index.html").read_text(encoding="utf-8")
        (shown,) = re.findall(rf'<figure [^>]*id="{where[2]}".*?</(?:figcaption|figure)>', page, re.DOTALL)
        said = html.unescape(re.sub(r"<[^>]+>", "", shown))
        alone = 'class="kb-number"' in shown  # its number stands there instead of a sentence
        finding = figure["rows"][0]["Waarde"] if alone else figure["finding"]
        for text in (figure["title"], finding, *figure["coverage_text"]):
            assert text in said, (file.stem, said)


class Link(NamedTuple):
    collection: str
    query: str
    number: int


def _links(page: str, paths: dict[str, str]) -> Iterator[Link]:
    """The links to a selection of an index, in tables and drawings, with the number that each is said to lead to."""
    for path, query, attributes, inside in re.findall(r'<a href="../../([a-z-]+)/\?([^"]*)"([^>]*)>(.*?)</a>', page):
        name = re.search(r'aria-label="([^"]*)"', attributes) or re.search(r"<title>([^<]*)</title>", inside)
        number = re.search(r": (\d+)(?: [a-z]+)?$", name[1]) if name else re.fullmatch(r"(\d+)", inside)
        assert number, (path, query, attributes, inside)
        assert not name or not re.match(r"([^:]+): \1:", name[1]), name[1]
        yield Link(paths[path], html.unescape(query), int(number[1]))


def test_a_number_leads_to_as_many(real_site: Path, base: sqlite3.Connection) -> None:
    """Each link with a number leads to choices that the index has, and as many entries have all of them."""
    paths = {
        url.partition("/")[0]: collection
        for collection, url in base.execute("SELECT collection, min(value) FROM has WHERE field = 'url' GROUP BY 1")
    }
    indexes = {paths[path]: (real_site / path / "index.html").read_text(encoding="utf-8") for path in paths}
    links, wrong = set[Link](), list[str]()
    for page in sorted((real_site / "monitor").glob("*/index.html")):
        links |= set(_links(page.read_text(encoding="utf-8"), paths))
    for link in sorted(links):
        choices = parse_qsl(link.query, strict_parsing=True)
        if (found := _selected(base, link.collection, choices)) != link.number:
            wrong.append(f"{link}: {found}")
        wrong += [
            f"{link}: no choice"
            for field, value in choices
            if f'name="{field}" value="{value}"' not in indexes[link.collection]
        ]
    assert len(links) > 100
    assert not wrong


def _selected(base: sqlite3.Connection, collection: str, choices: list[tuple[str, str]]) -> int:
    """How many entries have each of these choices; ‘not known’ is to have none of the field."""
    having = "SELECT id FROM filtered WHERE collection = ? AND field = ? AND value = ?"
    lacking = "SELECT id FROM has WHERE collection = ? AND field = 'title' AND id NOT IN (SELECT id FROM filtered "
    lacking += "WHERE collection = ? AND field IN (?, CASE WHEN ? = 'provinces' THEN 'parts' END))"
    asked, given = list[str](), list[str]()
    for field, value in choices:
        asked.append(lacking if value == UNKNOWN else having)
        given += [collection, collection, field, field] if value == UNKNOWN else [collection, field, value]
    (number,) = base.execute(f"SELECT count(*) FROM ({' INTERSECT '.join(asked)})", given).fetchone()
    return int(number)
