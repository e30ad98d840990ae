"""A field or link that names what nobody has written about yet: the writer hears what to do without that page."""

from __future__ import annotations

from macros.checking.check import check
from tests.conftest import TODAY, Project
from tests.small import SMALL, SOURCES


def hints(root_of: Project, name: str, text: str) -> list[str]:
    found = check(root_of({**SMALL, name: text}), TODAY).problems
    return [problem.hint for problem in found if problem.code == "reference"]


def test_a_name_that_may_be_left_out_is_left_out(project: Project) -> None:
    text = SMALL["communities/werf.yml"].replace("partners:", "organisations: [qwxz-bureau]\npartners:")
    (hint,) = hints(project, "communities/werf.yml", text)
    assert hint.endswith("Is er nog geen pagina van? Laat de naam hier dan weg.")


def test_a_link_in_a_text_becomes_words(project: Project) -> None:
    text = SMALL["stories/hoe.md"].replace("Een <b>", "De [bond](../organisations/qwxz.yml). Een <b>")
    (hint,) = hints(project, "stories/hoe.md", text)
    assert hint.endswith("Laat de link dan weg; de naam mag gewoon in de tekst staan.")


def test_where_the_name_has_to_be_there_the_page_comes_first(project: Project) -> None:
    text = "title: Het geval\ncommunity: qwxz\n" + SOURCES
    (hint,) = hints(project, "cases/geval.yml", text)
    assert hint.endswith("Maak die dan eerst, in content/communities/.")
