import { endsOf } from "../filters/facet-columns.mjs";
import { UNKNOWN } from "../filters/query.mjs";
import { either, fill } from "../lib/plurals.mjs";
import { setText } from "../lib/set-text.mjs";

/** A stretch of numbers to choose: two fields, and bars that show where there is something. The words stand in the markup. */
export class FacetRange {
  /** @param {HTMLElement} facet the fieldset */
  constructor(facet) {
    this.facet = facet;
    this.from = /** @type {HTMLInputElement} */ (facet.querySelector("[data-end=from]"));
    this.to = /** @type {HTMLInputElement} */ (facet.querySelector("[data-end=to]"));
    this.wrong = /** @type {HTMLElement} */ (facet.querySelector(".kb-stretch__wrong"));
    this.bars = /** @type {HTMLElement[]} */ ([...facet.querySelectorAll(".kb-bars__bar")]);
  }

  /** What is chosen, as an address has it: `10..50`; empty for nothing, and null, with a word about it, for what cannot be. */
  read() {
    const [from, to] = [this.from, this.to].map((field) => field.value.trim());
    const bad = [this.from, this.to].some((field) => field.validity.badInput || !/^\d{0,9}$/.test(field.value.trim()));
    const swapped = !bad && from !== "" && to !== "" && Number(from) > Number(to);
    this.#say(bad ? this.facet.dataset.odd ?? "" : swapped ? this.facet.dataset.swapped ?? "" : "");
    if (bad || swapped) return null;
    return from || to ? `${from}..${to}` : "";
  }

  /** Let the fields say what is chosen. @param {string} value */
  set(value) {
    const ends = endsOf(value);
    for (const [field, end] of /** @type {const} */ ([[this.from, ends?.from], [this.to, ends?.to]])) {
      field.value = end !== undefined && Number.isFinite(end) ? String(end) : "";
    }
    this.#say("");
  }

  /** A stretch in words: ‘10 tot en met 50 partners’. @param {string} value */
  label(value) {
    const { from, to } = endsOf(value) ?? { from: -Infinity, to: Infinity };
    const { both = "", same = "", from: least = "", to: most = "", one = "", many = "" } = this.facet.dataset;
    const sentence = from === to ? same : to === Infinity ? least : from === -Infinity ? most : both;
    return fill(sentence, { from, to, what: either(to === Infinity ? from : to, one, many) }).trim();
  }

  /** Draw how many there are of each number now, and say of how many it is not known. @param {Map<string, number>} counts */
  show(counts) {
    const unknown = counts.get(UNKNOWN) ?? 0;
    this.facet.querySelector(".kb-option")?.toggleAttribute("data-zero", !unknown);
    setText(this.facet.querySelector(".kb-option__count"), String(unknown));
    const heights = this.bars.map(({ dataset }) => {
      let n = 0;
      for (const [number, count] of counts) if (Number(number) >= Number(dataset.low) && Number(number) <= Number(dataset.high)) n += count;
      return n;
    });
    const top = Math.max(...this.bars.map(({ dataset }) => Number(dataset.count)));
    const [from, to] = [this.from, this.to].map((field) => field.value);
    this.bars.forEach((bar, i) => {
      bar.style.setProperty("--kb-now", `${(100 * heights[i]) / top}%`);
      bar.title = bar.title.replace(/\d+$/, String(heights[i]));
      const [below, above] = [Number(bar.dataset.high) < Number(from), Number(bar.dataset.low) > Number(to)];
      bar.toggleAttribute("data-out", (from !== "" && below) || (to !== "" && above));
    });
  }

  /** @param {string} word what is wrong, or nothing */
  #say(word) {
    this.wrong.textContent = word;
    for (const field of [this.from, this.to]) {
      if (word) field.setAttribute("aria-describedby", this.wrong.id);
      else field.removeAttribute("aria-describedby");
      field.setAttribute("aria-invalid", String(word !== ""));
    }
  }
}
