/**
 * What both sides compute, as the scripts do it: for each file of tests/cases/parity/ a function of what is given. Where a
 * script begins with what Python wrote (a column, a page), it takes that from the expected answer. What all vectors of a
 * file share comes last.
 * tests/parity.test.mjs runs them in Node, tests/browser/test_parity.py in a browser; tests/unit/test_parity.py has the same
 * table for Python.
 */
import { rank } from "../docs/assets/js/chooser/ranking.mjs";
import { Choices, Numbers } from "../docs/assets/js/filters/facet-columns.mjs";
import { FilterEngine } from "../docs/assets/js/filters/filter-engine.mjs";
import { arranged, folded } from "../docs/assets/js/filters/option-order.mjs";
import { wordsOf as typed } from "../docs/assets/js/filters/query.mjs";
import { selectionName } from "../docs/assets/js/filters/selection-name.mjs";
import { fileOf, nameOf as fileName } from "../docs/assets/js/forms/entry-file.mjs";
import { addressMeant, dateMeant, numberMeant } from "../docs/assets/js/form-rules/guesses.mjs";
import { alike } from "../docs/assets/js/forms/likeness.mjs";
import { checked } from "../docs/assets/js/form-rules/text-checks.mjs";
import { BitSet } from "../docs/assets/js/lib/bitset.mjs";
import { asCsv, asTsv, harmless } from "../docs/assets/js/lib/csv.mjs";
import { fold, order, slug } from "../docs/assets/js/lib/folding.mjs";
import { dayInWords, enumerated } from "../docs/assets/js/lib/in-words.mjs";
import { fill } from "../docs/assets/js/lib/plurals.mjs";
import { TextColumn, addGaps, readDivision } from "../docs/assets/js/lists/column-codec.mjs";
import { nameOf, partsOf, plain, stemOf, wordsOf } from "../docs/assets/js/search/stemming.mjs";
import { radius, shade } from "../docs/assets/js/views/map-scale.mjs";

const setsOf = (lists) => new Map(Object.entries(lists).map(([name, values]) => [name, new Set(values)]));
const compared = (a, b) => (a < b ? -1 : Number(a > b));
const inOrder = (a, b) => a.map((part, place) => compared(part, b[place])).find(Boolean) ?? 0;
const placesOf = (bits) => Array.from({ length: bits.size }, (_, place) => place).filter((place) => bits.has(place));

export const RULES = {
  "folding": (text) => ({ fold: fold(text), order: order(text), slug: slug(text), words: typed(text) }),
  "order": (names) => [...names].sort((a, b) => compared(order(a), order(b)) || compared(a, b)),
  "plurals": ([sentence, values]) => fill(sentence, values),
  "lists-in-words": ([words, last]) => enumerated(words, last),
  "days": ([year, month, day]) => dayInWords(new Date(year, month - 1, day)),
  "words": (text, _, rules) => {
    const words = wordsOf(text);
    const stems = words.map((word) => stemOf(word, rules.steps));
    return { plain: plain(text), words, stems, name: nameOf(stems, rules) };
  },
  "compounds": (word, _, { known, rules }) => {
    const words = new Map(Object.entries(known).map(([stem, n]) => [stem, { stem, frequency: n, written: stem }]));
    return partsOf(word, words, { ...rules, stop: new Set(rules.stop) });
  },
  "cells": (text) => harmless(text),
  "columns": (values, { division, texts }) => {
    const column = new TextColumn(readDivision(division, values.length), texts);
    return { division, texts, read: values.map((_, place) => column.at(place)) };
  },
  "gaps": (places, { code }) => {
    const bits = new BitSet(1 + Math.max(0, ...places));
    addGaps(code, bits);
    return { code, read: placesOf(bits) };
  },
  "map": ([count, most, shades, one]) => [shade(count, most, shades), radius(count, one)],
  "options": (given, { order: shown }) => {
    const { options, first } = given;
    const there = shown.map((value, place) => ({ ...options.find((one) => one.value === value), place, chosen: false }));
    const hidden = first ? folded(there, first) : new Set();
    return { order: arranged(there).map(({ value }) => value), folded: there.filter((one) => hidden.has(one)).map(({ value }) => value) };
  },
  "filters": (query, _, { entries, choices, numbers }) => {
    const columns = new Map([
      ...Object.entries(choices).map(([name, values]) => {
        const bits = new Map(values.map((value) => [value, new BitSet(entries.length)]));
        entries.forEach((entry, place) => (entry[name] ?? ["niet_bekend"]).forEach((value) => bits.get(value)?.add(place)));
        return [name, new Choices(bits)];
      }),
      ...numbers.map((name) => [name, new Numbers(entries.map((entry) => entry[name] ?? null), true)]),
    ]);
    const engine = new FilterEngine(entries.length, columns, () => BitSet.all(entries.length));
    const asked = { fields: setsOf(query), words: "", sort: "", view: "" };
    const counts = Object.fromEntries([...columns.keys()].map((name) => [name, Object.fromEntries(engine.counts(asked, name))]));
    return { results: placesOf(engine.results(asked)), counts };
  },
  "form-guesses": (text) => ({ date: dateMeant(text), number: numberMeant(text), address: addressMeant(text) }),
  "form-rules": ([collection, values], _, { words, rules, today, ids, names }) => {
    const known = { today, ids: setsOf(ids), names: new Map((names[collection] ?? []).map(([path, name]) => [fold(name), [path, name]])) };
    const found = checked(values, rules[collection], words, { ...known, ids: Object.fromEntries(known.ids) });
    const told = found.map(({ at, code, message }) => [at.map((part) => `/${part}`).join(""), code, message]);
    return [...new Map(told.map((one) => [JSON.stringify(one), one])).values()].sort((a, b) => inOrder(a, b));
  },
  "chooser": (answers, _, { entries, deciding }) => rank(entries, setsOf(answers), deciding).map(({ name, picks }) => ({
    name, picks: picks.map((pick) => ({ ...pick, fits: [...pick.fits].sort() })),
  })),
  "entry-files": ([values, ending]) => ({ name: fileName(values.title ?? ""), text: fileOf(values, ending) }),
  "likeness": ([title, names]) => alike(title, names),
};

/** What only scripts compute: the expected answers were written by hand. */
export const OURS = {
  "tables": (rows) => ({ csv: asCsv(rows), tsv: asTsv(rows) }),
  "selection-names": ({ query, words }, _, { all, said, phrases, unknown }) => {
    const asked = { fields: setsOf(query), words, sort: "", view: "" };
    const columns = new Map(Object.keys(phrases).map((field) => [field, { inOrder: (chosen) => [...chosen] }]));
    const saying = { phrase: (field) => phrases[field], unknown: (field) => unknown[field], say: (_field, value) => said[value] ?? value };
    return selectionName(asked, columns, { all, or: "of", and: "en", searched: "over ‘{words}’", ...saying });
  },
};

/**
 * Where the scripts say something else than a file of vectors.
 * @param {string} name of the file @param {{ shared?: unknown, vectors: [given: unknown, expected: unknown][] }} file
 */
export function differences(name, { shared, vectors }) {
  const rule = RULES[name] ?? OURS[name];
  return vectors.flatMap(([given, expected]) => {
    const found = rule(given, expected, shared);
    return plainly(found) === plainly(expected) ? [] : [{ given, expected, found }];
  });
}

/** As JSON, in which the order of names says nothing. @param {unknown} value */
function plainly(value) {
  const sorted = (_, one) => (one?.constructor === Object ? Object.fromEntries(Object.entries(one).sort()) : one);
  return JSON.stringify(value, sorted);
}
