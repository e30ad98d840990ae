// The index of the search, of which a browser fetches only what a question needs. macros/search/files.py says
// which files there are.

import { fetchJson, fetchWell } from "../lib/fetching.mjs";

/** @typedef {import("./stemming.mjs").Word} Word */
/** @typedef {{ document: number, weight: number, field: number }} Posting weight: 0 to 1 */
/** @typedef {{ frequency: number, postings: Posting[] }} Stem */
/** @typedef {{ url: string, collection: number, title: string, summary: string, aliases: string[], labels: [string, string][] }} Shown */
/** @typedef {{ one: string, many: string, title: string, path: string, icon: string }} Collection */
/** @typedef {import("./stemming.mjs").Steps} Steps */
/** @typedef {"links" | "shortest" | "longest" | "steps" | "name" | "between"} AsWritten */
/** @typedef {Record<"stop" | "filler" | "firsts", Set<string>> & Pick<Head, AsWritten>} Rules */
/** @typedef {[url: string, collection: number, title: string, summary: string, aliases: string[], labels: [string, string][]]} Written */
/**
 * What index.json holds.
 * @typedef {object} Head
 * @property {string} folder @property {number} total @property {number} full @property {number} each
 * @property {number[]} begins @property {string[]} starts @property {string[]} labels
 * @property {Collection[]} collections @property {string[][]} same @property {string[][]} near
 * @property {string[]} stop @property {string[]} filler @property {string[]} firsts
 * @property {string[]} links @property {number} shortest @property {number} longest @property {Steps} steps
 * @property {string} name what a key begins with that is a whole name @property {string} between the stems of what is listed
 * @property {{ alias: number, label: number, text: number }} fields the numbers of fields; from `text` on each is a label of its own
 */

/** @type {Map<string, Promise<Index>>} */ const opened = new Map();

/** The index in the folder at `base`, fetched once. @param {string} base @returns {Promise<Index>} */
export function openIndex(base) {
  const index = opened.get(base) ?? Index.open(base);
  opened.set(base, index);
  index.catch(() => opened.delete(base)); // so that another try asks anew
  return index;
}

export class Index {
  /** @type {Map<string, Promise<unknown>>} */ #fetched = new Map();

  /** @param {string} base @param {Head} head @param {string} words */
  constructor(base, head, words) {
    this.base = `${base}${head.folder}/`;
    this.total = head.total;
    this.labels = head.labels;
    this.collections = head.collections;
    this.same = head.same;
    this.near = head.near;
    /** @type {Rules} */ this.rules = { ...head, stop: new Set(head.stop), filler: new Set(head.filler), firsts: new Set(head.firsts) };
    this.head = head;
    /** @type {Map<string, Word>} */ this.words = new Map();
    for (const line of words.split("\n")) {
      const [stem, frequency, ending = "+"] = line.split(" ");
      const written = ending[0] === "+" ? stem + ending.slice(1) : ending.slice(1);
      this.words.set(stem, { stem, frequency: Number(frequency), written });
    }
  }

  /** @param {string} base */
  static async open(base) {
    const head = /** @type {Head} */ (await fetchJson(`${base}index.json`, { cache: "no-cache" }));
    return new Index(base, head, await (await fetchWell(`${base}${head.folder}/words.txt`)).text());
  }

  /** The postings of these keys; a key that is not there is left out. @param {string[]} keys @returns {Promise<Map<string, Stem>>} */
  async stems(keys) {
    /** @type {Map<string, Stem>} */ const found = new Map();
    await Promise.all(keys.map(async (key) => {
      const place = lastAtMost(this.head.starts, key);
      const file = place < 0 ? {} : /** @type {Record<string, number[]>} */ (await this.#json(`stems/${place}.json`));
      const numbers = file[key];
      if (numbers) found.set(key, unpack(numbers, this.head.full));
    }));
    return found;
  }

  /** The collection of a document; -1 for a page. They stand in the order of the collections, pages last. @param {number} document */
  collectionOf(document) {
    const place = this.head.begins.findLastIndex((begin) => begin <= document);
    return place === this.collections.length ? -1 : place;
  }

  /** What is shown of these documents, in the same order. @param {number[]} numbers @returns {Promise<Shown[]>} */
  documents(numbers) {
    return Promise.all(numbers.map(async (number) => {
      const file = /** @type {Written[]} */ (await this.#json(`documents/${Math.floor(number / this.head.each)}.json`));
      const [url, collection, title, summary, aliases, labels] = file[number % this.head.each];
      return { url, collection, title, summary, aliases, labels };
    }));
  }

  /** @param {string} name */
  #json(name) {
    const file = this.#fetched.get(name) ?? fetchJson(this.base + name);
    this.#fetched.set(name, file);
    file.catch(() => this.#fetched.delete(name));
    return file;
  }
}

/** The place of the last text that does not come after `key`. @param {string[]} sorted @param {string} key */
function lastAtMost(sorted, key) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= key) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** @param {number[]} numbers @param {number} full @returns {Stem} */
function unpack(numbers, full) {
  /** @type {Posting[]} */ const postings = [];
  let document = 0;
  for (let place = 1; place < numbers.length; place += 3) {
    document += numbers[place];
    postings.push({ document, weight: numbers[place + 1] / full, field: numbers[place + 2] });
  }
  return { frequency: numbers[0], postings };
}
