"""On a phone no word is broken in the middle: browsers seldom have a Dutch dictionary to hyphenate with."""

from __future__ import annotations

import pytest

from tests.kinds import KINDS, Kind, Visits

# Words whose letters stand on more than one line; each with a bar where it breaks.
BROKEN = """() => {
    const found = [], range = document.createRange();
    const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.textContent.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
        if (element.closest('pre, code, svg, script, style, .kb-hidden, .kb-action__where')) continue;
        if (getComputedStyle(element).clipPath !== 'none' || element.matches('.kb-story > p:first-child')) continue;
        for (const { 0: word, index } of node.textContent.matchAll(/[\\p{L}\\p{N}]{2,}/gu)) {
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(`${word} in ${element.className || element.tagName}`);
        }
    }
    return found;
}"""


@pytest.mark.parametrize("width", [360, 320])
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_no_word_is_broken(visits: Visits, kind: Kind, width: int) -> None:
    page = visits.visit(kind, width)
    assert page.evaluate(BROKEN) == []
