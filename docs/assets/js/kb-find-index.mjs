// @ts-check
// The index of the search, of which a browser fetches only what a question needs. macros/finding/files.py says
// which files there are.

/** @typedef {import("./kb-find-words.mjs").Word} Word */
/** @typedef {{ document: number, weight: number, field: number }} Posting weight: 0 to 1 */
/** @typedef {{ spread: number, postings: Posting[] }} Stem */
/** @typedef {{ url: string, collection: number, title: string, summary: string, aliases: string[], labels: [string, string][] }} Shown */
/** @typedef {{ one: string, many: string, title: string, path: string, icon: string }} Collection */
/** @typedef {{ steps: import("./kb-find-words.mjs").Steps, stop: Set<string>, filler: Set<string>, firsts: Set<string>, links: string[], shortest: number }} Rules */

/** @type {Map<string, Promise<Index>>} */ const opened = new Map();

/** The index in the folder at `base`, fetched once. @param {string} base @returns {Promise<Index>} */
export function openIndex(base) {
  const index = opened.get(base) ?? Index.open(base);
  opened.set(base, index);
  index.catch(() => opened.delete(base)); // so that another try asks anew
  return index;
}

export class Index {
  /** @type {Map<string, Promise<any>>} */ #fetched = new Map();

  /** @param {string} base @param {any} head @param {string} words */
  constructor(base, head, words) {
    this.base = `${base}${head.folder}/`;
    this.total = /** @type {number} */ (head.total);
    this.labels = /** @type {string[]} */ (head.labels);
    this.collections = /** @type {Collection[]} */ (head.collections);
    this.same = /** @type {string[][]} */ (head.same);
    this.near = /** @type {string[][]} */ (head.near);
    /** @type {Rules} */ this.rules = { ...head, stop: new Set(head.stop), filler: new Set(head.filler), firsts: new Set(head.firsts) };
    this.head = head;
    /** @type {Map<string, Word>} */ this.words = new Map();
    for (const line of words.split("\n")) {
      const [stem, spread, ending = "+"] = line.split(" ");
      const written = ending[0] === "+" ? stem + ending.slice(1) : ending.slice(1);
      this.words.set(stem, { stem, spread: Number(spread), written });
    }
  }

  /** @param {string} base */
  static async open(base) {
    const head = await get(`${base}index.json`, "no-cache").then((answer) => answer.json());
    return new Index(base, head, await get(`${base}${head.folder}/words.txt`).then((answer) => answer.text()));
  }

  /** The postings of these keys; a key that is not there is left out. @param {string[]} keys @returns {Promise<Map<string, Stem>>} */
  async stems(keys) {
    /** @type {Map<string, Stem>} */ const found = new Map();
    await Promise.all(keys.map(async (key) => {
      const place = lastAtMost(this.head.starts, key);
      const numbers = place < 0 ? undefined : (await this.#json(`stems/${place}.json`))[key];
      if (numbers) found.set(key, unpack(numbers, this.head.full));
    }));
    return found;
  }

  /** The collection of a document; -1 for a page. They stand in the order of the collections, pages last. @param {number} document */
  collectionOf(document) {
    const place = this.head.begins.findLastIndex((/** @type {number} */ begin) => begin <= document);
    return place === this.collections.length ? -1 : place;
  }

  /** What is shown of these documents, in the same order. @param {number[]} numbers @returns {Promise<Shown[]>} */
  documents(numbers) {
    return Promise.all(numbers.map(async (number) => {
      const file = await this.#json(`documents/${Math.floor(number / this.head.each)}.json`);
      const [url, collection, title, summary, aliases, labels] = file[number % this.head.each];
      return { url, collection, title, summary, aliases, labels };
    }));
  }

  /** @param {string} name @returns {Promise<any>} */
  #json(name) {
    const file = this.#fetched.get(name) ?? get(this.base + name).then((answer) => answer.json());
    this.#fetched.set(name, file);
    file.catch(() => this.#fetched.delete(name));
    return file;
  }
}

/** @param {string} address @param {RequestCache} [cache] */
async function get(address, cache = "default") {
  const answer = await fetch(address, { cache });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
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
  return { spread: numbers[0], postings };
}
