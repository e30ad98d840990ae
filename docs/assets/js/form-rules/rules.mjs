// What was filled in in a form, held against the rules of its collection: what macros/validation says of a file, in the
// same words. macros/forms/rules.py makes the rules and the words; tests/cases/parity/form-rules.json holds the two sides
// to each other. Pure functions.
import { fill } from "../lib/plurals.mjs";
import { addressMeant, dateMeant, isDay, numberMeant } from "./guesses.mjs";

/**
 * A schema, with the keywords that are read here.
 * @typedef {{
 *   type?: string, title?: string, "x-hint"?: string, contentMediaType?: string, format?: string, pattern?: string,
 *   enum?: unknown[], minLength?: number, maxLength?: number, minimum?: number, maximum?: number,
 *   minItems?: number, maxItems?: number, uniqueItems?: boolean, minProperties?: number,
 *   required?: string[], dependentRequired?: Record<string, string[]>,
 *   "x-reference"?: string, "x-not-before"?: string, "x-unique"?: string,
 *   oneOf?: Rules[], items?: Rules, properties?: Record<string, Rules>,
 * }} Rules
 * Of a collection there is also what an entry that it refers to is called, by collection.
 * @typedef {Rules & { one: Record<string, string> }} CollectionRules
 * By rule: the code of a problem, and by kind its message and how to mend it.
 * @typedef {{
 *   rules: Record<string, [code: string, kinds: Record<string, [message: string, hint: string]>]>,
 *   wanted: Record<string, string>, given: Record<string, string>, earliest: number,
 * }} Words
 * @typedef {(string | number)[]} At the way to a value
 * `fix` is what to fill in instead of what was, where that is known.
 * @typedef {{ at: At, code: string, message: string, hint: string, fix: [string, string] | null }} FormProblem
 * @typedef {Record<string, unknown>} Values
 */

const CONTACT = /^(?:tel|sms|mailto|callto):/i;
const SPACED = /^https?:\/\/[^\s/?#]{1,253}[/?#]\S*(?:\s(?!https?:|www\.)\S+)+$/i;

/**
 * What is wrong with what was filled in, in the order of the fields. What was not filled in is not in `values`; a number
 * that is none is the text that was typed.
 * @param {Values} values @param {Rules} rules @param {Words} words @returns {FormProblem[]}
 */
export function problemsOf(values, rules, words) {
  return [...inGroup(values, rules, [], words)];
}

/**
 * One problem: what is said of a rule, with its values filled in.
 * @param {Words} words @param {string} rule @param {string} kind @param {At} at
 * @param {Record<string, string | number>} values @param {[string, string] | null} fix @returns {FormProblem}
 */
export function told(words, rule, kind, at, values, fix = null) {
  const [code, kinds] = words.rules[rule];
  const [message, hint] = kinds[kind].map((sentence) => fill(sentence, values).trim());
  return { at, code, message, hint, fix };
}

/** A value as a message shows it. @param {unknown} value */
export function shown(value) {
  const signs = [...(typeof value === "string" ? value : JSON.stringify(value))];
  return signs.length <= 60 ? signs.join("") : `${signs.slice(0, 57).join("")}…`;
}

/** The field that a way leads to. @param {At} at */
const nameAt = (at) => String(at.findLast((part) => typeof part === "string") ?? "");

/** @param {Values} values @param {Rules} rules @param {At} at @param {Words} words @returns {Generator<FormProblem>} */
function* inGroup(values, rules, at, words) {
  const parts = rules.properties ?? {};
  if (Object.keys(values).length < (rules.minProperties ?? 0)) {
    yield told(words, "minProperties", "", at, { label: labelOf(rules, at) });
  }
  for (const [name, part] of Object.entries(parts)) {
    const here = [...at, name];
    if (Object.hasOwn(values, name)) {
      yield* inValue(values[name], part, here, words);
      continue;
    }
    if (rules.required?.includes(name)) {
      yield told(words, "required", part.contentMediaType ? "text" : "", here, { name, title: part.title ?? name });
    }
    for (const [other, needed] of Object.entries(rules.dependentRequired ?? {})) {
      if (!Object.hasOwn(values, other) || !needed.includes(name)) continue;
      yield told(words, "dependentRequired", "", here, { name: other, title: parts[other].title ?? other, other: name });
    }
  }
}

/** @param {unknown} value @param {Rules} rules @param {At} at @param {Words} words @returns {Generator<FormProblem>} */
function* inValue(value, rules, at, words) {
  const about = { label: labelOf(rules, at), about: rules["x-hint"] ?? "", value: shown(value) };
  /** @param {string} rule @param {Record<string, string | number>} more @param {string} [kind] */
  const tell = (rule, more, kind = "") => told(words, rule, kind, at, { ...about, ...more });
  /** More or fewer than may be. @param {"minimum" | "minLength" | "minItems"} least @param {"maximum" | "maxLength" | "maxItems"} most
   * @param {number} n */
  const measured = function* (least, most, n) {
    if (n < (rules[least] ?? -Infinity)) yield tell(least, { n, wanted: rules[least] ?? 0 });
    if (n > (rules[most] ?? Infinity)) yield tell(most, { n, wanted: rules[most] ?? 0 });
  };
  const type = typeOf(value);
  if (rules.type && rules.type !== type) yield wrongType(value, rules, at, words);
  if (rules.enum && !rules.enum.includes(value)) {
    yield tell("enum", { title: rules.title ?? "dit veld" }, type === "array" ? "list" : "");
  }
  if (typeof value === "string") {
    yield* measured("minLength", "maxLength", [...value].length);
    if (rules.pattern && !new RegExp(rules.pattern, "u").test(value)) yield wrongPattern(value, rules, at, words);
    if (rules.format === "date") yield* wrongDate(value, rules, at, words);
  } else if (typeof value === "number") yield* measured("minimum", "maximum", value);
  else if (Array.isArray(value)) {
    yield* measured("minItems", "maxItems", value.length);
    const twice = rules.uniqueItems ? firstDouble(value) : 0;
    const kind = typeof value[twice] === "string" ? "text" : "";
    if (twice) yield told(words, "uniqueItems", kind, [...at, twice], { ...about, value: shown(value[twice]) });
    for (const [place, item] of value.entries()) yield* inValue(item, rules.items ?? {}, [...at, place], words);
  } else if (type === "object" && rules.properties) yield* inGroup(/** @type {Values} */ (value), rules, at, words);
  if (rules.oneOf) yield* inOptions(value, rules, rules.oneOf, at, words);
}

/** A value that may be one thing or another. @param {unknown} value @param {Rules} rules @param {Rules[]} options @param {At} at
 * @param {Words} words @returns {Generator<FormProblem>} */
function* inOptions(value, rules, options, at, words) {
  const found = options.map((option) => [...inValue(value, option, at, words)]);
  if (found.filter((problems) => !problems.length).length === 1) return;
  const type = typeOf(value);
  // Of a group or a number, what is wrong inside says more than that it is neither.
  const group = type === "object" ? optionMeant(/** @type {Values} */ (value), options) : -1;
  const meant = type === "integer" || type === "boolean" ? found : group < 0 ? [] : [found[group]];
  const inside = meant.flat().filter((one) => one.at.length > at.length || one.code !== "type");
  if (inside.length) {
    yield* inside;
    return;
  }
  const text = typeof value === "string" ? value.trim() : "";
  const alone = options.some((option) => option.type === "integer") ? numberMeant(text) : null;
  const kind = alone ? "number" : /\d/.test(text) ? "estimate" : "";
  const about = { label: labelOf(rules, at), value: shown(value), about: "" };
  yield told(words, "oneOf", kind, at, about, alone ? [text, String(alone)] : null);
}

/** Which of the options a group means: the one with most of its parts; -1 where that is not clear.
 * @param {Values} value @param {Rules[]} options */
function optionMeant(value, options) {
  const common = options.map(({ properties }) => (properties ? Object.keys(value).filter((name) => name in properties).length : -1));
  const most = Math.max(...common);
  return common.indexOf(most) === common.lastIndexOf(most) ? common.indexOf(most) : -1;
}

/** @param {unknown} value @param {Rules} rules @param {At} at @param {Words} words */
function wrongType(value, { type = "", title, format, "x-hint": about = "" }, at, words) {
  const meant = type === "integer" && typeof value === "string" ? numberMeant(value) : null;
  const kind = format === "date" ? "date" : type === "integer" ? type : "";
  const given = words.given[typeOf(value)];
  const values = { label: labelOf({ title }, at), about, value: shown(value), wanted: words.wanted[type], given };
  return told(words, "type", kind, at, values, meant ? [String(value), String(meant)] : null);
}

/** @param {string} value @param {Rules} rules @param {At} at @param {Words} words */
function wrongPattern(value, rules, at, words) {
  const isAddress = rules.format === "uri";
  const about = { label: labelOf(rules, at), about: rules["x-hint"] ?? "", value: shown(value) };
  if (isAddress && CONTACT.test(value)) return told(words, "pattern", "contact", at, about);
  const whole = isAddress && SPACED.test(value.trim()) ? value.trim().replace(/\s/g, "%20") : "";
  if (whole) return told(words, "pattern", "spaced", at, { ...about, meant: whole }, [value, whole]);
  const meant = isAddress ? addressMeant(value) : null;
  return told(words, "pattern", "", at, about, meant ? [value, meant] : null);
}

/** @param {string} value @param {Rules} rules @param {At} at @param {Words} words */
function* wrongDate(value, rules, at, words) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)?.slice(1).map(Number);
  if (parts && isDay(parts[0], parts[1], parts[2]) && parts[0] >= words.earliest) return;
  const meant = dateMeant(value);
  const early = meant !== null && Number(meant.slice(0, 4)) < words.earliest;
  const kind = early ? "early" : parts ? "no-date" : "date";
  const about = { value: shown(value), earliest: words.earliest, about: rules["x-hint"] ?? "" };
  yield told(words, "format", kind, at, about, meant && !early ? [value, meant] : null);
}

/** The field as the writer knows it: its name, and what it is called. @param {Rules} rules @param {At} at */
function labelOf({ title }, at) {
  const name = nameAt(at);
  return title && name ? `‘${name}’ (${title})` : `‘${name}’`;
}

/** @param {unknown} value */
function typeOf(value) {
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "";
  return value === null ? "" : typeof value;
}

/** The place of the first item that was there before; 0 when there is none. @param {unknown[]} items */
function firstDouble(items) {
  const written = items.map((item) => JSON.stringify(item, sorted));
  return Math.max(0, written.findIndex((one, place) => written.indexOf(one) < place));
}

/** @param {string} _ @param {unknown} value */
const sorted = (_, value) => (typeOf(value) === "object" ? Object.fromEntries(Object.entries(value ?? {}).sort()) : value);
