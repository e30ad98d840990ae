"""The page of a choice that very much belongs to: as much as one reads, and the way to the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checking.check import check
from macros.pages.context import Context
from macros.pages.renderer import plan, render
from tests.conftest import TODAY, Project
from tests.small import SOURCES


@pytest.mark.parametrize(
    ("number", "shown", "said"),
    [(9, 9, ""), (100, 100, "Toon alle 100"), (104, 100, "Toon er 100 van de 104")],
)
def test_a_long_group_shows_a_hundred_and_leads_to_all(project: Project, number: int, shown: int, said: str) -> None:
    one = "title: Hub {}\nkind: hub\nprovinces: [zeeland]\n" + SOURCES
    html = _zeeland(project({f"communities/c{n}.yml": one.format(n) for n in range(number)}))
    assert html.count("kb-tile__title") == shown
    assert said in html and ("Toon" in html) == bool(said)
    assert f"{number} communities" in html and 'href="../../communities/?provinces=zeeland"' in html


def test_what_no_index_has_together_is_all_there(project: Project) -> None:
    """Lessons that a community brings name no province themselves: nothing selects them."""
    lesson = (
        "---\ntitle: Les {} die we leerden\nsummary: Wat er de volgende keer anders moet.\nlevel: wijk\ncommunities: [c]\n"
        + SOURCES
        + "---\n\nEen tekst.\n"
    )
    lessons = {f"lessons/les-{n}.md": lesson.format(n) for n in range(104)}
    html = _zeeland(project({"communities/c.yml": "title: Hub\nprovinces: [zeeland]\n" + SOURCES} | lessons))
    assert html.count("kb-tile__title") == 105 and "Toon alle 104" in html


def _zeeland(root: Path) -> str:
    checked = check(root, TODAY)
    assert checked.library is not None, checked.errors[:2]
    context = Context(checked.library, TODAY)
    page = next(page for page in plan(context) if page.subject == ("provinces", "zeeland"))
    return render(context, page).html
