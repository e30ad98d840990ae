import { stretchOf } from "../filters/facet-columns.mjs";
import { FilterEngine } from "../filters/filter-engine.mjs";
import { readQuery, UNKNOWN, wordsOf, writeQuery } from "../filters/query.mjs";
import { CardList } from "../lists/card-list.mjs";
import { Controls } from "./controls.mjs";
import { DebouncedInput } from "./debounced-input.mjs";
import { FilterSheet } from "./filter-sheet.mjs";
import { FilterSummary } from "./filter-summary.mjs";
import { PagedList } from "./paged-list.mjs";
import "./share-button.mjs";

/** @typedef {import("../filters/query.mjs").Query} Query */

/**
 * The index of a collection. The server renders the whole list and the filters;
 * this element hides, counts, sorts and keeps the state in the address.
 *
 * After every change it sends the event `kb-shown`, for what shows the same selection another way.
 */
export class CollectionIndex extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;
  /** @type {Query} */ #query = { fields: new Map(), words: "", sort: "", view: "" };
  /** @type {PagedList | null} */ #paged = null;
  /** @type {CardList | import("../lists/column-store.mjs").ColumnStore} */ #cards = new CardList(this, "");
  #engine = new FilterEngine(0, new Map(), this.#cards.find);
  #summary = new FilterSummary(this, this.#engine);
  #turn = 0; // goes up with each question: what is still to be painted of an older one is dropped
  #sheet = new FilterSheet(this);
  #controls = new Controls(this);
  #debounced = new DebouncedInput((field, step) => this.#typed(field, step));

  connectedCallback() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const list = /** @type {HTMLElement} */ (this.querySelector(".kb-cards"));
    if ("columnStore" in list.dataset) this.#paged = new PagedList(this, list, () => this.#show(), signal);
    this.#use(new CardList(list, this.dataset.found ?? "", signal));

    this.addEventListener("change", (event) => this.#changed(event.target), { signal });
    this.addEventListener("input", ({ target }) => {
      const field = this.#controls.typedIn(target);
      if (field) this.#debounced.key(field);
    }, { signal });
    this.addEventListener("click", (event) => this.#clicked(event.target), { signal });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") this.#sheet.toggle(false); }, { signal });
    window.addEventListener("popstate", () => this.#stepped(), { signal });
    window.addEventListener("beforeprint", () => {
      if (this.hasAttribute("data-busy")) this.#show();
      this.#summary.sign(this.#address());
    }, { signal });
    matchMedia("(min-width: 60em)").addEventListener("change", () => this.#sheet.toggle(false), { signal });
    this.#controls.wake();
    this.dataset.ready = "";
    const early = this.#controls.touched(this.#summary);
    this.#fromAddress();
    if (early) this.#take(early);
  }

  disconnectedCallback() {
    this.#life?.abort();
    this.#debounced.stop();
  }

  /** The entries that are shown, in their order: their ids. */
  shown() {
    return this.#cards.ids(this.#engine.results(this.#query), this.#order());
  }

  /** How many of the results have each choice of a field. @param {string} field */
  found(field) {
    return this.#engine.columns.get(field)?.counts(this.#engine.results(this.#query)) ?? new Map();
  }

  /** The entries that are shown, in their order, as a table has them. */
  rows() {
    return this.#cards.rows(this.#engine.results(this.#query), this.#order());
  }

  /** How one looks at what is shown. */
  get seen() {
    const { view, sort, columns = "" } = this.#query;
    return { view, sort, columns, descending: this.#descending };
  }

  /** Look another way. @param {{ sort?: string, columns?: string }} change */
  see(change) {
    this.#debounced.flush();
    Object.assign(this.#query, change);
    this.#remember(true);
    this.#sync();
  }

  /** The name of what is shown, and how many there are. */
  get selection() {
    return this.#summary.selection;
  }

  /** What is chosen of a field. @param {string} field @returns {ReadonlySet<string>} */
  chosen(field) {
    return this.#query.fields.get(field) ?? new Set();
  }

  /** Choose a value of a field, or take the choice away. @param {string} field @param {string} value */
  toggle(field, value) {
    this.#debounced.flush();
    this.#choose(field, value, !this.chosen(field).has(value));
    this.#remember(true);
    this.#sync();
  }

  /** @param {CardList | import("../lists/column-store.mjs").ColumnStore} cards */
  #use(cards) {
    this.#cards = cards;
    this.#engine = new FilterEngine(cards.size, this.#columns(), cards.find);
    this.#summary = new FilterSummary(this, this.#engine);
  }

  /** @param {import("./controls.mjs").Early} early */
  #take({ chosen, words, sort, stretches }) {
    for (const box of chosen) this.#choose(box.name, box.value, true);
    for (const [name, value] of stretches) this.#choose(name, value, true);
    if (words) this.#query.words = words;
    if (sort) this.#query.sort = sort;
    this.#remember(true);
    this.#sync();
  }

  /** What can be chosen, by field. */
  #columns() {
    const facets = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".kb-facet")]);
    return new Map(facets.map((facet) => [facet.dataset.facet ?? "", this.#column(facet)]));
  }

  /** @param {HTMLElement} facet @returns {import("../filters/facet-columns.mjs").FacetColumn} */
  #column(facet) {
    const { facet: field = "", kind } = facet.dataset;
    const boxes = [...facet.querySelectorAll("input")];
    const values = boxes.map((box) => box.value);
    if (kind === "range") return this.#cards.numbers(field, values.includes(UNKNOWN));
    const choices = this.#cards.choices(field, values);
    choices.know(boxes, (box) => box.getAttribute("value") ?? "");
    return choices;
  }

  #fromAddress() {
    const { query, strange } = readQuery(location.search, this.#engine.columns, this.#controls.sorts, this.#controls.views);
    this.#query = query;
    this.#debounced.end();
    this.#sync();
    this.#summary.strange(strange);
    this.#show();
  }

  /** @param {EventTarget | null} target */
  #changed(target) {
    // Leaving the search field is a change too, in the middle of a click: results must not move away under it.
    if (this.#controls.typedIn(target)) return;
    this.#debounced.flush();
    if (target instanceof HTMLInputElement && target.type === "checkbox") {
      this.#choose(target.name, target.value, target.checked);
      this.#remember(true, true);
    } else if (target instanceof HTMLSelectElement && target === this.#controls.sort) {
      this.#query.sort = target.value;
      this.#remember(true);
    }
  }

  /** @param {string} field @param {string} value @param {boolean} on */
  #choose(field, value, on) {
    const chosen = new Set(this.#query.fields.get(field));
    if (on) chosen.add(value);
    else chosen.delete(value);
    this.#query.fields.set(field, chosen);
  }

  /** Take what a field says. @param {string} field @param {boolean} step @returns {string | null} null where it says nothing new */
  #typed(field, step) {
    const { words } = this.#query;
    const said = field === "q" ? this.#controls.words?.value ?? "" : this.#summary.range(field)?.read() ?? null;
    const before = stretchOf(this.chosen(field));
    if (said === null || said === (field === "q" ? words : before)) return null;
    if (field === "q") this.#query.words = said;
    else {
      if (before) this.#choose(field, before, false);
      if (said) this.#choose(field, said, true);
    }
    this.#remember(step, true);
    return said;
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    if (!(target instanceof Element) || target.closest("a")) this.#debounced.flush();
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    if (button.matches(".kb-chip, .kb-clear, [data-show]")) this.#debounced.flush();
    if (button.matches(".kb-chip")) this.#remove(button);
    else if (button.matches(".kb-also__add")) this.#add(button);
    else if (button.matches(".kb-clear")) this.#clear();
    else if (button.matches(".kb-open")) this.#openSheet();
    else if (button.matches(".kb-close, .kb-done")) this.#sheet.toggle(false);
    else if (button.matches(".kb-more")) this.#controls.unfold(button);
    else if (button.dataset.show) {
      this.#query.view = button.dataset.show;
      this.#remember(true);
    }
  }

  /** @param {HTMLButtonElement} button */
  #add({ classList, dataset: { field = "", value = "" } }) {
    if (classList.contains("kb-named__choose")) this.#query.words = ""; // the choice says it better
    this.toggle(field, value);
    this.#chips.find(({ dataset }) => dataset.value === value)?.focus(); // the button is gone
  }

  /** @param {HTMLButtonElement} chip */
  #remove(chip) {
    const { field = "", value = "" } = chip.dataset;
    const next = chip.closest("li")?.nextElementSibling?.querySelector("button");
    if (field === "q") this.#query.words = "";
    else this.#choose(field, value, false);
    this.#remember(true);
    this.#sync();
    const stays = this.#chips.find(({ dataset }) => dataset.field === next?.dataset.field && dataset.value === next?.dataset.value);
    (stays ?? this.#chips[0] ?? this.#controls.words)?.focus();
  }

  get #chips() {
    return [...this.querySelectorAll(/** @type {"button"} */ ("button.kb-chip"))];
  }

  #clear() {
    this.#query = { ...this.#query, fields: new Map(), words: "" };
    this.#remember(true);
    this.#sync();
    if (!this.#sheet.isOpen) this.#controls.words?.focus();
  }

  /** Over the page lies a sheet: it is a step of its own, and Back takes it away. */
  #openSheet() {
    this.#debounced.flush();
    history.pushState(null, "", location.href);
    this.#sheet.toggle(true);
  }

  /** Back, or forth. Out of the sheet it leads to the page below, with what was chosen in the sheet: a step of its own again. */
  #stepped() {
    if (!this.#sheet.isOpen) return this.#fromAddress();
    this.#debounced.flush();
    this.#sheet.toggle(false);
    const address = location.pathname + this.#address();
    if (address !== location.pathname + location.search) history.pushState(null, "", address);
  }

  #sync() {
    this.#controls.show(this.#query, this.#summary);
  }

  /**
   * Put the query in the address and show its answer.
   * @param {boolean} step whether Back must undo it @param {boolean} [bit] see `#show`
   */
  #remember(step, bit) {
    const address = location.pathname + this.#address();
    if (address !== location.pathname + location.search) {
      if (step && !this.#sheet.isOpen) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    }
    this.#summary.strange([]);
    this.#show(bit);
  }

  /**
   * Show the answer.
   *
   * A slow machine takes long to paint all that a choice changes, and a choice must be seen at once. In bits the number
   * of results is painted first, with the mark in its box; then the cards, and then the counts behind the other choices.
   * @param {boolean} [bit] whether it may come bit by bit
   */
  #show(bit = false) {
    const turn = ++this.#turn;
    const answered = this.#paged?.isAnswered(this.#address()) ?? false;
    this.toggleAttribute("data-busy", !answered);
    if (answered) return;
    const needed = this.#paged?.needs(this.#query);
    if (needed) {
      const answer = () => { if (turn === this.#turn) this.#show(true); };
      needed.then(answer, () => {
        this.removeAttribute("data-busy");
        this.#paged?.failed(true);
      });
      return;
    }
    if (bit && document.visibilityState === "visible") void this.#inTurn(turn);
    else for (const _ of this.#answer());
  }

  /** @param {number} turn */
  async #inTurn(turn) {
    for (const _ of this.#answer()) {
      await painted();
      if (turn !== this.#turn) return;
    }
  }

  /** All that an answer changes on the page, with a rest wherever the browser may paint. */
  *#answer() {
    if (this.#paged?.store && this.#cards !== this.#paged.store) {
      this.#use(this.#paged.store);
      yield;
    }
    const results = this.#engine.results(this.#query);
    const n = results.count();
    this.#summary.count(this.#query, n);
    yield;
    yield* this.#cards.show(results, this.#order(), wordsOf(this.#query.words));
    this.#paged?.update(n);
    yield;
    this.#summary.update(this.#query, n);
    this.removeAttribute("data-busy");
    this.dataset.view = this.#query.view;
    this.#controls.press(this.#query.view);
    this.dispatchEvent(new CustomEvent("kb-shown", { bubbles: true }));
  }

  #order() {
    return this.#cards.order(this.#query.sort.replace(/^-/, ""), this.#descending);
  }

  get #descending() {
    return this.#controls.descends(this.#query.sort);
  }

  #address() {
    return writeQuery(this.#query, this.#engine.columns, this.#controls.sorts, this.#controls.views);
  }
}

/** When all that was changed has been painted. @returns {Promise<void>} */
function painted() {
  return new Promise((done) => { requestAnimationFrame(() => { setTimeout(done); }); });
}

customElements.define("kb-index", CollectionIndex);
