"""What an entry was called before: its old addresses lead to it, and its old names are nobody else's."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.checking.check import Checked, check
from macros.problems.problem import Problem
from macros.reading.proposal import BASE
from macros.sharing.feeds import paths_of
from tests.conftest import COLLECTIONS, HOME, Open, Project, build_site, program, serve
from tests.renamed import GARDEN, MIRROR, NEED, SMALL, SOURCE, git
from tests.visiting import shown


def found(checked: Checked, code: str) -> list[Problem]:
    return [problem for problem in checked.problems if problem.code == code]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = program(tmp_path_factory.mktemp("moved") / "project")
    (root / "docs/index.md").write_text(HOME, encoding="utf-8")
    for collection in COLLECTIONS:
        (root / "content" / collection).mkdir(parents=True)
    for name, text in SMALL.items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    return build_site(root, root / "site")


@pytest.fixture
def address(site: Path) -> str:
    return serve(site)


def test_a_reference_by_a_former_name_is_told_with_the_line_that_mends_it(project: Project) -> None:
    checked = check(project(SMALL))
    assert not checked.errors
    told = [(p.line, p.severity, p.message, p.right) for p in found(checked, "old-name")]
    mended = "body: Zie [de spiegel](../tools/spiegel.yml#hoe), en [kijken](../tools/spiegel.yml)."
    assert told == [
        (4, "warning", "‘kijkglas’ heet nu ‘spiegel’.", ""),  # the new name stands beside it: what is mended is double
        (5, "warning", "‘geen-tijd’ heet nu ‘tijdnood’.", "bottlenecks: [tijdnood]"),
        (6, "warning", "‘kijkglas’ heet nu ‘spiegel’.", mended),
        (6, "warning", "‘kijken’ heet nu ‘spiegel’.", mended),
    ]


def test_until_it_is_mended_it_means_the_entry_of_now(project: Project) -> None:
    library = check(project(SMALL)).library
    assert library
    garden = library.entry("communities", "tuin")
    assert garden.values["tools"] == ["spiegel"] and garden.values["bottlenecks"] == ["tijdnood"]
    assert library.get("lessons", "kijken") is library.entry("tools", "spiegel") is library.get("tools", "kijkglas")
    assert [m.entries for m in library.referring_to(library.entry("tools", "spiegel"))] == [(garden,)]


WRONG = {
    "a file that takes it": ({"tools/kijkglas.yml": MIRROR.replace("De Spiegel", "Kijkglas") + "body: '## Hoe'\n"}, "content/tools/kijkglas.yml", "bezet"),
    "two entries with one": ({"tools/ruit.yml": f"former_names: [kijkglas]\n{MIRROR.replace('De Spiegel', 'Ruit')}"}, "content/tools/spiegel.yml", "ook in content/tools/ruit.yml:1"),
    "its own name": ({"tools/ruit.yml": f"former_names: [ruit]\n{MIRROR.replace('De Spiegel', 'Ruit')}"}, "content/tools/ruit.yml", "heet dit bestand nu"),
    "a folder that is not there": ({"tools/ruit.yml": f"former_names: [dingen/ruit]\n{MIRROR.replace('De Spiegel', 'Ruit')}"}, "content/tools/ruit.yml", "geen map content/dingen/"),
    "a page of the site": ({"tools/ruit.yml": f"former_names: [index]\n{MIRROR.replace('De Spiegel', 'Ruit')}"}, "content/tools/ruit.yml", "andere pagina"),
}  # fmt: skip


@pytest.mark.parametrize(("more", "path", "words"), WRONG.values(), ids=list(WRONG))
def test_a_former_name_is_reserved(project: Project, more: dict[str, str], path: str, words: str) -> None:
    checked = check(project({**SMALL, **more}))
    assert [p.code for p in checked.errors] == ["former-name"]
    (problem,) = checked.errors
    assert problem.path == path and words in problem.message and problem.hint


def test_a_name_that_is_no_name_is_refused_at_its_place(project: Project) -> None:
    (problem,) = check(
        project(
            {"tools/x.yml": f"former_names: [Oude Naam]\n{MIRROR}".replace("tijdnood", "x"), "bottlenecks/x.yml": NEED}
        )
    ).errors
    assert (problem.code, problem.line, problem.column) == ("form", 1, 16) and "map/oude-naam" in problem.hint


def test_one_cannot_refer_to_oneself_by_a_former_name_nor_go_in_a_circle_by_one(project: Project) -> None:
    text = "title: Xylofoon\nformer_names: [houten-staven]\nsee: [houten-staven]\nsummary: Een instrument met staven.\n"
    own = {"terms/xylofoon.yml": text + SOURCE}
    assert [p.code for p in check(project(own)).errors] == ["self"]


def test_a_circle_by_former_names_is_one(project: Project) -> None:
    circle = {
        "communities/tuin.yml": f"former_names: [hof]\npart_of: veld\n{GARDEN}{SOURCE}",
        "communities/veld.yml": f"title: Het Veld\nstatus: actief\npart_of: hof\n{SOURCE}",
    }
    assert "self" in [p.code for p in check(project(circle)).errors]


@pytest.fixture
def proposal(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A proposal that nothing was changed in yet."""
    root = project(
        {
            "tools/kijkglas.yml": MIRROR,
            "bottlenecks/tijdnood.yml": NEED,
            "communities/veld.yml": SMALL["communities/veld.yml"],
        }
    )
    git(root, "init", "-q")
    git(root, "add", "content")
    git(root, "commit", "-qm", "Begin")
    monkeypatch.setenv(BASE, "HEAD")
    return root


def rename(root: Path, text: str) -> None:
    (root / "content/tools/kijkglas.yml").unlink()
    (root / "content/tools/spiegel.yml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("text", [MIRROR, MIRROR.replace("De Spiegel", "Het Spiegelbeeld"), f"{MIRROR}language: en\n"])
def test_a_rename_without_the_former_name_is_a_warning(proposal: Path, text: str) -> None:
    rename(proposal, text)
    checked = check(proposal)
    (problem,) = found(checked, "renamed")
    assert not checked.errors and problem.severity == "warning" and problem.path == "content/tools/spiegel.yml"
    assert "former_names: [kijkglas]" in problem.hint
    rename_with = f"former_names: [kijkglas]\n{text}"
    (proposal / "content/tools/spiegel.yml").write_text(rename_with, encoding="utf-8")
    assert not found(check(proposal), "renamed")


def test_what_went_and_what_came_are_not_taken_for_one(proposal: Path) -> None:
    rename(
        proposal,
        "title: Iets heel anders\nsummary: Een tool die met het vorige niets te maken heeft.\nscope: breder\nevidence: theorie\nsources:\n  - {publication: Boek (2020), where: blz. 9}\nchecked: 2026-01-02\n",
    )
    assert not found(check(proposal), "renamed")


def test_what_is_gone_and_still_referred_to_names_the_field_as_a_way_out(proposal: Path) -> None:
    (proposal / "content/communities/tuin.yml").write_text(f"{GARDEN}tools: [kijkglas]\n{SOURCE}", encoding="utf-8")
    rename(proposal, MIRROR)
    checked = check(proposal)
    (problem,) = checked.errors
    assert problem.code == "gone" and not found(checked, "renamed")
    assert "content/tools/spiegel.yml: ‘former_names: [kijkglas]’" in problem.hint


def test_an_old_address_leads_on_for_who_has_no_scripts(site: Path) -> None:
    forwards = sorted(
        p.parent.relative_to(site).as_posix() for p in site.rglob("index.html") if "Verhuisd:" in p.read_text()
    )
    assert forwards == ["knelpunten/geen-tijd", "lessen/kijken", "tools/kijkglas", "toolwijzer/knelpunt/geen-tijd"]
    page = (site / "lessen/kijken/index.html").read_text(encoding="utf-8")
    assert 'http-equiv="refresh" content="0; url=../../tools/spiegel/"' in page
    assert re.search(r'rel="canonical" href="https://[^"]+/tools/spiegel/"', page)
    assert 'content="noindex"' in page and '<a href="../../tools/spiegel/">De Spiegel</a>' in page
    for old, new in (
        ("tools/kijkglas", "tools/spiegel"),
        ("toolwijzer/knelpunt/geen-tijd", "toolwijzer/knelpunt/tijdnood"),
    ):
        assert (site / f"assets/cards/{old}.png").read_bytes() == (site / f"assets/cards/{new}.png").read_bytes()


def test_nothing_that_lists_pages_names_an_old_address(site: Path) -> None:
    old = re.compile(r"tools/kijkglas/|lessen/kijken/|knelpunten/geen-tijd/")
    kinds = {".xml", ".json", ".html", ".csv"}
    told = [
        p.relative_to(site).as_posix()
        for p in site.rglob("*")
        if p.suffix in kinds and old.search(p.read_text(encoding="utf-8"))
    ]
    assert told == []


def test_the_data_tell_the_former_names_and_refer_by_those_of_now(site: Path) -> None:
    (tool,) = json.loads((site / "data/tools.json").read_text(encoding="utf-8"))
    assert tool["former_names"] == ["kijkglas", "lessons/kijken"]
    garden = next(one for one in json.loads((site / "data/communities.json").read_text()) if one["id"] == "tuin")
    assert garden["tools"] == ["spiegel"] and "former_names" not in garden
    (row,) = csv.DictReader(io.StringIO((site / "data/tools.csv").read_text(encoding="utf-8-sig")))
    assert row["former_names"] == "kijkglas; lessons/kijken" and "draft" not in row


def test_to_readers_of_a_feed_a_rename_is_no_news(site: Path, project: Project) -> None:
    feed = json.loads((site / "tools/feed.json").read_text(encoding="utf-8"))
    assert [item["id"].rpartition("/tools/")[2] for item in feed["items"]] == ["kijkglas"]
    library = check(project(SMALL)).library
    assert library
    paths = list(paths_of(library.entry("tools", "spiegel")))
    assert paths[0] == "content/tools/spiegel.yml" and {
        "content/tools/kijkglas.yml",
        "content/lessons/kijken.md",
    } <= set(paths)


def visit(open_page: Open, address: str, path: str, **options: Any) -> Page:
    return open_page(path, root=address, **options)


def test_a_visitor_comes_where_she_wanted_with_and_without_scripts(open_page: Open, address: str) -> None:
    page = visit(open_page, address, "tools/kijkglas/", java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("De Spiegel")
    page = visit(open_page, address, "tools/kijkglas/?van=mail#sources")
    expect(page.get_by_role("heading", level=1)).to_have_text("De Spiegel")
    assert page.url.endswith("/tools/spiegel/?van=mail#sources")


def test_an_old_name_in_a_shared_choice_is_the_choice_of_now(open_page: Open, address: str) -> None:
    page = visit(open_page, address, "communities/?bottlenecks=geen-tijd")
    expect(shown(page)).to_have_count(1)
    expect(page.get_by_role("checkbox", name=re.compile("^Tijdnood"))).to_be_checked()
    page = visit(open_page, address, "toolwijzer/?bottlenecks=geen-tijd&without=kijkglas")
    expect(page.get_by_role("checkbox", name=re.compile("Tijdnood")).first).to_be_checked()
    expect(page.locator(".kb-strange")).to_be_hidden()
    expect(page.locator("[data-entry=spiegel] input[name=kit]").first).not_to_be_checked()


KEPT = "([name, list]) => localStorage.setItem(`/.${name}`, JSON.stringify(list))"
STORED = "name => JSON.parse(localStorage.getItem(`/.${name}`) ?? '[]')"


def test_what_was_kept_by_an_old_name_is_kept(open_page: Open, address: str) -> None:
    page = visit(open_page, address, "over/")
    page.evaluate(KEPT, ["kb-kept", ["tools/kijkglas", "communities/veld", "tools/spiegel"]])
    page.goto(f"{address}bewaard/")
    expect(page.locator("kb-bookmarks").get_by_role("heading", level=3)).to_have_text(["Het Veld", "De Spiegel"])
    expect(page.get_by_text("2 pagina’s", exact=True)).to_be_visible()
    link = page.get_by_role("link", name="Link naar deze lijst").get_attribute("href") or ""
    assert link.endswith("?k=tools/spiegel&k=communities/veld")
    assert page.evaluate(STORED, "kb-kept")[0] == "tools/kijkglas", "nothing is written without a click"
    page.get_by_role("button", name="Haal weg: De Spiegel").click()
    assert page.evaluate(STORED, "kb-kept") == ["communities/veld"]
    page.get_by_role("button", name="Ongedaan maken").click()
    assert page.evaluate(STORED, "kb-kept") == ["tools/spiegel", "communities/veld"]


def test_a_button_knows_what_was_kept_by_an_old_name(open_page: Open, address: str) -> None:
    page = visit(open_page, address, "tools/spiegel/")
    page.evaluate(KEPT, ["kb-kept", ["lessons/kijken"]])
    page.reload()
    page.get_by_role("button", name="Bewaard", exact=True).click()
    assert page.evaluate(STORED, "kb-kept") == []
    page.evaluate(KEPT, ["kb-kept", ["tools/kijkglas"]])
    page.goto(f"{address}tools/")
    expect(page.get_by_role("button", name="Bewaar: De Spiegel", pressed=True)).to_be_visible()


def test_a_comparison_by_an_old_name_is_one_by_the_name_of_now(open_page: Open, address: str) -> None:
    page = visit(open_page, address, "vergelijk/?tools=kijkglas&tools=spiegel")
    expect(page.locator("kb-compare")).to_have_attribute("aria-busy", "false")
    expect(page.locator("kb-compare thead a")).to_have_text(["De Spiegel"])
