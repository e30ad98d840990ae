"""Somebody who fills in a worksheet: her browser, what she writes, what it keeps, and what she takes along."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

SAID = ".kb-worksheet__said"
KEPT_HERE = "Jullie blad staat in deze browser."

# Texts that mean something to HTML, YAML, Markdown or a spreadsheet, and letters of elsewhere.
ODD = (
    "Zaal & koffie <b>samen</b> 'nu' \"straks\"", "ja: nee # of niet", "- 1. [x] * > | 100%", "</script><script>alert(1)</script>",
    "{{ 6*7 }} {% raw %} \\n \\", "Één ﬁets, straße, Ω, 日本語, 😀", "null", "1e3", "=1+1", "---", "2026-02-30", "~", "@thuis `q` !x &y",
)  # fmt: skip

# Of each piece, what stands in its fields; of a triangle also whether somebody put its dot.
FILLED = """sheet => Object.fromEntries([...sheet.querySelectorAll(".kb-piece")].map(piece => [piece.dataset.piece, [
    ...piece.dataset.kind === "driehoek" ? [String("filled" in piece.dataset)] : [],
    ...[...piece.querySelectorAll("textarea, input")].map(one => ["checkbox", "radio"].includes(one.type) ? (one.checked ? one.value : "") : one.value),
]]))"""
COPIES = """async () => {
    const known = (await indexedDB.databases()).find(({ name }) => name.endsWith(".worksheets"));
    if (!known) return [];
    const database = await new Promise((done, failed) => {
        const asked = indexedDB.open(known.name);
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => failed(asked.error);
    });
    const asked = database.transaction("copies").objectStore("copies").getAll();
    await new Promise(done => { asked.onsuccess = done; });
    database.close();
    return asked.result.map(({ copy }) => copy);
}"""
# The page itself waits: it asks at each frame until a copy holds this text.
HOLDS = f"""async text => {{
    const end = performance.now() + 15_000;
    while (!JSON.stringify(await ({COPIES})()).includes(JSON.stringify(text).slice(1, -1))) {{
        if (performance.now() > end) throw new Error(`is not kept: ${{text}}; this is: ${{JSON.stringify(await ({COPIES})())}}`);
        await new Promise(requestAnimationFrame);
    }}
}}"""

# A worksheet of twenty lines, with every kind of piece.
TWENTY = """\
title: Werkblad Wie doet wat
summary: Spreek af wie wat doet, en wanneer. Daarna weet ieder waar de ander mee bezig is.
paper: a4
pieces:
  - {id: story, title: Ons plan, kind: tekst, question: Wat gaan jullie doen?, hint: Houd het kort., example: Een open dag}
  - {id: points, title: Punten, kind: lijst}
  - {id: tasks, title: Taken, kind: tabel, columns: [Wat, Wie], size: 2}
  - {id: rounds, title: Rondes, kind: tabel, columns: [Wie, Wanneer], rows: [Voor de start, Na afloop]}
  - {id: trust, title: Vertrouwen, kind: schaal, options: [Weinig, Veel]}
  - {id: go, title: Gaan we door?, kind: keuze, options: [Ja, Nee]}
  - {id: done, title: Geregeld, kind: vinkjes, options: [Zaal, Koffie]}
  - {id: start, title: Begin, kind: datum}
  - {id: mix, title: Verdeling, kind: driehoek, options: [Leren, Werken, Innoveren]}
areas: [story story points, tasks rounds rounds, trust go done, start mix mix]
sources:
  - {publication: Verslag (1999), where: bladzijde 3}
checked: 2022-12-22
"""
# The same, with a layout that names two of its pieces.
TWO_LAID_OUT = re.sub("areas:.*", "areas: [story points]", TWENTY.replace("Werkblad Wie doet wat", "Half getekend"))
WORDS = "samen leren werken en innoveren in de regio met scholen bedrijven en overheden aan een opgave "

Filled = dict[str, list[str]]


@dataclass
class Visitors:
    """Browsers of visitors that nobody was before. A page that is lent again would keep the copies in its IndexedDB."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, sheet: str, root: str = "", fragment: str = "", **options: Any) -> Page:
        page = self.at(f"werkbladen/{sheet}/{fragment}", root, **options)
        if options.get("java_script_enabled", True):
            expect(page.locator("kb-worksheet")).to_have_attribute("data-ready", "")
        return page

    def at(self, path: str, root: str = "", width: int = 1280, init: str = "", **options: object) -> Page:
        """A page of the site in a browser of its own."""
        context = self.browser.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
        self._contexts.append(context)
        address = root or self.address
        context.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        context.on("weberror", lambda thrown: self.complaints.append(str(thrown.error)))
        context.on("request", lambda asked: self._asked(asked.url, address))
        if init:
            context.add_init_script(init)
        page = context.new_page()
        page.goto(address + path)
        return page

    def _asked(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.complaints.append(f"request to {url}")

    def close(self) -> None:
        for context in self._contexts:
            context.close()


Visit = Callable[..., Page]


def beside(page: Page) -> Page:
    """The same worksheet in another tab."""
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("kb-worksheet")).to_have_attribute("data-ready", "")
    return other


def reload(page: Page) -> None:
    page.reload()
    expect(page.locator("kb-worksheet")).to_have_attribute("data-ready", "")


def piece(page: Page, id: str) -> Locator:
    return page.locator(f"[data-piece={id}]")


def pieces(page: Page) -> list[str]:
    found: list[str] = page.locator(".kb-piece").evaluate_all("all => all.map(one => one.dataset.piece)")
    return found


def who_of(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Wie vult in? (initialen)")


def name_of(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Naam van jullie blad")


def filled(page: Page) -> Filled:
    """What is filled in; not how many empty rows a table has below."""
    found: Filled = page.locator("kb-worksheet").evaluate(FILLED)
    return {id: "\0".join(values).rstrip("\0").split("\0") for id, values in found.items()}


def copies(page: Page) -> list[dict[str, Any]]:
    """The copies that the browser keeps."""
    found: list[dict[str, Any]] = page.evaluate(COPIES)
    return found


def press(page: Page, button: str) -> None:
    """Press a button, also one in a menu that is closed."""
    hidden = page.get_by_role("button", name=button, exact=True, include_hidden=True)
    menu = page.locator(".kb-worksheet__more:not([open])").filter(has=hidden)
    if menu.count():
        menu.locator("summary").click()
    page.get_by_role("button", name=button, exact=True).click()


def write(place: Locator, text: str) -> None:
    """Type a text over what stands there and go on, which is when it counts."""
    place.fill(text)
    place.blur()


def fill_in(page: Page, name: str = "Ons blad") -> Filled:
    """Fill in every piece of a sheet, and its name; wait until the browser keeps it."""
    odd = iter(ODD * 9)
    for place in page.locator(".kb-piece").all():
        kind, boxes = place.get_attribute("data-kind"), place.get_by_role("textbox")
        match kind:
            case "tekst":
                boxes.fill(f"{next(odd)}\n\n    {next(odd)}")
            case "lijst":
                boxes.fill(f"{next(odd)}\n{next(odd)}\n{next(odd)}")
            case "tabel":
                for box in boxes.all()[1:]:  # the first stays empty
                    box.fill(next(odd))
            case "datum":
                place.locator("input").fill("2027-02-28")
            case "driehoek":
                box = place.locator("svg").bounding_box()
                assert box
                place.locator("svg").click(position={"x": box["width"] * 0.55, "y": box["height"] * 0.6})
            case "schaal" | "keuze":
                place.get_by_role("radio").nth(1).check()
            case "vinkjes":
                place.get_by_role("checkbox").last.check()
    write(name_of(page), name)
    page.evaluate(HOLDS, name)
    return filled(page)


def hush(page: Page) -> None:
    """Take away what the sheet says, to tell what it says next from it."""
    page.locator(SAID).evaluate("place => { place.textContent = ''; place.removeAttribute('data-fault'); }")


def take(page: Page, form: str, folder: Path) -> Path:
    """Save the sheet as one of the files that it can be."""
    menu = page.locator(".kb-worksheet__more").filter(has=page.locator(f"[data-do={form}]"))
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
    with page.expect_download() as download:
        menu.locator(f"[data-do={form}]").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def load(page: Page, file: Path) -> None:
    page.locator("[data-do=open]").set_input_files(file)


def link_to(page: Page) -> str:
    press(page, "Deel met een link")
    place = page.get_by_role("textbox", name="Link naar dit blad")
    expect(place).to_be_focused()
    return place.input_value()


def long_text(id: str, points: int, signs: int = 1_200) -> str:
    """As many points, of together so many signs; each says in its first word whose it is."""
    most = (signs - points + 1) // points
    return "\n".join(f"{id}{at}: {WORDS * 20}"[: most - 1] + "." for at in range(points))
