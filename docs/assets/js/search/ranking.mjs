// From what a visitor types to what answers it, the best first. A word stands for itself, for what it begins while
// it is typed, for the parts of a compound, for what means the same, and where it is not known for the nearest word,
// or else for the piece of it that is known: nobody is sent away with nothing.

import { listOf, nameOf, nearest, otherForms, partsOf, piecesOf, stemOf, wholeVerbs, wordsOf } from "./stemming.mjs";

/** @typedef {import("./search-index.mjs").Index} Index */
/** @typedef {import("./search-index.mjs").Stem} Stem */
/** @typedef {{ document: number, score: number, field: number, stem: string }} Hit field: where its best word stands */
/** @typedef {Hit & { parts: number[] }} Scored how well it answers each unit */
/** @typedef {{ hits: Hit[], stems: Set<string>, instead: { typed: string, written: string }[] }} Answer */
/**
 * One thing that is asked, and the stems that answer it; `written` is what was likely meant.
 * @typedef {{ word: string, weight: number, variants: Map<string, number>, written?: string }} Unit
 *
 * Other names of some units, and which of the units they stand for.
 * @typedef {{ stems: string[], from: number, to: number, weight: number }} Same
 *
 * `asked` has the first stem of each unit, `names` what a document of just that name is found by, `lists` what a list of
 * just that is; `sure` is whether something is known of what was asked, beside what only makes it a sentence.
 * @typedef {{ units: Unit[], filling: boolean[], asked: string[], same: Same[], names: string[], lists: string[], sure: boolean }} Question
 */

const TYPED = 0.3; // what a known word begins
const FORM = 0.6; // another form of a verb
const BEGUN = 0.75; // what an unknown word begins
const PART = 0.2; // a part of a known compound
const TAKEN_APART = [0.9, 0.4]; // the parts of an unknown one: the first says what it is about
const SAME = 0.7; // what means the same
const ALIKE = 0.3; // what says nearly the same
const NEAR = 0.8; // what was likely meant
const PIECE = 0.6; // a known piece of a word that is not known in any other way
const NAME = 1.2; // the whole name of a document, of what all its words would give
const FIRST = 1.01; // a list of just what is asked, of the best that is found
const WHOLE = 0.35; // how much of the score hangs on finding all that was asked
const FILLER = 0.1; // a word of which who asks means little
const COMMON = 0.1; // the least that a word says, however many documents have it
const GUESS = 0.5; // of what was asked, a guess beside words that are known
const ALONE = 0.3; // what a guess says where those are not
const TOP = 3; // results that decide what they were found for
const MOST = 30; // words of a question

/** @param {Index} index @param {string} text @returns {Promise<Answer>} */
export async function find(index, text) {
  const question = read(index, text);
  const { units, filling, asked, same, names, lists, sure } = question;
  const keys = [...units.flatMap(({ variants }) => [...variants.keys()]), ...same.flatMap(({ stems }) => stems), ...names, ...lists];
  const found = await index.stems([...new Set(keys)]);
  /** @param {string} stem */
  const rare = (stem) => {
    const frequency = found.get(stem)?.frequency ?? index.total;
    // Below half of all it is as Robertson and Sparck Jones have it; what half of the documents have says next to nothing.
    return Math.max(COMMON, Math.log((index.total - frequency + 0.5) / (frequency + 0.5)));
  };
  const worth = units.map(({ variants, weight, written }, place) =>
    filling[place] ? 0 : (variants.size ? rare(asked[place]) : COMMON) * weight * (written && sure ? GUESS : 1));
  const hits = hitsOf(question, found, rare);
  for (const hit of hits.values()) weigh(hit, question, worth);
  addNames(hits, question, found, sum(worth));
  addLists(hits, question, found);
  const sorted = [...hits.values()].sort((a, b) => b.score - a.score || a.document - b.document);
  const best = sorted.slice(0, TOP);
  const instead = units.flatMap(({ word, written }, place) =>
    written && (!sure || best.some(({ parts }) => parts[place])) ? [{ typed: word, written }] : []);
  return { hits: sorted, stems: new Set(keys.filter((key) => !key.startsWith(index.rules.name))), instead };
}

/** @param {Index} index @param {string} text @returns {Question} */
function read(index, text) {
  const { rules } = index;
  const typed = wordsOf(text);
  const significant = typed.filter((word) => !rules.stop.has(word));
  const words = [...new Set(significant.length ? significant : typed)].slice(0, MOST);
  const units = words.flatMap((word, place) => unitsOf(index, word, place === words.length - 1));
  // Beside other words, those that only make it a sentence hardly count, and need not be met.
  const filling = units.map(({ word }) => rules.filler.has(word) && words.some((one) => !rules.filler.has(one)));
  for (const { verb, whole } of wholeVerbs(typed, index.words, rules)) {
    for (const unit of units) if (unit.word === verb) unit.variants = new Map([[whole, 1], ...unit.variants]);
  }
  const asked = units.map((unit) => [...unit.variants.keys()][0] ?? stemOf(unit.word, rules.steps));
  const forms = units.map(({ variants }, place) => [...variants.keys()].find((stem) => variants.get(stem) === FORM) ?? asked[place]);
  const same = [asked, forms].flatMap((stems) => {
    const sure = stems.map((stem, place) => (units[place].written ? "" : stem)); // a guess at a guess leads nowhere
    return [...othersOf(index.same, stems, SAME), ...othersOf(index.near, sure, ALIKE)];
  });
  const names = [nameOf(asked, rules), nameOf(typed.map((word) => stemOf(word, rules.steps)), rules)];
  const sure = units.some(({ written, variants }, place) => !written && variants.size && !filling[place]);
  return { units, filling, asked, same, names: [...new Set(names)], lists: listsOf(index, units, filling, asked), sure };
}

/**
 * The key of a list of just what is asked; none where a word was taken apart, which asks for something of that name.
 * @param {Index} index @param {Unit[]} units @param {boolean[]} filling @param {string[]} asked
 */
function listsOf({ rules, words }, units, filling, asked) {
  if (units.some(({ weight }) => weight < 1)) return [];
  // A word itself goes before the verb that it may be a part of: ‘lessen voor …’ is no voorlezen.
  const own = units.map(({ word }) => stemOf(word, rules.steps));
  const stems = asked.map((stem, place) => (words.has(own[place]) ? own[place] : stem));
  return [listOf(stems.filter((_, place) => !filling[place]), rules)];
}

/**
 * What answers any part of a question, with how well it answers each.
 * @param {Question} question @param {Map<string, Stem>} found @param {(stem: string) => number} rare @returns {Map<number, Scored>}
 */
function hitsOf({ units, filling, asked, same }, found, rare) {
  /** @type {Map<number, Scored>} */ const hits = new Map();
  /** @param {number} document @param {number} unit @param {number} score @param {number} field @param {string} stem */
  const add = (document, unit, score, field, stem) => {
    const hit = hits.get(document) ?? { document, score: 0, field, stem, parts: units.map(() => 0) };
    hits.set(document, hit);
    if (score > Math.max(...hit.parts)) Object.assign(hit, { field, stem });
    hit.parts[unit] = Math.max(hit.parts[unit], score);
  };
  units.forEach((unit, place) => {
    for (const [stem, weight] of unit.variants) {
      const ceiling = Math.min(rare(stem), rare(asked[place])) * weight * unit.weight * (filling[place] ? FILLER : 1);
      for (const { document, weight: said, field } of found.get(stem)?.postings ?? []) {
        add(document, place, said * ceiling, field, stem);
      }
    }
  });
  for (const { stems, from, to, weight } of same) {
    addSame(found, stems, rare, (document, score, field, stem) => {
      // Another name is rare where the words themselves are not: it says no more than they do.
      const most = sum(asked.slice(from, to).map((one) => (found.has(one) ? rare(one) : Infinity)));
      const share = (most === Infinity ? Math.max(weight, SAME) : weight) / (to - from);
      for (let unit = from; unit < to; unit++) add(document, unit, Math.min(score, most) * share, field, stem);
    });
  }
  return hits;
}

/** From its parts, what a hit is worth as a whole. @param {Scored} hit @param {Question} question @param {number[]} worth of each unit */
function weigh(hit, { units, sure }, worth) {
  const known = sum(worth.filter((_, place) => !units[place].written));
  // A guess beside words that are known has to stand with them: else it answers another question.
  if (sure && sum(worth.filter((_, place) => !units[place].written && hit.parts[place])) < known / 2) {
    hit.parts = hit.parts.map((part, place) => (units[place].written ? part * ALONE : part));
  }
  const met = sum(worth.filter((_, place) => hit.parts[place])) / (sum(worth) || 1);
  hit.score = sum(hit.parts) * (1 - WHOLE + WHOLE * met * met);
}

/**
 * Of a question that is the whole name of a document, that document stands above the rest.
 * @param {Map<number, Scored>} hits @param {Question} question @param {Map<string, Stem>} found
 * @param {number} all what all its words would give
 */
function addNames(hits, { names, asked }, found, all) {
  for (const key of names) {
    /** @type {Map<number, Hit[]>} */ const alike = new Map();
    for (const { document, weight, field } of found.get(key)?.postings ?? []) {
      const hit = Object.assign(hits.get(document) ?? { document, score: 0, stem: asked[0], parts: [] }, { field });
      hit.score += weight * NAME * all;
      hits.set(document, hit);
      alike.set(weight, [...(alike.get(weight) ?? []), hit]);
    }
    // What has one name stands in the order of the collections: the community before the case about it.
    for (const equals of alike.values()) {
      const top = Math.max(...equals.map(({ score }) => score));
      for (const hit of equals) hit.score = top;
    }
  }
}

/**
 * A list of just what is asked stands first, or beside what is called so; the rest counts as much as it did.
 * @param {Map<number, Scored | Hit>} hits @param {Question} question @param {Map<string, Stem>} found
 */
function addLists(hits, { names, lists, asked }, found) {
  const top = [...hits.values()].reduce((most, { score }) => Math.max(most, score), COMMON);
  const called = names.some((name) => found.has(name));
  for (const { document, field } of lists.flatMap((list) => found.get(list)?.postings ?? [])) {
    const hit = hits.get(document) ?? { document, score: 0, field, stem: asked[0], parts: [] };
    hits.set(document, Object.assign(hit, { score: top * (called ? 1 : FIRST) }));
  }
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/**
 * What a word asks for: one thing, or for an unknown compound each of its parts.
 * @param {Index} index @param {string} word @param {boolean} last
 * @returns {Unit[]}
 */
function unitsOf(index, word, last) {
  const { rules, words } = index;
  const stem = stemOf(word, rules.steps);
  const known = words.has(stem);
  const parts = partsOf(word, words, rules);
  /** @type {Unit["variants"]} */ const variants = new Map();
  if (known) variants.set(stem, 1);
  for (const form of otherForms(word, rules.steps, rules.firsts)) {
    if (words.has(form) && !variants.has(form)) variants.set(form, known ? FORM : 1);
  }
  if (last || !variants.size) {
    for (const begun of begins(index, word, 8)) {
      if (!variants.has(begun)) variants.set(begun, known ? TYPED : BEGUN);
    }
  }
  if (!known && !variants.size && parts.length) {
    return parts.map((part, place) => {
      const forms = otherForms(part, rules.steps).filter((form) => words.has(form));
      const own = new Map([[part, 1], ...forms.map((form) => /** @type {[string, number]} */ ([form, FORM]))]);
      return { word: part, weight: TAKEN_APART[place], variants: own };
    });
  }
  for (const part of parts) if (!variants.has(part)) variants.set(part, PART);
  // A word with another name is no mistake.
  if (variants.size || [...index.same, ...index.near].some((group) => group.includes(stem))) return [{ word, weight: 1, variants }];
  const near = nearest(word, stem, words.values(), 3);
  const meant = near.length ? near : piecesOf(word, words, rules);
  return [{ word, weight: 1, variants: new Map(meant.map((one) => [one.stem, near.length ? NEAR : PIECE])), written: meant[0]?.written }];
}

/**
 * The stems that a word begins, the shortest first: nearest to what is typed.
 * @param {Index} index @param {string} word @param {number} most
 */
function begins(index, word, most) {
  if (word.length < 2) return [];
  /** @type {import("./stemming.mjs").Word[]} */ const found = [];
  for (const one of index.words.values()) {
    if (one.stem.startsWith(word) || one.written.startsWith(word)) found.push(one);
  }
  found.sort((a, b) => a.stem.length - b.stem.length || b.frequency - a.frequency);
  return found.slice(0, most).map(({ stem }) => stem);
}

/**
 * The other names of what is asked, and which of the words they stand for.
 * @param {string[][]} groups @param {string[]} asked @param {number} weight
 */
function othersOf(groups, asked, weight) {
  const line = ` ${asked.join(" ")} `;
  /** @type {Same[]} */ const found = [];
  for (const group of groups) {
    for (const name of group) {
      const at = line.indexOf(` ${name} `);
      if (at < 0) continue;
      const from = line.slice(1, at + 1).split(" ").length - 1;
      const to = from + name.split(" ").length;
      for (const other of group) if (other !== name) found.push({ stems: other.split(" "), from, to, weight });
    }
  }
  return found;
}

/**
 * A name counts where all its words stand.
 * @param {Map<string, Stem>} found @param {string[]} stems @param {(stem: string) => number} rare
 * @param {(document: number, score: number, field: number, stem: string) => void} add
 */
function addSame(found, stems, rare, add) {
  /** @type {Map<number, { count: number, score: number, field: number }>} */ const met = new Map();
  for (const stem of stems) {
    for (const { document, weight, field } of found.get(stem)?.postings ?? []) {
      const one = met.get(document) ?? { count: 0, score: 0, field };
      met.set(document, { count: one.count + 1, score: one.score + weight * rare(stem), field: one.field });
    }
  }
  for (const [document, { count, score, field }] of met) if (count === stems.length) add(document, score, field, stems[0]);
}
