"""Twenty questions of visitors, and how one gets from the home page to the answer, touch by touch."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 400  # of the Tab key, before something counts as out of reach


class Visitor:
    """Someone at the home page. A touch is one click or tap, or one text typed in a field (with Enter)."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.touches = 0

    def tap(self, what: Locator) -> None:
        self.touches += 1
        what.click()

    def type(self, field: Locator, words: str) -> None:
        self.touches += 1
        field.fill(words)

    def fill_in(self, field: Locator, words: str) -> None:
        """Type in a field of a filter, and say that it is done."""
        self.type(field, words)
        field.press("Enter")

    def pick(self, result: Locator) -> None:
        """Take a result of the search that is open."""
        self.tap(result)

    # What one touches, by role and name.

    def ask(self) -> Locator:
        """The search, as the home page shows it."""
        return self.page.get_by_role("main").get_by_role("button", name="Zoek op naam")

    def field(self) -> Locator:
        """Where one types in the search that is open."""
        return self.page.get_by_role("dialog", name="Zoeken").get_by_role("combobox")

    def result(self, name: str) -> Locator:
        return self.page.get_by_role("dialog", name="Zoeken").get_by_role("option", name=re.compile(name)).first

    def door(self, name: str) -> Locator:
        return self.page.get_by_role("main").get_by_role("link", name=re.compile(rf"^{name}")).first

    def link(self, name: str, within: Locator | None = None) -> Locator:
        return (within or self.page.get_by_role("main")).get_by_role("link", name=re.compile(name)).first

    def box(self, field: str, label: str) -> Locator:
        return self.page.get_by_role("group", name=field, exact=True).get_by_role(
            "checkbox", name=re.compile(rf"^{label} \d+$")
        )

    def menu(self, name: str) -> Locator:
        return self.page.get_by_role("banner").get_by_role("link", name=name, exact=True)

    # What one sees at the end.

    def sees_only(self, *ids: str) -> None:
        """Exactly these entries are shown in the index."""
        expect(self.page.locator("[data-entry]:visible")).to_have_count(len(ids))
        shown = self.page.locator("[data-entry]:visible").evaluate_all("all => all.map((one) => one.dataset.entry)")
        assert sorted(shown) == sorted(ids)

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("main").get_by_text(text).filter(visible=True).first).to_be_visible()

    def is_at(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(re.compile(heading))


class KeyboardVisitor(Visitor):
    """The same without a mouse: everything is reached with Tab and worked with Enter and the space bar."""

    def tap(self, what: Locator) -> None:
        self.touches += 1
        kind = what.get_attribute("type")
        if kind == "radio":  # Tab reaches the one that is chosen, arrows go on from there
            self._reach(self.page.locator(f'input[type=radio][name="{what.get_attribute("name")}"]:checked'))
            while not what.is_checked():
                self.page.keyboard.press("ArrowDown")
            return
        self._reach(what)
        self.page.keyboard.press("Space" if kind == "checkbox" else "Enter")

    def type(self, field: Locator, words: str) -> None:
        self.touches += 1
        self._reach(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def pick(self, result: Locator) -> None:
        self.touches += 1
        expect(result).to_be_visible()
        for _ in range(MOST_STOPS):
            if result.get_attribute("aria-selected") == "true":
                return self.page.keyboard.press("Enter")
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"not reached with {MOST_STOPS} arrows down: {result}")

    def _reach(self, what: Locator) -> None:
        expect(what).to_be_visible()
        there = what.element_handle()  # to find it by its role again at each stop took most of the time
        for _ in range(MOST_STOPS):
            reached = there.evaluate("one => one.isConnected ? one === document.activeElement : null")
            if reached:
                return
            if reached is None:  # another stands in its place
                there = what.element_handle()
            else:
                self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached with {MOST_STOPS} times Tab: {what}")


@dataclass(frozen=True)
class Task:
    """A question, the number of touches to its answer, and the way there."""

    question: str
    touches: int
    way: Callable[[Visitor], None]


TASKS: list[Task] = []


def task(question: str, touches: int) -> Callable[[Callable[[Visitor], None]], Callable[[Visitor], None]]:
    def add(way: Callable[[Visitor], None]) -> Callable[[Visitor], None]:
        TASKS.append(Task(question, touches, way))
        return way

    return add


@task("Welke communities in het oosten werken aan waterstof?", 3)
def east(visitor: Visitor) -> None:
    visitor.tap(visitor.door("Zoek een community"))
    visitor.tap(visitor.box("Thema’s", "Waterstof"))
    visitor.tap(visitor.box("Provincies", "Oost-Nederland"))
    visitor.sees_only("h2hub-challenge-based-lc", "h2hub-twente", "seece")


@task("We zitten in de uitvoering en komen tijd te kort: wie had dat ook?", 2)
def no_time(visitor: Visitor) -> None:
    visitor.tap(visitor.menu("Knelpunten"))
    visitor.tap(visitor.link("Te weinig tijd en middelen vrijmaken"))
    visitor.is_at("Te weinig tijd en middelen vrijmaken")
    visitor.sees("Wat communities vertellen")
    visitor.sees("Wat helpt")


@task("Is er een werkvorm van twee uur voor een wijkproject?", 3)
def two_hours(visitor: Visitor) -> None:
    visitor.tap(visitor.link("Vraag de Toolwijzer"))
    visitor.tap(visitor.page.get_by_role("radio", name="Hooguit een dagdeel"))
    visitor.tap(visitor.page.get_by_role("checkbox", name="Bewoners"))
    expect(visitor.page.get_by_role("main").get_by_role("heading", name="Plankgasvrij")).to_be_visible()
    visitor.sees(re.compile("^past in jullie tijd"))


@task("Wat betekent CIV?", 3)
def abbreviation(visitor: Visitor) -> None:
    visitor.tap(visitor.ask())
    visitor.type(visitor.field(), "CIV")
    visitor.pick(visitor.result("Centrum voor innovatief vakmanschap"))
    visitor.is_at("Centrum voor innovatief vakmanschap")


@task("Hoe ging het ergens in Zuid-Holland?", 3)
def story(visitor: Visitor) -> None:
    visitor.tap(visitor.door("Lees een verhaal"))
    visitor.tap(visitor.box("Provincies", "Zuid-Holland"))
    visitor.tap(visitor.link("Werknemers, studenten en docenten leren samen"))
    visitor.is_at("Werknemers, studenten en docenten leren samen")


@task("Welke tools zijn er om te beginnen?", 1)
def start(visitor: Visitor) -> None:
    visitor.tap(visitor.link("^7 tools$"))
    visitor.sees_only(
        "actiescan-learning-communities", "fasemodel", "gas-erop-ontwerpprincipes", "partnerschapskaart",
        "pitstop-methode", "tip-ontwikkelmethode", "van-taal-naar-tool",
    )  # fmt: skip


@task("Wat gebeurt er in Groningen?", 2)
def province(visitor: Visitor) -> None:
    visitor.tap(visitor.link("jouw provincie"))
    visitor.tap(visitor.link("^Groningen"))
    visitor.is_at("Groningen")
    visitor.sees("Communities")


@task("Welke communities zijn echt groot: meer dan honderd partners?", 2)
def large(visitor: Visitor) -> None:
    visitor.tap(visitor.door("Zoek een community"))
    visitor.fill_in(visitor.page.get_by_role("group", name="Aantal partners").get_by_label("van"), "101")
    visitor.sees_only("coe-biobased-economy", "waterstofnet")


@task("Wat heb ik er als klein bedrijf aan?", 2)
def small_firm(visitor: Visitor) -> None:
    visitor.tap(visitor.link("jouw organisatie of rol"))
    visitor.tap(visitor.link("^Mkb en zzp$"))
    visitor.is_at("mkb")


@task("Hoe krijg ik het mkb mee?", 3)
def small_firms(visitor: Visitor) -> None:
    visitor.tap(visitor.ask())
    visitor.type(visitor.field(), "hoe krijg ik mkb mee")
    visitor.pick(visitor.result("Kleine bedrijven betrekken"))
    visitor.is_at("Kleine bedrijven betrekken")
    visitor.sees("Wat helpt")


@task("Wie lijkt op CIV Water, en waarin?", 3)
def alike(visitor: Visitor) -> None:
    visitor.tap(visitor.ask())
    visitor.type(visitor.field(), "civ water")
    visitor.pick(visitor.result("CIV Water"))
    visitor.sees("Vergelijkbare communities")


@task("Waarin verschilt CIV Water van wie erop lijken?", 4)
def unlike(visitor: Visitor) -> None:
    alike(visitor)
    visitor.tap(visitor.link("naast elkaar"))
    visitor.is_at("Vergelijken")
    expect(visitor.page.get_by_role("columnheader").filter(has_text="CIV Water")).to_be_visible()


@task("Wat leerden anderen over geld bij de start?", 3)
def money(visitor: Visitor) -> None:
    visitor.tap(visitor.door("Leer van anderen"))
    visitor.tap(visitor.box("Fase", "Opstartfase"))
    visitor.tap(visitor.box("Helpt bij knelpunt", "Financiering"))
    visitor.sees("Laat alle partners bijdragen")


@task("Wat weten onderzoekers nog niet over diversiteit?", 1)
def questions(visitor: Visitor) -> None:
    visitor.tap(visitor.link("^13 onderzoeksvragen$"))
    expect(visitor.page.locator("[data-entry]:visible")).to_have_count(13)


@task("Welke Europese regelingen waren er?", 2)
def europe(visitor: Visitor) -> None:
    visitor.tap(visitor.door("Zoek een regeling"))
    visitor.tap(visitor.box("Schaal", "Europees"))
    expect(visitor.page.locator("[data-entry]:visible")).to_have_count(2)


@task("Hoe schrijf ik zelf een verhaal?", 1)
def write(visitor: Visitor) -> None:
    visitor.tap(visitor.link("^Schrijf mee"))
    visitor.is_at("Schrijf een verhaal")


@task("Voor welke tools heb ik een begeleider nodig?", 2)
def facilitator(visitor: Visitor) -> None:
    visitor.tap(visitor.door("Kies een tool"))
    visitor.tap(visitor.box("Begeleider", "Nodig"))
    visitor.sees_only("pitstop-methode", "plankgasvrij", "tip-ontwikkelmethode")


@task("Alles leunt bij ons op één trekker: wie kan helpen?", 2)
def one_puller(visitor: Visitor) -> None:
    visitor.tap(visitor.menu("Knelpunten"))
    visitor.tap(visitor.link("Te afhankelijk van één trekker"))
    visitor.sees("Wie je kunt vragen")


@task("Wat beloofde brancheorganisatie FME?", 3)
def promise(visitor: Visitor) -> None:
    visitor.tap(visitor.ask())
    visitor.type(visitor.field(), "fme")
    visitor.pick(visitor.result("^FME"))
    visitor.is_at("FME")
    visitor.sees("Afspraken")


@task("Ik wil een paar tools meenemen naar ons overleg.", 3)
def take_along(visitor: Visitor) -> None:
    visitor.tap(visitor.door("Kies een tool"))
    visitor.tap(visitor.page.get_by_role("button", name=re.compile("^Bewaar")).first)
    visitor.tap(visitor.page.get_by_role("banner").get_by_role("link", name=re.compile("^Bewaard")))
    visitor.is_at("Bewaard")
    expect(visitor.page.get_by_role("main").get_by_role("heading", level=3)).to_have_count(1)


@task("Waar zitten de communities over de energietransitie?", 3)
def on_the_map(visitor: Visitor) -> None:
    visitor.tap(visitor.door("Zoek een community"))
    visitor.tap(visitor.page.get_by_role("button", name="Landkaart"))
    visitor.tap(visitor.box("Thema’s", "Energietransitie"))
    expect(visitor.page.get_by_role("main").get_by_role("status")).to_have_text("18 van 94 communities")
    visitor.sees("In één provincie")
