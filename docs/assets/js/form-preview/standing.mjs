// What words name of a vocabulary, as macros/library/taxonomy.py reads them, for the field in which one writes them.

import { fold } from "../lib/folding.mjs";

/**
 * @typedef {{
 *   field: string, choices: string[], groups: string[], whole: string,
 *   labels: Record<string, string>, names: Record<string, [string, string]>,
 * }} Naming the field of choices that the words name; `names` by name, folded: the value, and how it is spelled
 */

const BETWEEN = /(\s{0,20}[,;/()]\s{0,20}|\s{1,20}en\s{1,20})/;

/** Without regard to hyphens. @param {string} name */
const folded = (name) => fold(name).replaceAll("-", " ").split(/\s+/).filter(Boolean).join(" ");

/** Words with each name in them as the vocabulary spells it. @param {string} words @param {Naming} naming */
export function spelled(words, { names }) {
  return names[folded(words)]?.[1] ?? words.split(BETWEEN).map((one) => names[folded(one)]?.[1] ?? one).join("");
}

/** The values that words name, each once. @param {string} words @param {Naming} naming */
function said(words, { names }) {
  const found = names[folded(words)] ? [words] : completed(words.split(BETWEEN).filter((_, at) => at % 2 === 0));
  return [...new Set(found.flatMap((one) => names[folded(one)]?.[0] ?? []))];
}

/** Names of which the tail is said once have it each: ‘Oost-’ and ‘Zuid-Nederland’. @param {string[]} names */
function completed(names) {
  let tail = "";
  return names.reduceRight((/** @type {string[]} */ found, name) => {
    if (name.endsWith("-")) return [name + tail, ...found];
    tail = name.slice(name.lastIndexOf("-") + 1);
    return [name, ...found];
  }, []);
}

/**
 * Where an entry stands with these choices, or these words: its choices, the groups in which its choice is not known, and all.
 * @param {string | undefined} words @param {string[]} chosen @param {Naming} naming
 */
export function standing(words, chosen, naming) {
  const named = chosen.length ? [] : said(words ?? "", naming);
  const choices = chosen.length ? chosen : named.filter((value) => naming.choices.includes(value));
  const parts = named.filter((value) => naming.groups.includes(value));
  const everywhere = naming.whole && naming.choices.every((value) => choices.includes(value));
  return { choices, parts, whole: Boolean(everywhere || (!choices.length && !parts.length && named.includes(naming.whole))) };
}

/**
 * Where an entry is, by what is known best: its place and choices, else the group or the whole, else as written.
 * @param {string | undefined} words @param {string[]} chosen @param {string} place @param {Naming} naming
 */
export function whereabouts(words, chosen, place, naming) {
  const { choices, parts, whole } = standing(words, chosen, naming);
  const known = whole ? [naming.whole] : [...choices, ...parts];
  return [...new Set([place, ...known.map((value) => naming.labels[value] ?? value)])].filter(Boolean).join(", ") || words;
}
