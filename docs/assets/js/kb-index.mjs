// @ts-check
import { Cards } from "./kb-cards.mjs";
import { tableColumns } from "./kb-cells.mjs";
import { Engine } from "./kb-engine.mjs";
import { Long } from "./kb-long.mjs";
import { readQuery, wordsOf, writeQuery } from "./kb-query.mjs";
import "./kb-share.mjs";
import { Sheet } from "./kb-sheet.mjs";
import { Telling } from "./kb-telling.mjs";

/** @typedef {import("./kb-query.mjs").Query} Query */

const TYPING_PAUSE = 250; // milliseconds

/**
 * The index of a collection. The server renders the whole list and the filters;
 * this element hides, counts, sorts and keeps the state in the address.
 *
 * After every change it sends the event `kb-shown`, for what shows the same selection another way.
 */
class KbIndex extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;
  /** @type {Query} */ #query = { fields: new Map(), words: "", sort: "", view: "" };
  /** @type {string[]} */ #sorts = ["title"];
  /** @type {string[]} */ #views = [];
  /** @type {Long | null} */ #long = null;
  /** @type {Cards | import("./kb-deck.mjs").Deck} */ #cards = new Cards(this, "");
  #engine = new Engine(0, new Map(), this.#cards.find);
  #telling = new Telling(this, this.#engine);
  #turn = 0; // goes up with each question: what is still to be painted of an older one is dropped
  #sheet = new Sheet(this);
  #timer = 0;
  #pending = () => {};
  #hand = ""; // the field that was typed in last
  #typing = ""; // the field in which one types: a step back undoes all that was typed there

  connectedCallback() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    const list = /** @type {HTMLElement} */ (this.querySelector(".kb-cards"));
    if ("deck" in list.dataset) this.#long = new Long(this, list, () => this.#show(), signal);
    this.#use(new Cards(list, this.dataset.found ?? ""));
    const select = this.#sort;
    if (select) this.#sorts = [...select.options].map((option) => option.value);
    this.#sorts.push(...tableColumns(this).flatMap(({ name }) => [name, `-${name}`]));
    this.#views = [...this.querySelectorAll("button[data-show]")].map((button) => /** @type {HTMLElement} */ (button).dataset.show ?? "");

    this.addEventListener("change", (event) => this.#changed(event.target), { signal });
    this.addEventListener("input", (event) => this.#typed(event.target), { signal });
    this.addEventListener("click", (event) => this.#clicked(event.target), { signal });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") this.#sheet.toggle(false); }, { signal });
    window.addEventListener("popstate", () => { this.#sheet.toggle(false); this.#fromAddress(); }, { signal });
    window.addEventListener("beforeprint", () => { if (this.hasAttribute("data-busy")) this.#show(); this.#telling.sign(this.#address()); }, { signal });
    matchMedia("(min-width: 60em)").addEventListener("change", () => this.#sheet.toggle(false), { signal });
    for (const button of this.#asleep()) button.disabled = false;
    this.dataset.ready = "";
    const early = this.#touched();
    this.#fromAddress();
    if (early) this.#take(early);
  }

  disconnectedCallback() {
    this.#life?.abort();
    clearTimeout(this.#timer);
  }

  /** The entries that are shown, in their order: their ids. */
  shown() {
    return this.#cards.ids(this.#engine.results(this.#query), this.#order());
  }

  /** Behind each choice of a field, the number of results it would give now. @param {string} field */
  counts(field) {
    return this.#engine.counts(this.#query, field);
  }

  /** The cards that are shown, in their order. */
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
    this.#flush();
    Object.assign(this.#query, change);
    this.#remember(true);
    this.#sync();
  }

  /** The name of what is shown, and how many there are. */
  get told() {
    return this.#telling.told;
  }

  /** What is chosen of a field. @param {string} field @returns {ReadonlySet<string>} */
  chosen(field) {
    return this.#query.fields.get(field) ?? new Set();
  }

  /** Choose a value of a field, or take the choice away. @param {string} field @param {string} value */
  toggle(field, value) {
    this.#flush();
    this.#choose(field, value, !this.chosen(field).has(value));
    this.#remember(true);
    this.#sync();
  }

  /** @param {Cards | import("./kb-deck.mjs").Deck} cards */
  #use(cards) {
    this.#cards = cards;
    this.#engine = new Engine(cards.size, this.#columns(), cards.find);
    this.#telling = new Telling(this, this.#engine);
  }

  /** What a visitor chose or typed before this script was there: on a slow line that is not seldom. */
  #touched() {
    const chosen = this.#boxes().filter((box) => box.checked);
    const words = this.#field?.value ?? "";
    const { value = "" } = this.#sort ?? {};
    const sort = value === this.#sorts[0] ? "" : value;
    const stretches = /** @type {[string, string][]} */ ([...this.#engine.columns.keys()].map((name) => [name, this.#telling.range(name)?.read() ?? ""]).filter(([, value]) => value));
    return chosen.length || words || sort || stretches.length ? { chosen, words, sort, stretches } : null;
  }

  /** @param {{ chosen: HTMLInputElement[], words: string, sort: string, stretches: [string, string][] }} early */
  #take({ chosen, words, sort, stretches }) {
    for (const box of chosen) this.#choose(box.name, box.value, true);
    for (const [name, value] of stretches) this.#query.fields.set(name, new Set([value]));
    if (words) this.#query.words = words;
    if (sort) this.#query.sort = sort;
    this.#remember(true);
    this.#sync();
  }

  /** What can be chosen, by field. */
  #columns() {
    const facets = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".kb-facet")]);
    return new Map(facets.map((facet) => {
      const { facet: field = "", kind } = facet.dataset;
      const values = [...facet.querySelectorAll("input")].map((box) => box.value);
      return [field, kind === "range" ? this.#cards.numbers(field) : this.#cards.choices(field, values)];
    }));
  }

  #fromAddress() {
    const { query, strange } = readQuery(location.search, this.#engine.columns, this.#sorts, this.#views);
    this.#query = query;
    this.#typing = "";
    this.#sync();
    this.#telling.strange(strange);
    this.#show();
  }

  /** @param {EventTarget | null} target */
  #changed(target) {
    // Leaving the search field is a change too, in the middle of a click: results must not move away under it.
    if (target === this.#field || rangeOf(target)) return;
    this.#flush();
    if (target instanceof HTMLInputElement && target.type === "checkbox") {
      this.#choose(target.name, target.value, target.checked);
      this.#remember(true, true);
    } else if (target instanceof HTMLSelectElement && target === this.#sort) {
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

  /** @param {EventTarget | null} target */
  #typed(target) {
    const field = target === this.#field ? "q" : rangeOf(target);
    if (!field) return;
    if (field !== this.#hand) this.#flush();
    this.#hand = field;
    clearTimeout(this.#timer);
    this.#pending = () => (field === "q" ? this.#takeWords(this.#field?.value ?? "") : this.#takeRange(field));
    this.#timer = window.setTimeout(() => this.#pending(), TYPING_PAUSE);
  }

  /** @param {string} field */
  #takeRange(field) {
    this.#timer = 0;
    const value = this.#telling.range(field)?.read() ?? null;
    if (value === null || value === ([...this.chosen(field)][0] ?? "")) return;
    this.#query.fields.set(field, new Set(value ? [value] : []));
    this.#remember(this.#typing !== field, true);
    this.#typing = field;
  }

  /** @param {string} words */
  #takeWords(words) {
    this.#timer = 0;
    if (words === this.#query.words) return;
    this.#query.words = words;
    this.#remember(this.#typing !== "q", true); // one step back undoes the whole word, not a letter
    this.#typing = words.trim() ? "q" : "";
  }

  /** Take what was typed now, before another choice or another page. The next word is a step of its own. */
  #flush() {
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#pending();
    }
    this.#typing = "";
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    if (!(target instanceof Element) || target.closest("a")) this.#flush();
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    if (button.matches(".kb-chip, .kb-clear, [data-show]")) this.#flush();
    if (button.matches(".kb-chip")) this.#remove(button);
    else if (button.matches(".kb-clear")) this.#clear();
    else if (button.matches(".kb-open")) this.#sheet.toggle(true);
    else if (button.matches(".kb-close, .kb-done")) this.#sheet.toggle(false);
    else if (button.matches(".kb-more")) this.#more(button);
    else if (button.dataset.show) {
      this.#query.view = button.dataset.show;
      this.#remember(true);
    }
  }

  /** @param {HTMLButtonElement} chip */
  #remove(chip) {
    const { field = "", value = "" } = chip.dataset;
    const next = chip.closest("li")?.nextElementSibling?.querySelector("button");
    const after = next ? [next.dataset.field, next.dataset.value] : null;
    if (field === "q") this.#query.words = "";
    else this.#choose(field, value, false);
    this.#remember(true);
    this.#sync();
    const stays = after && [...this.querySelectorAll("button.kb-chip")].find((b) => b instanceof HTMLElement && b.dataset.field === after[0] && b.dataset.value === after[1]);
    const focus = stays ?? this.querySelector(".kb-chip") ?? this.#field;
    if (focus instanceof HTMLElement) focus.focus();
  }

  #clear() {
    this.#query = { ...this.#query, fields: new Map(), words: "" };
    this.#remember(true);
    this.#sync();
    if (!this.#sheet.isOpen) this.#field?.focus();
  }

  /** Let the boxes and the fields say what the query says. */
  #sync() {
    for (const box of this.#boxes()) box.checked = this.chosen(box.name).has(box.value);
    for (const field of this.#engine.columns.keys()) this.#telling.range(field)?.write([...this.chosen(field)][0] ?? "");
    if (this.#field && this.#field.value.trim() !== this.#query.words.trim()) this.#field.value = this.#query.words;
    const select = this.#sort;
    if (!select) return;
    select.querySelector("[data-table]")?.remove();
    const { sort } = this.#query;
    if (![...select.options].some(({ value }) => value === sort)) {
      // An order that only the heads of the table give.
      const label = tableColumns(this).find(({ name }) => name === sort.replace(/^-/, ""))?.label ?? sort;
      const option = new Option(`${label} ${this.#descending ? "↓" : "↑"}`, sort);
      option.dataset.table = "";
      select.append(option);
    }
    select.value = sort;
  }

  /** @param {HTMLButtonElement} button */
  #more(button) {
    const open = button.closest(".kb-facet")?.toggleAttribute("data-open") ?? false;
    button.setAttribute("aria-expanded", String(open));
    [button.textContent, button.dataset.less] = [button.dataset.less ?? "", button.textContent ?? ""];
  }

  /** Put the query in the address and show its answer. @param {boolean} step whether Back must undo it @param {boolean} [bit] see `#show` */
  #remember(step, bit) {
    const address = location.pathname + this.#address();
    if (address !== location.pathname + location.search) {
      if (step) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    }
    this.#telling.strange([]);
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
    const answered = this.#long?.isAnswered(this.#address()) ?? false;
    this.toggleAttribute("data-busy", !answered);
    if (answered) return;
    const needed = this.#long?.needs(this.#query);
    if (needed) {
      needed.then(() => { if (turn === this.#turn) this.#show(true); }, () => this.#long?.failed(true));
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
    if (this.#long?.deck && this.#cards !== this.#long.deck) {
      this.#use(this.#long.deck);
      yield;
    }
    const results = this.#engine.results(this.#query);
    const n = results.count();
    this.#telling.count(this.#query, n);
    yield;
    yield* this.#cards.show(results, this.#order(), wordsOf(this.#query.words));
    this.#long?.tell(n);
    yield;
    this.#telling.tell(this.#query, n);
    this.removeAttribute("data-busy");
    this.dataset.view = this.#query.view;
    for (const button of this.querySelectorAll("button[data-show]")) {
      button.setAttribute("aria-pressed", String(button instanceof HTMLElement && button.dataset.show === this.#query.view));
    }
    this.dispatchEvent(new CustomEvent("kb-shown", { bubbles: true }));
  }

  #order() {
    return this.#cards.order(this.#query.sort.replace(/^-/, ""), this.#descending);
  }

  get #descending() {
    const back = this.#query.sort.startsWith("-");
    const option = [...this.#sort?.options ?? []].find((one) => one.value === this.#query.sort.replace(/^-/, ""));
    return (option?.hasAttribute("data-descending") ?? false) !== back;
  }

  #address() {
    return writeQuery(this.#query, this.#engine.columns, this.#sorts, this.#views);
  }

  /** The buttons that can do nothing before this script is there. @returns {HTMLButtonElement[]} */
  #asleep() {
    return [...this.querySelectorAll(/** @type {"button"} */ (".kb-open, .kb-more, .kb-views__button"))];
  }

  /** @returns {HTMLInputElement[]} */
  #boxes() {
    return [...this.querySelectorAll(/** @type {"input"} */ (".kb-facet input[type=checkbox]"))];
  }

  /** @returns {HTMLInputElement | null} */
  get #field() {
    return this.querySelector("input[name=q]");
  }

  /** @returns {HTMLSelectElement | null} */
  get #sort() {
    return this.querySelector("select[name=sort]");
  }
}

/** When all that was changed has been painted. @returns {Promise<void>} */
function painted() {
  return new Promise((done) => { requestAnimationFrame(() => { setTimeout(done); }); });
}

/** The field of numbers that a place to type in belongs to. @param {EventTarget | null} target */
function rangeOf(target) {
  const facet = target instanceof HTMLInputElement ? target.closest(".kb-facet[data-kind=range]") : null;
  return facet instanceof HTMLElement ? facet.dataset.facet ?? "" : "";
}

customElements.define("kb-index", KbIndex);
