// A table or a piece of code that is wider than the screen scrolls, in a box around it or by itself.
// Who uses keys scrolls what has the focus, so such a box can have it (axe: scrollable-region-focusable).

/** @param {HTMLElement} box */
function reach(box) {
  const wide = box.scrollWidth > box.clientWidth;
  box.toggleAttribute("data-kb-wide", wide);
  if (!wide) {
    for (const name of ["tabindex", "role", "aria-labelledby"]) box.removeAttribute(name);
    return;
  }
  box.tabIndex = 0;
  const heading = [...document.querySelectorAll("main :is(h1, h2, h3, h4)[id]")]
    .filter((one) => one.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING)
    .pop();
  if (!heading) return;
  if (box instanceof HTMLDivElement) box.setAttribute("role", "group");
  box.setAttribute("aria-labelledby", heading.id);
}

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target instanceof HTMLElement) reach(target);
});

addEventListener("load", () => {
  const boxes = document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset__table > table, .md-content pre > code");
  for (const box of boxes) sizes.observe(box);
});
