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
    this.place?.replaceChildren(...lines);
    if (this.place) this.place.hidden = !lines.length;
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
    const label = box.closest(".kb-option")?.querySelector(".kb-option__label")?.textContent ?? "";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kb-also__add";
    button.textContent = fill(add, { n: more });
    button.setAttribute("aria-label", `${button.textContent}: ${label}`);
    Object.assign(button.dataset, { field: box.name, value: box.value });
    const text = document.createElement("p");
    text.append(fill(some ? line : only, { n: more, label }), " ", button);
    return text;
  }
}

/** @param {Query} query @param {HTMLInputElement} box @returns {Query} */
function adding(query, { name, value }) {
  return { ...query, fields: new Map([...query.fields, [name, new Set(query.fields.get(name)).add(value)]]) };
}

/** @param {HTMLInputElement} box */
function groupOf(box) {
  return box.closest(".kb-option")?.getAttribute("data-under") ?? "";
}
