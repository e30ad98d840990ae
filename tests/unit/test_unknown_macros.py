"""A page that calls what is no macro: told at its place, with what it is called now or what was meant."""

from __future__ import annotations

import pytest

from macros.page_macros.table import MACROS
from macros.page_macros.unknown import FORMER, unknown_names

KNOWN = {macro.__name__ for macro in MACROS}


def test_a_former_name_leads_to_the_one_of_now() -> None:
    text = 'Ja.\n\n{{ index("tools") }} en {{ ways("phases") }}\n'
    (problem,) = unknown_names(text, "docs/index.md", KNOWN)
    assert (problem.path, problem.line, problem.column) == ("docs/index.md", 3, 28)
    assert problem.hint == "Zij heet nu ‘choice_links’."
    assert problem.right == '{{ index("tools") }} en {{ choice_links("phases") }}'


def test_a_slip_is_asked_about_and_all_are_told_at_once() -> None:
    found = list(unknown_names("{{ indx('tools') }}\n{% if qwxz %}{{ card('tools') }}{% endif %}", "docs/x.md", KNOWN))
    assert [(one.line, one.column, one.hint) for one in found] == [
        (1, 4, "Bedoelde je ‘index’?"),
        (2, 7, "Haal de aanroep weg."),
        (2, 17, "Bedoelde je ‘cards’?"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{{ index('ways') }}",
        "{% raw %}{{ ways() }}{% endraw %}",
        "{# {{ ways() }} #}",
        "{% set ways = 1 %}{{ ways }}",
        "ways(), and { ways() }",
        "{{ ways(",
    ],
)
def test_what_calls_nothing_unknown_is_left_alone(text: str) -> None:
    assert list(unknown_names(text, "docs/x.md", KNOWN)) == []


def test_every_former_name_leads_to_a_macro() -> None:
    assert set(FORMER.values()) <= KNOWN and KNOWN.isdisjoint(FORMER)
