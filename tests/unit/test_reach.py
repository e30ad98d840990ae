"""What one entry may do to others: words that are everybody's, names that are taken, and what looks like something else."""

from __future__ import annotations

import pytest

from macros.checking.check import check
from macros.screening.hosts import disguised, wrong_with
from macros.screening.lookalikes import is_mixed, latin
from tests.conftest import Project

HEAD = "summary: {}\nsources: [{{publication: Verslag, where: blz. 3}}]\nchecked: 2026-09-01\n"
PLAIN = HEAD.format("Bedrijven en scholen maken er samen proeven.")


def people(number: int) -> dict[str, str]:
    """So many communities that all learn."""
    summary = HEAD.format("Bedrijven en de scholen leren er van proeven.")
    return {f"communities/tuin-{at}.yml": f"title: Tuin {at}\nstatus: actief\n{summary}" for at in range(number)}


def told(project: Project, files: dict[str, str]) -> list[tuple[str, str, str]]:
    """Path, pointer and code of what the check says, but for what it says of old facts."""
    found = check(project(files)).problems
    return [(p.path.removeprefix("content/"), p.pointer, p.code) for p in found if p.code not in ("stale", "no-status")]


def test_a_term_that_stands_nearly_everywhere_says_on_how_many_pages(project: Project) -> None:
    root = project({**people(20), "terms/de.yml": f"title: de\naliases: [hefboom]\n{PLAIN}"})
    (problem,) = [p for p in check(root).problems if p.code == "common-word"]
    assert problem.pointer == "/title" and problem.severity == "warning"
    assert "20 van de 20 andere onderwerpen" in problem.message


def test_an_alias_that_is_a_theme_a_collection_a_page_or_everybodys_word_is_told(project: Project) -> None:
    names = "aliases: [waterstof, communities, toolwijzer, leren, LEREN2, proeftuin oost]"
    files = {**people(40), "communities/een.yml": f"title: De Eerste\nstatus: actief\n{names}\n{PLAIN}"}
    root = project(files)
    (root / "docs/toolwijzer/index.md").write_text("# Toolwijzer\n", encoding="utf-8")
    found = [p for p in check(root).problems if p.code != "stale"]
    assert [(p.pointer, p.code) for p in found] == [(f"/aliases/{at}", "taken-name") for at in range(4)]
    assert "thema" in found[0].message and "40 andere onderwerpen" in found[3].message


def test_an_alias_that_the_glossary_explains_is_nobodys_mistake(project: Project) -> None:
    files = {**people(40), "terms/leren.yml": f"title: werkplekleren\naliases: [leerwerk]\n{PLAIN}"}
    files["communities/een.yml"] = f"title: De Eerste\nstatus: actief\naliases: [leerwerk]\n{PLAIN}"
    assert told(project, files) == []


@pytest.mark.parametrize("day", ["9999-12-31", "2199-01-01"])
def test_a_day_that_is_yet_to_come_would_never_be_old_and_is_refused(project: Project, day: str) -> None:
    entry = f"title: De Tuin\nstatus: actief\n{PLAIN}".replace("2026-09-01", day)
    assert told(project, {"communities/tuin.yml": entry}) == [("communities/tuin.yml", "/checked", "future")]


@pytest.mark.parametrize(
    "address",
    [
        "https://", "https:///x.nl", "https://?q=1", "https://x..nl", "https://.nl", "https://-x.nl", "https://localhost/x", "https://intranet",
        "https://plan.local", "https://10.0.0.1", "https://127.0.0.1:8000/", "https://2130706433", "https://0x7f.1", "https://169.254.1.1", "https://8.8.8.8",
        "https://www.rvo.nl@boef.nl/", "https://user:pass@x.nl", "https://rvo.nl%40x@boef.nl", "https://\u0430pple.com", "https://xn--pple-43d.com",
        "https://r\u03bfv.nl", "https://" + "a" * 64 + ".nl", "https://a b",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_is_refused(address: str) -> None:
    assert wrong_with(address.replace(" b", "")) is not None


@pytest.mark.parametrize(
    "address",
    [
        "https://www.rvo.nl/", "http://example.org:8080/a?b=c@d#e", "https://nl.wikipedia.org/wiki/Delta_(rivier)", "https://fryslân.frl/",
        "https://xn--frysln-zta.frl/", "https://почта.рф/", "https://日本語.jp", "HTTPS://WWW.TNO.NL",
        "https://medium.com/@iemand/x", "https://a_b.example.nl/", "https://example.org./",
    ],
)  # fmt: skip
def test_an_address_that_can_be_is_left_alone(address: str) -> None:
    assert wrong_with(address) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("[www.rvo.nl](https://boef.nl/rvo.nl)", 1), ("[https://rvo.nl/x](https://rvo.nl.boef.nl)", 1), ("<a href='https://boef.nl'>rvo.nl</a>", 1),
        ("[**rvo.nl**](https://boef.nl)", 1), ("[rvo.nl](https://www.rvo.nl/x)", 0), ("[rvo.nl](https://mijn.rvo.nl)", 0), ("[mijn.rvo.nl](https://rvo.nl)", 0),
        ("[het plan.](https://rvo.nl)", 0), ("[Node.js](https://nodejs.org)", 0), ("[rvo.nl](https://web.archive.org/web/2020/https://www.rvo.nl/)", 0),
        ("[versie 2.0](https://rvo.nl)", 0),
    ],
)  # fmt: skip
def test_a_link_that_shows_an_address_leads_there(text: str, number: int) -> None:
    assert len(list(disguised(text))) == number


def test_letters_of_two_scripts_are_a_disguise_only_where_they_look_alike() -> None:
    assert is_mixed("w\u0430terstof") and latin("w\u0430terstof") == "waterstof"
    for word in ("kΩ", "μm", "Київ", "Ωmega", "café", "Straße", "日本", "ﬁnancieel"):
        assert not is_mixed(word), word
