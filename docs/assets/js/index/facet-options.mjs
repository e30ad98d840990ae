import { arranged, folded } from "../filters/option-order.mjs";
import { UNKNOWN } from "../filters/query.mjs";
import { fill } from "../lib/plurals.mjs";
import { setText } from "../lib/set-text.mjs";

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
      const { under = "" } = element.dataset;
      const now = { count: Number(number.textContent), maybe: 0, chosen: false };
      return { element, box, value: box.value, number, around, place, under, ...now };
    });
    const unplaced = this.options.filter(({ element }) => "unplaced" in element.dataset);
    /** By group, what lies somewhere in it. @type {Map<string, string>} */
    this.unplaced = new Map(unplaced.map(({ box, under }) => [under, box.value]));
    /** With how many of them a long list begins; nothing for one that is not long. */
    this.first = Number(facet.dataset.first);
  }

  /** Write the counts behind the choices, and put those that give nothing last. @param {Map<string, number>} counts */
  show(counts) {
    for (const option of this.options) {
      option.chosen = option.box.checked;
      option.count = counts.get(option.box.value) ?? 0;
      option.maybe = (option.around && counts.get(this.unplaced.get(option.under) ?? "")) || 0;
      option.element.toggleAttribute("data-zero", !option.count && !option.maybe);
      setText(option.number, String(option.count));
      if (!(option.around instanceof HTMLElement)) continue;
      const said = fill(option.around.dataset.maybe ?? "", { n: option.maybe });
      setText(option.around, option.maybe && !option.count ? ` ${said}` : "");
    }
    const shown = arranged(this.options);
    this.#arrange(shown.map(({ element }) => element));
    if (!this.first) return;
    const hidden = folded(shown.filter(({ value }) => value !== UNKNOWN), this.first);
    for (const option of shown) option.element.classList.toggle("kb-option--more", hidden.has(option));
  }

  /** Move without touching the choice that has the focus: taking it out of the page would lose it. @param {HTMLElement[]} wanted */
  #arrange(wanted) {
    const now = [...this.facet.querySelectorAll(".kb-option")];
    if (wanted.every((element, i) => element === now[i])) return;
    const still = wanted.find((element) => element.contains(document.activeElement)) ?? wanted[0];
    const at = wanted.indexOf(still);
    still.before(...wanted.slice(0, at));
    still.after(...wanted.slice(at + 1));
  }
}
