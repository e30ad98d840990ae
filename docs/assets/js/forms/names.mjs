// What the entries of a collection are called, in the files that macros/forms/names.py writes: fetched once in a page,
// and looked through as one types.

import { fetchJson } from "../lib/fetching.mjs";
import { fold } from "../lib/folding.mjs";

/** @typedef {[id: string, title: string, ...aliases: string[]]} Name */
/** @typedef {{ name: Name, by: string }} Hit `by` is which of its names the words are found in */

/** @type {Map<string, Promise<Name[]>>} */
const fetched = new Map();

/** The names in a file. What did not come is asked for anew the next time. @param {string} address */
export function namesAt(address) {
  const known = fetched.get(address);
  if (known) return known;
  const names = fetchJson(address).then((list) => /** @type {Name[]} */ (list));
  fetched.set(address, names);
  names.catch(() => fetched.delete(address));
  return names;
}

/** A name as it counts: white space, signs, capitals, accents and apostrophes tell none apart. @param {string} text */
function plain(text) {
  const words = fold(text).replaceAll("'", "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return { words, whole: words.join(" ") || fold(text) };
}

/** What thousands of names are like is found out once, not at each key. @type {WeakMap<Name, ReturnType<typeof plain>[]>} */
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
  const { words, whole } = plain(typed);
  if (whole && !words.length) return []; // only signs
  /** @type {Hit[][]} */ const groups = [[], [], []];
  for (const name of names) {
    const own = plainNames(name);
    const has = (/** @type {number} */ place) => words.every((word) => own[place].words.some((one) => one.startsWith(word)));
    const [id, title, ...others] = name.keys();
    const by = [title, ...others, id].find(has);
    if (by !== undefined) groups[by !== title ? 2 : own[title].whole.startsWith(whole) ? 0 : 1].push({ name, by: name[by] });
  }
  return groups.flat();
}

/** The entries that are called so, by any of their names. @param {string} typed @param {readonly Name[]} names */
export function called(typed, names) {
  const { whole } = plain(typed);
  return whole ? names.filter((name) => plainNames(name).some((one) => one.whole === whole)) : [];
}
