"""Every kind of page and state that a visitor can meet: one table, which several tests walk through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, expect

WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")


@dataclass(frozen=True)
class Kind:
    """A kind of page: its name in Dutch, an example of it, and what to do before looking."""

    name: str
    path: str
    prepare: Callable[[Page], None] | None = None
    widths: tuple[int, ...] = WIDTHS

    def __str__(self) -> str:  # how pytest names the test of this kind
        return self.name.replace(" ", "-")


def open_search(page: Page) -> None:
    page.get_by_role("banner").get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("samenwerken")
    expect(page.get_by_role("option").first).to_be_visible()


def wait_for_results(page: Page) -> None:
    expect(page.get_by_role("option").first).to_be_visible()


def open_filters(page: Page) -> None:
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()


def explain_term(page: Page) -> None:
    term = page.locator("main kb-term:visible").first
    term.locator("a").focus()
    expect(term.locator("[role=tooltip]")).to_be_visible()


def open_menu(page: Page) -> None:
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.get_by_role("button", name="Sluit het menu")).to_be_focused()


def drawn(page: Page) -> None:
    """What a visitor's browser fills in has come."""
    expect(page.locator("kb-bookmarks, kb-compare")).to_have_attribute("aria-busy", "false")


def open_tables(page: Page) -> None:
    for table in page.get_by_text("De tabel hierbij", exact=True).all():
        table.click()
    expect(page.locator(".kb-figure__table:not([open])")).to_have_count(0)


def among_others(page: Page) -> None:
    """The figure of all has come, with this one marked in it."""
    page.get_by_role("button", name="Laat het hier zien").click()
    expect(page.locator("kb-marked-figure .kb-chart__own")).to_be_visible()


def send_too_early(page: Page) -> None:
    expect(page.locator("kb-form[data-ready]")).to_be_attached()
    page.get_by_role("button", name="Kijk na en ga verder").click()
    expect(page.locator(".kb-form__wrong")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")  # else the header lies over a link


def begin_to_mend(page: Page) -> None:
    expect(page.locator("kb-form[data-ready]")).to_be_attached()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Verbeter")


PHONE = (360,)
KINDS = (
    Kind("Voorpagina", ""),
    Kind("Overzicht van communities", "communities/"),
    Kind("Overzicht van tools", "tools/"),
    Kind("Overzicht van lessen", "lessen/"),
    Kind("Overzicht van verhalen", "verhalen/"),
    Kind("Overzicht van knelpunten", "knelpunten/"),
    Kind("Overzicht van organisaties", "organisaties/"),
    Kind("Overzicht van Purpose Cases", "purpose-cases/"),
    Kind("Overzicht van afspraken", "afspraken/"),
    Kind("Overzicht van onderzoeksvragen", "onderzoeksvragen/"),
    Kind("Overzicht van begrippen", "begrippen/"),
    Kind("Overzicht van regelingen", "regelingen/"),
    Kind("Overzicht van indicatoren", "indicatoren/"),
    Kind("Overzicht met filters", "tools/?phases=opstart&bottlenecks=diversiteit"),
    Kind("Overzicht met zoekwoorden", "communities/?themes=waterstof&q=twente"),
    Kind("Overzicht met een stuk van getallen", "communities/?partners=10..50&provinces=west"),
    Kind("Overzicht als tabel", "communities/?view=table&provinces=west&sort=-region"),
    Kind("Overzicht zonder resultaten", "tools/?phases=opstart&q=zevenmijlslaars"),
    Kind("Toolwijzer", "toolwijzer/"),
    Kind(
        "Toolwijzer met een antwoord", "toolwijzer/?phases=uitvoering&bottlenecks=diversiteit&bottlenecks=continuiteit"
    ),
    Kind("Toolwijzer voor een fase", "toolwijzer/opstart/"),
    Kind("Toolwijzer zonder tool", "toolwijzer/knelpunt/continuiteit/"),
    Kind("Filters op een telefoon", "tools/", open_filters, PHONE),
    Kind("Menu op een telefoon", "verdieping/geld/", open_menu, PHONE),
    Kind("Zoekvenster met resultaten", "over/", open_search),
    Kind("Zoeken met resultaten", "zoeken/?q=LLO", wait_for_results),
    Kind("Zoeken", "zoeken/"),
    Kind("Register", "register/"),
    Kind("Uitleg van een begrip", "verdieping/voor-wie/mkb/", explain_term),
    Kind("Community", "communities/seece/"),
    Kind("Community met alleen een naam", "communities/chill/"),
    Kind("Community tussen de andere", "communities/amcel/", among_others),
    Kind("Tool", "tools/fasemodel/"),
    Kind("Les", "lessen/bouw-voort-op-samenwerking-die-er-al-is/"),
    Kind("Verhaal", "verhalen/windmonteurs-voor-de-noordzee/"),
    Kind("Knelpunt", "knelpunten/diversiteit/"),
    Kind("Organisatie", "organisaties/han/"),
    Kind("Purpose Case", "purpose-cases/entree-in-beweging/"),
    Kind("Purpose Case met een leeg stuk", "purpose-cases/house-of-hospitality/"),
    Kind("Afspraak", "afspraken/afspraak-15-organiseer-het-werk-slim/"),
    Kind("Onderzoeksvraag", "onderzoeksvragen/hoe-wordt-de-rol-van-bedrijven-sterker/"),
    Kind("Begrip", "begrippen/learning-community/"),
    Kind("Regeling", "regelingen/rif/"),
    Kind("Indicator", "indicatoren/instroom-in-de-sector/"),
    Kind("Overzicht als landkaart", "communities/?view=map&provinces=gelderland"),
    Kind("Landkaart van provincies", "provincies/"),
    Kind("Provincie", "provincies/zuid-holland/"),
    Kind("Provincie zonder communities", "provincies/drenthe/"),
    Kind("Alle thema’s", "themas/"),
    Kind("Thema", "themas/waterstof/"),
    Kind("Verdieping met tabellen", "verdieping/geld/"),
    Kind("Verdieping met een tekening", "verdieping/drie-niveaus/"),
    Kind("Verdieping voor een groep", "verdieping/voor-wie/mkb/"),
    Kind("Monitor", "monitor/"),
    Kind("Monitor met figuren", "monitor/overzicht/"),
    Kind("Monitor met open tabellen", "monitor/overzicht/", open_tables),
    Kind("Monitor van impact", "monitor/impact/"),
    Kind("Monitor van leemtes", "monitor/leemtes/"),
    Kind("Monitor van kwartalen", "monitor/kwartaal/"),
    Kind("Over", "over/"),
    Kind("Meedoen", "meedoen/"),
    Kind("Een verhaal schrijven", "meedoen/schrijf-een-verhaal/"),
    Kind("Iets toevoegen", "meedoen/voeg-toe/"),
    Kind("Formulier", "meedoen/voeg-toe/communities/"),
    Kind("Formulier met fouten", "meedoen/voeg-toe/tools/", send_too_early),
    Kind("Formulier om te verbeteren", "meedoen/voeg-toe/tools/?edit=fasemodel", begin_to_mend),
    Kind("Veldengids", "meedoen/velden/verhalen/"),
    Kind("Meldingen van de controle", "meedoen/meldingen/"),
    Kind("Ontwikkelen", "ontwikkelen/"),
    Kind("Bewaard, nog leeg", "bewaard/"),
    Kind("Bewaard, een gedeelde lijst", "bewaard/?k=communities/seece&k=tools/fasemodel&k=tools/peer-review", drawn),
    Kind("Vergelijken, nog leeg", "vergelijk/"),
    Kind("Vergelijking", "vergelijk/?communities=seece&communities=h2hub-challenge-based-lc", drawn),
    Kind("Pagina die er niet is", "404.html"),
)

PAGES = tuple(kind for kind in KINDS if kind.prepare is None)


# The page itself waits: Playwright's own wait asks it to evaluate a text, which our policy forbids.
SETTLED = """async () => {
    const busy = () => document.fonts.status !== 'loaded' || document.querySelector('[aria-busy=true], [data-busy]');
    const end = performance.now() + 30_000;
    while (busy()) {
        if (performance.now() > end) throw new Error('stays busy');
        await new Promise(requestAnimationFrame);
    }
}"""
Form = tuple[tuple[str, object], ...]


class Visits:
    """A page for each form (width and wishes), which goes from kind to kind: a new page costs more than a visit."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.complaints: list[str] = []
        self._browser = browser
        self._contexts: dict[Form, BrowserContext] = {}
        self._acted_in: set[Form] = set()

    def context(self, width: int, **options: object) -> BrowserContext:
        """Where pages of this form are visited; whatever it complains of or asks of others is written down."""
        form = (("width", width), *sorted(options.items()))
        if form in self._acted_in:  # where a mouse rests, what was kept: not for the next kind
            self._acted_in.remove(form)
            self._contexts.pop(form).close()
        if form not in self._contexts:
            context = self._browser.new_context(
                viewport={"width": width, "height": 800},
                bypass_csp=True,
                **options,  # type: ignore[arg-type]
            )
            context.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
            context.on("weberror", lambda thrown: self.complaints.append(str(thrown.error)))
            context.on("request", lambda asked: self._hear(asked.url))
            context.new_page()
            self._contexts[form] = context
        return self._contexts[form]

    def _hear(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"request to {url}")

    def visit(self, kind: Kind, width: int, **options: object) -> Page:
        """A page of this kind, as it is after what a visitor does there; good until the next visit in this form."""
        context = self.context(width, **options)
        (page,) = context.pages
        page.emulate_media(media="null", color_scheme=options.get("color_scheme", "light"))  # type: ignore[arg-type]
        page.goto(self.address + kind.path)
        page.evaluate(SETTLED)
        if kind.prepare:
            self._acted_in.add((("width", width), *sorted(options.items())))
            kind.prepare(page)
        return page

    def close(self) -> None:
        for context in self._contexts.values():
            context.close()
