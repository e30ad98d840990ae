"""What somebody who judges a proposal is told of it: pointers, in which nothing that a writer wrote means anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.checking.check import check
from macros.reading.proposal import BASE, Base
from macros.upkeep.repeats import Repeats
from macros.upkeep.review import LONGEST, MOST, Review, bounded
from tests.build.test_workflows import git
from tests.conftest import Project, macros
from tests.small import SMALL, SOURCES

LESSON = "---\ntitle: {title}\nsummary: {summary}\nlevel: regio\n" + SOURCES + "---\n\n{text}\n"
NEW = LESSON.format(title="Bel eerst", summary="Bel de buren voor je begint.", text="Ga langs, en vraag het.")
Proposal = Callable[..., str]


@pytest.fixture
def proposal(project: Project, monkeypatch: pytest.MonkeyPatch) -> Proposal:
    """The review of files that are new, changed or gone since `begin`."""
    monkeypatch.setenv(BASE, "HEAD")

    def review(files: dict[str, str | None], begin: dict[str, str] = SMALL) -> str:
        root = project(begin)
        committed(root)
        for name, text in files.items():
            if text is None:
                (root / "content" / name).unlink()
            else:
                (root / "content" / name).write_text(text, encoding="utf-8")
        checked = check(root)
        assert checked.library is not None, checked.errors
        return Review(root, checked.library, Base(root)).as_markdown()

    return review


def committed(root: Path) -> None:
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=Begin")


def under(text: str, what: str) -> str:
    """What stands below a point of the list, on one line."""
    return " ".join(text.partition(f"- **{what}:**")[2].partition("\n- **")[0].split())


def test_a_new_entry_is_told_with_its_fields_and_where_they_are_from(proposal: Proposal) -> None:
    told = proposal({"lessons/bel-eerst.md": NEW})
    assert "### Nieuw: Bel eerst (les)" in told and "`content/lessons/bel-eerst.md`" in told
    assert under(told, "Wat erin staat").startswith("Titel, Samenvatting, Niveau")
    assert under(told, "Verwijst naar") == "niets gevonden"
    assert "een programma leest ze niet" in under(told, "Bronnen")
    assert under(told, "Bronnen").endswith("- Verslag \\(1999\\)")


def test_of_a_changed_entry_the_fields_that_differ_are_told_and_what_it_touches(proposal: Proposal) -> None:
    told = proposal(
        {"communities/tuin.yml": SMALL["communities/tuin.yml"].replace("kind: hub\n", "").replace("150", "160")}
    )
    assert "### Veranderd: De Tuin" in told and "### Nieuw" not in told
    fields = under(told, "Wat anders is")
    assert fields.startswith("- anders: ") and "- weg: " in fields and "nieuw:" not in fields
    assert under(told, "Verwijst naar") == "Spiegel (tool)"
    assert under(told, "Hier verwijzen naar").startswith("- 1 community")


def test_a_file_that_says_the_same_in_other_words_of_yaml_says_so(proposal: Proposal) -> None:
    told = proposal({"communities/tuin.yml": "# Een opmerking\n" + SMALL["communities/tuin.yml"]})
    assert "zeggen hetzelfde" in under(told, "Wat anders is")


def test_what_is_gone_is_told_by_its_title_and_what_stays_is_not_told(proposal: Proposal) -> None:
    told = proposal({"communities/atelier.yml": None})
    assert "### Verdwenen\n\n- \\=Atelier (" in told and "Tuin" not in told


def test_a_proposal_that_touches_no_entry_says_so(proposal: Proposal) -> None:
    assert "Geen enkel onderwerp is nieuw, veranderd of verdwenen." in proposal({})


def test_hard_sentences_and_words_are_quoted_with_their_line(proposal: Proposal) -> None:
    long = "Dit is een zin " + "die maar doorgaat en " * 8 + "dan eindigt met samenwerkingsverantwoordelijkheid."
    told = under(
        proposal({"lessons/bel-eerst.md": NEW.replace("Ga langs, en vraag het.", long)}), "Moeilijk om te lezen"
    )
    assert "regel 13: ‘Dit is een zin die maar doorgaat" in told
    assert "samenwerkingsverantwoordelijkheid" in told


def test_persons_and_ways_to_reach_them_are_pointed_at(proposal: Proposal) -> None:
    text = "Vraag het aan Piet Hein van den Berg. De Tuin Helpt je. Mail p.berg@voorbeeld.nl of bel 06-12345678."
    told = proposal({"lessons/bel-eerst.md": NEW.replace("Ga langs, en vraag het.", text)})
    assert under(told, "Misschien namen van personen").startswith("- Piet Hein van den Berg - De Tuin")
    reached = under(told, "Mailadressen en telefoonnummers")
    assert reached.count("regel 13") == 2 and "voorbeeld.nl" not in told


def test_a_name_that_another_entry_has_is_no_person(proposal: Proposal) -> None:
    text = "Vraag het bij De Tuin."
    told = proposal({"lessons/bel-eerst.md": NEW.replace("Ga langs, en vraag het.", text)})
    assert under(told, "Misschien namen van personen") == "niets gevonden"


def test_likeness_in_name_is_told(proposal: Proposal) -> None:
    told = proposal({"communities/tuinen.yml": SMALL["communities/atelier.yml"].replace('"=Atelier"', "Proeftuun")})
    assert "De Tuin (`tuin`): de namen lijken op elkaar" in under(told, "Lijkt op wat er al is")


def test_sentences_of_another_entry_are_told_where_they_are_new(proposal: Proposal) -> None:
    taken = "Een uur praten over hoe het gaat met de hele groep."
    other = SMALL["tools/spiegel.yml"].replace("Een uur praten over hoe het gaat.", taken)
    told = proposal({"tools/spiegel.yml": other, "lessons/bel-eerst.md": NEW.replace("Ga langs, en vraag het.", taken)})
    assert told.count("bij Spiegel (tool): ‘Een uur praten over hoe het gaat met de hele groep’") == 1


def test_sentences_that_an_entry_had_already_are_not_told_again(proposal: Proposal) -> None:
    taken = NEW.replace("Ga langs, en vraag het.", "Een uur praten over hoe het gaat met de hele groep.")
    other = SMALL["tools/spiegel.yml"].replace("over hoe het gaat.", "over hoe het gaat met de hele groep.")
    begin = {**SMALL, "tools/spiegel.yml": other, "lessons/bel-eerst.md": taken}
    told = proposal({"lessons/bel-eerst.md": taken.replace("regio", "wijk")}, begin)
    assert "### Veranderd: Bel eerst" in told and "bij Spiegel" not in told


def test_an_entry_under_another_name_is_a_changed_one_and_says_where_it_stood(proposal: Proposal) -> None:
    renamed = SMALL["communities/atelier.yml"] + "former_names: [atelier]\n"
    told = proposal({"communities/atelier.yml": None, "communities/werkplaats.yml": renamed})
    assert "### Veranderd" in told and "Verdwenen" not in told
    assert "`content/communities/werkplaats.yml`. Het stond in `content/communities/atelier.yml`." in told


def test_words_in_a_row_count_from_eight_on_and_as_far_as_they_go() -> None:
    ours = ["Een twee drie vier vijf zes zeven acht negen. Los."]
    assert list(Repeats(ours).within(["Zie één twee drie vier vijf zes zeven acht negen tien."])) == [
        "één twee drie vier vijf zes zeven acht negen"
    ]
    assert list(Repeats(ours).within(["Een twee drie vier vijf zes zeven."])) == []
    assert list(Repeats(ours, ours).within(ours)) == []
    twice = "Een twee drie vier vijf zes zeven acht een twee drie vier vijf zes zeven acht."
    assert len(list(Repeats(ours).within([twice]))) == 2


HOSTILE = "Fixes #1 @iedereen <b>x</b> [a](https://x.nl) `y` GH-2 ![z](q) 0123abcdef"


def test_what_a_writer_wrote_means_nothing_to_github(proposal: Proposal) -> None:
    told = proposal(
        {
            "lessons/bel-eerst.md": LESSON.format(
                title=f"'{HOSTILE}'", summary=f"'{HOSTILE}.'", text=HOSTILE.replace("![z](q)", "")
            )
        }
    )
    for dangerous in ("#1", "@iedereen", "<b>", "](https", "GH-2", "![", "0123abcdef"):
        assert dangerous not in told, dangerous


def test_so_many_entries_are_told_and_the_rest_is_counted(proposal: Proposal) -> None:
    many = {f"lessons/les-{n}.md": NEW.replace("Bel eerst", f"Bel nu {n} keer") for n in range(MOST + 2)}
    told = proposal(many)
    assert told.count("### Nieuw") == MOST and "… en nog 2 bestanden." in told


def test_a_text_that_is_too_long_is_cut_at_a_line() -> None:
    cut = bounded("kop", "regel\n" * LONGEST)
    assert len(cut) < LONGEST + 100 and cut.endswith("regel\n\n… De rest past hier niet.\n")
    assert bounded("a", "b") == "a\nb"


def test_the_command_tells_it_also_where_no_site_was_built(project: Project, tmp_path: Path) -> None:
    root = project(SMALL)
    assert macros(root, "compare", "oud", "nieuw", "--review").returncode == 2
    committed(root)
    (root / "content/lessons/bel-eerst.md").write_text(NEW, encoding="utf-8")
    run = macros(root, "compare", "oud", "nieuw", "--review")
    assert run.returncode == 0 and "### Nieuw: Bel eerst" in run.stdout and "niet te bouwen" in run.stdout
    (root / "content/lessons/bel-eerst.md").write_text("title: x\n", encoding="utf-8")
    assert "De inhoud heeft fouten" in macros(root, "compare", "oud", "nieuw", "--review").stdout
