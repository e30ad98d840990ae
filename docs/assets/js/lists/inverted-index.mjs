import { BitSet } from "../lib/bitset.mjs";
import { fetchJson, pause } from "../lib/fetching.mjs";
import { addGaps, TextColumn, Folded, readDivision } from "./column-codec.mjs";

/**
 * Where words stand: `seen` is the title or the summary, `all` also what a card does not show.
 *
 * @typedef {{ seen: BitSet, all: BitSet }} Found
 *
 * What words.json holds: texts behind the cards, each word of the summaries, and how many of those are in each part.
 * @typedef {{ label: string, division: number, texts: string[] }} Column
 * @typedef {{ columns: Column[], divisions: string[], words: string[], parts: number[] }} Given
 * @typedef {import("./column-store.mjs").ColumnStore} ColumnStore
 */

const KEPT = 40; // words whose places are remembered: a visitor goes back and forth between a few

/** The words of a long list. Fetched when the first is typed; where words of summaries stand, by the alphabet. */
export class InvertedIndex {
  /** @type {Promise<void> | null} */ #coming = null;
  /** @type {{ label: string, column: TextColumn }[]} */ #behind = [];
  /** @type {Folded | null} */ #summaries = null;
  /** @type {number[]} the first word of each part */ #first = [];
  /** @type {Map<number, string[]>} */ #parts = new Map();
  /** @type {Map<string, Found>} */ #known = new Map();

  /** @param {ColumnStore} store @param {string} folder */
  constructor(store, folder) {
    this.store = store;
    this.folder = folder;
    this.titles = store.column(store.data.title);
  }

  /** What must be fetched before these words can be found. @param {string[]} words folded @returns {Promise<void> | null} */
  needs(words) {
    if (!words.length) return null;
    if (!this.#summaries) {
      this.#coming ??= this.#open().catch((error) => { this.#coming = null; throw error; });
      return this.#coming;
    }
    const parts = new Set(words.filter((word) => !this.#known.has(word)).flatMap((word) => this.#partsOf(word)));
    const missing = [...parts].filter((part) => !this.#parts.has(part));
    return missing.length ? this.#fetch(missing) : null;
  }

  /** @param {string} word folded @returns {Found} */
  places(word) {
    const known = this.#known.get(word);
    if (known) return known;
    const seen = new BitSet(this.store.size);
    this.titles.find(word, seen);
    this.#summaries?.find(word, (nth) => {
      const part = this.#partOf(nth);
      addGaps(this.#parts.get(part)?.[nth - this.#first[part]] ?? "", seen);
    });
    const all = seen.copy();
    for (const { column } of this.#behind) column.find(word, all);
    if (this.#known.size >= KEPT) this.#known.delete([...this.#known.keys()][0]);
    this.#known.set(word, { seen, all });
    return { seen, all };
  }

  /**
   * In which texts behind a card words stand that are not on it.
   * @param {number} place @param {string[]} words folded @returns {[string, string][]}
   */
  behind(place, words) {
    const unseen = words.filter((word) => !this.places(word).seen.has(place));
    const found = unseen.map((word) => this.#behind.find(({ column }) => column.has(place, word)));
    return [...new Set(found)].flatMap((one) => (one ? [[one.label, one.column.at(place)]] : []));
  }

  async #open() {
    const { columns, divisions, words, parts } = /** @type {Given} */ (await fetchJson(`${this.folder}words.json`));
    await pause();
    const all = [...this.store.divisions, ...divisions.map((code) => readDivision(code, this.store.size))];
    this.#behind = columns.map(({ label, division, texts }) => ({ label, column: new TextColumn(all[division], texts) }));
    // One column at a time: folding thousands of texts at once would hold up who types.
    for (const column of [this.titles, ...this.#behind.map((one) => one.column)]) {
      await pause();
      void column.folded;
    }
    await pause();
    let first = 0;
    this.#first = parts.map((length) => (first += length) - length);
    this.#summaries = new Folded(words);
  }

  /** @param {number[]} parts */
  async #fetch(parts) {
    await Promise.all(parts.map(async (part) => {
      this.#parts.set(part, /** @type {string[]} */ (await fetchJson(`${this.folder}places-${part}.json`)));
    }));
  }

  /** @param {string} word folded @returns {number[]} */
  #partsOf(word) {
    const parts = new Set();
    this.#summaries?.find(word, (nth) => { parts.add(this.#partOf(nth)); });
    return [...parts];
  }

  /** @param {number} nth a word of the summaries */
  #partOf(nth) {
    const after = this.#first.findIndex((first) => first > nth);
    return (after < 0 ? this.#first.length : after) - 1;
  }
}
