import { enumerated } from "../lib/in-words.mjs";
import { fill } from "../lib/plurals.mjs";
import { UNKNOWN } from "./query.mjs";

/**
 * The name of a selection: ‘Communities in Groningen of Drenthe met focus op innoveren’.
 *
 * @typedef {import("./query.mjs").Query} Query
 * @typedef {import("./facet-columns.mjs").FacetColumn} FacetColumn
 * @typedef {object} Phrases
 * @property {string} all what the whole list is called
 * @property {string} or what stands between two choices of one field
 * @property {string} and what stands between two phrases that begin alike
 * @property {string} searched how words are said, with {words}
 * @property {(field: string) => string} phrase how a choice of a field is said, with {} in its place
 * @property {(field: string) => string} unknown how it is said that nobody knows what an entry has in a field
 * @property {(field: string, value: string) => string} say how a choice is called within a sentence
 */

/**
 * Nothing when nothing is chosen.
 * @param {Query} query @param {Map<string, FacetColumn>} columns gives the order @param {Phrases} words
 */
export function selectionName(query, columns, words) {
  /** @type {string[]} */
  const phrases = [];
  for (const [field, column] of columns) {
    const chosen = query.fields.get(field) ?? new Set();
    const said = column.inOrder(chosen).filter((value) => value !== UNKNOWN).map((value) => words.say(field, value));
    const parts = said.length ? [words.phrase(field).replace("{}", () => enumerated(said, words.or))] : [];
    if (chosen.has(UNKNOWN)) parts.push(words.unknown(field));
    if (parts.length) phrases.push(parts.join(` ${words.or} `));
  }
  if (query.words.trim()) phrases.push(fill(words.searched, { words: query.words.trim() }));
  if (!phrases.length) return "";
  let name = words.all;
  phrases.forEach((phrase, i) => {
    // ‘met focus op innoveren en met knelpunt diversiteit’: without a word between them the two would run together.
    const alike = i > 0 && first(phrase) === first(phrases[i - 1]);
    name += alike ? ` ${words.and} ${phrase}` : ` ${phrase}`;
  });
  return name;
}

/** @param {string} phrase */
function first(phrase) {
  return phrase.split(" ", 1)[0];
}
