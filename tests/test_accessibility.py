"""Every kind of page, for everyone: axe-core's rules, and what axe cannot see.

The outcome of the last run stands in docs/over/toegankelijkheid.json, which the
accessibility statement is made of; `pytest --golden` writes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser

from macros.base import clock
from tests.conftest import ROOT
from tests.kinds import KINDS, SCHEMES, WIDTHS, Kind, Visits

OUTCOME = ROOT / "docs/over/toegankelijkheid.json"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

# Axe calls this one experimental; WCAG 2.5.3 (level A) asks for it: who speaks the words on a button presses it.
SPOKEN = "label-content-name-mismatch"

# Every rule of these tags, also those that axe leaves out unless one asks for them.
RULES = """([tags, also]) => axe.getRules(tags)
    .filter(({ ruleId, tags }) => ruleId === also || (!tags.includes('experimental') && !tags.includes('deprecated')))
    .map(({ ruleId }) => ruleId)"""
# An index of hundreds of cards from one template keeps the first thirty: axe looks seconds at each hundred.
RUN = """async rules => {
    for (const card of document.querySelectorAll('.kb-cards > :nth-child(n + 31)')) card.remove();
    const { violations, incomplete, passes } = await axe.run({
        runOnly: { type: 'rule', values: rules }, resultTypes: ['violations', 'incomplete'] });
    const brief = list => list.map(({ id, nodes }) => ({
        rule: id, nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`) }));
    return { violations: brief(violations), incomplete: brief(incomplete), passed: passes.map(({ id }) => id) };
}"""


@dataclass(frozen=True)
class Seen:
    """What axe says of one kind of page, in every form together."""

    violations: list[str]
    incomplete: int  # the most elements in one form on which axe leaves the verdict to people
    passed: int


class Axe:
    """Runs axe on a kind of page in each of its forms; once, whoever asks."""

    def __init__(self, visits: Visits) -> None:
        self.visits = visits
        self.version = ""
        self.rules: list[str] = []
        self._seen: dict[Kind, Seen] = {}

    def of(self, kind: Kind) -> Seen:
        if kind not in self._seen:
            self._seen[kind] = self._look(kind)
        return self._seen[kind]

    def _look(self, kind: Kind) -> Seen:
        violations: list[str] = []
        incomplete = 0
        passed: set[str] = set()
        for scheme in SCHEMES:
            for width in kind.widths:
                page = self.visits.visit(kind, width, color_scheme=scheme)
                page.evaluate(AXE)
                if not self.rules:
                    self.rules = page.evaluate(RULES, [TAGS, SPOKEN])
                    self.version = page.evaluate("axe.version")
                said: dict[str, Any] = page.evaluate(RUN, self.rules)
                for violation in said["violations"]:
                    violations += [f"{scheme} {width}: {violation['rule']}: {node}" for node in violation["nodes"]]
                incomplete = max(incomplete, sum(len(one["nodes"]) for one in said["incomplete"]))
                passed |= set(said["passed"])
                page.close()
        return Seen(violations, incomplete, len(passed))


@pytest.fixture(scope="module")
def visits(browser: Browser, address: str) -> Iterator[Visits]:
    visits = Visits(browser, address)
    yield visits
    visits.close()


@pytest.fixture(scope="module")
def axe(visits: Visits) -> Axe:
    return Axe(visits)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_axe_finds_nothing_in_either_scheme_and_width(axe: Axe, kind: Kind) -> None:
    assert axe.of(kind).violations == []


def test_the_outcome_is_what_the_statement_says(axe: Axe, request: pytest.FixtureRequest) -> None:
    kinds = [
        {
            "kind": kind.name,
            "path": kind.path,
            "passed": axe.of(kind).passed,
            "violations": len(axe.of(kind).violations),
            "incomplete": axe.of(kind).incomplete,
        }
        for kind in KINDS
    ]
    if request.config.getoption("--golden"):
        outcome = {
            "axe": axe.version,
            "rules": len(axe.rules),
            "standard": "WCAG 2.2 A en AA, en goede gewoontes",
            "date": clock.today(ROOT).isoformat(),
            "schemes": list(SCHEMES),
            "widths": list(WIDTHS),
            "kinds": kinds,
        }
        OUTCOME.write_text(json.dumps(outcome, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    kept = json.loads(OUTCOME.read_text(encoding="utf-8"))
    steady = ("kind", "path", "violations")
    assert [[one[key] for key in steady] for one in kept["kinds"]] == [[one[key] for key in steady] for one in kinds]
    assert kept["axe"] == axe.version and kept["rules"] == len(axe.rules)
    assert kept["schemes"] == list(SCHEMES) and kept["widths"] == list(WIDTHS)
