import { fill } from "../lib/plurals.mjs";

/**
 * One piece at a time, for a group around a screen.
 * @param {HTMLElement} sheet @param {HTMLElement[]} pieces @param {Record<string, string>} words
 */
export function present(sheet, pieces, words) {
  let at = 0;
  const bar = document.createElement("div");
  bar.className = "kb-worksheet__turns";
  const place = document.createElement("p");
  place.setAttribute("aria-live", "polite");
  const [back, next, stop] = ["turn-back", "turn-next", "turn-stop"].map((word) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "kb-button", textContent: words[word] ?? "" });
    bar.append(button);
    return button;
  });
  bar.prepend(place);

  /** @param {number} to */
  const show = (to) => {
    at = Math.min(pieces.length - 1, Math.max(0, to));
    pieces.forEach((piece, i) => piece.toggleAttribute("data-turn", i === at));
    place.textContent = fill(words.turn ?? "", { n: at + 1, all: pieces.length });
    if (back) back.disabled = at === 0;
    if (next) next.disabled = at === pieces.length - 1;
    /** @type {HTMLElement | null | undefined} */ (pieces[at]?.querySelector("textarea, input"))?.focus();
  };
  /** @param {KeyboardEvent} event */
  const pressed = ({ key }) => {
    if (key === "PageDown") show(at + 1);
    else if (key === "PageUp") show(at - 1);
    else if (key === "Escape") end();
  };
  const end = () => {
    sheet.removeAttribute("data-turns");
    for (const piece of pieces) piece.removeAttribute("data-turn");
    sheet.removeEventListener("keydown", pressed);
    bar.remove();
    /** @type {HTMLElement | null} */ (sheet.querySelector("[data-do=present]"))?.focus();
  };
  back?.addEventListener("click", () => show(at - 1));
  next?.addEventListener("click", () => show(at + 1));
  stop?.addEventListener("click", end);
  sheet.addEventListener("keydown", pressed);
  sheet.setAttribute("data-turns", "");
  sheet.querySelector(".kb-worksheet__bar")?.after(bar);
  show(0);
}
