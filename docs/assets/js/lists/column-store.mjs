import { Choices, Numbers } from "../filters/facet-columns.mjs";
import { UNKNOWN, wordsOf } from "../filters/query.mjs";
import { BitSet } from "../lib/bitset.mjs";
import { fetchJson, pause } from "../lib/fetching.mjs";
import { order as orderOf } from "../lib/folding.mjs";
import { CardRecycler } from "./card-recycler.mjs";
import { TextColumn, readDivision } from "./column-codec.mjs";
import { InvertedIndex } from "./inverted-index.mjs";
import { labelsOf, tableColumns } from "./table-cells.mjs";

/**
 * A column as it is written: which of its texts each place has.
 * @typedef {{ division: number, texts: string[] }} Given
 *
 * What list.json holds; `together` is the number of summaries in one file.
 * @typedef {object} List
 * @property {number} size @property {number} together @property {string[]} divisions
 * @property {Given} title @property {Given} id @property {Given} language @property {Given} figure @property {Given} [former]
 * @property {Record<string, Given>} values @property {Record<string, Given>} order @property {Record<string, Given>} facts
 *
 * @typedef {import("./table-cells.mjs").Row} Row
 * @typedef {import("./table-cells.mjs").TableColumn} TableColumn
 * @typedef {import("../filters/query.mjs").Query} Query
 */

/**
 * The entries of an index that is too long for its page, as columns that macros/index/column_store.py wrote.
 * It answers what CardList answers, and shows a page of the results at a time.
 */
export class ColumnStore {
  /** @type {Map<string, number[]>} */ #orders = new Map();
  /** @type {Map<string, TextColumn>} by name, what a table says */ #cells = new Map();

  /**
   * @param {List} data
   * @param {string} folder where the rest is
   * @param {HTMLElement} list @param {HTMLTemplateElement} blank a card to fill in
   * @param {string} found a sentence with {label} and {text}
   */
  constructor(data, folder, list, blank, found) {
    this.size = data.size;
    this.divisions = data.divisions.map((code) => readDivision(code, this.size));
    this.data = data;
    this.list = list;
    this.usual = list.dataset.usual ?? "title";
    this.words = new InvertedIndex(this, folder);
    this.recycler = new CardRecycler(this, folder, list, blank, found);
  }

  /**
   * Fetch what is needed to filter and sort.
   * @param {string} folder @param {HTMLElement} list @param {HTMLTemplateElement} blank @param {string} found
   */
  static async open(folder, list, blank, found) {
    const data = /** @type {List} */ (await fetchJson(`${folder}list.json`));
    await pause();
    return new ColumnStore(data, folder, list, blank, found);
  }

  /** @param {Given | undefined} given */
  column(given) {
    return given ? new TextColumn(this.divisions[given.division], given.texts) : new TextColumn(new Uint32Array(this.size), []);
  }

  /** What must be fetched before a query can be answered; nothing when it is here. @param {Query} query @returns {Promise<void> | null} */
  needs(query) {
    return this.words.needs(wordsOf(query.words));
  }

  /** A column of choices. @param {string} field @param {string[]} values in the order in which they are shown */
  choices(field, values) {
    const bits = new Map(values.map((value) => [value, new BitSet(this.size)]));
    const { division, texts } = this.column(this.data.values[field]);
    const sets = ["", ...texts].map((text) => (text || UNKNOWN).split(" ").flatMap((value) => bits.get(value) ?? []));
    division.forEach((text, place) => { for (const set of sets[text]) set.add(place); });
    return new Choices(bits);
  }

  /** A column of numbers. @param {string} field @param {boolean} unknown whether it can be asked which are not known */
  numbers(field, unknown) {
    const { division, texts } = this.column(this.data.values[field]);
    return new Numbers(Array.from(division, (text) => (text ? Number(texts[text - 1]) : null)), unknown);
  }

  /** The places in which all words stand. @param {string[]} words folded */
  find = (words) => {
    const bits = BitSet.all(this.size);
    for (const word of words) bits.and(this.words.places(word).all);
    return bits;
  };

  /**
   * All places in an order; what has no value comes last, what is equal keeps the usual order.
   * @param {string} key @param {boolean} descending
   */
  order(key, descending) {
    const name = `${descending ? "-" : ""}${key}`;
    const known = this.#orders.get(name);
    if (known) return known;
    const { division, texts } = this.#sortedBy(key);
    const places = Array.from(division, (_, place) => place);
    this.#orders.set(name, places);
    if (key === this.usual) return descending ? places.reverse() : places; // the order in which they came
    const keys = texts.map(orderOf);
    // Texts are sorted once, and places by the rank of their text: ten thousand comparisons of text take too long.
    const sorted = texts.map((_, nth) => nth).sort((a, b) => (descending ? -1 : 1) * (keys[a] < keys[b] ? -1 : Number(keys[a] > keys[b])));
    const ranks = new Uint32Array(texts.length + 1).fill(texts.length);
    sorted.forEach((nth, rank) => {
      const same = rank > 0 && keys[nth] === keys[sorted[rank - 1]];
      ranks[nth + 1] = same ? ranks[sorted[rank - 1] + 1] : rank;
    });
    return places.sort((a, b) => ranks[division[a]] - ranks[division[b]] || a - b);
  }

  /** @param {string} key */
  #sortedBy(key) {
    if (key === this.usual) return this.column(undefined);
    if (key in this.data.order) return this.column(this.data.order[key]);
    const column = tableColumns(this.#index).find(({ name }) => name === key);
    return column ? this.#cellsOf(column) : this.column(key === "title" ? this.data.title : undefined);
  }

  /**
   * Show a page of the results, in an order, in a few bits.
   * @param {BitSet} results @param {number[]} order @param {string[]} words folded
   */
  show(results, order, words) {
    return this.recycler.show(results, order, words, order === this.order(this.usual, false));
  }

  /** The entries among the results, in an order. @param {BitSet} results @param {number[]} order */
  ids(results, order) {
    return order.filter((place) => results.has(place)).map((place) => this.recycler.id(place));
  }

  /** What a table says of the results, in an order. @param {BitSet} results @param {number[]} order @returns {Row[]} */
  rows(results, order) {
    return order.filter((place) => results.has(place)).map((place) => ({
      link: () => this.recycler.link(place),
      cell: (column) => this.#cellsOf(column).at(place),
    }));
  }

  /** What a table says of each entry in a column, as `cellText` reads it from a card. @param {TableColumn} column */
  #cellsOf({ name, at }) {
    const known = this.#cells.get(name);
    if (known) return known;
    const cells = this.#read(name, at);
    this.#cells.set(name, cells);
    return cells;
  }

  /** @param {string} name @param {number} at */
  #read(name, at) {
    if (name === "title") return this.column(this.data.title);
    const values = this.column(this.data.values[name]);
    if (labelsOf(this.#index, name, "") !== null) {
      return new TextColumn(values.division, values.texts.map((text) => labelsOf(this.#index, name, text) ?? text));
    }
    return at ? this.recycler.facts(at) : values;
  }

  get #index() {
    return /** @type {Element} */ (this.list.closest("kb-index"));
  }
}
