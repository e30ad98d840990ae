"""The frame of a page goes without the space of the templates; nothing that a visitor sees or a script reads changes."""

from __future__ import annotations

from macros.frames.layout import around_content, without_layout

BEGIN, END = (
    '<div>\n\n  <article class="md-content__inner md-typeset">',
    '</article>\n\n <footer class="md-footer">\n </footer>\n',
)


def test_space_with_a_line_break_becomes_one_line_break_and_other_space_stays() -> None:
    assert without_layout("<p>\n  \n\t een  twee \r\n</p>  <b>") == "<p>een  twee</p>  <b>"
    for mixed in ("<p><b>een</b>\ntwee\n</p>", '<p><img alt="een">\ntwee\n</p>', "<p>een<br>\ntwee\n</p>"):
        assert without_layout(mixed) == mixed


def test_what_is_shown_or_run_as_it_is_written_stays() -> None:
    for tag in ("pre", "textarea", "script", "style", "PRE"):
        text = f"<{tag} a>\n  x\n\n  y </{tag}\n>"
        assert without_layout(f"\n\n{text}\n\n") == f"\n{text}\n"


def test_content_stays_but_for_space_around_it() -> None:
    content = "<p>\n\n   x</p><article>\n\n  </article>\n\n<p>y"
    page = f"\n\n{BEGIN}\n\n  {content}\n\n{END}"
    assert around_content(page)[1].strip() == content
    assert without_layout(page) == "\n" + BEGIN.replace("\n\n  ", "\n") + content + END.replace("\n\n ", "\n").replace(
        "\n ", "\n"
    )


def test_a_page_without_content_is_all_frame() -> None:
    page = "<html>\n\n<article>\n\n</article>"
    assert around_content(page) == (page, "", "")
    assert without_layout(page) == "<html>\n<article>\n</article>"
