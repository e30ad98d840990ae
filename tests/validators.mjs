/**
 * `node tests/validators.mjs`, in `make audit`: two validators of others hold values against the rules as a form gets them, and
 * find what we find: the same rules broken in the same fields. The values are those of tests/cases/parity/form-rules.json, of
 * which stands there what the check and the form say, and for each field those at and just past each bound that it has.
 *
 * What is no JSON Schema is left out on both sides: our own keywords, and what is said of texts, names and days to come.
 */
import { format as FORMATS, Validator } from "@cfworker/json-schema";
import Ajv from "ajv/dist/2020.js";
import { readFileSync } from "node:fs";

import { problemsOf } from "../docs/assets/js/form-rules/rules.mjs";

/**
 * @typedef {import("../docs/assets/js/form-rules/rules.mjs").Rules} Node
 * What a validator says: a rule, where the value stands, and of a rule about a missing field the name of that.
 * @typedef {{ rule: string, at: string, missing?: string }} Finding
 * @typedef {[pointer: string, code: string, message: string]} Told
 */

const MISSING = ["required", "dependentRequired"];
const OURS = ["one", "x-hint", "x-not-before", "x-reference", "x-unique"];
const { shared, vectors } = JSON.parse(readFileSync(new URL("cases/parity/form-rules.json", import.meta.url), "utf8"));

/** A day that there is, in a year that is no slip; as `is_date` in macros/schema/schemas.py. @param {string} text */
function isDate(text) {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00Z`) : new Date(NaN);
  return !isNaN(day.valueOf()) && day.toISOString().startsWith(text) && Number(text.slice(0, 4)) >= shared.words.earliest;
}

const ajv = new Ajv({ strict: true, allErrors: true, formats: { date: isDate, uri: true } }); // an address is for its pattern
for (const word of OURS) ajv.addKeyword(word);
Object.assign(FORMATS, { date: isDate, uri: () => true });

/** What makes a function of values from a schema. @type {Record<string, (rules: object) => (values: unknown) => Finding[]>} */
const VALIDATORS = {
  "ajv": (rules) => {
    const validate = ajv.compile(rules);
    return (values) => (validate(values) ? [] : validate.errors.map(({ keyword, instancePath, params }) => ({
      rule: keyword, at: instancePath, missing: params.missingProperty,
    })));
  },
  "@cfworker/json-schema": (rules) => {
    const validator = new Validator(rules, "2020-12", false);
    return (values) => validator.validate(values).errors.map(({ keyword, instanceLocation, error }) => ({
      rule: keyword, at: instanceLocation.slice(1), missing: MISSING.includes(keyword) ? /"([^"]+)"\.$/.exec(error)?.[1] : undefined,
    }));
  },
};

/**
 * The field that is told of: of a value that may be one thing or another that value, whatever is wrong inside; of a list in
 * which something stands twice that list.
 * @param {Node} rules @param {string} pointer
 */
function placeOf(rules, pointer) {
  /** @type {Node | undefined} */ let node = rules;
  let at = "";
  for (const step of pointer.split("/").slice(1)) {
    if (!node || node.oneOf) break;
    node = node.items ?? node.properties?.[step];
    at += `/${step}`;
  }
  return { at, either: Boolean(node?.oneOf) };
}

/** @param {string} at */
const above = (at) => at.slice(0, at.lastIndexOf("/"));

/** What a validator found, as the check tells it: the field, and the code of the rule. @param {Node} rules @param {Finding[]} found */
function said(rules, found) {
  const codes = found.flatMap(({ rule, at, missing }) => {
    const place = placeOf(rules, missing ? `${at}/${missing}` : at);
    if (place.either) return [`${place.at} ${shared.words.rules.oneOf[0]}`];
    return rule in shared.words.rules ? [`${place.at} ${shared.words.rules[rule][0]}`] : []; // others tell only that a part is wrong
  });
  return [...new Set(codes)].sort();
}

const [EITHER] = shared.words.rules.oneOf;
const DOUBLE = shared.words.rules.uniqueItems[0];
// The codes of rules that are JSON Schema; another rule can share one, of which the place tells which it is.
const CODES = new Set(["required", "dependentRequired", "type", "enum", "format", "pattern", "minLength", "maxLength", "minItems",
  "maxItems", "minProperties", "uniqueItems", "minimum", "maximum"].map((rule) => shared.words.rules[rule][0]));

/** What the check says, as far as it is JSON Schema. @param {Node} rules @param {Told[]} told */
function expected(rules, told) {
  const codes = told.filter(([, code]) => CODES.has(code)).flatMap(([pointer, code]) => {
    const { at, either } = placeOf(rules, pointer);
    if (either) return [`${at} ${EITHER}`];
    if (code !== DOUBLE) return [`${at} ${code}`];
    return /\/\d+$/.test(at) ? [`${above(at)} ${code}`] : []; // else of groups that may not say the same
  });
  return [...new Set(codes)].sort();
}

const WORDS = ["", "x", "12", "Woord", "https://voorbeeld.nl", "https://a.nl/een pad", "mailto:a@b", "2026-02-28", "2026-02-29",
  "2024-02-29", "1899-12-31", "1900-01-01", "2026-13-01", "20260101", "2026-1-1", "\u0661\u0662"];
const OTHERS = [3, 0, -1, 10 ** 12, true, [], {}, ["x"], [3], { more_than: 3 }, { more_than: 0 }, { more_than: "x" }, { from: 3 },
  { from: 3, to: 4 }, { about: 3, to: 4 }];
/** @type {Record<string, string>} */ const FITTING = { date: "2026-03-01", uri: "https://voorbeeld.nl/" };
const SIGN = "\u{1f9ed}"; // one letter, but two halves

/** Values at and just past the bounds of a field, and some that may not fit at all. @param {Node} rules @returns {unknown[]} */
function valuesFor({ enum: choices = [], minLength, maxLength, minimum, maximum, minItems, maxItems, uniqueItems, items }) {
  /** @param {(number | undefined)[]} bounds */
  const around = (...bounds) => bounds.flatMap((bound) => (bound === undefined ? [] : [bound - 1, bound, bound + 1])).filter((n) => n >= 0);
  const one = items ? exampleOf(items) : "x";
  const twice = uniqueItems ? [[one, one], [one, "anders", one]] : [];
  return [
    ...WORDS, ...OTHERS, ...choices, ...twice, ...around(minimum, maximum),
    ...around(minLength, maxLength).flatMap((n) => ["x".repeat(n), SIGN.repeat(n)]),
    ...around(minItems, maxItems).map((n) => Array.from({ length: n }, (_, place) => (typeof one === "string" ? `${one}${place}` : one))),
  ];
}

/** Something that may fit. @param {Node} rules @returns {unknown} */
function exampleOf({ enum: choices, oneOf: options, type, format = "", properties = {}, required = [], items = {} }) {
  if (choices) return choices[0];
  if (options) return exampleOf(options[0]);
  if (type === "object") return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name])]));
  return type === "array" ? [exampleOf(items)] : type === "integer" ? 2000 : FITTING[format] ?? "Een tekst die lang genoeg is.";
}

/** Values of a whole entry in which one field has such a value. @param {Node} rules @returns {Generator<unknown>} */
function* bounded(rules) {
  yield* valuesFor(rules);
  if (rules.items) for (const item of bounded(rules.items)) yield [item];
  for (const [name, part] of Object.entries(rules.properties ?? {})) {
    for (const value of bounded(part)) {
      yield { .../** @type {object} */ (exampleOf(rules)), [name]: value };
    }
  }
}

/** @returns {Generator<[collection: string, values: unknown, told: Told[]]>} */
function* cases() {
  for (const [[collection, values], told] of vectors) yield [collection, values, told];
  for (const [collection, rules] of Object.entries(shared.rules)) {
    for (const values of bounded(rules)) {
      if (values?.constructor !== Object) continue; // no form holds another
      const found = problemsOf(values, rules, shared.words);
      yield [collection, values, found.map(({ at, code, message }) => [at.map((part) => `/${part}`).join(""), code, message])];
    }
  }
}

const counts = { values: 0, wrong: 0, told: 0 };
const differences = [];
const made = Object.fromEntries(Object.entries(VALIDATORS).map(([name, make]) =>
  [name, Object.fromEntries(Object.entries(shared.rules).map(([collection, rules]) => [collection, make(rules)]))]));
for (const [collection, values, told] of cases()) {
  const rules = shared.rules[collection];
  const wanted = expected(rules, told);
  counts.values++;
  counts.told += wanted.length;
  counts.wrong += Number(wanted.length > 0);
  for (const [name, validators] of Object.entries(made)) {
    const found = said(rules, validators[collection](values));
    if (String(found) !== String(wanted)) differences.push({ name, collection, values, wanted, found });
  }
}
for (const { name, collection, values, wanted, found } of differences.slice(0, 20)) {
  /** @param {string[]} one @param {string[]} other */
  const only = (one, other) => one.filter((line) => !other.includes(line)).join(", ") || "nothing";
  console.log(`${collection} ${JSON.stringify(values).slice(0, 400)}`);
  console.log(`    only we: ${only(wanted, found)}\n    only ${name}: ${only(found, wanted)}`);
}
console.log(`validators: ${vectors.length} vectors and ${counts.values - vectors.length} values at bounds, ${counts.wrong} of them wrong ` +
  `in ${counts.told} ways; ${Object.keys(VALIDATORS).join(" and ")} differ ${differences.length} times`);
process.exitCode = differences.length || !counts.told ? 1 : 0;
