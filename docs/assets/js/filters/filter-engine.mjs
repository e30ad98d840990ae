import { BitSet } from "../lib/bitset.mjs";
import { choicesOf, wordsOf } from "./query.mjs";

/**
 * What answers a query: OR within a field, AND between fields and words.
 *
 * @typedef {import("./facet-columns.mjs").FacetColumn} FacetColumn
 * @typedef {import("./query.mjs").Query} Query
 */
export class FilterEngine {
  /** @type {{ text: string, places: BitSet | null }} */ #found = { text: "", places: null };

  /**
   * @param {number} size how many entries there are
   * @param {Map<string, FacetColumn>} columns by field
   * @param {(words: string[]) => BitSet} find the places in which all words stand
   */
  constructor(size, columns, find) {
    this.size = size;
    this.columns = columns;
    this.find = find;
  }

  /** The places that answer a query, leaving out one field. @param {Query} query @param {string} [but] a field, or `q` for the words */
  results(query, but) {
    const results = BitSet.all(this.size);
    for (const [name, chosen] of query.fields) {
      const column = this.columns.get(name);
      if (name === but || !chosen.size || !column) continue;
      const any = new BitSet(this.size);
      for (const value of chosen) any.or(column.places(value));
      results.and(any);
    }
    const words = but === "q" ? null : this.#words(query.words);
    return words ? results.and(words) : results;
  }

  /** Behind each choice of a field, the number of results it would give now. @param {Query} query @param {string} field */
  counts(query, field) {
    return this.columns.get(field)?.counts(this.results(query, field)) ?? new Map();
  }

  /**
   * With no results: the choice whose removal helps most.
   * @param {Query} query
   * @returns {{ field: string, value: string, count: number } | null} `field` is `q` for the words
   */
  bestRemoval(query) {
    let best = null;
    for (const [field, value] of choicesOf(query)) {
      const fields = new Map([...query.fields].map(([name, values]) => [name, new Set(values)]));
      fields.get(field)?.delete(value);
      const count = this.results({ ...query, fields, words: field === "q" ? "" : query.words }).count();
      if (count > (best?.count ?? 0)) best = { field, value, count };
    }
    return best;
  }

  /** @param {string} text */
  #words(text) {
    const words = wordsOf(text);
    if (!words.length) return null;
    if (this.#found.text !== text) this.#found = { text, places: this.find(words) };
    return this.#found.places;
  }
}
