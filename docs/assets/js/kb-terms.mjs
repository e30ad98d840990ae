// @ts-check

/*
 * A word with its explanation is a link to the page about it; the stylesheet shows the
 * explanation on hover and on focus. This adds what a stylesheet cannot do: a tap shows
 * the explanation first and a second tap follows the link, Escape shuts it (WCAG
 * 1.4.13), and it stays within the screen.
 */

const EDGE = 8; // pixels between an explanation and the edge of the screen

/** @param {EventTarget | null} target */
const termOf = (target) => (target instanceof Element ? target.closest(".kb-term") : null);

/** @type {Element | null} the term whose explanation the last tap opened */
let opened = null;

document.addEventListener("pointerdown", (event) => {
  const term = termOf(event.target);
  if (event.pointerType === "mouse") opened = term; // a mouse has seen it on hover
  else if (term !== opened) opened = null;
});

document.addEventListener("click", (event) => {
  const term = termOf(event.target);
  if (!term || term === opened || event.detail === 0) return; // detail 0: by keyboard, which has seen it on focus
  event.preventDefault();
  opened = term;
  term.removeAttribute("data-shut");
  term.querySelector("a")?.focus();
  place(term);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const term of document.querySelectorAll(".kb-term:hover, .kb-term:focus-within")) term.setAttribute("data-shut", "");
  opened = null;
});

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const term = termOf(event.target);
    if (term) place(term);
  });
}

for (const kind of ["pointerout", "focusout"]) {
  document.addEventListener(kind, (event) => {
    const { target, relatedTarget } = /** @type {FocusEvent} */ (event);
    const term = termOf(target);
    if (term && !(relatedTarget instanceof Node && term.contains(relatedTarget))) term.removeAttribute("data-shut");
  });
}

/** @param {Element} term */
function place(term) {
  const text = term.querySelector(".kb-term__text");
  if (!(text instanceof HTMLElement)) return;
  text.style.removeProperty("--kb-shift");
  text.removeAttribute("data-below");
  // A table scrolls within itself: what falls outside it is not seen.
  const box = term.closest("table")?.getBoundingClientRect();
  const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
  const { left, right, top } = text.getBoundingClientRect();
  text.toggleAttribute("data-below", top < Math.max(header, box?.top ?? 0));
  const over = Math.max(0, right + EDGE - Math.min(document.documentElement.clientWidth, box?.right ?? Infinity));
  const shift = Math.min(0, Math.max(-over, Math.max(EDGE, box?.left ?? 0) - left));
  if (shift) text.style.setProperty("--kb-shift", `${shift}px`);
}
