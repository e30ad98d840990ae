// What the entries of a collection are called, in the files that macros/forms/names.py writes: fetched once in a page,
// and looked through as one types.

import { fetchJson } from "../lib/fetching.mjs";
import { fold, slug } from "../lib/folding.mjs";

/** @typedef {[id: string, title: string, ...aliases: string[]]} Name */
/** @typedef {{ name: Name, by: string }} Hit `by` is which of its names the words are found in */

const INNER = 3; // letters: what is shorter stands in half of all names

/** @type {Map<string, Promise<Name[]>>} */
const fetched = new Map();

/** The names in a file. What did not come is asked for anew the next time. @param {string} address */
export function namesAt(address) {
  const known = fetched.get(address);
  if (known) return known;
  const names = fetchJson(address).then((list) =>
    // An id that follows from the title is left out there.
    /** @type {Name[]} */ (list).map(([id, title, ...aliases]) => /** @type {Name} */ ([id || slug(title), title, ...aliases])));
  fetched.set(address, names);
  names.catch(() => fetched.delete(address));
  return names;
}

/**
 * A name as it counts, with a space before each word: white space, signs, capitals, accents and apostrophes tell none apart.
 * @param {string} text
 */
function plain(text) {
  const folded = fold(text);
  return ` ${folded.replaceAll("'", "").replace(/[^\p{L}\p{N}]+/gu, " ").trim() || folded}`;
}

/** What thousands of names are like is found out once, not at each key. @type {WeakMap<Name, string[]>} */
const known = new WeakMap();

/** @param {Name} name */
function plainNames(name) {
  const one = known.get(name) ?? name.map(plain);
  known.set(name, one);
  return one;
}

/**
 * Of the names those that have, for each word that was typed, a word that begins like it: first what begins like all that
 * was typed, then other titles, then other names and ids; as they were within these.
 * @param {string} typed @param {readonly Name[]} names @returns {Hit[]}
 */
export function find(typed, names) {
  const whole = plain(typed);
  const words = whole.split(/(?= )/);
  /** @type {Hit[][]} */ const groups = [[], [], []];
  for (const name of names) {
    const own = plainNames(name);
    const [id, title, ...others] = own;
    const by = [title, ...others, id].find((one) => words.every((word) => one.includes(word)));
    if (by !== undefined) {
      const group = groups[by !== title ? 2 : title.startsWith(whole) ? 0 : 1];
      group.push({ name, by: name[Math.max(own.indexOf(by, 1), 0)] });
    }
  }
  const found = groups.flat();
  // Where no word begins so, somebody may look for the second half of one.
  const parts = words.map((word) => word.trim());
  if (found.length || parts.some((part) => part.length < INNER)) return found;
  return names.flatMap((name) => {
    const by = plainNames(name).slice(1).findIndex((one) => parts.every((part) => one.includes(part)));
    return by < 0 ? [] : [{ name, by: name[by + 1] }];
  });
}

/** The entries that are called so, by any of their names. @param {string} typed @param {readonly Name[]} names */
export function called(typed, names) {
  const whole = plain(typed);
  return whole.length > 1 ? names.filter((name) => plainNames(name).includes(whole)) : [];
}
