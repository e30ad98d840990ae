import { fetchJson } from "../lib/fetching.mjs";
import { slug } from "../lib/folding.mjs";
import { setText } from "../lib/set-text.mjs";
import { TextColumn } from "./column-codec.mjs";
import { colour, foundLine, rangesOf } from "./highlights.mjs";
import { StubDivider } from "./stub-divider.mjs";

/**
 * @typedef {import("../lib/bitset.mjs").BitSet} BitSet
 * @typedef {import("./column-store.mjs").ColumnStore} ColumnStore
 */

const AT_ONCE = 6; // cards that fill most screens
const REST = 100; // milliseconds: who clicks on does not need the summaries in between
const KEPT = 60; // files of summaries that are remembered

/** The cards of a long list that lie on the page. Each is used again for another entry; its summary follows. */
export class CardRecycler {
  /** Whether the list is on its way to paper. */
  paper = false;
  /** Which page of the results lies here, from 0. */
  page = 0;
  /** @type {number[]} */ places = [];
  /** @type {string[]} */ #words = [];
  /** @type {FilledCard[]} */ #cards = [];
  /** @type {Map<number, string[]>} */ #texts = new Map();
  /** @type {AbortController | undefined} */ #fetching;
  #timer = 0;

  /**
   * @param {ColumnStore} store @param {string} folder
   * @param {HTMLElement} list @param {HTMLTemplateElement} blank @param {string} found
   */
  constructor(store, folder, list, blank, found) {
    const { data } = store;
    this.store = store;
    this.folder = folder;
    this.list = list;
    this.blank = blank;
    this.found = found;
    this.divider = new StubDivider(list);
    /** How many cards there are to a page, and at most on paper. */
    this.each = { page: Number(list.dataset.page), paper: Number(list.dataset.paper) };
    this.columns = {
      title: store.column(data.title),
      id: store.column(data.id),
      language: store.column(data.language),
      former: data.former ? store.column(data.former) : null,
      figure: store.column(data.figure),
      facts: new Map(Object.entries(data.facts).map(([name, given]) => [name, store.column(given)])),
    };
  }

  /** The id of an entry: most follow from their title, as in macros/index/column_store.py. @param {number} place */
  id(place) {
    return this.columns.id.at(place) || slug(this.columns.title.at(place));
  }

  /** What cards say in one of their columns, without the marks of its drawing. @param {number} at */
  facts(at) {
    const { division, texts } = this.store.column(this.store.data.facts[at]);
    const marks = this.blank.content.querySelectorAll(`[data-column="${at}"] circle`).length;
    return new TextColumn(division, texts.map((text) => text.slice(marks)));
  }

  /** A link to the page of an entry. @param {number} place */
  link(place) {
    const card = new FilledCard(this.blank);
    card.fill(this.columns, this.id(place), place, "");
    return card.link;
  }

  /**
   * In bits: first what a visitor sees at once.
   * @param {BitSet} results @param {number[]} order @param {string[]} words folded @param {boolean} usual whether the order is
   */
  *show(results, order, words, usual) {
    const first = this.paper ? 0 : this.page * this.each.page;
    const last = first + this.most;
    const places = [];
    for (let i = 0, nth = 0; i < order.length && nth < last; i++) if (results.has(order[i]) && nth++ >= first) places.push(order[i]);
    this.places = places;
    this.#words = words;
    this.divider.lift();
    yield* this.#lay();
    const bare = usual ? places.findIndex((place) => place >= this.divider.from) : -1;
    this.divider.lay(results, this.list.children[bare]);
    this.#follow();
  }

  /** How many cards there are to a page. */
  get most() {
    return this.paper ? this.each.paper : this.each.page;
  }

  /** The first card, to go on to. */
  focus() {
    this.list.querySelector("a")?.focus();
  }

  *#lay() {
    const { places } = this;
    for (let nth = 0; nth < places.length; nth++) {
      if (nth === AT_ONCE) yield;
      const card = (this.#cards[nth] ??= new FilledCard(this.blank));
      card.fill(this.columns, this.id(places[nth]), places[nth], this.#text(places[nth]));
      card.note(this.store.words.behind(places[nth], this.#words).map(([label, text]) => foundLine(this.found, label, text)));
      // One by one in the place of what stands there: a list that is empty for a moment would let the page jump.
      const there = this.list.children[nth];
      if (!there) this.list.append(card.element);
      else if (there !== card.element) there.replaceWith(card.element);
    }
    while (this.list.children.length > places.length) this.list.lastElementChild?.remove();
    this.#cards.length = Math.min(this.#cards.length, this.each.page);
    this.#mark();
  }

  #mark() {
    const cards = this.#words.length ? this.#cards.slice(0, this.places.length) : [];
    colour(cards.flatMap(({ element }) => rangesOf(element, this.#words)));
  }

  /** The summary of a place, where it is here; nothing where it must be fetched. @param {number} place */
  #text(place) {
    const { together } = this.store.data;
    return this.#texts.get(Math.floor(place / together))?.[place % together];
  }

  /** Fetch the summaries that are not here yet, once the visitor rests. */
  #follow() {
    clearTimeout(this.#timer);
    this.#fetching?.abort();
    const missing = this.places.filter((place) => this.#text(place) === undefined);
    const files = new Set(missing.map((place) => Math.floor(place / this.store.data.together)));
    if (!files.size) return;
    this.#fetching = new AbortController();
    const { signal } = this.#fetching;
    this.#timer = window.setTimeout(() => { for (const file of files) void this.#fetch(file, signal); }, REST);
  }

  /** @param {number} file @param {AbortSignal} signal */
  async #fetch(file, signal) {
    try {
      const texts = /** @type {string[]} */ (await fetchJson(`${this.folder}text-${file}.json`, { signal }));
      this.#texts.set(file, texts);
      if (this.#texts.size > KEPT) this.#texts.delete([...this.#texts.keys()][0]);
      if (signal.aborted) return;
      this.places.forEach((place, nth) => {
        if (Math.floor(place / this.store.data.together) === file) this.#cards[nth]?.tell(texts[place % this.store.data.together]);
      });
      if (this.#words.length) this.#mark();
    } catch {
      // Overtaken by another choice, or no connection: the card says what it is without its summary.
    }
  }
}

/** One card, made from a blank one, with what changes from entry to entry. */
class FilledCard {
  /** @param {HTMLTemplateElement} blank */
  constructor(blank) {
    this.element = /** @type {HTMLElement} */ (/** @type {Element} */ (blank.content.firstElementChild).cloneNode(true));
    const find = (/** @type {string} */ part) => /** @type {HTMLElement} */ (this.element.querySelector(part));
    this.link = /** @type {HTMLAnchorElement} */ (find(".kb-card__title a"));
    this.base = this.link.getAttribute("href")?.replace(/\/\/?$/, "/") ?? "";
    this.figure = find(".kb-card__figure");
    this.summary = find(".kb-card__summary");
    this.summaryText = this.summary.appendChild(new Text());
    this.facts = [...this.element.querySelectorAll("[data-column]")].map((element) => ({
      element: /** @type {HTMLElement} */ (element),
      name: /** @type {HTMLElement} */ (element).dataset.column ?? "",
      marks: [...element.querySelectorAll("circle")],
      text: /** @type {Element} */ (element.querySelector("dd")).appendChild(new Text()),
    }));
    this.list = find(".kb-card__facts");
  }

  /** @param {CardRecycler["columns"]} columns @param {string} id @param {number} place @param {string | undefined} summary */
  fill(columns, id, place, summary) {
    this.element.dataset.entry = id;
    setText(this.link, columns.title.at(place));
    this.link.setAttribute("href", `${this.base}${id}/`);
    const language = columns.language.at(place);
    if (language) this.link.lang = language;
    else this.link.removeAttribute("lang");
    const former = columns.former?.at(place);
    if (former) this.element.dataset.former = former;
    else delete this.element.dataset.former;
    const [number, ...what] = columns.figure.at(place).split("\t");
    this.figure.hidden = !number;
    if (number) {
      setText(this.figure.firstElementChild, number);
      /** @type {Text} */ (this.figure.lastChild).data = ` ${what.join(" ")}`;
    }
    let any = false;
    for (const { element, name, marks, text } of this.facts) {
      const given = columns.facts.get(name)?.at(place) ?? "";
      element.hidden = !given;
      any ||= given !== "";
      marks.forEach((mark, nth) => mark.toggleAttribute("data-on", given[nth] === "1"));
      text.data = given.slice(marks.length);
    }
    if (this.list) this.list.hidden = !any;
    this.tell(summary);
  }

  /** @param {string | undefined} summary nothing while it is not here yet */
  tell(summary) {
    const none = summary === "";
    this.summary.classList.toggle("kb-card__summary--none", none);
    this.summaryText.data = none ? this.summary.dataset.none ?? "" : summary ?? "";
  }

  /** @param {HTMLElement[]} lines where words were found */
  note(lines) {
    for (const line of this.element.querySelectorAll(".kb-card__found")) line.remove();
    this.element.append(...lines);
  }
}
