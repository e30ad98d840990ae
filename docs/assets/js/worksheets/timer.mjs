import { fill } from "../lib/plurals.mjs";

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
