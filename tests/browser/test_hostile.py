"""Published attacks, through every field that takes text, in a real browser: none may run, load or send anything.

`cases/hostile/` holds them. Each goes through the title, the summary and every other
text of an entry, in every collection, all in one built site. The pages are looked at
twice over: half with their policy, which then must find nothing to forbid, and half
with the policy switched off, so that the sanitiser has to hold alone.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from macros.checking.check import check
from macros.markdown.prose import Prose
from macros.schema.loading import load_schemas
from macros.schema.schemas import Schema
from tests.conftest import ROOT, empty_project, macros, serve

CASES = ROOT / "tests/cases/hostile"
PATHS = {"communities": "communities", "tools": "tools", "lessons": "lessen", "stories": "verhalen"}
# Where a text would be that the check refuses: the page gets its HTML all the same, so that the sanitiser is tried too.
PLACE = "Hier hoort de tekst."
# Scripts and styles of the site itself.
ASSETS = re.compile(r'<(?:link[^<>]* href|script[^<>]* src)="[./]*assets/[^"<>]*"[^<>]*>(?:</script>)?')
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Vector:
    """One attack: what is written, and on one line where a field takes no more."""

    source: str
    why: str
    text: str

    @property
    def line(self) -> str:
        return " ".join(self.text.split("\n"))


def read(name: str) -> list[Vector]:
    vectors = []
    for line in (CASES / name).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            source, why, text = line.split(" ¦ ")
            text = re.sub(
                "⟦([0-9A-F]+)⟧", lambda found: chr(int(found[1], 16)), text.replace("⏎", "\n").replace("⇥", "\t")
            )
            vectors.append(Vector(source, why, text))
    return vectors


REFUSED = read("refused.txt")
VECTORS = [vector for file in sorted(CASES.glob("*.txt")) if file.name != "refused.txt" for vector in read(file.name)]


def filled(node: dict[str, Any], vector: Vector, number: int, name: str = "") -> Any:
    """A value for a field with the attack in it; None where the field takes no text, or not so long a one."""
    if node.get("contentMediaType") == "text/markdown":
        return vector.text
    if {"enum", "x-reference", "format", "oneOf", "pattern"} & node.keys():
        return None
    if node.get("type") == "array":
        item = filled(node["items"], vector, number, name)
        return None if item is None else [item]
    if node.get("type") == "object":
        if any("x-reference" in node["properties"][key] for key in node.get("required", ())):
            return None  # what must name another entry takes no attack
        parts = {key: filled(part, vector, number, key) for key, part in node["properties"].items()}
        parts = {key: value for key, value in parts.items() if value is not None}
        parts |= {key: sample(node["properties"][key]) for key in node.get("required", ()) if key not in parts}
        return parts or None
    if node.get("type") != "string":
        return None
    text = f"{vector.line} {name[0]}{number}" if name in ("title", "aliases") else vector.line
    text = text if len(text) >= node.get("minLength", 0) else f"{text} en daarna nog wat gewone tekst"
    return text if len(text) <= node.get("maxLength", len(text)) else None


def sample(node: dict[str, Any]) -> Any:
    """A harmless value for a field that must be there."""
    if "enum" in node:
        return node["enum"][0]
    if "oneOf" in node:
        return sample(node["oneOf"][0])
    if "format" in node:
        return {"date": "2026-01-01", "uri": "https://voorbeeld.nl/"}[node["format"]]
    if node.get("type") == "integer":
        return 2020
    if node.get("type") == "array":
        return [sample(node["items"])]
    if node.get("type") == "object":
        return {key: sample(node["properties"][key]) for key in node["required"]}
    return PLACE


def entry_of(schema: Schema, vector: Vector, number: int) -> dict[str, Any]:
    values: dict[str, Any] = filled(schema.document, vector, number)
    # No attack is an id or the name of a field, and the refusal would take the body away.
    for name in ("former_names", "by_editors"):
        values.pop(name, None)
    if "grounds" in values:
        values["grounds"] = [{**ground, "field": "title"} for ground in values["grounds"]]
    if "title" not in values or values["title"] == PLACE:
        values["title"] = f"Te lang voor een titel {number}"
    for name, needed in schema.document.get("dependentRequired", {}).items():
        for other in needed if name in values else ():
            values.setdefault(other, sample(schema.document["properties"][other]))
    return values


def write(file: Path, values: dict[str, Any]) -> None:
    """Write an entry in JSON, which is YAML too; of a .md, the body follows as it is."""
    if file.suffix == ".yml":
        file.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    else:
        fields = {name: value for name, value in values.items() if name != "body"}
        text = f"---\n{json.dumps(fields, ensure_ascii=False)}\n---\n{values.get('body', '')}\n"
        file.write_text(text, encoding="utf-8")


@dataclass
class Site:
    """The built site, two copies that a browser opens sooner, and what was written in each entry.

    `bare` asks for no scripts and styles of the site either.
    """

    folder: Path
    light: Path
    bare: Path
    written: dict[tuple[str, str], dict[str, Any]]
    refusals: dict[str, set[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    root = empty_project(tmp_path_factory.mktemp("hostile") / "project")
    schemas = load_schemas(root / "schemas")
    written: dict[tuple[str, str], dict[str, Any]] = {}
    vector_of = {f"v{number}": vector for number, vector in enumerate(VECTORS)}
    for collection in PATHS:
        for number, vector in enumerate(VECTORS):
            written[collection, f"v{number}"] = entry_of(schemas[collection], vector, number)
        plain = Vector("", "", "Gewone tekst met een [link](https://voorbeeld.nl/).")
        written[collection, "gewoon"] = entry_of(schemas[collection], plain, len(VECTORS))
    files = {
        key: root / f"content/{key[0]}/{key[1]}{'.md' if key[0] in ('lessons', 'stories') else '.yml'}"
        for key in written
    }
    for key, values in written.items():
        write(files[key], values)
    refusals: dict[str, set[str]] = {}
    gone: set[tuple[tuple[str, str], str]] = set()
    while errors := check(root).errors:  # what the check refuses is left out: an address that leads nowhere, for one
        now = set()
        for problem in errors:
            collection, _, name = problem.path.removeprefix("content/").partition("/")
            key = collection, name.partition(".")[0]
            at = problem.pointer.split("/")[1] if problem.pointer else "notes"
            refusals.setdefault(at, set()).add(problem.code)
            assert at in written[key] and (key, at) not in gone or (key, at) in now, problem
            now.add((key, at))
        for key, at in now:
            written[key].pop(at, None)
            document = schemas[key[0]].document
            for name, needed in document.get("dependentRequired", {}).items():
                if at in needed:
                    written[key].pop(name, None)
            if at in document["required"]:
                written[key][at] = f"Geweigerd {key[1]}" if at == "title" else sample(document["properties"][at])
            written[key]["body"] = PLACE
            write(files[key], written[key])
        gone |= now
    run = macros(root, "build", SITE_URL="https://voorbeeld.nl/")
    assert run.returncode == 0, run.stderr[-3_000:]
    light = root.parent / "light"
    shutil.copytree(root / "site", light)
    for (collection, id), values in written.items():
        if values.get("body") == PLACE:
            page = light / PATHS[collection] / id / "index.html"
            text, place = page.read_text(encoding="utf-8"), f"<p>{PLACE}</p>"
            assert text.count(place) == 1, page
            page.write_text(text.replace(place, Prose().html(vector_of[id].text, lambda link: None)), encoding="utf-8")
    (light / "all.html").write_text('<!doctype html><link rel="icon" href="data:,"><body>', encoding="utf-8")
    bare = root.parent / "bare"
    shutil.copytree(light, bare)
    for page in bare.rglob("index.html"):
        page.write_text(ASSETS.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
    return Site(root / "site", light, bare, written, refusals)


@contextmanager
def watched(browser: Browser, root: str, **options: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what it does that no page may do."""
    context = browser.new_context(**options)
    page = context.new_page()
    complaints: list[str] = []

    def dismiss(dialog: Any) -> None:
        complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on(
        "console",
        lambda said: complaints.append(f"console: {said.text} {said.location}") if said.type == "error" else None,
    )
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("popup", lambda popup: complaints.append(f"window: {popup.url}"))
    page.on("download", lambda download: complaints.append(f"download: {download.url}"))
    context.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((root, "data:image/svg+xml", "blob:"))
            else complaints.append(f"request: {asked.url}")
        ),
    )
    yield page, complaints
    context.close()


# Runs in the page: opens entries in frames, touches what can be touched, and says what should not be there.
LOOK = """
async ([wanted, ids, themed]) => {
  const ours = new Set(ids), found = [];
  const forbidden = "script,style,iframe,frame,frameset,object,embed,applet,form,base,meta,link,title,template,noscript,"
    + "textarea,select,button,audio,video,source,track,picture,math,svg,xmp,plaintext,noembed,noframes,marquee,portal";
  const attributes = /^(class|href|title|id|rel|for|name|type|checked|src|alt|width|height|loading|open|start|style|colspan|rowspan|role|tabindex|aria-[a-z]+|data-search-exclude|data-kb-plain|data-kb-print|data-kb-face|data-tabs|data-value)$/;
  const schemes = new Set(["http:", "https:", "mailto:"]);
  const note = /^(fn(ref)?\\d*:\\d+-\\d+|kop-[\\p{L}\\p{N}_-]*)$/u;
  const squeeze = (text) => text.replace(/\\s+/g, " ").trim();
  const look = (page, address, title) => {
    const say = (what) => found.push(`${address}: ${what}`);
    const entry = page.querySelector(".kb-entry");
    if (!entry || page.querySelectorAll(".kb-entry").length !== 1) return say("there is not one entry");
    if (page.querySelectorAll("main").length !== 1 || !page.querySelector("main").contains(entry)) say("the entry is out of its place");
    if (squeeze(page.querySelector("h1").textContent) !== squeeze(title)) say(`heading ${page.querySelector("h1").textContent}`);
    if (!squeeze(page.title).startsWith(squeeze(title) + " - ")) say(`title ${page.title}`);
    if (page.querySelector("kb-index, [class^=kb-card], [class^=kb-collection-link], [class^=kb-choice-link], [class^=kb-ring], [data-kb-mark]")) say("what a macro makes");
    for (const element of page.querySelectorAll("*"))
      for (const { name } of element.attributes) if (name.startsWith("on")) say(`${element.tagName} ${name}`);
    const acts = entry.querySelector(".kb-entry__head .kb-acts"); // to keep and to compare: ours
    for (const element of entry.querySelectorAll("*")) {
      if (element.closest(".kb-icon") || acts?.contains(element)) continue;
      if (themed && (element.matches("[class^=md-]") || element.closest("button, .tabbed-control, .md-code__nav"))) continue;
      if (themed && /^__code_\\d+$/.test(element.id)) continue;
      if (element.matches(forbidden) || element.tagName.includes("-")) say(`<${element.localName}>`);
      if (element.localName === "img") say(`image ${element.src}`);
      if (element.localName === "input") say(`input ${element.outerHTML}`);
      for (const { name, value } of element.attributes) {
        if (!attributes.test(name)) say(`${element.localName} ${name}`);
        if ((name === "id" || name === "name" || name === "for") && !note.test(value) && !ours.has(value)) say(`${name}=${value}`);
        if (name === "style" && !/^text-align: ?\\w+;?$/.test(value)) say(`style=${value}`);
        if (name === "href" && !schemes.has(new URL(value, page.baseURI).protocol)) say(`href=${value}`);
      }
      for (const name of element.classList) if (/^(md-(?!typeset__)|mermaid|arithmatex|glightbox|headerlink)/.test(name)) say(`class ${name}`);
    }
    const sheets = 'link[rel="stylesheet"][href^="../../assets/css/"]'; // which of them come, follows from what stands on the page
    return [...page.head.children].filter((element) => !element.matches(sheets)).map((element) => element.localName).join(" ");
  };
  const touch = (page) => {
    for (const element of page.querySelectorAll(".kb-entry *")) {
      for (const kind of ["pointerover", "mouseenter", "mouseover", "mousedown", "mouseup", "wheel"])
        element.dispatchEvent(new MouseEvent(kind, { bubbles: kind !== "mouseenter" }));
      for (const kind of ["focus", "focusin", "blur", "animationend", "transitionend", "toggle", "load", "error"])
        element.dispatchEvent(new Event(kind));
      if (element.matches("summary, label, input")) element.click();
    }
  };
  const visit = async ([address, title]) => {
    const frame = document.createElement("iframe");
    const loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
    frame.src = address;
    document.body.append(frame);
    await loaded;
    let head = "";
    try {
      head = look(frame.contentDocument, address, title);
      touch(frame.contentDocument);
      await new Promise((done) => setTimeout(done));
      if (frame.contentWindow.location.href !== address) found.push(`${address}: went to another page`);
      if (frame.contentWindow.__xss) found.push(`${address}: a script ran`);
    } catch (error) {
      found.push(`${address}: went where it cannot be seen (${error})`);
    }
    frame.remove();
    return head;
  };
  const heads = [];
  const queue = wanted.map((one, index) => [one, index]);
  const worker = async () => { for (let next; (next = queue.shift()); ) heads[next[1]] = await visit(next[0]); };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return [found, heads];
}
"""


def test_there_are_enough_attacks_and_each_is_another() -> None:
    assert len({vector.text for vector in VECTORS}) == len(VECTORS) >= 160
    assert len({vector.why for vector in VECTORS}) > 0.95 * len(VECTORS)
    assert all(vector.source and vector.why for vector in VECTORS + REFUSED)


@pytest.mark.parametrize("vector", REFUSED, ids=lambda vector: vector.why)
def test_what_no_text_may_hold_stops_the_build(vector: Vector, tmp_path: Path) -> None:
    root = empty_project(tmp_path / "project", builds=False)
    schema = load_schemas(root / "schemas")["tools"]
    for name, escaped in (("echt", False), ("geschreven", True)):
        text = json.dumps(entry_of(schema, vector, 1), ensure_ascii=escaped)
        (root / f"content/tools/{name}.yml").write_bytes(text.encode("utf-8", "surrogatepass"))
    problems = check(root).errors
    assert {problem.path for problem in problems} == {"content/tools/echt.yml", "content/tools/geschreven.yml"}
    assert {problem.code for problem in problems} <= {
        "character",
        "encoding",
        "yaml-syntax",
        "yaml-quote",
        "yaml-character",
        "more",
    }


def test_only_markdown_is_ever_refused_and_for_where_it_leads(built: Site) -> None:
    schemas = load_schemas(ROOT / "schemas")
    markdown = {
        name
        for schema in schemas.values()
        for name, one in schema.fields.items()
        if one.kind == "markdown" or any(part.kind == "markdown" for part in one.fields)
    }
    elsewhere = [codes for at, codes in built.refusals.items() if at not in markdown]
    assert set().union(*elsewhere) <= {"address", "more"}
    known = {"address", "reference", "image-missing", "image-elsewhere", "image-alt", "lost", "more"}
    assert set().union(*built.refusals.values()) <= known
    bodies = [values["body"] for (collection, id), values in built.written.items() if collection == "stories"]
    assert sum(body != PLACE for body in bodies) > 0.5 * len(bodies)


def look(browser: Browser, folder: Path, built: Site, wanted: list[tuple[str, str]], policy: bool) -> None:
    """Open the entries named in `wanted` in a copy of the site, and a harmless one of each collection."""
    root = serve(folder)
    ids = sorted({name for schema in load_schemas(ROOT / "schemas").values() for name in schema.fields} | {"facts"})
    wanted = [*((collection, "gewoon") for collection in PATHS), *wanted]
    addresses = [
        (f"{root}{PATHS[collection]}/{id}/", built.written[collection, id]["title"]) for collection, id in wanted
    ]
    with watched(browser, root, bypass_csp=not policy) as (page, complaints):
        page.goto(root + "all.html")
        found, heads = page.evaluate(LOOK, [addresses, ids, folder == built.light])
    assert complaints == []
    assert found == []
    plain = dict(zip(PATHS, heads, strict=False))
    assert [one for one, head in zip(wanted, heads, strict=True) if head != plain[one[0]]] == []


def each_once(step: int = 1, first: int = 0) -> list[tuple[str, str]]:
    """Each attack in one collection, in turn; the first one in that which is `first`."""
    names = list(PATHS)
    return [(names[(first + number // step) % 4], f"v{number}") for number in range(0, len(VECTORS), step)]


def test_no_attack_in_an_entry_does_anything_where_only_the_sanitiser_guards(built: Site, browser: Browser) -> None:
    look(browser, built.bare, built, each_once(first=2), policy=False)


@pytest.mark.nightly
@pytest.mark.parametrize("first", [0, 1, 3])
def test_nor_in_any_other_collection(built: Site, browser: Browser, first: int) -> None:
    look(browser, built.bare, built, each_once(first=first), policy=False)


def test_no_attack_in_an_entry_asks_for_what_the_policy_forbids(built: Site, browser: Browser) -> None:
    look(browser, built.bare, built, each_once(), policy=True)


def test_the_scripts_of_the_theme_make_nothing_of_an_attack(built: Site, browser: Browser) -> None:
    look(browser, built.light, built, each_once(step=4), policy=True)


@pytest.mark.parametrize("policy", [True, False], ids=["with its policy", "without its policy"])
def test_no_attack_in_an_index_or_its_address_does_anything(built: Site, browser: Browser, policy: bool) -> None:
    root = serve(built.light)
    inside = [vector.line for vector in VECTORS[:: len(VECTORS) // 6]]
    with watched(browser, root, bypass_csp=not policy) as (page, complaints):
        for collection, path in PATHS.items():
            page.goto(f"{root}{path}/")
            page.wait_for_selector("kb-index[data-ready]")
            cards = page.locator(".kb-card")
            assert cards.count() == len(VECTORS) + 1
            words = page.evaluate(
                "[...document.querySelectorAll('[data-words]')].map(card => JSON.parse(card.dataset.words))"
            )
            assert all(isinstance(label, str) and isinstance(text, str) for card in words for label, text in card)
            titles = sorted(" ".join(title.split()) for title in page.locator(".kb-card__title").all_text_contents())
            written = [values["title"] for (name, _), values in built.written.items() if name == collection]
            assert titles == sorted(" ".join(title.split()) for title in written)
            page.locator(".kb-search__input").fill("alert")
            page.locator("[data-entry=gewoon]").wait_for(state="hidden")
            assert not intruders(page)
        for number, text in enumerate(inside):
            path = list(PATHS.values())[number % 4]
            page.goto(f"{root}{path}/?q={quote(text)}&phases={quote(text)}&themes={quote(text)}&sort={quote(text)}")
            page.wait_for_selector("kb-index[data-ready]")
            assert page.locator(".kb-search__input").input_value().strip() == text.strip().replace("\t", "\t")
            assert not intruders(page)
    assert complaints == []


def intruders(page: Page) -> list[str]:
    """What is on an index page that neither the theme nor the index brought."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("kb-index *")].flatMap((element) => [
             ...[...element.attributes].filter(({ name }) => name.startsWith("on")).map(({ name }) => name),
             ...(element.matches("script, img, iframe, object, embed, style, form, base, meta, xss, math") ? [element.localName] : []),
             ...(element.matches("a[href]") && !/^https?:$/.test(new URL(element.getAttribute("href"), location.href).protocol) ? [element.outerHTML] : []),
           ])"""
    )
    return found


def test_the_search_shows_attacks_as_text(built: Site, browser: Browser) -> None:
    root = serve(built.folder)
    shown = 0
    with watched(browser, root, bypass_csp=True) as (page, complaints):
        page.goto(f"{root}zoeken/")
        for text in ("onerror", "src", "href", "javascript", "alert", "script"):
            page.get_by_role("combobox").fill(text)
            page.get_by_role("option").locator("mark").filter(has_text=re.compile(text, re.IGNORECASE)).first.wait_for()
            shown += page.get_by_role("option").count()
            strange = page.evaluate(
                """() => [...document.querySelectorAll(".kb-search-box__list *")].filter((element) =>
                     !element.matches("div, a, span, mark, svg, path")
                     || (element.matches("a") && !element.href.startsWith(location.origin + "/"))
                     || [...element.attributes].some(({ name }) => name.startsWith("on")
                          || !/^(class|role|aria-.*|href|tabindex|id|d|viewBox)$/.test(name))).map((element) => element.outerHTML)"""
            )
            assert strange == []
    assert shown > 50
    assert complaints == []


def test_the_data_are_what_was_written(built: Site) -> None:
    for collection, path in PATHS.items():
        rows = json.loads((built.folder / f"data/{collection}.json").read_text(encoding="utf-8"))
        assert len(rows) == len(VECTORS) + 1
        for row in rows:
            id, url = row.pop("id"), row.pop("url")
            written = dict(built.written[collection, id])
            if "body" in written and collection in ("lessons", "stories"):
                row["body"], written["body"] = row["body"].strip("\n"), written["body"].strip("\n").rstrip()
            assert row == written
            assert url == f"{path}/{id}/"


def test_no_cell_of_the_data_is_a_formula(built: Site) -> None:
    for collection in PATHS:
        text = (built.folder / f"data/{collection}.csv").read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len(rows) == len(VECTORS) + 2
        assert {len(row) for row in rows} == {len(rows[0])}
        assert [cell for row in rows for cell in row if cell.startswith(FORMULA)] == []


def test_what_the_search_and_the_engines_read_is_whole(built: Site) -> None:
    head = json.loads((built.folder / "search/index.json").read_text(encoding="utf-8"))
    parts = sorted((built.folder / "search" / head["folder"] / "documents").glob("*.json"))
    titles = [one[2] for part in parts for one in json.loads(part.read_text(encoding="utf-8"))]
    assert len(titles) == head["total"] > len(built.written)
    assert {values["title"] for values in built.written.values()} <= set(
        titles
    )  # as written: the browser shows it as text
    places = [place.text for place in ET.parse(built.folder / "sitemap.xml").iter() if place.tag.endswith("loc")]
    assert len(places) > len(built.written)
    assert all((place or "").startswith("https://voorbeeld.nl/") for place in places)


def test_each_page_has_its_policy_before_anything_else_can_load(built: Site) -> None:
    for page in built.folder.rglob("*.html"):
        head = page.read_text(encoding="utf-8").partition(
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        )
        assert head[1] and not re.search("<(?:script|link|style|img|base|title)", head[0]), page


def test_no_page_computes_what_a_contributor_wrote(built: Site) -> None:
    for (collection, id), values in built.written.items():
        page = (built.folder / PATHS[collection] / id / "index.html").read_text(encoding="utf-8")
        assert "<Config" not in page and "&lt;class" not in page and "uid=0" not in page
        if "{{ 6*7 }}" in values["title"]:
            assert html.escape("{{ 6*7 }} {{ config }}") in page
