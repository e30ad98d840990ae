"""Every kind of page at every size and with every wish of the visitor: what axe cannot see."""

from __future__ import annotations

import pytest

from tests.kinds import KINDS, PAGES, Kind, Visits

FEW = tuple(
    kind
    for kind in PAGES
    if kind.name
    in {
        "Voorpagina", "Overzicht met filters", "Community", "Tool", "Verhaal", "Purpose Case",
        "Verdieping met tabellen", "Verdieping met een tekening", "Over", "Veldengids", "Pagina die er niet is",
    }
)  # fmt: skip

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# What is cut off: a text that runs out of its box sideways, or below a box that hides the rest.
CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(element => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) return false;
    if (element.closest('svg, .md-search__output, .md-sidebar, .kb-hidden, .md-header__title, .md-skip, kb-term > span')) return false;
    const box = element.getBoundingClientRect();
    for (let outer = element; outer && outer !== document.body; outer = outer.parentElement) {
        const { overflowX, overflowY, clipPath } = getComputedStyle(outer);
        if (clipPath !== 'none') return false;
        if (overflowX === 'auto' || overflowX === 'scroll') return false;  // one can scroll there
        const limit = outer.getBoundingClientRect();
        if (overflowX === 'hidden' && outer !== element && (box.right > limit.right + 1.5 || box.left < limit.left - 1.5)) return true;
        if (overflowY === 'hidden' && outer !== element && box.bottom > limit.bottom + 1.5) return true;
    }
    return box.right > document.documentElement.clientWidth + 1;
}).map(element => `${element.tagName} ${element.className}: ${element.textContent.trim().slice(0, 60)}`)"""

# Links and buttons smaller than 24 px with another within reach (WCAG 2.5.8); a link within a text may be small.
SMALL = """() => {
    const seen = [...document.querySelectorAll('a[href], button, input, select, summary, label[for]')].filter(element =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
        && getComputedStyle(element).pointerEvents !== 'none' && !element.closest('[inert], .md-search__output')
        && !element.matches('.md-overlay, .md-search__overlay'));
    const area = element => (element.closest('label') ?? element).getBoundingClientRect();
    const inText = element => element.closest('kb-term') || getComputedStyle(element).display === 'inline'
        && [...element.parentElement.childNodes].some(node => node.nodeType === 3 && /[\\p{L}\\p{N}]/u.test(node.textContent));
    const boxes = seen.map(element => [element, area(element)]).filter(([, box]) => box.width > 1 && box.height > 1);
    return boxes.filter(([element, box]) => {
        if (box.width >= 24 && box.height >= 24 || inText(element)) return false;
        const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
        return boxes.some(([other, near]) => {
            const dx = Math.max(near.left - x, 0, x - near.right), dy = Math.max(near.top - y, 0, y - near.bottom);
            if (Math.hypot(dx, dy) >= 12) return false;
            if (other === element || other.contains(element) || element.contains(other) || inText(other)) return false;
            return !(other.closest('label') && other.closest('label') === element.closest('label'));
        });
    }).map(([element, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${element.tagName} ${element.className}: ${element.textContent.trim().slice(0, 40)}`);
}"""

# The distances that the visitor of WCAG 1.4.12 sets.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"

# html-wide: a heading skipped, more than one first heading, landmarks of one kind without names of their own.
OUTLINE = """() => {
    const shown = element => element.checkVisibility({ visibilityProperty: true });
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(shown).map(one => Number(one.tagName[1]));
    const faults = levels.filter((level, i) => i && level > levels[i - 1] + 1).map(level => `a level is skipped before h${level}`);
    if (levels.filter(level => level === 1).length !== 1) faults.push('not one h1');
    if (levels[0] !== 1) faults.push('the first heading is not the h1');
    if (document.documentElement.lang !== 'nl') faults.push('not said to be Dutch');
    if (document.querySelectorAll('main').length !== 1) faults.push('not one main');
    const names = [...document.querySelectorAll('nav, aside')].filter(shown).map(one =>
        one.getAttribute('aria-label') ?? document.getElementById(one.getAttribute('aria-labelledby') ?? '')?.textContent ?? '');
    if (names.some(name => !name.trim())) faults.push('a landmark without a name');
    return faults;
}"""


@pytest.mark.parametrize(("kind", "width"), [(kind, width) for kind in KINDS for width in kind.widths], ids=str)
def test_headings_landmarks_and_targets(visits: Visits, kind: Kind, width: int) -> None:
    page = visits.visit(kind, width)
    if kind.prepare is None:
        assert page.evaluate(OUTLINE) == []
    assert page.evaluate(SMALL) == []


# 320 px is also what 1,280 px leaves at a zoom of 400 %; 3,840 px is a 4K screen.
@pytest.mark.parametrize("width", [320, 640, 3840])
@pytest.mark.parametrize("kind", FEW, ids=str)
def test_nothing_is_cut_off_at_any_width(visits: Visits, kind: Kind, width: int) -> None:
    page = visits.visit(kind, width)
    assert page.evaluate(WIDER) <= 0
    assert page.evaluate(CUT) == []
    if width == 3840:  # lines stay short enough to read
        assert page.evaluate("Math.max(0, ...[...document.querySelectorAll('main p')].filter(p => p.textContent.trim().length > 150).map(p => p.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize)))") < 75  # fmt: skip


@pytest.mark.parametrize("style", ["html { font-size: 250% }", SPACED], ids=["text-at-200%", "spaced"])
@pytest.mark.parametrize("kind", FEW, ids=str)
def test_nothing_is_cut_off_with_larger_or_wider_text(visits: Visits, kind: Kind, style: str) -> None:
    """The theme's letters are 125 % of the browser's: twice that is 250 %."""
    page = visits.visit(kind, 1280)
    page.add_style_tag(content=style)
    assert page.evaluate(WIDER) <= 0
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("kind", FEW, ids=str)
def test_who_wants_no_motion_gets_none(visits: Visits, kind: Kind) -> None:
    page = visits.visit(kind, 1280, reduced_motion="reduce")
    moving = """() => [document.documentElement, ...document.querySelectorAll('body *')].filter(element => {
        const style = getComputedStyle(element), some = list => list.split(',').some(one => parseFloat(one) > 0);
        return some(style.transitionDuration) || (style.animationName !== 'none' && some(style.animationDuration)) || style.scrollBehavior === 'smooth';
    }).map(element => `${element.tagName} ${element.className}`)"""
    assert page.evaluate(moving) == []


@pytest.mark.parametrize(
    "name", ["Overzicht met filters", "Community", "Filters op een telefoon", "Menu op een telefoon"]
)
def test_in_forced_colours_controls_keep_their_edges_and_states(visits: Visits, name: str) -> None:
    kind = next(kind for kind in KINDS if kind.name == name)
    page = visits.visit(kind, kind.widths[-1], forced_colors="active")
    bare = """() => [...document.querySelectorAll('main :is(button, .kb-button, input, select)')].filter(element => {
        if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.md-sidebar') || element.matches('[class*="__"], .kb-fold, .kb-close, .kb-more, .kb-clear, .md-top')) return false;
        const style = getComputedStyle(element);
        if (element.matches('[type=checkbox]')) return style.appearance === 'none' && parseFloat(style.borderTopWidth) < 1;
        return parseFloat(style.borderTopWidth) < 1;
    }).map(element => element.outerHTML.slice(0, 100))"""
    assert page.evaluate(bare) == []
    page.keyboard.press("Tab")
    ring = "() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 }"
    assert page.evaluate(ring)
