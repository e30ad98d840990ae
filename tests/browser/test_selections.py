"""Five hundred random selections on every index: what the browser shows is what follows from the entries as written.

The rules are worked out here once more, from the schemas and the settings, so that a mistake in the program
does not agree with itself.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from macros.base.folding import fold
from macros.library.library import Entry
from macros.views.viewer import Viewer
from tests.browsing import find_browser
from tests.conftest import ROOT, TODAY, Open, sample_library
from tests.visiting import status

SETTINGS = yaml.safe_load((ROOT / "kennisbank.yml").read_text(encoding="utf-8"))
VOCABULARY = json.loads((ROOT / "schemas/vocabulary.schema.json").read_text(encoding="utf-8"))["$defs"]
COLLECTIONS = list(SETTINGS["collections"])
SELECTIONS = 500
UNKNOWN = "niet_bekend"

# Sets each address as Back would, and reads what the index then says.
READ = """searches => searches.map(search => {
    history.replaceState(null, "", location.pathname + search);
    dispatchEvent(new PopStateEvent("popstate"));
    const counts = {};
    for (const option of document.querySelectorAll(".kb-option")) {
        const box = option.querySelector("input");
        (counts[box.name] ??= {})[box.value] = Number(option.querySelector(".kb-option__count").textContent);
    }
    for (const bars of document.querySelectorAll(".kb-facet--range")) {
        const all = counts[bars.dataset.facet] ??= {};
        for (const bar of bars.querySelectorAll(".kb-bars__bar")) all[`${bar.dataset.low}..${bar.dataset.high}`] = Number(/\\d+$/.exec(bar.title)[0]);
    }
    const late = [...document.querySelectorAll(".kb-facet")].filter(facet => {
        const idle = [...facet.querySelectorAll(".kb-option:not([data-under])")].map(o => o.hasAttribute("data-zero") && !o.querySelector("input").checked);
        return idle.some((zero, i) => !zero && idle[i - 1]);
    }).map(facet => facet.dataset.facet);
    return {
        counts, late,
        status: document.querySelector(".kb-status").textContent,
        ids: [...document.querySelectorAll("[data-entry]")].filter(card => !card.hidden).map(card => card.dataset.entry),
    };
})"""


@pytest.fixture(scope="module")
def quick(browser: Browser) -> Iterator[Browser]:
    """A browser that lets a page change its address as often as it likes."""
    started = browser.browser_type.launch(
        executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu", "--disable-ipc-flooding-protection"]
    )
    yield started
    started.close()


def properties(collection: str) -> dict[str, Any]:
    schema = json.loads((ROOT / f"schemas/{collection}.schema.json").read_text(encoding="utf-8"))
    return dict(schema["properties"])


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def referred_from(collection: str, target: str) -> set[str]:
    """The ids of entries that entries of `collection` refer to in a field of their own."""
    names = [
        name for name, node in properties(collection).items() if node.get("items", node).get("x-reference") == target
    ]
    return {
        id
        for entry in sample_library().collection(collection)
        for name in names
        for id in listed(entry.values.get(name))
    }


class Model:
    """What each entry of a collection has, filter by filter."""

    def __init__(self, collection: str) -> None:
        self.entries = sample_library().collection(collection)
        self.facets = list(SETTINGS["collections"][collection]["facets"])
        self.today = TODAY
        self.properties = properties(collection)
        self.referring: dict[str, set[str]] = {}
        for name in self.facets:
            if name not in self.properties:
                for choice in SETTINGS["filters"][name]["choices"].values():
                    for other in choice.get("from", []):
                        if other != collection:
                            self.referring[other] = referred_from(other, collection)
        self.has = {
            name: {entry.id: self.values_or_unknown(entry, name) for entry in self.entries} for name in self.facets
        }
        viewer = Viewer(sample_library(), self.today)
        self.text = {
            entry.id: "\n".join(
                [
                    fold(f"{entry.title} {entry.summary}"),
                    *(fold(words) for _, words in viewer.card(entry, (), ()).words),
                ]
            )
            for entry in self.entries
        }

    def is_range(self, name: str) -> bool:
        node = self.properties.get(name, {})
        return "x-number" in node or "x-unit" in node

    def values_or_unknown(self, entry: Entry, name: str) -> set[Any]:
        """What is left out is unknown, unless the schema says that leaving it out means something."""
        can_be = name in self.properties and self.properties[name].get("x-unknown", "yes")
        return self.values(entry, name) or ({UNKNOWN} if can_be else set())

    def values(self, entry: Entry, name: str) -> set[Any]:
        given = entry.values.get(name)
        if name not in self.properties:
            return self.made(entry, SETTINGS["filters"][name])
        if self.is_range(name):
            if isinstance(given, dict):
                return {given["more_than"] + 1}
            if isinstance(given, str):
                years = re.findall(r"(?:19|20)\d\d", given)
                return {int(years[0])} if years else set()
            return set() if given is None else {given}
        node = self.properties[name]
        item = node.get("items", node)
        found = set(listed(given))
        if "x-reference" in item:
            above = {e.id: e.values.get("part_of") for e in sample_library().collection(item["x-reference"])}
            nested = properties(item["x-reference"]).get("part_of", {}).get("x-reference") == item["x-reference"]
            for value in list(found):
                while nested and (value := above.get(value)):
                    found.add(value)
        else:
            vocabulary = VOCABULARY[item["$ref"].rpartition("/")[2]]
            options = vocabulary["oneOf"]
            if not found and "x-named-in" in node:
                return self.named(entry.values.get(node["x-named-in"], ""), vocabulary)
            found |= {o["x-within"] for o in options if o["const"] in found and "x-within" in o}
            if "x-whole" in vocabulary and found >= {o["const"] for o in options}:
                found.add(vocabulary["x-whole"]["const"])
        return found

    def named(self, words: str, vocabulary: dict[str, Any]) -> set[str]:
        """What words name, where they name one thing."""

        def same(one: dict[str, Any]) -> bool:
            names = [one["title"], *one.get("x-names", [])]
            return words.casefold().replace("-", " ") in [name.casefold().replace("-", " ") for name in names]

        if group := next((one for one in vocabulary["x-groups"] if same(one)), None):
            return {group["const"], f"{group['const']}-{vocabulary['x-unplaced'].replace(' ', '-')}"}
        if choice := next((one for one in vocabulary["oneOf"] if same(one)), None):
            return {choice["const"], choice["x-within"]}
        return {vocabulary["x-whole"]["const"]} if same(vocabulary["x-whole"]) else set()

    def made(self, entry: Entry, made: dict[str, Any]) -> set[str]:
        if "age" in made:
            days = (self.today - date.fromisoformat(entry.values[made["age"]])).days
            return {next(name for name, c in made["choices"].items() if days < c.get("years", 10**6) * 365.25)}
        return {
            name
            for name, choice in made["choices"].items()
            if any(field in entry.values for field in choice.get("fields", []))
            or any(entry.id in self.referring.get(other, ()) for other in choice.get("from", []))
        }

    def fits(self, entry: Entry, name: str, chosen: list[Any]) -> bool:
        mine = self.has[name][entry.id]
        if self.is_range(name):
            stretches = [stretch for stretch in chosen if stretch != UNKNOWN]
            numbers = mine - {UNKNOWN}
            return mine <= set(chosen) or any(low <= number <= high for number in numbers for low, high in stretches)
        return bool(mine & set(chosen))

    def results(self, chosen: dict[str, list[Any]], words: str, but: str = "") -> list[str]:
        return [
            entry.id
            for entry in self.entries
            if all(self.fits(entry, name, values) for name, values in chosen.items() if name != but and values)
            and all(word in self.text[entry.id] for word in fold(words).split())
        ]

    def selection(self, chance: random.Random) -> tuple[dict[str, list[Any]], str]:
        """Some choices, which often leave something to see: most are taken from an entry that is there."""
        like = chance.choice(self.entries)
        chosen: dict[str, list[Any]] = {}
        for name in self.facets:
            known = sorted({value for values in self.has[name].values() for value in values}, key=str)
            if not known or chance.random() > 0.3:
                continue
            mine = sorted(self.has[name][like.id], key=str) or known
            first = chance.choice(mine)
            if self.is_range(name):
                two = {first, chance.choice(known)}
                numbers = sorted(two - {UNKNOWN})
                chosen[name] = [*([(numbers[0], numbers[-1])] if numbers else []), *(two & {UNKNOWN})]
            else:
                chosen[name] = [first, *chance.sample(known, min(len(known), chance.randrange(3)))]
        words = ""
        if chance.random() < 0.35:
            word = chance.choice(self.text[like.id].split())
            begin = word[: chance.randrange(2, 8)]
            words = chance.choice([begin, begin.upper(), f"  {begin} ", begin.replace("e", "é")])
        return chosen, words


def address_of(chosen: dict[str, list[Any]], words: str, ranges: set[str]) -> str:
    pairs = [
        (name, f"{value[0]}..{value[1]}" if name in ranges and value != UNKNOWN else value)
        for name, values in chosen.items()
        for value in values
    ]
    return "?" + urlencode([*pairs, *([("q", words)] if words else [])])


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_what_an_index_shows_follows_from_the_entries(quick: Browser, address: str, collection: str) -> None:
    model = Model(collection)
    declared = SETTINGS["collections"][collection]
    ranges = {name for name in model.facets if model.is_range(name)}
    chance = random.Random(collection)
    selections = [model.selection(chance) for _ in range(SELECTIONS)]
    page = quick.new_page()
    page.goto(f"{address}{declared['path']}/")
    page.locator("kb-index[data-ready]").wait_for()
    seen = page.evaluate(READ, [address_of(*selection, ranges) for selection in selections])
    page.close()
    total, filled = len(model.entries), 0
    for (chosen, words), now in zip(selections, seen, strict=True):
        where = (collection, chosen, words)
        wanted = model.results(chosen, words)
        filled += bool(wanted)
        assert sorted(now["ids"]) == sorted(wanted), where
        asked = bool(words.strip()) or any(chosen.values())
        sentence = f"{len(wanted)} van {total} {declared['many']}" if asked else f"{total} {declared['many']}"
        assert now["status"] == sentence if wanted else now["status"].startswith(f"{sentence}."), where
        assert now["late"] == [], where
        for name, shown in now["counts"].items():
            others = model.results(chosen, words, but=name)
            counts = Counter(value for id in others for value in model.has[name][id])
            if name in ranges:
                assert shown.pop(UNKNOWN, 0) == counts.pop(UNKNOWN, 0), (where, name)
                stretches = {key: tuple(map(int, key.split(".."))) for key in shown}
                assert shown == {
                    key: sum(n for number, n in counts.items() if low <= number <= high)
                    for key, (low, high) in stretches.items()
                }, (where, name)
                assert sum(shown.values()) == counts.total(), (where, name)
            else:
                assert shown == {value: counts[value] for value in shown}, (where, name)
                assert set(counts) <= set(shown), (where, name)
    assert filled > SELECTIONS / 4, "most selections find nothing: they test little"


NAMES = {
    "communities/?provinces=groningen": "Communities in Groningen",
    "communities/?provinces=noord-holland&provinces=drenthe&focus=innoveren": "Communities in Noord-Holland of Drenthe met focus op innoveren",
    "communities/?provinces=noord": "Communities in Noord-Nederland",
    "communities/?themes=waterstof&themes=water&themes=chemie": "Communities over waterstof, water of chemie",
    "communities/?themes=ict": "Communities over ICT en digitalisering",
    "communities/?partners=10..50": "Communities met 10 tot en met 50 partners",
    "communities/?partners=..1": "Communities met hoogstens 1 partner",
    "communities/?partners=150..": "Communities met minstens 150 partners",
    "communities/?partners=28..28&focus=leren": "Communities met 28 partners en met focus op leren",
    "communities/?kind=civ&kind=hub": "Communities van de soort CIV of hub",
    "communities/?q=net": "Communities over ‘net’",
    "communities/?themes=waterstof&q=net": "Communities over waterstof en over ‘net’",
    "communities/?with=website&fresh=older": "Communities met een eigen website en met feiten van 5 jaar of ouder",
    "communities/?bottlenecks=diversiteit": "Communities met knelpunt diversiteit",
    "communities/?part_of=seece": "Communities in SEECE",
    "communities/?partners=10..50&partners=niet_bekend": "Communities met 10 tot en met 50 partners of waarvan ‘aantal partners’ niet bekend is",
    "tools/?facilitator=niet_bekend": "Tools waarvan ‘begeleider’ niet bekend is",
    "organisaties/?provinces=zeeland&provinces=niet_bekend": "Organisaties in Zeeland of waarvan ‘provincies’ landelijk of niet bekend is",
    "tools/?phases=opstart&phases=uitvoering": "Tools voor de opstartfase of uitvoering",
    "tools/?forms=scan&facilitator=nodig": "Tools als scan waarbij een begeleider nodig is",
    "lessen/?audiences=mkb&audiences=bedrijven": "Lessen voor bedrijven of mkb en zzp",
    "lessen/?bottlenecks=continuiteit&phases=opstart": "Lessen voor de opstartfase bij knelpunt continuïteit",
    "verhalen/?themes=wind-op-zee&provinces=zeeland": "Verhalen over wind op zee in Zeeland",
    "knelpunten/?kind=thema": "Knelpunten van de soort thema",
    "organisaties/?kind=bedrijf&provinces=zeeland": "Organisaties van de soort bedrijf in Zeeland",
    "purpose-cases/?provinces=west": "Purpose Cases in West-Nederland",
    "afspraken/?level=regio": "Afspraken op het niveau van regio",
    "onderzoeksvragen/?group=monitoring": "Onderzoeksvragen over monitoren en meten",
    "begrippen/?q=PPS": "Begrippen over ‘PPS’",
    "regelingen/?year=2018..2022": "Regelingen uit 2018 tot en met 2022",
    "regelingen/?year=2018..&scale=europees": "Regelingen met europees bereik uit 2018 of later",
}


def test_a_selection_has_a_name(open_page: Open) -> None:
    page = open_page("over/")
    site = page.title().partition(" - ")[2]
    for path, name in NAMES.items():
        page.goto(
            re.sub("over/$", path, page.url)
            if page.url.endswith("over/")
            else page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/" + path
        )
        expect(page, path).to_have_title(f"{name} - {site}")
        expect(page.get_by_role("region", name=name, exact=True), path).to_be_visible()


def fill_stretch(page: Page, **ends: str) -> None:
    group = page.get_by_role("group", name="Aantal partners")
    for end, value in ends.items():
        group.get_by_label({"low": "van", "high": "tot en met"}[end], exact=True).fill(value)


def test_a_stretch_of_numbers_is_typed_undone_and_shared(open_page: Open) -> None:
    page = open_page("communities/")
    fill_stretch(page, low="10", high="50")
    expect(page).to_have_url(re.compile(r"\?partners=10\.\.50$"))
    model = Model("communities")
    expect(status(page)).to_have_text(
        f"{len(model.results({'partners': [(10, 50)]}, ''))} van {len(model.entries)} communities"
    )
    chip = page.get_by_role("button", name="Haal weg: 10 tot en met 50 partners")
    expect(chip).to_be_visible()
    page.reload()
    expect(page.get_by_role("spinbutton", name="tot en met")).to_have_value("50")
    chip.click()
    expect(page.get_by_role("spinbutton", name="tot en met")).to_have_value("")
    page.go_back()
    expect(page.get_by_role("spinbutton", name="van", exact=True)).to_have_value("10")


def test_a_stretch_that_cannot_be_is_said_and_changes_nothing(open_page: Open) -> None:
    page = open_page("communities/")
    whole = status(page).inner_text()
    fill_stretch(page, high="5", low="10")
    alert = page.get_by_role("group", name="Aantal partners").get_by_role("alert")
    expect(alert).to_have_text("‘Van’ is hoger dan ‘tot en met’.")
    fill_stretch(page, high="")
    expect(alert).to_have_text("")
    fill_stretch(page, low="-3")
    expect(alert).to_have_text("Vul hele getallen in.")
    fill_stretch(page, low="")
    expect(status(page)).to_have_text(whole)
    page.goto(page.url.partition("?")[0] + "?partners=9..3")
    expect(page.get_by_text("Deze keuze uit de link kennen we niet: ‘9..3’")).to_be_visible()


def test_a_selection_is_shared_with_its_name_number_and_link(open_page: Open) -> None:
    page = open_page("communities/?provinces=noord")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("delete Navigator.prototype.share")
    number = status(page).inner_text().split()[0]
    page.get_by_role("button", name="Deel", exact=True).click()
    expect(page.get_by_text("Gekopieerd: naam, aantal en link.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"Communities in Noord-Nederland ({number}) {page.url}"


def test_what_gives_nothing_moves_down_and_focus_stays(open_page: Open) -> None:
    page = open_page("communities/")
    box = page.get_by_role("checkbox", name=re.compile(r"^Fieldlab \d"))
    box.focus()
    page.keyboard.press("Space")
    expect(status(page)).to_contain_text(" van ")
    expect(box).to_be_focused()
    focus = page.get_by_role("group", name="Provincies").locator(".kb-option:visible")
    zero = [
        option.get_attribute("data-zero") is not None
        for option in focus.all()
        if not option.get_attribute("data-under")
    ]
    assert zero == sorted(zero)
