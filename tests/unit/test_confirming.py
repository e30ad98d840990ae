"""That an entry still holds: one line of its file says when somebody looked, and all else stays as it is."""

from __future__ import annotations

from datetime import date

import pytest

from macros.reading.entry_files import read_entry
from macros.writing.confirming import with_day
from macros.writing.edits import Refused
from tests.conftest import ROOT, Project, macros, real_library
from tests.small import SMALL

DAY = date(2026, 11, 30)
LINE = "reviewed: 2026-11-30"
TUIN = SMALL["communities/tuin.yml"]


def form(page: str, where: str = "De website") -> str:
    return (
        f"### Pagina\n\n{page}\n\n### Waar je het hebt nagekeken\n\n{where}\n\n### Je functie of rol\n\n_No response_\n"
    )


@pytest.mark.parametrize(
    "before, after",
    [
        ("title: X # naam\nchecked: 2020-01-01 # dag\n# einde\n", f"title: X # naam\nchecked: 2020-01-01 # dag\n{LINE}\n# einde\n"),
        ("title: X\nchecked: 2020-01-01", f"{LINE}\ntitle: X\nchecked: 2020-01-01"),
        ("# eerst\ntitle: X\n", f"# eerst\n{LINE}\ntitle: X\n"),
        ("reviewed: '2024-02-03'  # Jan\ntitle: X\n", "reviewed: '2026-11-30'  # Jan\ntitle: X\n"),
        ("title: X\r\nchecked: 2020-01-01\r\n", f"title: X\r\nchecked: 2020-01-01\r\n{LINE}\r\n"),
        ("\ufefftitle: X\nchecked: 2020-01-01\n", f"\ufefftitle: X\nchecked: 2020-01-01\n{LINE}\n"),
    ],
)  # fmt: skip
def test_one_line_says_the_day_and_the_rest_stays(before: str, after: str) -> None:
    assert with_day(before.encode(), "content/x/y.yml", "x", DAY).decode() == after


def test_a_text_in_markdown_keeps_its_text() -> None:
    before = "---\ntitle: X\nchecked: 2020-01-01\n---\n\nchecked: 2020-01-01\n"
    after = with_day(before.encode(), "content/x/y.md", "x", DAY).decode()
    assert after == before.replace("2020-01-01\n", f"2020-01-01\n{LINE}\n", 1)


@pytest.mark.parametrize("before", ["{title: X, checked: 2020-01-01}\n", "title: X\nreviewed: ooit\n", "- x\n"])
def test_what_cannot_be_done_safely_is_left(before: str) -> None:
    with pytest.raises(Refused):
        with_day(before.encode(), "content/x/y.yml", "x", DAY)


def test_it_can_be_said_of_every_entry_that_there_is() -> None:
    """Nothing but one line differs, whatever the file looks like."""
    library = real_library()
    for name in library.settings.collections:
        for entry in library.collection(name):
            raw = (ROOT / entry.path).read_bytes()
            before, after = raw.decode().split("\n"), with_day(raw, entry.path, name, DAY).decode().split("\n")
            others = [line for line in after if line != LINE]
            assert others == [line for line in before if not line.startswith("reviewed: ")], entry.path
            found, _ = read_entry("\n".join(after), entry.path, name)
            assert found is not None and found.values["reviewed"] == "2026-11-30"


def test_a_form_sets_the_day_of_the_page_that_it_names(project: Project) -> None:
    root = project(SMALL)
    (root / "issue.md").write_text(form("communities/tuin"), encoding="utf-8")
    run = macros(root, "stale", "--confirmed", "issue.md", "--on", "2026-09-20")
    assert (run.returncode, run.stdout) == (0, "content/communities/tuin.yml\n")
    assert (root / "content/communities/tuin.yml").read_text(encoding="utf-8") == TUIN + "reviewed: 2026-09-20\n"
    again = macros(root, "stale", "--confirmed", "issue.md", "--on", "2026-09-20")
    assert again.returncode == 1 and "Op 20 september 2026 keek iemand" in again.stderr


@pytest.mark.parametrize(
    "page",
    ["", "tuin", "communities/tuinen", "communities/../tools/spiegel", "content/communities/tuin.yml", "config/x",
     "communities/tuin\ncommunities/werf", "communities/tuin # x", "$(id)/x", "COMMUNITIES/TUIN", "tools/spiegel/"],
)  # fmt: skip
def test_a_page_that_is_none_is_refused(project: Project, page: str) -> None:
    root = project(SMALL)
    (root / "issue.md").write_text(form(page), encoding="utf-8")
    run = macros(root, "stale", "--confirmed", "issue.md", "--on", "2026-09-20")
    assert run.returncode == 1 and run.stdout == "" and "geen pagina" in run.stderr
    for name, text in SMALL.items():
        assert (root / "content" / name).read_text(encoding="utf-8") == text


def test_a_form_with_a_question_twice_and_a_day_that_is_none_are_refused(project: Project) -> None:
    root = project(SMALL)
    (root / "issue.md").write_text(form("communities/tuin") + "\n### Pagina\n\ncommunities/werf\n", encoding="utf-8")
    assert "vaker dan één keer" in macros(root, "stale", "--confirmed", "issue.md").stderr
    assert macros(root, "stale", "--confirmed", "issue.md", "--on", "morgen").returncode == 2
    assert macros(root, "stale", "--confirmed", "weg.md").returncode == 1
