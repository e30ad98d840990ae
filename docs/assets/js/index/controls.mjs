import { stretchOf } from "../filters/facet-columns.mjs";
import { tableColumns } from "../lists/table-cells.mjs";

/**
 * What a visitor chooses and types with in an index: boxes, stretches of numbers, words, the order and the views.
 *
 * @typedef {import("../filters/query.mjs").Query} Query
 * @typedef {import("./filter-summary.mjs").FilterSummary} FilterSummary
 * @typedef {{ chosen: HTMLInputElement[], words: string, sort: string, stretches: [string, string][] }} Early
 */
export class Controls {
  /** @param {HTMLElement} index */
  constructor(index) {
    this.index = index;
    this.columns = tableColumns(index);
    /** What one can sort by; the first is the usual order. */
    this.sorts = this.sort ? [...this.sort.options].map(({ value }) => value) : ["title"];
    this.sorts.push(...this.columns.flatMap(({ name }) => [name, `-${name}`]));
    this.views = this.#buttons("[data-show]").map(({ dataset }) => dataset.show ?? "");
  }

  /** @returns {HTMLInputElement[]} */
  get boxes() {
    return [...this.index.querySelectorAll(/** @type {"input"} */ (".kb-facet input[type=checkbox]"))];
  }

  /** Where words are typed. @returns {HTMLInputElement | null} */
  get words() {
    return this.index.querySelector("input[name=q]");
  }

  /** @returns {HTMLSelectElement | null} */
  get sort() {
    return this.index.querySelector("select[name=sort]");
  }

  /** The buttons could do nothing before the script of the index was there. */
  wake() {
    for (const button of this.#buttons(".kb-open, .kb-more, .kb-views__button")) button.disabled = false;
  }

  /**
   * What a visitor chose or typed before that: on a slow line that is not seldom.
   * @param {FilterSummary} summary @returns {Early | null}
   */
  touched(summary) {
    const chosen = this.boxes.filter((box) => box.checked);
    const words = this.words?.value ?? "";
    const { value = "" } = this.sort ?? {};
    const sort = value === this.sorts[0] ? "" : value;
    const stretches = [...summary.facets.keys()].flatMap((name) => {
      const stretch = summary.range(name)?.read();
      return stretch ? [/** @type {[string, string]} */ ([name, stretch])] : [];
    });
    return chosen.length || words || sort || stretches.length ? { chosen, words, sort, stretches } : null;
  }

  /** In which field something is typed: `q` for words, the name of a stretch, or nothing. @param {EventTarget | null} target */
  typedIn(target) {
    if (target === this.words) return "q";
    const facet = target instanceof HTMLInputElement && target.type !== "checkbox" ? target.closest(".kb-facet[data-kind=range]") : null;
    return facet instanceof HTMLElement ? facet.dataset.facet ?? "" : "";
  }

  /** Let all of it say what the query says. @param {Query} query @param {FilterSummary} summary */
  show(query, summary) {
    for (const box of this.boxes) box.checked = query.fields.get(box.name)?.has(box.value) ?? false;
    for (const name of summary.facets.keys()) summary.range(name)?.set(stretchOf(query.fields.get(name)));
    if (this.words && this.words.value.trim() !== query.words.trim()) this.words.value = query.words;
    if (!this.sort) return;
    this.sort.querySelector("[data-table]")?.remove();
    const { sort } = query;
    if (![...this.sort.options].some(({ value }) => value === sort)) {
      // An order that only the heads of the table give.
      const label = this.columns.find(({ name }) => name === sort.replace(/^-/, ""))?.label ?? sort;
      const option = new Option(`${label} ${this.descends(sort) ? "↓" : "↑"}`, sort);
      option.dataset.table = "";
      this.sort.append(option);
    }
    this.sort.value = sort;
  }

  /** Let the buttons say how one looks. @param {string} view */
  press(view) {
    for (const button of this.#buttons("[data-show]")) button.setAttribute("aria-pressed", String(button.dataset.show === view));
  }

  /** Whether an order has what is most first. @param {string} sort */
  descends(sort) {
    const option = [...this.sort?.options ?? []].find(({ value }) => value === sort.replace(/^-/, ""));
    return (option?.hasAttribute("data-descending") ?? false) !== sort.startsWith("-");
  }

  /** Show all choices of a long filter, or the first of them. @param {HTMLButtonElement} button */
  unfold(button) {
    const open = button.closest(".kb-facet")?.toggleAttribute("data-open") ?? false;
    button.setAttribute("aria-expanded", String(open));
    [button.textContent, button.dataset.less] = [button.dataset.less ?? "", button.textContent ?? ""];
  }

  /** @param {string} which @returns {HTMLButtonElement[]} */
  #buttons(which) {
    return [...this.index.querySelectorAll(/** @type {"button"} */ (which))].filter((one) => one instanceof HTMLButtonElement);
  }
}
