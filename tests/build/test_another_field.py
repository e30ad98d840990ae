"""Nothing of learning communities is left in a knowledge base of another field: city gardens, from `start` and declarations alone."""

from __future__ import annotations

import json
import re
import shutil
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

from macros.base.artifact_cache import ArtifactCache
from macros.base.former_site import FormerSite
from macros.checking.check import check
from macros.commands import PROBLEMS, USAGE
from macros.problems import reporters
from macros.sharing.drawing import PreviewCard
from macros.sharing.page import Breadcrumb
from macros.sharing.sharing import Sharing
from macros.writing.beginning import Word, texts
from tests.conftest import EPOCH, ROOT, TODAY, macros

GARDENS = ROOT / "tests/cases/gardens"
NAME = ("--name", "Stadstuinen", "--of", "buurt/buurten", "--of", "feest/feesten")
# What a visitor, a writer or a program would read and wonder at in a knowledge base of gardens.
WORDS = re.compile(
    r"communit|leergemeensch|learning|\bfasen?\b|phase|knelpunt|bottleneck|toolwijzer|koffertje|\btools?\b|\bless(?:en|on|ons)\b"
    r"|\bstor(?:y|ies)\b|\bverhalen\b|innover|provinci|landsdeel|purpose|katapult|hogeschool|\bbegrip(?:pen)?\b|\bafspraken\b"
    r"|onderzoeksvra|regelingen|creativecommons\.org/licenses|\bCC BY\b|\bmbo\b|\blevel\b.*\bleren\b|kb-(?:leren|werken)|samenwerk",
    re.IGNORECASE,
)
THEIRS = ("assets/javascripts/", "assets/stylesheets/", "assets/fonts/")  # of the theme, and of who drew the letters


class _Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is not None and name in ("href", "src"):
                self.links.append(value)
            if value is not None and name == "id":
                self.ids.add(value)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `start` writes, with three collections, a chooser and pages that gather, all declared."""
    root = tmp_path_factory.mktemp("field") / "stadstuinen"
    assert macros(ROOT, "start", str(root), *NAME).returncode == 0
    for part in ("content", "schemas", "docs"):
        shutil.copytree(GARDENS / part, root / part, dirs_exist_ok=True)
    settings = yaml.safe_load((root / "kennisbank.yml").read_text(encoding="utf-8"))
    theirs = yaml.safe_load((GARDENS / "settings.yml").read_text(encoding="utf-8"))
    collections = {**settings["collections"], **theirs["collections"]}
    text = yaml.safe_dump({**settings, **theirs, "collections": collections}, allow_unicode=True, sort_keys=False)
    (root / "kennisbank.yml").write_text(text, encoding="utf-8")
    menu = root / "mkdocs.yml"
    pages = "".join(f"  - {name}/index.md\n" for name in ("tuinen", "planten", "werkwijzen", "grond", "tellingen"))
    menu.write_text(menu.read_text(encoding="utf-8").replace("nav:\n", f"nav:\n{pages}", 1), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    done = macros(root, "build", SOURCE_DATE_EPOCH=EPOCH)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def strange(text: str) -> list[str]:
    """The words of learning communities in a text, with what stands around them."""
    return [" ".join(text[max(0, m.start() - 40) : m.end() + 40].split()) for m in WORDS.finditer(text)]


@pytest.mark.build
def test_no_file_of_the_site_has_a_word_of_learning_communities(site: Path) -> None:
    found: dict[str, list[str]] = defaultdict(list)
    read = 0
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.is_file() and not name.startswith(THEIRS) and file.suffix not in (".png", ".gz"):
            read += 1
            for words in strange(f"{name}\n{file.read_text(encoding='utf-8')}"):
                found[words].append(name)
    assert read > 60
    assert {words: (len(names), names[0]) for words, names in found.items()} == {}


def test_no_card_has_a_word_of_learning_communities(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = check(root).library
    assert library is not None
    drawn: dict[str, PreviewCard] = {}
    monkeypatch.setattr("macros.sharing.sharing.write_cards", lambda cards, *_: drawn.update(cards))
    sharing = Sharing(library, root, "Stadstuinen", "", TODAY)
    entries = [entry for name in library.settings.collections for entry in library.collection(name)]
    pages = [sharing.entry_page(entry, (Breadcrumb(entry.collection.title, ""),)) for entry in entries]
    sharing.write(tmp_path, pages, ArtifactCache(None), FormerSite.none(tmp_path))
    assert len(drawn) == len(entries) > 8 and any(card.sign for card in drawn.values())
    assert {file: found for file, card in drawn.items() if (found := strange(repr(card)))} == {}


@pytest.mark.build
def test_no_link_leads_nowhere(site: Path) -> None:
    pages = {file: _Links(file.read_text(encoding="utf-8")) for file in sorted(site.rglob("*.html"))}
    dead: dict[str, list[str]] = defaultdict(list)
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path)
            target = (
                (site / path.lstrip("/") if path.startswith("/") else file.parent / path).resolve() if path else file
            )
            target = target / "index.html" if target.is_dir() else target
            missing = not target.is_file()
            astray = parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids
            if missing or astray and parts.fragment != "__skip":
                dead[link.replace("../", "")].append(file.relative_to(site).as_posix())
    assert len(pages) > 30
    assert dead == {}


@pytest.mark.build
def test_the_chooser_ranks_what_is_declared(site: Path) -> None:
    page = (site / "tuinhulp/zomer/tomaat/index.html").read_text(encoding="utf-8")
    assert "Tomaat: wat helpt in de zomer?" in page and "goed voor tomaat" in page and "past bij de zomer" in page
    assert "Tuinen waar de plant groeit" in page
    front = (site / "tuinhulp/index.html").read_text(encoding="utf-8")
    assert "Onze lijst</h2>" in front and "Print onze lijst" in front and "Gaat mee in onze lijst" in front
    assert front.count("<fieldset") >= 4 and "Hoeveel zin heb je?" in front
    assert "tuinhulp/" in (site / "zoeken/index.html").read_text(encoding="utf-8")


@pytest.mark.build
def test_the_monitor_counts_what_is_declared(site: Path) -> None:
    page = (site / "tellingen/index.html").read_text(encoding="utf-8")
    assert "3 van de 3 tuinen; de meeste op klei: 1." in page and "Van 1 bekend, in het midden 2012." in page
    assert "2 wegingen, van 2 van de 3 planten." in page
    assert ">40 kilo</p>" in page and ">ongeveer 12 bossen</p>" in page and page.count('class="kb-number"') == 2
    assert page.count('<svg class="kb-chart kb-chart--') >= 11
    data = json.loads((site / "data/monitor/planten-per-grond.json").read_text(encoding="utf-8"))
    assert data["coverage"]["all"] == 3 and "Zomer" in data["columns"]
    assert len(list((site / "data/monitor").glob("oogst-*.csv"))) == 2
    assert list((site / "tellingen").glob("*-K?/index.html"))


@pytest.mark.parametrize(
    ("figure", "change", "message"),
    [
        ("grond", {"of": ["tuinen"]}, "‘tuinen’ is geen collectie."),
        ("grond", {"by": "zand"}, "‘zand’ is geen veld van gardens en geen filter."),
        ("grond", {"finding": "{first_m} tuinen"}, "‘{first_m}’ is geen getal van een figuur."),
        ("grond", {"finding": "{at_kley} tuinen"}, "‘{at_kley}’ is geen getal van een figuur."),
        ("grond", {"kind": "map"}, "‘soil’ heeft geen kaart."),
        ("grond", {"where": {"soil": ["steen"]}}, "‘soil’ kan dit niet zijn. Kies uit: klei"),
        ("sinds", {"by": "light"}, "‘light’ is geen getal."),
        ("schop", {"at": "dag"}, "‘dag’ is geen veld van gardens."),
        ("oogst", {"records": "oogsten"}, "‘oogsten’ is geen veld van gardens."),
        ("oogst", {"by": "plant"}, "‘plant’ is geen collectie"),
        ("planten-per-grond", {"over": ""}, "Een raster heeft twee kanten"),
        (
            "planten-per-grond",
            {"of": ["gardens"], "by": "harvests", "over": "plant"},
            "‘plant’ is in ‘harvests’ geen deel met keuzes.",
        ),
        ("grond", {"by": "harvests"}, "Naar ‘harvests’ kun je niet tellen"),
        ("bronnen", {"years": ["bron.jaar"]}, "‘bron.jaar’ is geen veld van gardens."),
    ],
)
def test_a_figure_that_names_what_is_not_there_is_told_so(
    root: Path, figure: str, change: dict[str, object], message: str
) -> None:
    file = root / "kennisbank.yml"
    whole = file.read_text(encoding="utf-8")
    settings = yaml.safe_load(whole)
    settings["monitor"]["figures"][figure] |= change
    settings["monitor"]["figures"][figure] = {k: v for k, v in settings["monitor"]["figures"][figure].items() if v}
    file.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    try:
        errors = check(root).errors
    finally:
        file.write_text(whole, encoding="utf-8")
    assert [one.message for one in errors if message in one.message], errors
    assert all(one.path == "kennisbank.yml" and one.line > 1 for one in errors)


@pytest.mark.build
def test_without_a_licence_of_this_field_the_feeds_have_their_own(site: Path) -> None:
    assert "<rights>CC0: https://creativecommons.org/publicdomain/zero/1.0/</rights>" in (site / "atom.xml").read_text()
    assert json.loads((site / "feed.json").read_text(encoding="utf-8"))["items"]


def test_no_message_has_a_word_of_learning_communities(root: Path) -> None:
    wrong = root / "content/gardens/fout.yml"
    wrong.write_text(
        "titel: Fout\nsoil: [klij]\nplants: [distel]\nsince: lang\nbody: Zie [hier](../nergens/x.yml) en [daar](weg.md).\n"
        "by_editors: [x]\nformer_names: [A b]\nwebsite: www.x\nchecked: gisteren\nsources: [Boek]\n",
        encoding="utf-8",
    )
    try:
        problems = check(root).problems
    finally:
        wrong.unlink()
    assert len({problem.code for problem in problems}) > 5
    made = macros(root, "new", "tuin", "Nieuwe tuin")
    (file,) = root.glob("content/gardens/nieuwe-tuin.*")
    told = [reporters.text(problems, root), reporters.markdown(problems, root), made.stdout, file.read_text("utf-8")]
    file.unlink()
    told += [macros(root, *asked, "--help").stdout for asked in ((), ("new",))]
    assert all(map(len, told)) and strange("\n".join(told)) == []


def test_a_chooser_that_names_what_is_not_there_is_told_so(root: Path) -> None:
    file = root / "kennisbank.yml"
    whole = file.read_text(encoding="utf-8")
    for before, after, message in (
        ("  collection: methods\n", "  collection: metods\n", "‘metods’ is geen collectie."),
        ("    season:\n      ask", "    seizoen:\n      ask", "‘seizoen’ is geen veld van methods."),
        ("    apart_title: Het hele jaar\n", "", "Hier ontbreekt nog: apart_title."),
        ("      path: plant\n", "", "en heeft een pad."),
    ):
        assert before in whole
        file.write_text(whole.replace(before, after, 1), encoding="utf-8")
        try:
            (error,) = check(root).errors
        finally:
            file.write_text(whole, encoding="utf-8")
        assert message in error.message
    assert check(root).errors == []


def test_no_template_has_a_word_of_learning_communities() -> None:
    files = [*(ROOT / "macros/templates").rglob("*.*"), *(ROOT / "docs/assets/css").glob("*.css")]
    found = {file.name: strange(file.read_text(encoding="utf-8")) for file in files}
    assert len(files) > 60
    assert {name: words for name, words in found.items() if words} == {}


def test_start_never_writes_over_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol/iets.txt").write_text("van mij", encoding="utf-8")
    done = macros(ROOT, "start", str(tmp_path / "vol"), *NAME)
    assert done.returncode == PROBLEMS and "staat al iets" in done.stderr
    assert [file.name for file in (tmp_path / "vol").iterdir()] == ["iets.txt"]


@pytest.mark.parametrize(
    "given", [(), ("--name", "X"), NAME[:4], (*NAME[:4], "--of", "buurt/buurten"), (*NAME, "--of", "a/b")]
)
def test_start_says_what_it_needs_where_nobody_can_be_asked(tmp_path: Path, given: tuple[str, ...]) -> None:
    done = macros(ROOT, "start", str(tmp_path / "nieuw"), *given)
    assert done.returncode == USAGE and "--of tuin/tuinen" in done.stderr
    assert not (tmp_path / "nieuw").exists()


def test_a_new_knowledge_base_begins_with_two_collections_of_three() -> None:
    made = texts("Bomen & beken", (Word("boom", "bomen"), Word("beek", "beken")))
    entries = [name for name in made if name.startswith("content/")]
    assert len(entries) == 6 and {name.split("/")[1] for name in entries} == {"bomen", "beken"}
    assert "&" not in made["docs/assets/images/logo.svg"]
    assert 'site_name: "Bomen & beken"' in made["mkdocs.yml"] and "overrides" not in made["mkdocs.yml"]
    assert not any(strange(text) for name, text in made.items() if not name.startswith((".github", "mkdocs")))
