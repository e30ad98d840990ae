import { labelOf } from "../filters/facet-columns.mjs";
import { choicesOf, UNKNOWN } from "../filters/query.mjs";
import { selectionName } from "../filters/selection-name.mjs";
import { fill } from "../lib/plurals.mjs";
import { setText } from "../lib/set-text.mjs";
import { FacetOptions } from "./facet-options.mjs";
import { FacetRange } from "./facet-range.mjs";
import { ChoiceSuggestion, GroupSuggestion } from "./suggestions.mjs";

/**
 * What an index says of its selection: how many, what is chosen, what to take away, and what paper says.
 *
 * @typedef {import("../filters/query.mjs").Query} Query
 * @typedef {import("../filters/filter-engine.mjs").FilterEngine} FilterEngine
 */
export class FilterSummary {
  /** @param {HTMLElement} index whose data attributes hold the sentences @param {FilterEngine} engine */
  constructor(index, engine) {
    this.index = index;
    this.engine = engine;
    this.say = index.dataset;
    const facets = /** @type {HTMLElement[]} */ ([...index.querySelectorAll(".kb-facet")]);
    /** @type {Map<string, FacetOptions | FacetRange>} */
    this.facets = new Map(facets.map((facet) => {
      const { facet: field = "", kind } = facet.dataset;
      return [field, kind === "range" ? new FacetRange(facet) : new FacetOptions(facet)];
    }));
    this.groupSuggestion = new GroupSuggestion(index);
    this.choiceSuggestion = new ChoiceSuggestion(index);
    this.selection = { name: "", n: 0 };
    this.title = document.title;
  }

  /** The stretch that is chosen with the fields of a filter, if it has those. @param {string} field */
  range(field) {
    const facet = this.facets.get(field);
    return facet instanceof FacetRange ? facet : null;
  }

  /** All but the number. @param {Query} query @param {number} n how many results it has */
  update(query, n) {
    for (const [field, facet] of this.facets) facet.show(this.engine.counts(query, field));
    this.#chips(query);
    const how = this.#one(".kb-order"); // of the usual order
    if (how) how.hidden = query.sort !== "worth" || !n;
    this.groupSuggestion.show(query, this.engine, n);
    this.choiceSuggestion.show(query);
    this.#name(query, n);
  }

  /** Say of choices in a link that we do not know them. @param {string[]} values */
  strange(values) {
    const word = this.#one(".kb-strange");
    if (!word) return;
    word.hidden = !values.length;
    word.textContent = values.length ? fill(this.say.strange ?? "", { choices: values.map((value) => `‘${value}’`).join(", ") }) : "";
  }

  /** How a choice is called. @param {string} field @param {string} value */
  label(field, value) {
    if (field === "q") return value;
    const box = this.#box(field, value);
    if (box?.dataset.chip) return box.dataset.chip;
    return this.range(field)?.label(value) ?? labelOf(box) ?? value;
  }

  /** How many results there are. @param {Query} query @param {number} n */
  count(query, n) {
    const all = this.engine.size;
    const asked = choicesOf(query);
    const { all: whole = "", some = "", without = "", show = "" } = this.say;
    let sentence = fill(asked.length ? some : whole, { n, all });
    if (!n) {
      const best = this.groupSuggestion.has(query, this.engine, n) ? null : this.engine.bestRemoval(query); // what may be meant goes before
      const advice = best ? fill(without, { choice: this.label(best.field, best.value), n: best.count }) : "";
      sentence = `${sentence}. ${advice}`.trim();
    }
    const status = this.#one(".kb-status");
    status?.toggleAttribute("data-empty", !n);
    setText(status, sentence);
    setText(this.#one(".kb-done"), fill(show, { n }));
    const badge = this.#one(".kb-open__count");
    const chosen = asked.filter(([field]) => field !== "q").length;
    if (badge) badge.hidden = !chosen;
    setText(badge, String(chosen));
  }

  /** @param {Query} query */
  #chips(query) {
    const choices = choicesOf(query);
    const chips = choices.map(([field, value]) => {
      const chip = document.createElement("button");
      chip.type = "button";
      chip.className = "kb-chip";
      chip.textContent = this.label(field, value);
      chip.setAttribute("aria-label", fill(this.say.remove ?? "", { choice: chip.textContent }));
      Object.assign(chip.dataset, { field, value });
      const item = document.createElement("li");
      item.append(chip);
      return item;
    });
    this.#one(".kb-chips")?.replaceChildren(...chips);
    const letters = this.#one(".kb-letters"); // of the whole list, from A to Z
    if (letters) letters.hidden = choices.length > 0 || query.sort !== "title" || !["", "cards"].includes(query.view);
    const applied = this.#one(".kb-applied");
    if (applied) applied.hidden = !choices.length;
    const wipe = this.#one(".kb-clear--sheet");
    if (wipe instanceof HTMLButtonElement) wipe.disabled = !choices.length;
  }

  /** Name the selection, for the tab, for who hears the page, and on paper. @param {Query} query @param {number} n */
  #name(query, n) {
    const { many = "", or = "", and = "", searched = "", part = "", all: whole = "", other = "" } = this.say;
    const all = many.charAt(0).toUpperCase() + many.slice(1);
    /** @param {string} field */
    const phrase = (field) => this.facets.get(field)?.facet.dataset.phrase ?? other;
    /** @param {string} field @param {string} value */
    const say = (field, value) => this.#box(field, value)?.dataset.said ?? this.label(field, value);
    /** @param {string} field */
    const unknown = (field) => this.#box(field, UNKNOWN)?.dataset.phrase ?? "";
    const name = selectionName(query, this.engine.columns, { all, or, and, searched, phrase, unknown, say });
    this.selection = { name: name || all, n };
    const at = this.title.indexOf(" - ");
    document.title = name && at >= 0 ? name + this.title.slice(at) : this.title;
    setText(this.#one(".kb-results h2"), name || all);
    const size = this.engine.size;
    setText(this.#one(".kb-printed"), name ? `${name} (${fill(part, { n, all: size })})` : fill(whole, { n }));
  }

  /**
   * Have the foot of a sheet say the address. Only for paper: a variable on the root has the whole page styled anew.
   * @param {string} address from `?`
   */
  sign(address) {
    document.documentElement.style.setProperty("--kb-address-query", JSON.stringify(address));
  }

  /** @param {string} field @param {string} value @returns {HTMLInputElement | null} */
  #box(field, value) {
    return this.index.querySelector(`.kb-option input[name="${CSS.escape(field)}"][value="${CSS.escape(value)}"]`);
  }

  /** @param {string} selector @returns {HTMLElement | null} */
  #one(selector) {
    return this.index.querySelector(selector);
  }
}
