// The entries that resemble what somebody fills in, by the measure of macros/library/neighbours.py. That names for each trait
// how much it tells, and who has it; what others say of both is not counted, as nobody refers to a new entry yet.

import { enumerated } from "../lib/in-words.mjs";
import { standing } from "./standing.mjs";

/**
 * @typedef {[
 *   field: string, value: string, adds: number, weight: number, phrase: string, name: string, above: number, holders: number[],
 * ]} Trait
 * @typedef {{
 *   least: number, few: number, most: number, phrases: number, names: number,
 *   entries: [id: string, title: string][], traits: Trait[], above: Record<string, Record<string, string>>,
 * }} Near `above` is by field what a value is part of; of a trait it is the place of that trait, or -1
 * @typedef {{ id: string, title: string, reason: string }} Neighbour
 */

const ROUNDING = 1e-9;

/**
 * What is filled in, with the choices that its words name.
 * @param {Record<string, unknown>} values @param {import("./items.mjs").FieldFacts[]} fields @returns {Record<string, unknown>}
 */
export function withNamed(values, fields) {
  const named = fields.flatMap(({ name, naming }) => {
    if (!naming || !(name in values) || naming.field in values) return [];
    const { choices, parts } = standing(String(values[name]), [], naming);
    return [[naming.field, [...choices, ...parts]]];
  });
  return { ...values, ...Object.fromEntries(named) };
}

/**
 * Those that resemble what is filled in enough to be named, the nearest first.
 * @param {Record<string, unknown>} values @param {Near} near
 * @param {string[]} but ids that are not meant: its own, and what it refers to @returns {Neighbour[]}
 */
export function neighboursOf(values, near, but) {
  const shared = traitsOf(values, near);
  /** @type {Map<number, number>} */ const scores = new Map();
  for (const place of shared) {
    const [, , adds, , , , , holders] = /** @type {Trait} */ (near.traits[place]);
    for (const holder of holders) scores.set(holder, (scores.get(holder) ?? 0) + adds);
  }
  const ranked = [...scores].filter(([holder, score]) => score >= near.least - ROUNDING && !but.includes(near.entries[holder]?.[0] ?? ""))
    .sort(([one, a], [other, b]) => (Math.abs(a - b) < ROUNDING ? one - other : b - a));
  const tied = (ranked[Math.max(near.most, near.few)]?.[1] ?? -1) + ROUNDING;
  return ranked.slice(0, near.most).filter(([, score]) => score > tied).map(([holder]) => {
    const [id, title] = /** @type {[string, string]} */ (near.entries[holder]);
    return { id, title, reason: reasonOf(shared.filter((place) => near.traits[place]?.[7].includes(holder)), near) };
  });
}

/** The places of the traits that it has. @param {Record<string, unknown>} values @param {Near} near */
function traitsOf(values, near) {
  return near.traits.flatMap(([field, value], place) => {
    const given = values[field] ?? [];
    const own = (Array.isArray(given) ? given : [given]).map(String);
    const all = own.flatMap((one) => lineOf(one, near.above[field] ?? {}));
    return all.includes(value) ? place : [];
  });
}

/** A value and all that it is part of. @param {string} value @param {Record<string, string>} above */
function lineOf(value, above) {
  /** @type {string[]} */ const line = [];
  for (let one = value; one && !line.includes(one); one = above[one] ?? "") line.push(one);
  return line;
}

/** Why, in words: each only as the nearest of what it is part of. @param {number[]} shared @param {Near} near */
function reasonOf(shared, near) {
  const traits = shared.map((place) => /** @type {Trait} */ (near.traits[place]));
  const nearest = traits.filter((_, at) => !traits.some(([, , , , , , above]) => above === shared[at]));
  /** @type {Map<string, string[]>} */ const said = new Map();
  // As they come they are in the order of their names: of what weighs as much, the first goes first.
  for (const [, , , , phrase, name] of nearest.sort(([, , , a], [, , , b]) => (Math.abs(a - b) < ROUNDING ? 0 : b - a))) {
    const names = said.get(phrase) ?? [];
    said.set(phrase, names.includes(name) ? names : [...names, name]);
  }
  const phrases = [...said].map(([phrase, names]) => phrase.replaceAll("{}", enumerated(names.slice(0, near.names), "en")));
  return phrases.slice(0, near.phrases).join(", ");
}
