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

/** @type {WeakMap<HTMLButtonElement, () => void>} what stops the clock of a step */
const running = new WeakMap();

/**
 * Count down the minutes of a step on the button that started it, or stop counting. It is spoken once: when time is up.
 * @param {HTMLButtonElement} button with `data-minutes` @param {Record<string, string>} words @param {() => void} over
 */
export function count(button, words, over) {
  const stop = running.get(button);
  if (stop) return stop();
  const name = [...button.childNodes];
  const end = Date.now() + Number(button.dataset.minutes) * 60_000;
  const show = () => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    button.textContent = fill(words.clock ?? "", { time });
    if (left) return;
    running.get(button)?.();
    button.textContent = words["clock-over"] ?? "";
    over();
  };
  const beat = setInterval(show, 500); // by the clock on the wall: a tab in the background beats slower
  running.set(button, () => {
    clearInterval(beat);
    running.delete(button);
    button.replaceChildren(...name);
  });
  show();
}
