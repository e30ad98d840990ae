"""How others see the site: previews of links, facts for programs, the sitemap and feeds, on every page of it."""

from __future__ import annotations

import html
import json
import re
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from PIL import Image

from macros.schema.settings import Settings
from macros.sharing.page import SharedPage
from tests.conftest import Open, Project, macros, sample_library, serve
from tests.small import SMALL, SOURCES
from tests.visiting import rest

HOME = sample_library().settings.address
NAME = "Kennisbank Learning Communities"
ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


@dataclass
class Page(HTMLParser):
    """What stands in the head of one page."""

    url: str
    titles: list[str] = field(default_factory=list)
    metas: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    data: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "meta":
            self.metas.setdefault(given.get("property") or given.get("name", ""), []).append(given.get("content", ""))
        if tag == "link":
            self.links.setdefault(given["rel"], []).append(given)
        if tag == "title" or given.get("type") == "application/ld+json":
            self._into = self.titles if tag == "title" else self.data
            self._into.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "script"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data

    def one(self, name: str) -> str:
        """The only meta of this name; it fails for none, or for two."""
        (found,) = self.metas.get(name, [])
        return found

    @property
    def graph(self) -> list[dict[str, Any]]:
        (text,) = self.data
        told = json.loads(text)
        assert told["@context"] == "https://schema.org"
        return list(told["@graph"])


def read(site: Path, file: Path) -> Page:
    url = str(file.parent.relative_to(site)) + "/" if file.name == "index.html" else file.name
    page = Page("" if url == "./" else url)
    page.feed(file.read_text(encoding="utf-8").partition("</head>")[0])
    return page


def pages_of(site: Path) -> list[Page]:
    return [read(site, file) for file in sorted(site.rglob("index.html"))]


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Page]:
    return pages_of(site)


def every(node: Any) -> Iterator[dict[str, Any]]:
    """Each object in linked data, however deep."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from every(value)
    if isinstance(node, list):
        for value in node:
            yield from every(value)


# Previews


def test_every_page_says_once_what_it_is_and_where_it_stands(pages: list[Page]) -> None:
    assert len(pages) > 900
    for page in pages:
        assert len(page.titles) == 1 and page.titles[0].strip(), page.url
        assert page.one("description").strip(), page.url
        assert [link["href"] for link in page.links["canonical"]] == [HOME + page.url]
        assert page.one("og:url") == HOME + page.url
        assert page.one("og:site_name") == NAME
        assert page.one("og:locale") == "nl_NL"
        assert page.one("og:type") in ("website", "article")
        assert page.one("twitter:card") == "summary_large_image"
        assert "robots" not in page.metas


def test_a_preview_is_short_enough_to_be_shown_whole(pages: list[Page]) -> None:
    for page in pages:
        assert NAME not in page.one("og:title") or page.url == ""
        preview, whole = page.one("og:description"), page.one("description")
        assert 0 < len(preview) <= 160, page.url
        assert whole.startswith(preview.removesuffix("…")) or preview == html.unescape(whole), page.url
        if preview.endswith("…"):
            assert not whole[len(preview) - 1].isalnum(), f"cut in the middle of a word: {preview}"


@pytest.mark.parametrize(
    ("description", "preview"),
    [
        ("Kort en goed.", "Kort en goed."),
        ("woord " * 26 + "eind", "woord " * 26 + "eind"),
        ("woord " * 26 + "einde", "woord " * 25 + "woord…"),
        ("w" * 200, "w" * 159 + "…"),
        ("woord, " * 30, "woord, " * 21 + "woord…"),
    ],
)
def test_a_long_description_is_cut_at_a_word(description: str, preview: str) -> None:
    assert SharedPage("x/", "X", description).preview == preview


def test_every_page_has_a_card_of_the_size_that_it_says(site: Path, pages: list[Page]) -> None:
    sizes = []
    for page in pages:
        address = page.one("og:image")
        assert address.startswith(HOME) and address.endswith(".png")
        picture = (site / address.removeprefix(HOME)).read_bytes()
        with Image.open(BytesIO(picture)) as card:
            size = card.size
            assert card.format == "PNG"
        assert size == (1200, 630) == (int(page.one("og:image:width")), int(page.one("og:image:height")))
        assert page.one("og:title") in page.one("og:image:alt")
        sizes.append(len(picture))
    assert len(list((site / "assets/cards").rglob("*.png"))) == len(pages)
    assert max(sizes) < 30_000 and sum(sizes) / len(sizes) < 20_000


def test_the_page_for_what_is_not_there_is_not_to_be_found(site: Path) -> None:
    missing = read(site, site / "404.html")
    assert missing.one("robots") == "noindex"
    assert len(missing.titles) == 1 and missing.one("description")
    assert "canonical" not in missing.links and "og:url" not in missing.metas and missing.data == []


def test_a_visitor_s_browser_fetches_nothing_of_this(open_page: Open) -> None:
    page = open_page("tools/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.reload()
    rest(page)
    assert any(name.endswith(".css") for name in asked)
    assert not {"sitemap.xml", "atom.xml", "feed.json", "tools.png"} & set(asked)


# Linked data

# What a type cannot do without, as schema.org and who reads it say.
NEEDED = {
    "Article": {"headline", "description", "publisher", "dateModified", "image", "license"},
    "DefinedTerm": {"name", "description", "inDefinedTermSet"},
    "DefinedTermSet": {"name", "url"},
    "Dataset": {"name", "description", "license", "creator", "distribution", "isAccessibleForFree"},
    "DataDownload": {"encodingFormat", "contentUrl"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "WebSite": {"name", "url", "description", "publisher"},
    "WebPage": {"name", "isPartOf", "publisher", "license", "inLanguage"},
    "CollectionPage": {"name", "description", "isPartOf", "publisher", "license", "inLanguage"},
    "LearningResource": {"name", "description"},
    "Question": {"name", "description"},
}
BARE = {"@type", "@id", "name"}  # another page's subject, by its name


# What schema.org says of the types and properties that our schemas name: what each is one of, and belongs to.
KINDS_OF = {
    "Article": "CreativeWork", "LearningResource": "CreativeWork", "Question": "CreativeWork",
    "DefinedTerm": "Intangible", "Consortium": "Organization", "EducationalOrganization": "Organization",
    "FundingScheme": "Organization", "GovernmentOrganization": "Organization", "Project": "Organization",
    "ResearchOrganization": "Organization", "ResearchProject": "Project", "WorkersUnion": "Organization",
    "CreativeWork": "Thing", "Intangible": "Thing", "Organization": "Thing",
}  # fmt: skip
BELONGS_TO = {
    "about": {"CreativeWork"}, "alternateName": {"Thing"}, "areaServed": {"Organization"},
    "isPartOf": {"CreativeWork"}, "keywords": {"CreativeWork", "Organization"}, "knowsAbout": {"Organization"},
    "learningResourceType": {"CreativeWork"}, "location": {"Organization"}, "member": {"Organization"},
    "mentions": {"CreativeWork"}, "parentOrganization": {"Organization"}, "url": {"Thing"},
}  # fmt: skip


def kinds_above(kind: str) -> set[str]:
    return {kind} | (kinds_above(KINDS_OF[kind]) if kind in KINDS_OF else set())


@pytest.mark.parametrize("collection", sorted(sample_library().settings.collections))
def test_the_schemas_name_types_and_properties_that_go_together(collection: str) -> None:
    document = sample_library().schemas[collection].document
    choices = [choice for node in document["properties"].values() for choice in node.get("x-choices", [])]
    kinds = {document["x-type"], *(choice["x-type"] for choice in choices if "x-type" in choice)}
    assert all("Thing" in kinds_above(kind) for kind in kinds)
    for name, node in document["properties"].items():
        if "x-property" in node:
            assert all(BELONGS_TO[node["x-property"]] & kinds_above(kind) for kind in kinds), f"{name}: {kinds}"


def test_every_fact_has_a_type_and_what_that_type_needs(pages: list[Page]) -> None:
    seen = set()
    for page in pages:
        for node in every(page.graph):
            if set(node) == {"@id"}:
                continue
            kind = node["@type"]
            seen.add(kind)
            needed = BARE if set(node) == BARE else NEEDED.get(kind, {"name"})
            assert needed <= set(node), f"{page.url}: {kind} has no {needed - set(node)}"
            assert all(value not in ("", [], {}, None) for value in node.values()), (page.url, node)
        told = [node["description"] for node in page.graph if "description" in node]
        assert told, page.url
        assert len(set(told)) == len(told) or page.url == "", f"{page.url} says twice: {told}"
    assert set(NEEDED) | {"Organization", "ResearchOrganization", "EducationalOrganization", "CreativeWork"} <= seen


def test_what_an_entry_is_follows_from_its_collection_or_its_kind(site: Path) -> None:
    def kind(path: str) -> str:
        graph = read(site, site / path / "index.html").graph
        (found,) = [node for node in graph if {"@id": node.get("@id")} == graph[0]["mainEntity"]]
        return str(found["@type"])

    assert kind("communities/chill") == "Organization"
    assert kind("organisaties/tno") == "ResearchOrganization"
    assert kind("tools/peer-review") == "LearningResource"
    assert kind("knelpunten/balans") == "DefinedTerm"


def test_every_name_in_linked_data_leads_to_a_page_that_says_more(site: Path, pages: list[Page]) -> None:
    known = {node["@id"] for page in pages for node in every(page.graph) if "@id" in node and set(node) != {"@id"}}
    for page in pages:
        for node in every(page.graph):
            if "@id" in node:
                assert node["@id"] in known
                address = node["@id"].partition("#")[0]
                assert (site / address.removeprefix(HOME) / "index.html").is_file(), (page.url, node)
            for address in filter(None, (node.get("contentUrl"), node.get("image"))):
                assert (site / address.removeprefix(HOME)).is_file(), (page.url, address)


def test_the_way_to_a_page_goes_over_pages_from_the_home_page(site: Path, pages: list[Page]) -> None:
    for page in pages:
        (trail,) = [node for node in page.graph if node["@type"] == "BreadcrumbList"]
        steps = trail["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert "item" not in steps.pop(), "the last step is the page itself"
        assert not steps or steps[0]["item"] == HOME
        for step in steps:
            assert (site / step["item"].removeprefix(HOME) / "index.html").is_file(), (page.url, step)
        assert len({step["item"] for step in steps}) == len(steps)
    deep = {page.url: page for page in pages}["verdieping/voor-wie/mkb/"]
    names = [step["name"] for step in deep.graph[-1]["itemListElement"]]
    assert names == ["Home", "Verdieping", "Voor mkb en zzp"]


def test_facts_about_a_page_are_not_facts_about_what_it_describes(site: Path) -> None:
    graph = read(site, site / "tools/peer-review/index.html").graph
    page, tool = graph[0], graph[1]
    assert page["mainEntity"] == {"@id": tool["@id"]} and page["@id"] == HOME + "tools/peer-review/"
    assert page["license"] and page["citation"] and page["dateModified"] == "2022-12-22"
    assert not {"license", "publisher", "dateModified", "author"} & set(tool)


def test_linked_data_is_light(site: Path) -> None:
    for file in site.rglob("index.html"):
        text = file.read_text(encoding="utf-8")
        without = re.sub(r'<script type="application/ld\+json">.*?</script>', "", text, count=1, flags=re.DOTALL)
        assert len(zlib.compress(text.encode())) - len(zlib.compress(without.encode())) < 1_000, file


# Sitemap and robots


def test_the_sitemap_has_every_page_and_nothing_else(site: Path, pages: list[Page]) -> None:
    listed = {}
    for place in ElementTree.parse(site / "sitemap.xml").getroot():
        loc, *rest = (child.text or "" for child in place)
        listed[loc] = rest
    assert set(listed) == {HOME + page.url for page in pages}
    for entry in (
        entry for name in sample_library().settings.collections for entry in sample_library().collection(name)
    ):
        assert listed[HOME + entry.url] == [entry.values["checked"]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for days in listed.values() for day in days)
    robots = (site / "robots.txt").read_text(encoding="utf-8")
    assert robots.splitlines() == ["User-agent: *", "Allow: /", "", f"Sitemap: {HOME}sitemap.xml"]


# Feeds


def feeds_of(site: Path, ending: str) -> list[Path]:
    return sorted(site.rglob(ending))


def test_there_is_a_feed_of_everything_and_one_for_each_collection(site: Path, pages: list[Page]) -> None:
    paths = ["", *(f"{one.path}/" for one in sample_library().settings.collections.values())]
    for name in ("atom.xml", "feed.json"):
        made = {str(file.relative_to(site)) for file in feeds_of(site, name)}
        assert made == {path + name for path in (*paths, "monitor/")}  # and one of what changed
    for page in pages:
        found = [urljoin(page.url, link["href"]) for link in page.links["alternate feed"]]
        first = page.url.partition("/")[0] + "/"
        forms = ["atom.xml", "feed.json"] if page.url in paths else ["atom.xml"]
        assert found == [place + form for place in ["", *([first] if first in paths[1:] else [])] for form in forms], (
            page.url
        )
        assert all(link["title"] and link["type"] for link in page.links["alternate feed"])


def test_a_visitor_finds_the_feeds_to_follow(site: Path, open_page: Open) -> None:
    page = open_page("over/")
    table = page.get_by_role("table").filter(has=page.get_by_role("columnheader", name="Atom"))
    links = [link.get_attribute("href") or "" for link in table.get_by_role("link").all()]
    assert {str((site / "over" / link).resolve().relative_to(site.resolve())) for link in links} == {
        str(file.relative_to(site)) for name in ("atom.xml", "feed.json") for file in feeds_of(site, name)
    }


def test_atom_feeds_are_valid(site: Path, pages: list[Page]) -> None:
    """RFC 4287, 4.1: what a feed and an entry must have, once, and in which form."""
    known = {HOME + page.url for page in pages}
    for file in feeds_of(site, "atom.xml"):
        feed = ElementTree.parse(file).getroot()
        assert feed.tag == f"{ATOM}feed"

        def texts(node: ElementTree.Element, name: str) -> list[str]:
            return [found.text or "" for found in node.findall(ATOM + name)]

        for node in (feed, *feed.findall(f"{ATOM}entry")):
            assert [len(texts(node, name)) for name in ("id", "title", "updated")] == [1, 1, 1]
            assert all(text.strip() for name in ("id", "title") for text in texts(node, name))
            assert all(RFC_3339.fullmatch(t) for name in ("updated", "published") for t in texts(node, name))
            (alternate,) = [link.get("href") for link in node.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
            assert alternate in known
        (own,) = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
        assert own == HOME + str(file.relative_to(site))
        assert texts(feed, "rights") and feed.findtext(f"{ATOM}author/{ATOM}name") == NAME
        entries = feed.findall(f"{ATOM}entry")
        assert 0 < len(entries) <= 50
        ids = [entry.findtext(f"{ATOM}id") or "" for entry in entries]
        assert len(set(ids)) == len(ids) and all(re.fullmatch(r"tag:[a-z.]+,\d{4}:[\w./-]+", id) for id in ids)
        times = [entry.findtext(f"{ATOM}published") or "" for entry in entries]
        assert times == sorted(times, reverse=True)
        assert all(entry.findtext(f"{ATOM}summary") for entry in entries)  # 4.1.2: where there is no content
        updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
        assert texts(feed, "updated") == [max(updated)] and all(a <= b for a, b in zip(times, updated, strict=True))


def test_json_feeds_are_valid_and_say_the_same(site: Path, pages: list[Page]) -> None:
    """JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/."""
    known = {HOME + page.url for page in pages}
    for file in feeds_of(site, "feed.json"):
        feed = json.loads(file.read_text(encoding="utf-8"))
        assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] and feed["language"] == "nl"
        assert feed["feed_url"] == HOME + str(file.relative_to(site)) and feed["home_page_url"] in known
        assert [author["name"] for author in feed["authors"]] == [NAME]
        for item in feed["items"]:
            assert item["id"] and item["title"] and item["content_text"]
            assert item["url"] in known and (site / item["image"].removeprefix(HOME)).is_file()
            assert RFC_3339.fullmatch(item["date_published"]) and RFC_3339.fullmatch(item["date_modified"])
            assert all(isinstance(tag, str) for tag in item["tags"])
        twin = ElementTree.parse(file.with_name("atom.xml")).getroot()
        assert [i["id"] for i in feed["items"]] == [e.findtext(f"{ATOM}id") for e in twin.findall(f"{ATOM}entry")]


# Where the site stands


@pytest.mark.parametrize(
    ("repository", "published", "address"),
    [
        ("https://github.com/Iemand/kennis", "", "https://iemand.github.io/kennis/"),
        ("https://github.com/iemand/kennis.git", "", "https://iemand.github.io/kennis/"),
        ("https://github.com/iemand/iemand.github.io/", "", "https://iemand.github.io/"),
        ("https://github.com/iemand/kennis", "https://voorbeeld.nl/pad", "https://voorbeeld.nl/pad/"),
        ("https://github.com/iemand/kennis", "https://voorbeeld.nl/", "https://voorbeeld.nl/"),
        ("https://git.voorbeeld.nl/iemand/kennis", "", "https://git.voorbeeld.nl/iemand/kennis/"),
    ],
)
def test_the_address_is_given_or_follows_from_the_repository(repository: str, published: str, address: str) -> None:
    assert Settings(repository, "main", {}, published=published).address == address


def test_with_another_address_everything_for_others_names_it_and_nothing_names_ours(project: Project) -> None:
    root = project(SMALL)
    run = macros(root, "build", SITE_URL="https://voorbeeld.nl/pad/")
    assert run.returncode == 0, run.stderr
    site = root / "site"
    for page in pages_of(site):
        assert [link["href"] for link in page.links["canonical"]] == ["https://voorbeeld.nl/pad/" + page.url]
        assert page.one("og:image").startswith("https://voorbeeld.nl/pad/assets/cards/")
        assert page.graph[0]["@id"] == "https://voorbeeld.nl/pad/" + page.url
    for file in ("atom.xml", "feed.json", "sitemap.xml", "robots.txt", "tools/atom.xml"):
        text = (site / file).read_text(encoding="utf-8")
        assert "https://voorbeeld.nl/pad/" in text and "github.io" not in text


# Strangers' titles

EVIL = "</script><script>alert(1)</script> & \"Zó\" <b>'x'</b> --> ]]>"
HOSTILE = {
    "tools/boos.yml": f"title: {json.dumps(EVIL)}\nsummary: {json.dumps('Over ' + EVIL)}\n"
    f"aliases: [{json.dumps('Ook ' + EVIL)}]\nscope: breder\nevidence: ervaring\nphases: [opstart]\n" + SOURCES,
}


def test_what_a_stranger_writes_is_text_wherever_others_see_it(project: Project, open_page: Open) -> None:
    root = project({**SMALL, **HOSTILE})
    run = macros(root, "build")
    assert run.returncode == 0, run.stderr
    site = root / "site"
    head = read(site, site / "tools/boos/index.html")
    assert head.titles == [f"{EVIL} - {NAME}"]
    assert head.one("og:title") == EVIL and head.one("og:description") == head.one("description") == f"Over {EVIL}"
    assert head.one("og:image:alt") == f"Tools: {EVIL}"
    tool = head.graph[1]
    assert tool["name"] == EVIL and tool["alternateName"] == f"Ook {EVIL}" and tool["description"] == f"Over {EVIL}"
    atom = ElementTree.parse(site / "tools/atom.xml").getroot()
    assert EVIL in [entry.findtext(f"{ATOM}title") for entry in atom.findall(f"{ATOM}entry")]
    feed = json.loads((site / "tools/feed.json").read_text(encoding="utf-8"))
    assert EVIL in [item["title"] for item in feed["items"]]
    page = open_page("tools/boos/", root=serve(site))
    assert page.title() == f"{EVIL} - {NAME}"
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert not any("alert" in text for text in page.locator("script:not([type])").all_text_contents())


def put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_without_history_the_day_of_the_facts_counts(project: Project) -> None:
    """A copy of the project is no repository; neither is a download."""
    root = project({**SMALL, "tools/nieuw.yml": SMALL["tools/spiegel.yml"].replace("2022-12-22", "2024-05-06").replace("Spiegel", "Nieuw")})  # fmt: skip
    assert macros(root, "build").returncode == 0
    feed = json.loads((root / "site/tools/feed.json").read_text(encoding="utf-8"))
    assert [(item["title"], item["date_published"], item["date_modified"]) for item in feed["items"]] == [
        ("Nieuw", "2024-05-06T00:00:00Z", "2024-05-06T00:00:00Z"),
        ("Spiegel", "2022-12-22T00:00:00Z", "2022-12-22T00:00:00Z"),
    ]
    empty = json.loads((root / "site/lessen/feed.json").read_text(encoding="utf-8"))
    assert empty["items"] == []


def test_a_second_build_draws_no_card_and_a_changed_title_gets_a_new_one(project: Project) -> None:
    root = project(SMALL)
    kept = root / ".cache/cards"
    assert macros(root, "build").returncode == 0
    first = {file.name: file.stat().st_mtime_ns for file in kept.iterdir()}
    card = root / "site/assets/cards/tools/spiegel.png"
    before = card.read_bytes()
    assert macros(root, "build").returncode == 0
    assert {file.name: file.stat().st_mtime_ns for file in kept.iterdir()} == first
    assert card.read_bytes() == before
    tool = root / "content/tools/spiegel.yml"
    tool.write_text(tool.read_text(encoding="utf-8").replace("Spiegel", "Lachspiegel"), encoding="utf-8")
    assert macros(root, "build").returncode == 0
    second = {file.name: file.stat().st_mtime_ns for file in kept.iterdir()}
    assert card.read_bytes() != before
    assert len(second) == len(first) and len(second.items() - first.items()) == 1
    shutil.rmtree(root / ".cache")
    put(root / ".cache", "a file where the folder should be")
    assert macros(root, "build").returncode == 0
    assert card.is_file()
