"""What is kept of pages: a build with it writes what a build without it writes, whatever changed or became of it."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from macros.assets.scripts import Scripts
from macros.base.artifact_cache import ArtifactCache
from macros.base.former_site import FormerSite
from macros.base.sealed import Sealed
from macros.checking.check import check
from macros.frames.frames import Frames
from macros.frames.shells import CONTENT, Place, Shell, place_of, slot
from macros.index import list_pages
from macros.library.library import Library
from macros.library.neighbours import Neighbours
from macros.library.recorded import RecordedLibrary
from macros.pages.context import Context
from macros.pages.renderer import page_of, plan
from macros.sharing.page import Breadcrumb
from macros.sharing.sharing import Sharing
from macros.site import page_cache, publishing
from macros.site.page_cache import KEPT, PageCache, grounds_of
from macros.site.publishing import Publisher
from tests.bench.entries import as_yaml, make, surroundings
from tests.conftest import TODAY, Project
from tests.damage import ANY_DAMAGE
from tests.small import OTHERS, SMALL, SOURCES, TROUBLES

TERM = {"terms/hub.yml": "title: Hub\nsummary: Een plek waar mensen van elkaar leren.\n" + SOURCES}
HELP = {
    "programmes/hulp.yml": "title: De Hulp\nsummary: Geld om een hub te beginnen, of om door te gaan.\nkind: subsidie\n"
    + SOURCES
}
CONTENT_OF = HELP | SMALL | TROUBLES | OTHERS | TERM
FRAME = "".join(slot(name) for name in ("title", "description", "address", "head", "letters", "sheet"))


class Builds:
    """Builds the pages of one project that can be kept, with what was kept and without; counts what is made."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.made: list[str] = []
        monkeypatch.setattr(list_pages, "WHOLE", 2)
        monkeypatch.setattr(list_pages, "PAGE", 2)
        render = publishing.render
        monkeypatch.setattr(
            publishing, "render", lambda context, page: self.made.append(page.url) or render(context, page)
        )

    def pages(self, today: date, cached: bool, frame: str = FRAME, name: str = "De site") -> dict[str, str] | None:
        """What is written, by its path; nothing where a check stops the build."""
        found = check(self.root, today)
        if found.library is None or found.errors:
            return None
        site = self.root.with_name("site" if cached else "site-without")
        former = site.with_name("site-before")
        shutil.rmtree(former, ignore_errors=True)
        if site.exists():
            site.rename(former)
        site.mkdir()
        self.made.clear()
        _write(found.library, self.root, today, site, former if cached else None, frame, name)
        files = [file for file in sorted(site.rglob("*")) if file.is_file()]
        return {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in files}

    def same(self, today: date = TODAY, **how: str) -> dict[str, str] | None:
        """What is written, once that is the same with what was kept as without. `made` are the pages made again."""
        cold = self.pages(today, False, **how)
        warm = self.pages(today, True, **how)
        made = [*self.made]
        assert warm == cold
        assert self.pages(today, True, **how) == cold and (cold is None or self.made == [])
        self.made = made
        return cold


def _write(plain: Library, root: Path, today: date, site: Path, former: Path | None, frame: str, name: str) -> None:
    library = RecordedLibrary(plain)
    context = Context(library, today)
    sharing = Sharing(library, root, name, "Wat er is", today)
    frames = Frames(Scripts({}), library.settings.address, today)
    pages = [page for page in plan(context) if page.kind in KEPT]
    html = f"<html><head>{frame}</head><article>\n {CONTENT}\n</article></html>"
    shells: dict[Place, Shell] = {
        place_of(page, ()): Shell(html, (Breadcrumb("Home", ""),), ("Alles",)) for page in pages
    }
    pages_kept, files_kept = (ArtifactCache(root / ".cache" / one if former else None) for one in ("pages", "site"))
    grounds = grounds_of(library, sharing.of_itself)
    cache = PageCache(Sealed(pages_kept, grounds), library)
    stands = FormerSite(former, site, Sealed(files_kept, grounds))
    Publisher(context, sharing, frames, shells, (), site, cache, stands).publish(pages, 1)
    stands.keep()


@pytest.fixture
def builds(project: Project, monkeypatch: pytest.MonkeyPatch) -> Builds:
    return Builds(_small(project(CONTENT_OF)), monkeypatch)


def _small(root: Path) -> Path:
    """Without the pages written by hand, which have nothing to do with it."""
    shutil.rmtree(root / "docs")
    (root / "mkdocs.yml").unlink()
    return root


def edited(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


TUIN, SPIEGEL = "content/communities/tuin.yml", "content/tools/spiegel.yml"
# A change, and the pages that it touches: these differ, and no more are made than these and those behind “+”.
CHANGES: dict[str, tuple[Callable[[Path], Any], str, str]] = {
    "a text": (edited(SPIEGEL, "for_whom: Zie", "for_whom: Kijk bij"), "tools/spiegel", "communities/tuin"),
    "a title that others show": (
        edited(TUIN, "title: De Tuin", "title: De Hof"),
        "communities/tuin communities/werf tools/spiegel verhalen/hoe",
        "",
    ),
    "a title of who refers": (
        edited("content/stories/hoe.md", "title: Hoe het ging", "title: Hoe het verder ging"),
        "verhalen/hoe communities/tuin",
        "",
    ),
    "a summary that others show": (
        edited(SPIEGEL, "Een uur praten", "Een dag praten"),
        "tools/spiegel communities/tuin",
        "",
    ),
    "an entry that refers": (
        edited("content/stories/hoe.md", "communities: [tuin]\n", "tools: [spiegel]\n"),
        "verhalen/hoe communities/tuin tools/spiegel",
        "communities/werf",
    ),
    "an entry more": (
        lambda root: (root / "content/communities/kas.yml").write_text(
            "title: De Kas\nfocus: [leren]\ntools: [spiegel]\n" + SOURCES
        ),
        "communities/kas tools/spiegel",
        "communities/tuin communities/werf communities/atelier verhalen/hoe",
    ),
    "an entry less": (
        lambda root: (root / "content/organisations/bond.yml").unlink(),
        "",
        "",
    ),
    "another name": (
        lambda root: (root / "content/organisations/bond.yml").rename(root / "content/organisations/verbond.yml"),
        "organisaties/verbond",
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_the_pages_again_that_hang_on_it(builds: Builds, change: str) -> None:
    before = builds.same()
    assert before and len(builds.made) >= 15
    assert {"communities/lijst/2/", "provincies/drenthe/"} <= set(builds.made)
    act, touched, more = CHANGES[change]
    act(builds.root)
    after = builds.same()
    assert after
    differ = {
        path.removesuffix("/index.html") for path in after if path.endswith(".html") and after[path] != before.get(path)
    }
    assert of_entries(differ) == set(touched.split())
    made = {url.rstrip("/") for url in builds.made}
    assert differ <= made and of_entries(made) <= differ | set(more.split())


def of_entries(pages: Iterable[str]) -> set[str]:
    """Those of some pages that are of an entry, and not a part of a list, the page of a choice or an answer."""
    return {
        page
        for page in pages
        if "/lijst/" not in page and not page.startswith(("provincies/", "themas/", "toolwijzer/"))
    }


def test_what_puts_entries_together_hangs_on_those_alone(builds: Builds) -> None:
    """A list hangs on the cards on that page and on how many there are, a choice on what belongs to it."""
    builds.same()
    edited(TUIN, "title: De Tuin", "title: De Tuinen")(builds.root)
    after = builds.same()
    others = set(builds.made) - {f"{page}/" for page in of_entries(url.rstrip("/") for url in builds.made)}
    assert after and others
    assert all("De Tuinen" in after[f"{url}index.html"] for url in others)
    assert len(others) < sum("De Tuinen" not in text for text in after.values())


def test_a_page_hangs_on_what_resembles_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    few = "title: Werkplaats {}\nkind: hub\nthemes: [{}]\n" + SOURCES
    alike = {f"communities/w{n}.yml": few.format(n, "waterstof" if n < 3 else "wind-op-zee") for n in range(20)}
    builds = Builds(_small(project({**CONTENT_OF, **alike})), monkeypatch)
    before = builds.same()
    assert before and "Werkplaats 2" in before["communities/w1/index.html"]
    edited("content/communities/w2.yml", "title: Werkplaats 2", "title: Werkplaats twee")(builds.root)
    after = builds.same()
    assert after and "Werkplaats twee" in after["communities/w1/index.html"]
    edited("content/communities/w2.yml", "themes: [waterstof]\n", "")(builds.root)
    last = builds.same()
    assert last and "Werkplaats twee" not in last["communities/w1/index.html"]


def test_who_resembles_whom_is_asked_anew_where_that_may_be_other(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = "title: Werkplaats {}\nsummary: Een plek waar mensen leren, nummer {}.\nkind: hub\nthemes: [{}]\n" + SOURCES
    alike = {f"communities/w{n:02}.yml": few.format(n, n, "waterstof" if n < 3 else "wind-op-zee") for n in range(20)}
    builds = Builds(_small(project({**CONTENT_OF, **alike})), monkeypatch)
    asked: list[str] = []
    of = Neighbours.of
    monkeypatch.setattr(Neighbours, "of", lambda self, entry: asked.append(entry.id) or of(self, entry))

    def asked_in_a_build() -> set[str]:
        asked.clear()
        assert builds.pages(TODAY, True)
        return {*asked} & {"w00", "w01", "w02", "w03", "w19"}

    assert len(asked_in_a_build()) == 5 and asked_in_a_build() == set()
    edited("content/communities/w02.yml", "nummer 2.", "de tweede.")(builds.root)
    assert asked_in_a_build() == {"w00", "w01", "w02"}  # these show it, and are made again
    edited("content/communities/w02.yml", "themes: [waterstof]\n", "")(builds.root)
    assert len(asked_in_a_build()) == 5 and asked_in_a_build() == set()


def test_an_answer_of_the_chooser_hangs_on_what_is_in_it(builds: Builds) -> None:
    before = builds.same()
    edited("content/stories/hoe.md", "title: Hoe het ging", "title: Hoe het verder ging")(builds.root)
    builds.same()
    assert not [url for url in builds.made if url.startswith("toolwijzer/")]
    edited(SPIEGEL, "title: Spiegel", "title: Het Spiegelbeeld")(builds.root)
    after = builds.same()
    made = {f"{url}index.html" for url in builds.made if url.startswith("toolwijzer/")}
    assert before and after and made == {path for path in after if "Het Spiegelbeeld" in after[path]} & {*made}
    assert made and len(made) < len([path for path in after if path.startswith("toolwijzer/")])


def test_a_page_hangs_on_the_terms_in_it(builds: Builds) -> None:
    builds.same()
    edited("content/terms/hub.yml", "Een plek", "Een plaats")(builds.root)
    after = builds.same()
    assert after and "Een plaats waar mensen" in next(text for path, text in after.items() if "/hulp/index" in path)


FOR_ALL: dict[str, Callable[[Path], Any]] = {
    "a term": edited("content/terms/hub.yml", "Een plek", "Een plaats"),
    "a setting": edited("kennisbank.yml", "repository: https://github.com/", "repository: https://github.com/x-"),
    "a label of a vocabulary": edited("schemas/vocabulary.schema.json", '"title": "Opstartfase"', '"title": "Begin"'),
    "a label of a schema": edited("schemas/tools.schema.json", '"title": "Voor wie', '"title": "Voor welke mensen'),
}


@pytest.mark.parametrize("change", FOR_ALL)
def test_what_counts_for_all_pages_makes_all_again(builds: Builds, change: str) -> None:
    before = builds.same()
    FOR_ALL[change](builds.root)
    after = builds.same()
    assert before and after and after != before


@pytest.mark.parametrize("folder", ["macros/templates", "overrides"])
def test_a_template_or_code_counts(
    builds: Builds, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "program"
    (program / folder).mkdir(parents=True)
    file = program / folder / "a.html"
    file.write_text("a", encoding="utf-8")
    monkeypatch.setattr(page_cache, "_ROOT", program)
    assert builds.same() and builds.made
    assert builds.pages(TODAY, True) and not builds.made
    file.write_text("b", encoding="utf-8")
    assert builds.pages(TODAY, True) and builds.made


def test_another_day_makes_only_what_tells_its_age_again(builds: Builds) -> None:
    before = builds.same()
    edited(SPIEGEL, "checked: 2022-12-22", "checked: 2025-12-22")(builds.root)
    builds.same()
    later = builds.same(TODAY + timedelta(days=400))
    assert before and later and later != before
    assert "tools/spiegel/" not in builds.made and "communities/tuin/" in builds.made


def test_the_frame_of_the_site_is_no_part_of_what_is_kept(builds: Builds) -> None:
    assert builds.same()
    after = builds.same(frame=f"<b>Ander menu</b>{FRAME}")
    assert after and not builds.made
    assert all("<b>Ander menu</b>" in text for path, text in after.items() if path.endswith(".html"))
    builds.same(name="Een andere site")
    assert builds.made


def test_nothing_is_kept_of_a_page_that_is_gone(builds: Builds) -> None:
    builds.same()
    folder = builds.root / ".cache/pages"
    size = sum(file.stat().st_size for file in folder.iterdir())
    for path in ("communities/atelier", "organisations/bond", "programmes/potje"):
        (builds.root / f"content/{path}.yml").unlink()
    builds.same()
    assert sum(file.stat().st_size for file in folder.iterdir()) < size
    assert not any(b"communities/atelier/" in file.read_bytes() for file in folder.iterdir())


def of_another(file: Path) -> None:
    others = sorted(other for other in file.parent.iterdir() if other != file)
    file.write_bytes(others[0].read_bytes())


DAMAGE: dict[str, Callable[[Path], Any]] = {
    **ANY_DAMAGE,
    "that of other pages": of_another,
    "not of our making": lambda file: file.write_bytes(msgspec.msgpack.encode({"a": 1})),
    "gone": lambda file: file.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_as_good_as_none(builds: Builds, damage: str) -> None:
    before = builds.same()
    for file in sorted((builds.root / ".cache/pages").iterdir())[1::2]:
        DAMAGE[damage](file)
    assert builds.pages(TODAY, True) == before
    assert builds.made
    if damage != "a folder":  # nothing can be put there
        assert builds.same() == before


def test_where_nothing_can_be_kept_everything_works(builds: Builds) -> None:
    (builds.root / ".cache").mkdir()
    (builds.root / ".cache/pages").write_bytes(b"x")
    cold = builds.pages(TODAY, False)
    assert cold and builds.pages(TODAY, True) == cold


def test_what_is_asked_of_an_answer_is_no_question_of_the_page(builds: Builds) -> None:
    """A page that shows what resembles it hangs on that, not on the whole collection."""
    found = check(builds.root, TODAY).library
    assert found
    library = RecordedLibrary(found)
    context = Context(library, TODAY)
    asked = Counter[str]()
    for entry in library.collection("communities"):
        with library.noting() as trace:
            publishing.render(context, page_of(entry))
        asked.update(question[0] for question, *_ in trace())
    assert {"entry", "mentions", "neighbours", "connections", "age", "glossary"} <= asked.keys()
    assert "collection" not in asked


@pytest.mark.parametrize(
    "ask",
    [
        lambda library: library.collection("tools"),
        lambda library: library.select("tools", {"phases": ["opstart"]}),
        lambda library: library.count("tools"),
        lambda library: library.tally("tools", "phases"),
        lambda library: library.cited(),
        lambda library: library.get("tools", "spiegel"),
        lambda library: library.entry("tools", "spiegel"),
        lambda library: library.referring_to(library.get("tools", "spiegel")),
        lambda library: library.referring(library.get("tools", "spiegel")),
        lambda library: library.connected(library.get("tools", "spiegel")),
        lambda library: library.lineage("bottlenecks", "uren"),
        lambda library: library.parent("bottlenecks", "uren"),
        lambda library: library.images.get("a.png"),
    ],
)
def test_no_answer_goes_by_unnoted(builds: Builds, ask: Callable[[Library], Any]) -> None:
    found = check(builds.root, TODAY).library
    assert found
    library = RecordedLibrary(found)
    with library.noting() as trace:
        given = ask(library)
    assert trace() and library.still_holds(trace())
    assert given == ask(found)
    assert not library.still_holds([(question, b"another", b"") for question, *_ in trace()])
    assert not library.still_holds([(("no such question",), b"", b"")])


@pytest.mark.parametrize(("edits", "entries"), [(30, 24), pytest.param(200, 300, marks=pytest.mark.nightly)])
def test_edits_change_nothing_but_what_they_should(
    project: Project, monkeypatch: pytest.MonkeyPatch, edits: int, entries: int
) -> None:
    """After each random edit a build with what was kept writes what one without it writes."""
    chance = random.Random(15)
    builds = Builds(_small(project({**CONTENT_OF, **_synthetic(entries)})), monkeypatch)
    whole = builds.root.with_name("whole")
    shutil.copytree(builds.root, whole)
    today, changed, kept, before = TODAY, 0, 0, builds.same()
    for number in range(edits):
        if number % 12 == 11:  # what was done badly stands in the way of what comes
            shutil.rmtree(builds.root / "content")
            shutil.copytree(whole / "content", builds.root / "content")
            for name in ("kennisbank.yml", "schemas/vocabulary.schema.json"):
                shutil.copy(whole / name, builds.root / name)
        else:
            file = chance.choice(sorted((builds.root / "content").glob("*/*.*")))
            today += timedelta(days=chance.choice([0, 0, 0, 0, -30, 400]))
            chance.choice(EDITS)(chance, file)
        now = builds.same(today)
        if now is None:
            shutil.rmtree(builds.root / "content")
            shutil.copytree(whole / "content", builds.root / "content")
            continue
        changed += now != before
        kept += len([path for path in now if path.endswith(".html")]) - len(builds.made)
        before = now
    assert changed > edits / 2
    assert kept > edits * entries / 3


def _synthetic(entries: int) -> dict[str, str]:
    some = [*make(entries), *list(surroundings())[:26]]
    return {f"{one.collection}/{one.id}.{'md' if one.body else 'yml'}": as_yaml(one) for one in some}


def in_values(pattern: str, *instead: str) -> Callable[[random.Random, Path], None]:
    def edit(chance: random.Random, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(pattern, chance.choice(instead), text, count=1, flags=re.MULTILINE), encoding="utf-8")

    return edit


def in_setting(name: str, pattern: str, *instead: str) -> Callable[[random.Random, Path], None]:
    return lambda chance, file: in_values(pattern, *instead)(chance, file.parents[2] / name)


def a_file_more(chance: random.Random, file: Path) -> None:
    text = re.sub(r"(?m)^title: .*", f"title: Nieuw {chance.randrange(99)}", file.read_text(encoding="utf-8"), count=1)
    file.with_name(f"nieuw-{chance.randrange(9)}{file.suffix}").write_text(text, encoding="utf-8")


def named_otherwise(chance: random.Random, file: Path) -> None:
    """A new name, that of before kept, so that who refers to it finds it."""
    text = file.read_text(encoding="utf-8")
    file.with_name(f"anders-{chance.randrange(9)}{file.suffix}").write_text(
        re.sub(r"(?m)^(title: .*)", rf"\1\nformer_names: [{file.stem}]", text, count=1), encoding="utf-8"
    )
    file.unlink()


EDITS: tuple[Callable[[random.Random, Path], Any], ...] = (
    in_values("^title: .*", "title: Een andere titel", "title: Nog een naam", "title: Zeeën"),
    in_values("^title: .*", "title: Een andere titel", "title: Leren", "title: Zeeland"),
    in_values("^summary: .*", "summary: Wat er nu anders is dan het was.", "summary: Leren over een Hub en school."),
    in_values("^summary: .*\n", ""),
    in_values("^phases: .*\n", "phases: [opstart]\n", ""),
    in_values("^provinces: .*\n", "provinces: [drenthe]\n", "provinces: [zeeland, utrecht]\n", ""),
    in_values("^tools: .*\n", "tools: [spiegel]\n", ""),
    in_values("^communities: .*\n", "communities: [tuin]\n", "communities: [werf, tuin]\n", ""),
    in_values("^checked: .*\n", 'checked: "2020-01-01"\n', 'checked: "2023-01-01"\n'),
    in_values(r"\bleren\b", "werken", "de Hub", "[de tuin](../communities/tuin.yml)"),
    a_file_more,
    named_otherwise,
    lambda chance, file: file.unlink(),
    in_setting("kennisbank.yml", r"github\.com/[\w-]+/", "github.com/x/", "github.com/y/"),
    in_setting("schemas/vocabulary.schema.json", '"title": "Opstartfase"', '"title": "Begin"'),
    lambda chance, file: in_values("^summary: .*", "summary: Een ander woord.")(
        chance, file.parents[1] / "terms/hub.yml"
    ),
)
