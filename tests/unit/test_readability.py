"""How hard the texts are: the counting itself, and every page held to its bounds."""

from __future__ import annotations

from functools import cache

import pytest

from macros.language.readability import FOR_MAKERS, FOR_VISITORS, Bounds, Read, Text
from macros.language.sentences import Sentence, sentences
from macros.language.syllables import syllables
from macros.upkeep.readability import as_text, measure, worst
from tests.conftest import Project, macros, sample_library, sample_root

# Divided by hand, as the Groene Boekje divides words; what is spelt out has a syllable for each letter.
DIVIDED = """
leer-ling werk-plek me-de-wer-ker be-drijf be-drij-ven op-lei-ding on-der-wijs ken-nis-in-stel-ling o-ver-heid
sa-men-wer-ken in-no-va-tie in-no-ve-ren ac-tie re-gi-o re-gi-o-na-le e-ner-gie e-ner-gie-tran-si-tie i-dee i-dee-ën
ge-ïn-te-res-seerd co-ör-di-na-tor fi-nan-ci-ë-le fi-nan-cie-ring fi-nan-ci-eel of-fi-ci-eel con-ti-nu-ï-teit cre-a-tief
re-a-li-se-ren si-tu-a-tie in-di-vi-du-eel ac-tu-eel e-va-lu-a-tie sta-ti-on ni-veau bu-reau mi-lieu nieuw nieu-we
op-nieuw leeuw vrou-wen mooi mooi-e groei-en aai-en be-ëin-di-gen be-ïn-vloe-den ge-ëerd re-ëel be-oor-de-len
ge-oe-fend bij-een-komst mo-ge-lijk-heid vrij-heid huis bui-ten keu-ze eu-ro Eu-ro-pa au-to nau-we-lijks vi-de-o
the-o-rie bi-o-lo-gie mu-se-um i-ni-ti-a-tief kwa-li-teit fre-quen-tie yo-ga sys-teem ty-pe com-mu-ni-ty
com-mu-ni-ties lear-ning team teams coach on-line web-site case ca-ses re-search pro-ject
ver-ant-woor-de-lijk-heid maat-schap-pe-lijk u-ni-ver-si-teit di-ver-si-teit wa-ter-stof in-dus-trie in-dus-trie-ën zee-ën I-ta-li-ë
m-b-o m-k-b h-b-o z-z-p T-N-O
"""


@pytest.mark.parametrize("divided", DIVIDED.split())
def test_a_word_has_as_many_syllables_as_it_is_divided_into(divided: str) -> None:
    assert syllables(divided.replace("-", "")) == divided.count("-") + 1


def test_a_compound_with_a_hyphen_counts_the_syllables_of_its_parts() -> None:
    assert syllables("mbo-school") == 3 + 1
    assert syllables("publiek-private") == 2 + 3


def texts(markdown: str) -> list[str]:
    return [sentence.text for sentence in sentences(markdown)]


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("Een zin. Nog een zin!", ["Een zin.", "Nog een zin!"]),
        ("Een zin over\ntwee regels.", ["Een zin over twee regels."]),
        ("Zij kwamen o.a. Maandag. Dat is laat.", ["Zij kwamen o.a. Maandag.", "Dat is laat."]),
        ("Het kost 2,5 miljoen. ‘Veel’, zei zij.", ["Het kost 2,5 miljoen.", "‘Veel’, zei zij."]),
        ("“Zo niet.” Dat zei hij (later). 12 mensen.", ["“Zo niet.”", "Dat zei hij (later).", "12 mensen."]),
        ("Lees [dit *stuk*](../x(1).md) of `code`.", ["Lees dit stuk of Code."]),
        ("# Een kop die lang is en toch niet telt\n\nTekst hier.", ["Tekst hier."]),
        ("| a | een cel met veel woorden erin |\n|---|---|\n\nNa.", ["Na."]),
        ("```\nprint(1). Dit is code.\n```\nEn dit niet.", ["En dit niet."]),
        (
            "- Eén punt.\n- Nog een punt zonder einde maar lang\n- kort",
            ["Eén punt.", "Nog een punt zonder einde maar lang"],
        ),
        ('Er zijn {{ number("tools") }} tools, zie {{ link("tools", "x", "deze") }}.', ["Er zijn 12 tools, zie deze."]),
        ("De lead.\n{ .kb-lead }", ["De lead."]),
        ("!!! note\n    Let hier op.", ["Let hier op."]),
        ("", []),
    ],
)
def test_sentences_are_what_somebody_reads(markdown: str, found: list[str]) -> None:
    assert texts(markdown) == found


def test_a_sentence_knows_the_line_that_it_begins_in() -> None:
    markdown = "Een. Twee\nof drie.\n\n- Vier.\n- Vijf."
    lines = {one.text: markdown[: one.start].count("\n") + 1 for one in sentences(markdown)}
    assert lines == {"Een.": 1, "Twee of drie.": 1, "Vier.": 4, "Vijf.": 5}


def text(*written: str, bounds: Bounds = FOR_VISITORS, terms: tuple[str, ...] = ()) -> Text:
    known = frozenset(tuple(term.split()) for term in terms)
    return Text("x.md", tuple(Read(Sentence(one, 0), 1) for one in written), known, bounds)


def test_the_ease_is_what_the_formula_gives_by_hand() -> None:
    """Ten words of two syllables each, in two sentences: 200 syllables per 100 words, 5 words a sentence."""
    plain = text("water water water water water", "water water water water water")
    assert plain.ease == pytest.approx(206.84 - 0.77 * 200 - 0.93 * 5)
    assert plain.index == pytest.approx(195 - 200 * 2 / 3 - 2 * 5)


def test_names_numbers_and_terms_make_no_word_hard_and_still_lengthen_a_sentence() -> None:
    one = text("Zij vroeg in 2019 aan Universiteitsfonds een energietransitie", terms=("energietransitie",))
    assert one.words == ["Zij", "vroeg", "in", "aan", "een"]
    assert one.mean == 8
    assert one.hard_words == []
    assert text("een learning community begint", terms=("learning community",)).words == ["een", "begint"]


SHORT = "Dit is een korte zin met woorden die wij kennen."


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ([" ".join(["woord"] * 26)], "een zin van 26 woorden (hoogstens 25)"),
        ([" ".join(["woord"] * 14)] * 5, "gemiddeld 14 woorden per zin (hoogstens 13)"),
        (["verantwoordelijkheid weegt dan zwaar"] * 40, "leesgemak"),
        (["een verantwoordelijkheid weegt dan heel erg zwaar"] * 40, "% moeilijke woorden (hoogstens 12 %)"),
    ],
)
def test_a_text_says_in_what_it_is_too_hard(written: list[str], says: str) -> None:
    assert text(*[SHORT] * 20).over == ()
    assert any(says in over for over in text(*written).over)


def test_a_short_text_is_not_held_to_the_formulas_but_a_long_sentence_in_it_is() -> None:
    assert text("verantwoordelijkheid weegt zwaar").over == ()
    assert text(" ".join(["woord"] * 26)).over != ()


def test_the_worst_come_first_with_their_longest_sentence_and_its_line() -> None:
    easy, hard = text(*[SHORT] * 20), text(*["verantwoordelijkheid weegt dan zwaar"] * 40)
    middle = text(*["een medewerker leest een zin met woorden die wij goed kennen."] * 20)
    assert (easy.over, middle.over) == ((), ())
    assert worst([easy, middle, hard]) == [hard, middle, easy]
    shown = as_text([easy, hard], 1)
    assert "langste zin (regel 1, 4 woorden): verantwoordelijkheid weegt dan zwaar" in shown
    assert SHORT not in shown


@cache
def measured() -> list[Text]:
    return measure(sample_root(), sample_library())


def test_every_page_of_the_program_and_all_of_the_sample_stay_within_their_bounds() -> None:
    """Of other content, `macros check` says so: see test_plainness."""
    assert {one.path: one.over for one in measured() if one.over} == {}


def test_nearly_all_of_the_content_is_measured() -> None:
    """A measure that finds no sentences finds no fault."""
    paths = {one.path for one in measured()}
    for name in sample_library().settings.collections:
        entries = {entry.path for entry in sample_library().collection(name) if entry.summary}
        assert entries <= paths
    assert {"docs/over/index.md", "docs/meedoen/schrijf-een-verhaal.md", "docs/verdieping/geld.md"} <= paths
    assert sum(len(one.words) for one in measured() if one.path.endswith("/")) > 80_000


def test_a_page_in_another_language_is_not_measured_as_dutch() -> None:
    paths = {one.path for one in measured() if one.path.startswith("docs/ontwikkelen/")}
    assert paths == {"docs/ontwikkelen/nieuwe-collectie.md"}


def test_pages_for_makers_alone_have_the_looser_bounds() -> None:
    loose = {one.path for one in measured() if one.bounds == FOR_MAKERS}
    assert loose and all(path.startswith(("docs/ontwikkelen/", "docs/meedoen/meldingen/")) for path in loose)


def test_each_sentence_of_the_content_stands_on_the_line_that_is_said() -> None:
    """Held to the file itself, for the longest sentence of each page: its first words, without signs."""
    wrong = []
    for one in measured():
        if one.path.endswith("/"):
            continue
        line = (sample_root() / one.path).read_text(encoding="utf-8").split("\n")[one.longest.line - 1]
        if one.longest.sentence.words[0] not in line and "Code" not in one.longest.sentence.text:
            wrong.append((one.path, one.longest.line))
    assert wrong == []


TOOL = "title: De tool\nsummary: {}\nphases: [opstart]\nscope: breder\nevidence: niet-beoordeeld\n"
TOOL += "sources:\n  - publication: Boek\n    where: blz. 1\nchecked: 2026-01-01\n"


def test_the_command_names_what_is_too_long_and_fails(project: Project) -> None:
    root = project({"tools/de-tool.yml": TOOL.format(" ".join(["Woord"] + ["woord"] * 25) + ".")})
    run = macros(root, "readability", "content/tools")
    assert run.returncode == 1, run.stderr
    assert "content/tools/de-tool.yml: een zin van 26 woorden (hoogstens 25)" in run.stdout
    assert "langste zin (regel 2, 26 woorden): Woord woord" in run.stdout
    assert "2 teksten gemeten: 2 buiten de grenzen." in run.stderr


def test_the_command_is_content_with_plain_words(project: Project) -> None:
    root = project({"tools/de-tool.yml": TOOL.format("Een korte zin die je snapt.")})
    run = macros(root, "readability", "content/tools/de-tool.yml")
    assert (run.returncode, run.stderr) == (0, "1 tekst gemeten: alles binnen de grenzen.\n")
    assert macros(root, "readability", "content/geen").returncode == 2
    assert "geen aantal" in macros(root, "readability", "--most", "0").stderr


def test_the_command_measures_nothing_while_an_error_stands(project: Project) -> None:
    root = project({"tools/de-tool.yml": "title: De tool\n"})
    run = macros(root, "readability")
    assert run.returncode == 1
    assert "er is niet gemeten" in run.stderr
