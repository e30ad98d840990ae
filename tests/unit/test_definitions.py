"""An address below a text that nobody gets to see is told, with its line; whatever else looks like one is left alone."""

from __future__ import annotations

import time

import pytest

from macros.checking.check import check
from macros.slips.definitions import idle_definitions
from tests.conftest import Project

LOST = {
    "nothing refers to it": ("[a]: https://x.nl\n\nTekst [b].", 1, "[a]"),
    "text goes on right below it": ("[b]: https://x.nl\nTekst erna [a].", 1, "[b]"),
    "in a quote": ("> [a]: https://x.nl\n> tekst", 1, "[a]"),
    "in a list": ('- Punt\n- [b]: https://y.nl "Titel"', 2, "[b]"),
    "a word behind brackets and a colon": ("- [Rabobank]: bank\n- Punt", 1, "[Rabobank]"),
    "its address on the next line": ("[a]:\n  https://x.nl", 1, "[a]"),
    "in a note": ("Noot[^1]\n\n[^1]: noot\n\n    [x]: https://x.nl", 5, "[x]"),
    "between pointed brackets": ("Tekst\n\n[a]: <https://x.nl/een twee>", 3, "[a]"),
    "a whole link for an address": ("[1]: [naam](https://x.nl)\n\nTekst", 1, "[1]"),
    "a second address for a name": ("[b]\n\n[b]: https://x.nl\n[B]: https://y.nl", 4, "[B]"),
    "only named in code": ("`[a]`\n\n[a]: https://x.nl", 3, "[a]"),
}
KEPT = {
    "used in every way": "[a] [b][] [woord][c] ![beeld][d]\n\n[a]: https://x.nl\n[b]: ../tools/x.yml\n[C]: <x.md>\n[d]: ../images/x.png",
    "over two lines": "[een\ntwee]: https://x.nl\n\n[x][Een  twee]",
    "used above and in a list": "- [a]\n\n  > [a]: https://x.nl",
    "the same twice": "[a]\n\n[a]: https://x.nl\n[a]: https://x.nl",
    "a comment": "[//]: # (voor wie dit leest)\n\n[comment]: <> (en dit)\n\nTekst",
    "in the midst of a paragraph": "Tekst\n[a]: https://x.nl",
    "behind words": "Zie [a]: dat is het.",
    "escaped": "\\[a]: https://x.nl",
    "code, HTML and a table": "`[y]: z`\n\n```\n[y]: z\n```\n\n<!--\n[q]: z\n-->\n\n    [a]: b\n\n| [a]: b | c |\n| --- | --- |\n| [d]: e | f |",
    "a note": "Tekst[^a]\n\n[^a]: https://x.nl",
    "a checkbox": "- [x] klaar\n- [ ]: niet",
    "broken off": "[a]:\n\nTekst",
    "beside what a mark would break": "[x] `[a]: b` en `[x]: y`\n\n[x]: https://x.nl",
}


@pytest.mark.parametrize("name", LOST)
def test_an_address_that_nobody_sees_is_told_with_its_line(name: str) -> None:
    text, line, label = LOST[name]
    (found,) = idle_definitions(text)
    assert found.code == "lost" and text.count("\n", 0, found.start) + 1 == line
    assert label in found.message and label not in ("", found.hint)


@pytest.mark.parametrize("name", KEPT)
def test_what_is_used_or_is_no_such_address_is_left_alone(name: str) -> None:
    assert list(idle_definitions(KEPT[name])) == []


def test_a_second_address_is_told_as_such() -> None:
    first, second = (
        list(idle_definitions(text))[0].message
        for text in ("[a]: https://x.nl", LOST["a second address for a name"][0])
    )
    assert "verwijst niets" in first and "hierboven al een adres" in second


def test_the_check_tells_it_at_its_place_in_the_file(project: Project) -> None:
    root = project(
        {"stories/dag.md": "---\ntitle: Dag\n---\n\nWe voeren uit.\n\n[kaart]: https://voorbeeld.nl/kaart\n"}
    )
    found = [problem for problem in check(root).problems if problem.code == "lost"]
    assert [(one.path, one.line, one.column) for one in found] == [("content/stories/dag.md", 7, 1)]


def test_a_text_of_nothing_else_takes_no_time() -> None:
    text = "\n".join(f"[a{number}]: https://x.nl/{number}" for number in range(2_000))
    began = time.process_time()
    assert len(list(idle_definitions(text))) == 3
    assert time.process_time() - began < 0.5
