import { fold } from "../lib/folding.mjs";
import { enumerated } from "../lib/in-words.mjs";
import { fill } from "../lib/plurals.mjs";

/**
 * What an index is asked: reading and writing it in an address. Pure functions.
 *
 * @typedef {object} Askable
 * @property {(value: string) => string | null} accepts
 * @property {(chosen: Set<string>, value: string) => Set<string>} add
 * @property {(chosen: Set<string>) => string[]} inOrder
 *
 * @typedef {{ fields: Map<string, Set<string>>, words: string, sort: string, view: string, columns?: string }} Query
 */

/** In an address, instead of a choice: nobody knows. As UNKNOWN in macros/schema/schemas.py; tests/cases/parity/filters.json has both. */
export const UNKNOWN = "niet_bekend";

/** What an address may name of a field with fixed choices. */
export class Values {
  /** @param {Iterable<string>} values in the order in which they are shown */
  constructor(values) {
    this.values = new Set(values);
    /** @type {Map<string, string>} */
    this.former = new Map();
  }

  /**
   * What values were called before leads to what they are called now.
   * @param {Iterable<HTMLElement>} boxes @param {(box: HTMLElement) => string} valueOf
   */
  know(boxes, valueOf) {
    for (const box of boxes) for (const old of box.dataset.former?.split(" ") ?? []) this.former.set(old, valueOf(box));
    return this;
  }

  /** The value as we write it, or nothing when there is none such. @param {string} value */
  accepts(value) {
    return this.values.has(value) ? value : (this.former.get(value) ?? null);
  }

  /** One more choice. @param {Set<string>} chosen @param {string} value */
  add(chosen, value) {
    return new Set(chosen).add(value);
  }

  /** What is chosen, in the order in which choices are shown. @param {Set<string>} chosen */
  inOrder(chosen) {
    return [...this.values].filter((value) => chosen.has(value));
  }
}

/** The words of a search, each to be found, each once. @param {string} text */
export function wordsOf(text) {
  return [...new Set(fold(text).split(" "))].filter(Boolean);
}

/**
 * Read a query from an address.
 * @param {string} search the part of the address from `?`
 * @param {Map<string, Askable>} columns what can be chosen, by field
 * @param {string[]} sorts what can be sorted by; the first is the usual order
 * @param {string[]} views how the list can be seen; the first is the usual way
 * @returns {{ query: Query, strange: string[] }} `strange` holds choices that do not exist here
 */
export function readQuery(search, columns, sorts, views) {
  const parameters = new URLSearchParams(search);
  /** @type {Map<string, Set<string>>} */
  const fields = new Map();
  const strange = [];
  for (const [name, given] of parameters) {
    const column = columns.get(name);
    if (!column) continue; // another program's parameter
    const value = column.accepts(given);
    if (value !== null) fields.set(name, column.add(fields.get(name) ?? new Set(), value));
    else if (given) strange.push(given);
  }
  /** @param {string} name @param {string[]} all */
  const known = (name, all) => all.find((one) => one === parameters.get(name)) ?? all[0] ?? "";
  const [words, columnsShown] = [parameters.get("q") ?? "", parameters.get("columns") ?? ""];
  return { query: { fields, words, sort: known("sort", sorts), view: known("view", views), columns: columnsShown }, strange };
}

/**
 * Write a query for an address; nothing when it asks nothing.
 * @param {Query} query
 * @param {Map<string, Askable>} columns gives the order of fields and values
 * @param {string[]} sorts @param {string[]} views
 */
export function writeQuery(query, columns, sorts, views) {
  const parameters = new URLSearchParams();
  for (const [name, column] of columns) {
    for (const value of column.inOrder(query.fields.get(name) ?? new Set())) parameters.append(name, value);
  }
  if (query.words.trim()) parameters.set("q", query.words.trim());
  if (query.sort && query.sort !== sorts[0]) parameters.set("sort", query.sort);
  if (query.view && query.view !== views[0]) parameters.set("view", query.view);
  if (query.columns) parameters.set("columns", query.columns);
  const text = parameters.toString();
  return text ? `?${text}` : "";
}

/** All that is chosen, as pairs of field and value; the words are the field `q`. @param {Query} query */
export function choicesOf(query) {
  /** @type {[string, string][]} */
  const choices = [];
  for (const [name, values] of query.fields) for (const value of values) choices.push([name, value]);
  if (query.words.trim()) choices.push(["q", query.words.trim()]);
  return choices;
}

/**
 * What is asked, in words: `thema: Waterstof; provincie: Groningen of Drenthe; gezocht op ‘net’`.
 * @param {Query} query
 * @param {Map<string, Askable>} columns gives the order of fields and values
 * @param {(field: string) => string} nameOf how a field is called
 * @param {(field: string, value: string) => string} labelOf how a choice is called
 * @param {{ or: string, searched: string }} say what stands before the last of several choices, and the words with {words}
 */
export function inWords(query, columns, nameOf, labelOf, say) {
  const parts = [];
  for (const [field, column] of columns) {
    const labels = column.inOrder(query.fields.get(field) ?? new Set()).map((value) => labelOf(field, value));
    if (labels.length) parts.push(`${nameOf(field)}: ${enumerated(labels, say.or)}`);
  }
  if (query.words.trim()) parts.push(fill(say.searched, { words: query.words.trim() }));
  return parts.join("; ");
}
