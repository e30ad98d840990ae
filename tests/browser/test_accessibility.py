"""Every kind of page, for everyone: axe-core's rules, and what axe cannot see.

The outcome of the last run stands in docs/over/toegankelijkheid.json, which the
accessibility statement is made of; `pytest --golden` writes it anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

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
# Of a list of hundreds from one template, two of each build stay: axe looks seconds at each hundred. And of the texts of a
# page that look alike down to the ground, it measures the colours of two, unless they are asked of the `whole` page: that
# was three quarters of what it did. Alike are those with the same elements around them, in the same colours.
RUN = """async ([rules, colours, whole]) => {
    const build = one => one.className + [...one.querySelectorAll('*')].map(
        ({ tagName, className, hidden }) => `${tagName}.${className.baseVal ?? className}${hidden ? '!' : ''}`).join();
    for (const list of document.querySelectorAll('.kb-cards, .kb-register > ul')) {
        const seen = new Map();
        for (const one of [...list.children]) {
            const number = (seen.get(build(one)) ?? 0) + 1;
            seen.set(build(one), number);
            if (number > 2) one.remove();
        }
    }
    const known = new Map();
    const looks = one => {
        if (!one || known.has(one)) return known.get(one) ?? '';
        const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight } = getComputedStyle(one);
        const own = [one.localName, one.className.baseVal ?? one.className, color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight];
        known.set(one, `${looks(one.parentElement)}>${own}`);
        return known.get(one);
    };
    const number = new Map(), kept = new Set(), alike = [];
    for (const one of document.body.querySelectorAll('*')) {
        if (whole || !one.checkVisibility() || ![...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
        number.set(looks(one), (number.get(looks(one)) ?? 0) + 1);
        if (number.get(looks(one)) > 2) alike.push(one);
        else for (let outer = one; outer; outer = outer.parentElement) kept.add(outer);
    }
    const found = { violations: [], incomplete: [], passes: [] };
    const run = async (values, exclude) => {
        if (!values.length) return;
        const said = await axe.run(exclude.length ? { include: [document], exclude } : document, {
            runOnly: { type: 'rule', values }, resultTypes: ['violations', 'incomplete'],
            selectors: false, preload: { assets: ['media'] } });
        for (const outcome in found) found[outcome].push(...said[outcome]);
    };
    await run(rules, []);
    await run(colours, alike.filter(one => !kept.has(one)));
    const brief = list => list.map(({ id, nodes }) => ({
        rule: id, nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`) }));
    return { violations: brief(found.violations), incomplete: brief(found.incomplete), passed: found.passes.map(({ id }) => id) };
}"""

GROUND = "() => getComputedStyle(document.body).backgroundColor"


@dataclass(frozen=True)
class Seen:
    """What axe says of one kind of page, in every form together."""

    violations: list[str]
    incomplete: int  # the most elements in one form on which axe leaves the verdict to people
    passed: int


class Axe:
    """Runs axe on a kind of page in each of its forms; once, whoever asks. On the `whole` of it also where texts look alike."""

    def __init__(self, visits: Visits, whole: bool) -> None:
        self.visits = visits
        self.whole = whole
        self.version = ""
        self.rules: list[str] = []
        self.colours: list[str] = []
        self._seen: dict[Kind, Seen] = {}

    def of(self, kind: Kind) -> Seen:
        if kind not in self._seen:
            self._seen[kind] = self._look(kind)
        return self._seen[kind]

    def _look(self, kind: Kind) -> Seen:
        violations: list[str] = []
        incomplete = 0
        passed: set[str] = set()
        for width in kind.widths:
            page = self.visits.visit(kind, width, reduced_motion="reduce")  # no colour is on its way to another
            page.evaluate(AXE)
            if not self.rules:
                self.rules = page.evaluate(RULES, [TAGS, SPOKEN])
                self.colours = [rule for rule in page.evaluate(RULES, [["cat.color"], ""]) if rule in self.rules]
                self.version = page.evaluate("axe.version")
            others = [rule for rule in self.rules if rule not in self.colours]
            for scheme, rules in zip(SCHEMES, (others, []), strict=True):
                if scheme == "dark":  # all else stays as it was
                    light = page.evaluate(GROUND)
                    page.emulate_media(color_scheme=scheme)
                    page.wait_for_function(f"light => ({GROUND})() !== light", arg=light)
                said: dict[str, Any] = page.evaluate(RUN, [rules, self.colours, self.whole])
                for violation in said["violations"]:
                    violations += [f"{scheme} {width}: {violation['rule']}: {node}" for node in violation["nodes"]]
                incomplete = max(incomplete, sum(len(one["nodes"]) for one in said["incomplete"]))
                passed |= set(said["passed"])
        return Seen(violations, incomplete, len(passed))


@pytest.fixture(scope="module")
def axe(all_visits: Visits, request: pytest.FixtureRequest) -> Axe:
    return Axe(all_visits, whole=request.config.getoption("--golden"))


@pytest.fixture(scope="module")
def whole(all_visits: Visits) -> Axe:
    return Axe(all_visits, whole=True)


@pytest.mark.usefixtures("visits")
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_axe_finds_nothing_in_either_scheme_and_width(axe: Axe, kind: Kind) -> None:
    assert axe.of(kind).violations == []


@pytest.mark.nightly
@pytest.mark.usefixtures("visits")
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_axe_finds_nothing_in_texts_that_look_alike_either(whole: Axe, kind: Kind) -> None:
    assert whole.of(kind).violations == []


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
