import { pageAt } from "./storage.mjs";

/**
 * Entries, as the site gives them to our scripts: `entry.json` beside the page of each, which macros/views/entry_data.py
 * writes. What it holds is in docs/ontwikkelen/scripts.md.
 *
 * @typedef {string | [text: string, href: string, language?: string]} Piece words, or a link as the page of the entry has it
 * @typedef {{ said?: Piece[], html?: string, ours?: string }} Item one value; `ours` is the mark of the editors
 * @typedef {{ label: string, items: Item[], fact?: boolean, ours?: string }} Row a fact is a value, not a text
 * @typedef {{ title: string, summary: string, language?: string, rows: Row[] }} Told
 *
 * `entry` is what it is called now, `asked` the name by which it was asked for.
 * @typedef {Told & { entry: string, asked: string, url: string }} Entry
 */

/**
 * Read an entry. Raises an error where it does not come.
 * @param {string} entry its collection and id @param {Record<string, { path: string }>} collections
 * @param {string} [asked] what led here, where that is another
 * @returns {Promise<Entry | null>} null for an entry that is not there
 */
export async function readEntry(entry, collections, asked) {
  const [collection, id] = entry.split("/");
  if (!Object.hasOwn(collections, collection)) return null;
  const url = pageAt(`${collections[collection].path}/${id}/`);
  const answer = await fetch(`${url}entry.json`);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  const told = /** @type {Told & { now?: string }} */ (await answer.json());
  if (told.now) return asked ? null : readEntry(told.now, collections, entry); // an address of before
  return { ...told, entry, asked: asked ?? entry, url };
}

/** The words of a value. @param {Item} item */
export function textOf({ said = [] }) {
  return said.map((piece) => (typeof piece === "string" ? piece : piece[0])).join("");
}
