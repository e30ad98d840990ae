"""Going through a page with nothing but a keyboard, and seeing where one is."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MANY = 90  # presses of Tab before one gives up

NOWHERE = "nothing has the focus"

# Whether what has the focus can be seen: on the screen, not under the header, and with an outline (or,
# for the field of an index, a border) that it lacks without the focus.
VISIBLE = """async () => {
  const fault = () => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'NOWHERE';
    const box = at.getBoundingClientRect();
    const name = `${at.tagName} ${at.className} ${at.getAttribute('aria-label') ?? at.textContent.trim().slice(0, 40)}`;
    if (box.width < 1 || box.height < 1) return `no size: ${name}`;
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return `off the screen: ${name}`;
    if (!at.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return `cannot be seen: ${name}`;
    const header = document.querySelector('.md-header');
    const shade = header.getBoundingClientRect();
    if (!header.contains(at) && !at.matches('.md-skip') && !at.closest('.md-sidebar, [data-sheet]') && box.bottom <= shade.bottom && box.top >= shade.top) return `under the header: ${name}`;
    const ringed = element => element && getComputedStyle(element).outlineStyle !== 'none' && parseFloat(getComputedStyle(element).outlineWidth) >= 1;
    if (ringed(at) || ringed(at.parentElement) || ringed(at.closest('label'))) return '';
    return `no outline: ${name}`;
  };
  const end = performance.now() + 2000;  // a script or a transition may still be on its way
  while (fault() && performance.now() < end) await new Promise(requestAnimationFrame);
  return fault();
}""".replace("NOWHERE", NOWHERE)


def sees_focus(page: Page) -> None:
    assert page.evaluate(VISIBLE) == ""


def has_focus(target: Locator) -> bool:
    return target.count() > 0 and bool(target.first.evaluate("element => element === document.activeElement"))


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until this has the focus; at every stop on the way the focus can be seen."""
    there = None  # kept, since to find it by its role at each stop takes longer than all else
    for _ in range(MANY):
        page.keyboard.press(key)
        sees_focus(page)
        if there is None or not there.evaluate("element => element.isConnected"):
            there = target.first.element_handle() if target.count() else None
        if there and there.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{MANY} times {key} does not reach {target}")
