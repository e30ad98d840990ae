/*
 * A word with its explanation is a link to the page about it; the stylesheet shows the
 * explanation on hover and on focus. This adds what a stylesheet cannot do: a tap shows
 * the explanation first and a second tap follows the link, Escape shuts it (WCAG
 * 1.4.13), and it stays within the screen.
 */

const EDGE = 8; // pixels between an explanation and the edge of the screen

/** @param {EventTarget | null} target */
const termOf = (target) => (target instanceof Element ? target.closest("kb-term") : null);

/** @type {Element | null} the term whose explanation the last tap opened */
let opened = null;

document.addEventListener("pointerdown", (event) => {
  const term = termOf(event.target);
  if (event.pointerType === "mouse") opened = term; // a mouse has seen it on hover
});

document.addEventListener("click", (event) => {
  const term = termOf(event.target);
  if (!term || term === opened || event.detail === 0) return; // detail 0: by keyboard, which has seen it on focus
  event.preventDefault();
  opened = term;
  term.removeAttribute("data-shut");
  term.querySelector("a")?.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const term of document.querySelectorAll("kb-term:hover, kb-term:focus-within")) term.setAttribute("data-shut", "");
  opened = null;
});

/** @type {{ term: Element, y?: number } | null} the explanation that shows now, and how high the pointer was */
let showing = null;

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const term = termOf(event.target);
    if (!term || !(event.target instanceof Element) || event.target.closest("kb-term > span")) return;
    showing = { term, y: event instanceof PointerEvent ? event.clientY : undefined };
    place();
  });
}

// It stands fixed, so that no table that scrolls cuts it off: let it go along with its word.
document.addEventListener("scroll", place, { capture: true, passive: true });

for (const kind of ["pointerout", "focusout"]) {
  document.addEventListener(kind, (event) => {
    const { target, relatedTarget } = /** @type {FocusEvent} */ (event);
    const term = termOf(target);
    if (term && !(relatedTarget instanceof Node && term.contains(relatedTarget))) {
      term.removeAttribute("data-shut");
      if (kind === "focusout" && term === opened) opened = null;
    }
  });
}

/** Above the line that the pointer is on, or below it where the header of the site would cover it. */
function place() {
  const text = showing?.term.querySelector(":scope > span");
  const lines = [...(showing?.term.querySelector("a")?.getClientRects() ?? [])];
  if (!(text instanceof HTMLElement) || !lines.length) return;
  text.setAttribute("data-placed", "");
  const { y = -1 } = showing ?? {};
  const line = lines.find(({ top, bottom }) => top <= y && y <= bottom) ?? lines[0];
  const head = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
  const { width, height } = text.getBoundingClientRect();
  const above = line.top - height - 2;
  const left = Math.max(EDGE, Math.min(line.left, document.documentElement.clientWidth - width - EDGE));
  text.style.setProperty("--kb-left", `${left}px`);
  text.style.setProperty("--kb-top", `${above < head ? line.bottom + 2 : above}px`);
}

// A page that comes back from the browser's memory starts anew: the first tap explains.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  opened = null;
  if (termOf(document.activeElement) && document.activeElement instanceof HTMLElement) document.activeElement.blur();
});

// Nothing more to it: a page without such an element goes without this script.
customElements.define("kb-term", class extends HTMLElement {});
