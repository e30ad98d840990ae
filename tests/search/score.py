"""How well the search answers the questions in this folder, as a visitor sees it: the order in its dialog."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Page

_HERE = Path(__file__).parent
# Fill the field, wait for the answer to just that, and read where the results lead.
_ASK = """async words => {
    const finder = document.querySelector('kb-search-box');
    const found = new Promise(done => finder.addEventListener('kb-found', done, { once: true }));
    finder.querySelector('input').value = words;
    finder.querySelector('input').dispatchEvent(new Event('input', { bubbles: true }));
    await found;
    return [...finder.querySelectorAll('.kb-search-box__option')].map(one => one.href);
}"""


@dataclass(frozen=True)
class Question:
    """What a visitor types, and the addresses (from the root of the site) that answer it."""

    ask: str
    kind: str
    right: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """A question with the place of its first right answer, from 1; 0 when it did not come."""

    question: Question
    place: int


@dataclass(frozen=True)
class Score:
    """Of how many questions a right answer stood among the first three and ten, and the mean of 1/place."""

    three: float
    ten: float
    mean: float


def questions(name: str, paths: dict[str, str]) -> list[Question]:
    """The questions of a file; `paths` has the folder on the site of each collection."""
    read = yaml.safe_load((_HERE / f"{name}.yml").read_text(encoding="utf-8"))
    return [
        Question(str(one["ask"]), one["kind"], frozenset(_url(right, paths) for right in one["right"])) for one in read
    ]


def _url(right: str, paths: dict[str, str]) -> str:
    collection, _, id = right.partition("/")
    return right if right.endswith("/") else f"{paths[collection]}/{id}/"


def ask(page: Page, words: str, root: str) -> list[str]:
    """The addresses that the search gives, in order, from the root of the site; of an answer that of its page."""
    found: list[str] = page.evaluate(_ASK, words)
    return [href.removeprefix(root).partition("#")[0] for href in found]


def open_search(page: Page) -> None:
    """Open the dialog of the search, on any page but its own."""
    page.keyboard.press("Control+k")
    page.evaluate("customElements.whenDefined('kb-search-box').then(() => null)")


def ask_all(page: Page, asked: Iterable[Question], root: str) -> list[Asked]:
    """Every question with the place of its answer; the search is open on `page`."""
    return [Asked(one, place_of(one, ask(page, one.ask, root))) for one in asked]


def place_of(question: Question, found: list[str]) -> int:
    return next((place for place, url in enumerate(found, 1) if url in question.right), 0)


def score(asked: list[Asked]) -> Score:
    places = [one.place for one in asked]
    return Score(
        three=sum(0 < place <= 3 for place in places) / len(places),
        ten=sum(0 < place <= 10 for place in places) / len(places),
        mean=sum(1 / place for place in places if place) / len(places),
    )
