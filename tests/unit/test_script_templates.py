"""Templates as functions for the browser: what is translated, and what is refused by name."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from macros.pages.script_templates import UnknownConstruct, script_of


def environment(**templates: str) -> Environment:
    return Environment(loader=DictLoader({f"{name}.html": text for name, text in templates.items()}), autoescape=True)


def test_what_a_template_builds_on_comes_along() -> None:
    made = environment(
        page='{% extends "base.html" %}{% from "parts.html" import one %}{% block main %}{{ one(x) }}{% endblock %}',
        base="<main>{% block main %}{% endblock %}</main>",
        parts="{% macro one(x) %}{{ x }}{% endmacro %}",
        other="never",
    )
    text = script_of(made, ["page.html"], {})
    assert [name for name in ("page", "base", "parts", "other") if f'"{name}.html": {{' in text] == [
        "page",
        "base",
        "parts",
    ]


def test_what_is_known_now_stands_in_it() -> None:
    text = script_of(
        environment(page="{{ icon('a') }}{{ icon(x) }}"), ["page.html"], {"icon": lambda name: f"<i>{name}</i>"}
    )
    assert 'r.safe("<i>a</i>")' in text and 'r.name(c, "icon")(r.name(c, "x"))' in text


@pytest.mark.parametrize(
    "text",
    [
        "{% include 'other.html' %}",
        "{% for a in b %}{% else %}x{% endfor %}",
        "{{ a[::2] }}",
        "{{ a(b=1) }}",
        "{{ a(**b) }}",
        "{{ a / b }}",
        "{% extends a %}",
        "{% import 'other.html' as other %}",
        "{% call a() %}{% endcall %}",
    ],
)
def test_what_is_not_translated_is_told_with_its_place(text: str) -> None:
    with pytest.raises(UnknownConstruct, match=r"page\.html:2: "):
        script_of(environment(page=f"\n{text}", other=""), ["page.html"], {})
