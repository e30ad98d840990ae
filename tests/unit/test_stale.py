"""What needs a fresh look: the list, and the issue that is made of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.checking.check import check
from macros.library.library import Library
from macros.upkeep import stale
from macros.upkeep.stale import MAX_CHARACTERS, as_json, as_markdown, as_text, plain, survey
from tests.conftest import COLLECTIONS, Project, macros, sample_root

TODAY = date(2026, 11, 21)


def entry(title: str, checked: str, more: str = "") -> str:
    # A title of hostile signs goes through YAML unharmed as JSON.
    return (
        f"title: {json.dumps(title, ensure_ascii=False)}\n{more}sources:\n  - publication: Verslag (1999)\n"
        f"    where: bladzijde 3\nchecked: {checked}\n"
    )


CONTENT = {
    "communities/oud.yml": entry(
        "Oud", "2019-03-04", "status: actief\nkind: hub\nsummary: Hier leert iedereen samen.\n"
    ),
    "communities/ouder.yml": entry("Ouder", "2018-01-01", "status: onbekend\npartners: 3\n"),
    "communities/net-oud.yml": entry("Net oud", "2024-11-21", "status: actief\nstatus_date: 2024-01-01\n"),
    "communities/net-niet.yml": entry("Net niet", "2024-11-22"),
    "communities/nieuw.yml": entry("Nieuw", "2026-11-20"),
    "lessons/bel.md": "---\n"
    + entry("Bel eerst", "2020-02-29", "summary: Praat met wie er al zit.\nlevel: community\nphases: [opstart]\n")
    + "---\n",
}


@pytest.fixture
def library(project: Project) -> Callable[[dict[str, str]], Library]:
    def make(content: dict[str, str]) -> Library:
        checked = check(project(content), TODAY)
        assert checked.library is not None, checked.errors
        return checked.library

    return make


Make = Callable[[dict[str, str]], Library]


def test_what_was_checked_years_ago_stands_by_collection_with_the_oldest_first(library: Make) -> None:
    found = survey(library(CONTENT), TODAY)
    assert [(look.collection.name, [e.id for e in look.stale], look.total) for look in found.looks] == [
        ("communities", ["ouder", "oud", "net-oud"], 5),
        ("tools", [], 0),
        ("lessons", ["bel"], 1),
        *((name, [], 0) for name in COLLECTIONS[3:]),
    ]


@pytest.mark.parametrize(("years", "count"), [(1, 5), (2, 4), (6, 3), (8, 1), (9, 0)])
def test_how_old_is_too_old_is_a_choice(library: Make, years: int, count: int) -> None:
    assert survey(library(CONTENT), TODAY, years).stale == count


def test_who_looked_again_makes_facts_young(library: Make) -> None:
    again = CONTENT["communities/oud.yml"] + "reviewed: 2026-10-01\n"
    stale = survey(library({**CONTENT, "communities/oud.yml": again}), TODAY).looks[0].stale
    assert [entry.id for entry in stale] == ["ouder", "net-oud"]


def test_a_leap_day_is_a_year_old_the_day_after_the_28th(library: Make) -> None:
    made = library({"lessons/bel.md": CONTENT["lessons/bel.md"]})
    assert [survey(made, date(2022, month, day)).stale for month, day in ((2, 28), (3, 1))] == [0, 1]


def test_facts_that_nobody_filled_in_are_counted(library: Make) -> None:
    (communities, *_) = survey(library(CONTENT), TODAY).looks
    assert [(gap.what, gap.count) for gap in communities.gaps] == [
        ("zonder samenvatting", 4),
        ("met een onbekende status", 3),
        ("zonder ‘Soort’", 4),
        ("zonder ‘Regio’", 5),
        ("zonder ‘Aantal partners’", 4),
        ("zonder ‘Focus’", 5),
        ("met ‘Status’ maar zonder ‘Datum van de status’", 2),
    ]


def test_the_issue_lists_each_entry_with_its_age_and_where_to_mend_it(library: Make) -> None:
    text = as_markdown(survey(library(CONTENT), TODAY))
    edit = "https://github.com/kennisbank-learning-communities/kennisbank/edit/main/content"
    assert text.index("staan 4 onderwerpen") < text.index("## Zo werk je een onderwerp bij") < text.index("- [")
    assert "staan 4 onderwerpen waarvan de feiten 2 jaar of ouder zijn" in text
    assert "21 november 2026" in text
    assert (
        "## Communities: 3 van 5\n\n"
        f"- [Ouder](<{edit}/communities/ouder.yml>), 1 januari 2018 (bijna 9 jaar geleden)\n"
        f"- [Oud](<{edit}/communities/oud.yml>), 4 maart 2019 (ruim 7 jaar geleden)\n"
        f"- [Net oud](<{edit}/communities/net-oud.yml>), 21 november 2024 (2 jaar geleden)\n\n"
        "## Lessen: 1 van 1\n\n"
    ) in text
    assert "| Communities | zonder samenvatting | 4 van 5 |" in text
    assert "[ ]" not in text and text.endswith("laat je weg.\n")
    assert "Tools" not in text


@pytest.mark.parametrize(
    ("then", "ago"),
    [
        (date(2022, 11, 21), "4 jaar geleden"),
        (date(2022, 11, 20), "ruim 4 jaar geleden"),
        (date(2022, 11, 22), "bijna 4 jaar geleden"),
        (date(2022, 12, 31), "bijna 4 jaar geleden"),
        (date(2023, 1, 21), "bijna 4 jaar geleden"),
        (date(2023, 1, 22), "ruim 3 jaar geleden"),
        (date(2025, 11, 21), "een jaar geleden"),
        (date(2025, 5, 1), "ruim een jaar geleden"),
        (date(2024, 12, 1), "bijna 2 jaar geleden"),
    ],
)
def test_an_age_is_rounded_up_when_the_year_is_nearly_full(library: Make, then: date, ago: str) -> None:
    made = library({"communities/een.yml": entry("Een", then.isoformat())})
    assert f" ({ago})\n" in as_markdown(survey(made, TODAY, years=1))


def test_where_nothing_is_stale_there_is_no_issue(library: Make) -> None:
    found = survey(library({"communities/nieuw.yml": CONTENT["communities/nieuw.yml"]}), TODAY)
    assert as_markdown(found) == ""
    assert "Communities: 0 van 1 onderwerp " in as_text(found)


HOSTILE = [
    "Hoi @iedereen en @org/team",
    "Zie #1, GH-12, org/repo#3 en gh-4",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[klik](https://kwaad.nl) ![x](https://kwaad.nl/x.png)",
    "](https://kwaad.nl) [x",
    "https://kwaad.nl of www.kwaad.nl of ik@kwaad.nl",
    "`code` **vet** _schuin_ ~~weg~~ | cel | $x$",
    "- [ ] taak",
    "1. een",
    "# kop",
    "&lt;b&gt; &commat;iedereen &#64;iedereen",
    "\\@iedereen \\<b>",
    ":smile: :+1:",
    "commit 0123456789abcdef0123456789abcdef01234567 en deadbee",
    "> [!WARNING]",
    "regel\u2028een\u202etwee",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_calls_nobody_and_becomes_nothing(title: str) -> None:
    text = plain(title)
    assert not re.search(r"[@#]\w|GH-\d|www\.|://|[0-9a-f]{7}", text, re.IGNORECASE)
    assert not re.search(r":\w+:", text.replace("\\", ""))
    html = markdown.markdown(f"- [{text}](<https://github.com/x>), 1 januari")
    assert re.findall(r"<(\w+)", html) == ["ul", "li", "a"], html
    assert re.findall(r'href="([^"]*)"', html) == ["https://github.com/x"]
    table = markdown.markdown(f"|a|b|\n|---|---|\n| {text} | x |", extensions=["tables"])
    assert table.count("<td") == 2


@settings(database=None, deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_any_title_stays_one_line_of_words(title: str) -> None:
    text = plain(title)
    assert text.isprintable() or "\N{ZERO WIDTH SPACE}" in text
    assert "\n" not in text and not re.search(r"(?<!\\)[<>\[\]`*_|]", re.sub(r"\\\\", "", text))
    assert not re.search(r"[@#:][^\s\\\N{ZERO WIDTH SPACE}]", text)


def test_a_long_list_is_cut_so_that_github_takes_it_and_says_so(library: Make) -> None:
    title = "é" * 100 + "@#"
    made = library(
        {
            f"communities/{age}-{n:03}.yml": entry(f"{title} {n} {age}", f"{2000 + age}-01-01")
            for age in range(3)
            for n in range(150)
        }
    )
    text = as_markdown(survey(made, TODAY))
    assert 60_000 < len(text.encode()) <= MAX_CHARACTERS < 65_536
    listed = re.findall(r"/communities/(\d)-(\d+)\.yml", text)
    assert listed == [(str(age), f"{n:03}") for age in range(3) for n in range(150)][: len(listed)]
    more = re.search(r"- … en nog (\d+), die hier niet meer op de pagina passen\.\n", text)
    assert more and int(more[1]) + len(listed) == 450
    assert text.count("sluit deze lijst zichzelf.\n") == 1


def test_the_command_prints_the_same_for_the_same_day(project: Project) -> None:
    root = project(CONTENT)
    epoch = str(int(datetime.fromisoformat("2026-11-21T12:00:00+00:00").timestamp()))
    first, second = (macros(root, "stale", "--format", "markdown", SOURCE_DATE_EPOCH=epoch) for _ in range(2))
    assert (first.returncode, first.stdout) == (0, second.stdout)
    assert first.stderr == "4 onderwerpen vragen een frisse blik.\n"
    later = macros(root, "stale", "--format", "json", "--years", "1", SOURCE_DATE_EPOCH="1900000000")
    data = json.loads(later.stdout)
    assert (data["today"], data["years"], len(data["collections"][0]["stale"])) == ("2030-03-17", 1, 5)
    text = macros(root, "stale", "--years", "1", SOURCE_DATE_EPOCH=epoch)
    assert "content/communities/net-niet.yml: Net niet\n  stand van 22 november 2024 (bijna 2 jaar geleden)" in (
        text.stdout
    )


def test_every_entry_of_the_sample_is_in_the_data(library: Make) -> None:
    checked = check(sample_root())
    assert checked.library is not None
    data = json.loads(as_json(survey(checked.library, date(2040, 1, 1))))
    assert sum(len(row["stale"]) for row in data["collections"]) == checked.files


def test_with_errors_there_is_no_list_that_would_close_the_issue(project: Project) -> None:
    root = project({"communities/fout.yml": "title: Fout\n"})
    run = macros(root, "stale", "--format", "markdown")
    assert (run.returncode, run.stdout) == (1, "")
    assert "De inhoud heeft fouten" in run.stderr and "content/communities/fout.yml" in run.stderr
    assert macros(root, "stale", "--years", "0").returncode == 2
    assert macros(root, "stale", "--format", "html").returncode == 2


def test_the_cap_is_below_what_github_takes() -> None:
    assert stale.MAX_CHARACTERS < 65_536
