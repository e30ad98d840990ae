import { fold } from "../lib/folding.mjs";
import { fill } from "../lib/plurals.mjs";

/**
 * Words that are the name of a choice: who typed ‘Drenthe’ is shown the way to that choice.
 * @typedef {import("../filters/query.mjs").Query} Query
 */
export class ChoiceSuggestion {
  /** @param {HTMLElement} index */
  constructor(index) {
    this.place = /** @type {HTMLElement | null} */ (index.querySelector(".kb-named"));
    /** By folded label, the boxes of that name. @type {Map<string, HTMLInputElement[]>} */
    this.boxes = new Map();
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (index.querySelectorAll(".kb-option:not(.kb-option--unknown) input"))) {
      const name = fold(labelOf(box));
      this.boxes.set(name, [...(this.boxes.get(name) ?? []), box]);
    }
  }

  /** @param {Query} query */
  show({ words, fields }) {
    const found = (this.boxes.get(fold(words)) ?? []).filter((box) => !fields.get(box.name)?.has(box.value));
    this.place?.replaceChildren(...found.map((box) => this.#line(box)));
    if (this.place) this.place.hidden = !found.length;
  }

  /** @param {HTMLInputElement} box */
  #line(box) {
    const { line = "", choose = "" } = this.place?.dataset ?? {};
    const label = labelOf(box);
    const facet = box.closest(".kb-facet")?.querySelector("legend")?.textContent ?? "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kb-also__add kb-named__choose";
    button.textContent = fill(choose, { label });
    Object.assign(button.dataset, { field: box.name, value: box.value });
    const text = document.createElement("p");
    text.append(fill(line, { label, facet }), " ", button);
    return text;
  }
}

/** @param {HTMLInputElement} box */
function labelOf(box) {
  return box.closest(".kb-option")?.querySelector(".kb-option__label")?.textContent?.trim() ?? "";
}
