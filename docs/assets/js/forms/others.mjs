import { fold } from "../lib/folding.mjs";
import { namesAt } from "./names.mjs";

/** @typedef {import("./names.mjs").Name} Name */

/** What is known of other entries while a form is filled in: how they are called, fetched once it is needed. */
export class Others {
  /** By the address of the names of a collection; empty until they are there. @type {Map<string, Name[]>} */
  #names = new Map();
  #news;

  /** @param {() => void} news called when more is known */
  constructor(news) {
    this.#news = news;
  }

  /** Have the names at these addresses. What does not come is not held against: the check will know. @param {Iterable<string>} addresses */
  learn(addresses) {
    for (const address of addresses) {
      if (this.#names.has(address)) continue;
      this.#names.set(address, []);
      namesAt(address).then((names) => {
        this.#names.set(address, names);
        this.#news();
      }, () => this.#names.delete(address));
    }
  }

  /** The ids of entries, by collection, as far as they are known. @returns {Record<string, Set<string>>} */
  get ids() {
    const known = [...this.#names].filter(([, names]) => names.length);
    return Object.fromEntries(known.map(([address, names]) => [address.replace(/.*\/|\.json$/g, ""), new Set(names.map(([id]) => id))]));
  }

  /** The entries of a collection, but for one. @param {string} address @param {string} [but] its id */
  entries(address, but) {
    return (this.#names.get(address) ?? []).filter(([id]) => id !== but);
  }
}

/** Who bears which name, folded: the title of the entry, and how the name is written. @param {Name[]} entries */
export function bearers(entries) {
  return new Map(entries.flatMap(([, title, ...aliases]) =>
    [title, ...aliases].map((name) => /** @type {[string, [string, string]]} */ ([fold(name), [title, name]]))));
}
