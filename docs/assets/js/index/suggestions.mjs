import { labelOf } from "../filters/facet-columns.mjs";
import { fold } from "../lib/folding.mjs";
import { fill } from "../lib/plurals.mjs";

/**
 * What a choice leaves out, and may be in it all the same: entries of which only the group is known.
 *
 * @typedef {import("../filters/query.mjs").Query} Query
 * @typedef {import("../filters/filter-engine.mjs").FilterEngine} FilterEngine
 */
export class GroupSuggestion {
  /** @param {HTMLElement} index */
  constructor(index) {
    this.place = /** @type {HTMLElement | null} */ (index.querySelector(".kb-also:not(.kb-named)"));
    this.boxes = /** @type {HTMLInputElement[]} */ ([...index.querySelectorAll(".kb-option[data-unplaced] input")]);
  }

  /**
   * Say of each group of which choices are chosen, how many more are somewhere in it.
   * @param {Query} query @param {FilterEngine} engine @param {number} n how many results there are
   */
  show(query, engine, n) {
    const lines = this.#more(query, engine, n).map(([box, more]) => this.#line(box, more, n > 0));
    suggest(this.place, lines);
  }

  /** Whether it has anything to say. @param {Query} query @param {FilterEngine} engine @param {number} n how many results there are */
  has(query, engine, n) {
    return this.#more(query, engine, n).length > 0;
  }

  /**
   * The boxes that would give more, with how many.
   * @param {Query} query @param {FilterEngine} engine @param {number} n @returns {[HTMLInputElement, number][]}
   */
  #more(query, engine, n) {
    return this.boxes.flatMap((box) => {
      const more = this.#left(box, query) ? engine.results(adding(query, box)).count() - n : 0;
      return more ? /** @type {[HTMLInputElement, number][]} */ ([[box, more]]) : [];
    });
  }

  /**
   * Whether choices of the same group are chosen, and neither that group nor what is somewhere in it.
   * @param {HTMLInputElement} box @param {Query} query
   */
  #left(box, query) {
    const group = groupOf(box);
    const chosen = query.fields.get(box.name) ?? new Set();
    if (chosen.has(box.value) || chosen.has(group)) return false;
    const options = box.closest(".kb-facet")?.querySelectorAll("input") ?? [];
    return [...options].some((one) => chosen.has(one.value) && groupOf(one) === group);
  }

  /** @param {HTMLInputElement} box @param {number} more @param {boolean} some whether there are results besides */
  #line(box, more, some) {
    const { line = "", only = "", add = "" } = this.place?.dataset ?? {};
    const label = labelOf(box) ?? "";
    const button = choosing(box, fill(add, { n: more }));
    button.setAttribute("aria-label", `${button.textContent}: ${label}`);
    return lineOf(fill(some ? line : only, { n: more, label }), button);
  }
}

/** Words that are the name of a choice: who typed ‘Drenthe’ is shown the way to that choice. */
export class ChoiceSuggestion {
  /** @param {HTMLElement} index */
  constructor(index) {
    this.place = /** @type {HTMLElement | null} */ (index.querySelector(".kb-named"));
    /** By folded label, the boxes of that name. @type {Map<string, HTMLInputElement[]>} */
    this.boxes = new Map();
    for (const box of index.querySelectorAll(/** @type {"input"} */ (".kb-option:not(.kb-option--unknown) input"))) {
      const name = fold(labelOf(box) ?? "");
      this.boxes.set(name, [...(this.boxes.get(name) ?? []), box]);
    }
  }

  /** @param {Query} query */
  show({ words, fields }) {
    const found = (this.boxes.get(fold(words)) ?? []).filter((box) => !fields.get(box.name)?.has(box.value));
    const { line = "", choose = "" } = this.place?.dataset ?? {};
    suggest(this.place, found.map((box) => {
      const label = labelOf(box) ?? "";
      const facet = box.closest(".kb-facet")?.querySelector("legend")?.textContent ?? "";
      const button = choosing(box, fill(choose, { label }));
      button.classList.add("kb-named__choose");
      return lineOf(fill(line, { label, facet }), button);
    }));
  }
}

/** @param {HTMLElement | null} place @param {HTMLElement[]} lines */
function suggest(place, lines) {
  place?.replaceChildren(...lines);
  if (place) place.hidden = !lines.length;
}

/** A button that makes a choice. @param {HTMLInputElement} box @param {string} text */
function choosing(box, text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "kb-also__add";
  button.textContent = text;
  Object.assign(button.dataset, { field: box.name, value: box.value });
  return button;
}

/** @param {string} sentence @param {HTMLButtonElement} button */
function lineOf(sentence, button) {
  const line = document.createElement("p");
  line.append(sentence, " ", button);
  return line;
}

/** @param {Query} query @param {HTMLInputElement} box @returns {Query} */
function adding(query, { name, value }) {
  return { ...query, fields: new Map([...query.fields, [name, new Set(query.fields.get(name)).add(value)]]) };
}

/** @param {HTMLInputElement} box */
function groupOf(box) {
  return box.closest(".kb-option")?.getAttribute("data-under") ?? "";
}
