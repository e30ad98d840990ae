import { UNKNOWN } from "../filters/query.mjs";
import { fill } from "../lib/plurals.mjs";
import { setText } from "../lib/set-text.mjs";

const FIRST = 8; // a long list begins with so many

/** The choices of one filter: their counts, what gives nothing last, and what a long list begins with. */
export class FacetOptions {
  /** @param {HTMLElement} facet the fieldset */
  constructor(facet) {
    this.facet = facet;
    const elements = /** @type {HTMLElement[]} */ ([...facet.querySelectorAll(".kb-option")]);
    this.options = elements.map((element, place) => {
      const box = /** @type {HTMLInputElement} */ (element.querySelector("input"));
      const number = /** @type {HTMLElement} */ (element.querySelector(".kb-option__count"));
      const around = element.querySelector(".kb-option__maybe");
      return { element, box, number, around, maybe: 0, place, under: element.dataset.under ?? "", count: Number(number.textContent) };
    });
    const unplaced = this.options.filter(({ element }) => "unplaced" in element.dataset);
    /** By group, what lies somewhere in it. @type {Map<string, string>} */
    this.unplaced = new Map(unplaced.map(({ box, under }) => [under, box.value]));
    this.long = facet.querySelector(".kb-more") !== null;
  }

  /** Write the counts behind the choices, and put those that give nothing last. @param {Map<string, number>} counts */
  show(counts) {
    for (const option of this.options) {
      option.count = counts.get(option.box.value) ?? 0;
      option.maybe = (option.around && counts.get(this.unplaced.get(option.under) ?? "")) || 0;
      option.element.toggleAttribute("data-zero", !option.count && !option.maybe);
      setText(option.number, String(option.count));
      if (!(option.around instanceof HTMLElement)) continue;
      const said = fill(option.around.dataset.maybe ?? "", { n: option.maybe });
      setText(option.around, option.maybe && !option.count ? ` ${said}` : "");
    }
    this.#arrange();
    if (this.long) this.#fold();
  }

  /** Move without touching the choice that has the focus: taking it out of the page would lose it. */
  #arrange() {
    const wanted = this.#below("").map(({ element }) => element);
    const now = [...this.facet.querySelectorAll(".kb-option")];
    if (wanted.every((element, i) => element === now[i])) return;
    const still = wanted.find((element) => element.contains(document.activeElement)) ?? wanted[0];
    const at = wanted.indexOf(still);
    still.before(...wanted.slice(0, at));
    still.after(...wanted.slice(at + 1));
  }

  /** The choices below one, each followed by its own. @param {string} under @returns {typeof this.options} */
  #below(under) {
    const last = (/** @type {typeof this.options[number]} */ { count, maybe, box }) => Number(!count && !maybe && !box.checked);
    return this.options
      .filter((option) => option.under === under)
      .sort((a, b) => last(a) - last(b) || a.place - b.place)
      .flatMap((option) => [option, ...this.#below(option.box.value)]);
  }

  /** Of a long list, show what is no part of another, then what gives most, and what is chosen. */
  #fold() {
    const known = this.#below("").filter(({ box }) => box.value !== UNKNOWN);
    const deep = known.filter(({ under }) => under !== "").sort((a, b) => b.count - a.count);
    const sorted = [...known.filter(({ under }) => under === ""), ...deep];
    sorted.forEach(({ element, box }, i) => element.classList.toggle("kb-option--more", i >= FIRST && !box.checked));
  }
}
