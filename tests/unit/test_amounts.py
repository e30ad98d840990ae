"""Amounts of money: a sign and its number stay together, in what one reads and not in what programs read."""

from __future__ import annotations

from macros.language.amounts import keep_together


def test_a_sign_and_its_number_stay_on_one_line() -> None:
    assert keep_together("<td>€ 110.000</td><p>van € 5 tot € 10</p>") == (
        "<td>€\N{NO-BREAK SPACE}110.000</td><p>van €\N{NO-BREAK SPACE}5 tot €\N{NO-BREAK SPACE}10</p>"
    )


def test_what_is_no_amount_and_what_stands_in_a_tag_stays_as_it_is() -> None:
    page = '<p title="kost € 5">In € uitgedrukt</p>'
    assert keep_together(page) == page
