"""What the check says of texts that are hard to read: where, in which words, and never as an error."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from macros.advice.plainness import _is_doubtful
from macros.checking.check import check
from macros.language.readability import FOR_VISITORS, Read, Text, as_terms
from macros.language.sentences import Sentence, among, sentences
from macros.problems.problem import Problem
from tests.conftest import Project, sample_library

TERM = "title: Samenwerkingsovereenkomst\nsummary: Wat partners hier met elkaar afspreken.\n"
TOOL = "title: De tool\nsummary: {}\nscope: breder\nevidence: niet-beoordeeld\n"
REST = "sources:\n  - publication: Boek (2026)\n    where: blz. 1\nchecked: 2026-09-01\n"
LONG = " ".join(["woord"] * 26).capitalize() + "."
HARD = "De projectorganisatie verantwoordt halfjaarlijks de voortgangsrapportages. " * 16


def warned(root: Path) -> list[Problem]:
    checked = check(root)
    assert checked.errors == []
    return [problem for problem in checked.problems if problem.code in ("long-sentence", "hard-text")]


def test_a_long_sentence_is_a_warning_where_it_begins(project: Project) -> None:
    text = TOOL.format("Dit is een korte zin.") + f"what: |\n  Kort.\n\n  Dit ook. {LONG} Nog iets.\n" + REST
    (problem,) = warned(project({"tools/de-tool.yml": text}))
    line = text.split("\n").index(f"  Dit ook. {LONG} Nog iets.") + 1
    assert (problem.code, problem.severity, problem.line) == ("long-sentence", "warning", line)
    assert problem.message.startswith("Deze zin heeft 26 woorden.")


def test_a_hard_text_is_told_with_its_figures(project: Project) -> None:
    (problem,) = warned(
        project({"tools/de-tool.yml": TOOL.format("Dit is een korte zin.") + f"what: |\n  {HARD}\n" + REST})
    )
    assert (problem.code, problem.severity) == ("hard-text", "warning")
    assert "leesgemak" in problem.message and "% moeilijke woorden" in problem.message


def test_words_that_the_site_explains_are_not_hard(project: Project) -> None:
    text = "De samenwerkingsovereenkomst is er nu voor ons. " * 16
    root = project({"tools/de-tool.yml": TOOL.format("Dit is een korte zin.") + f"what: |\n  {text}\n" + REST})
    assert [problem.code for problem in warned(root)] == ["hard-text"]
    (root / "content/terms/samenwerkingsovereenkomst.yml").write_text(TERM + REST, encoding="utf-8")
    assert warned(root) == []


def test_a_file_with_an_error_is_not_judged_for_its_style(project: Project) -> None:
    root = project({"tools/de-tool.yml": TOOL.format(LONG).replace("breder", "breed") + REST})
    assert {problem.code for problem in check(root).problems} == {"choice"}


def mixtures() -> list[str]:
    """Texts of every hardness: real sentences, long ones joined, long words put in."""
    rng = random.Random(7)
    library = sample_library()
    texts = [str(entry.values["body"]) for entry in library.collection("stories")]
    known = [sentence.text for text in texts for sentence in sentences(text)]
    found = []
    for _ in range(400):
        some = rng.sample(known, 20)
        joined = rng.random()
        some = [
            one[:-1] + ", en " if rng.random() < joined * 0.6 else one + rng.choice((" ", "\n\n", "\n- "))
            for one in some
        ]
        words = "".join(some).split(" ")
        share = rng.random() * 0.25
        long = ("samenwerkingspartner", "onderwijsinstelling", "coördinatoren", "organisaties", "evaluatie")
        found.append(" ".join(rng.choice(long) if rng.random() < share else word for word in words))
    return found


def test_a_glance_lets_no_hard_text_pass() -> None:
    hard = 0
    terms = as_terms(entry.title for entry in sample_library().collection("terms"))
    for text in mixtures():
        for known in (frozenset(), terms):
            read = Text("x", tuple(Read(sentence, 0) for sentence in sentences(text)), known, FOR_VISITORS)
            hard += bool(read.hardness)
            assert _is_doubtful(text) or not read.hardness, text
    assert hard > 100


@pytest.mark.parametrize("words", [4, 8, 15, FOR_VISITORS.longest])
def test_a_quick_look_knows_each_long_sentence(words: int) -> None:
    said = [one.text for text in mixtures() for one in sentences(text)]
    said += ["", "…", "a/b/c/d/e", "1.200 foto’s - of 3,5", "a_b_c_d_e_f_g_h_i_j", "é-é é’é é.é é,é é–é"]
    right = [one for one in said if len(Sentence(one, 0).words) > words]
    assert [one for one in said if Sentence(one, 0).is_longer_than(words)] == right
    assert len(right) > 20


def test_a_glance_measures_what_it_has_no_table_for() -> None:
    easy = "Zij gaan nu op pad met de hond en zien een kat. " * 20
    assert not _is_doubtful(easy) and not _is_doubtful(easy.replace("hond", "CO₂"))
    assert _is_doubtful(easy + "Žižek.")


@pytest.mark.parametrize(
    ("text", "known"),
    [("Dat kan zo.", True), ("Kan dat?", True), ("De kanaaldijk", False), ("wolkan", False), ("kan_", False)],
)
def test_words_are_found_as_words(text: str, known: bool) -> None:
    assert bool(among("geen kan").search(text.casefold())) is known
