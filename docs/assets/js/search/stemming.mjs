// Words as the search knows them. What macros/search/words.py and compounds.py do when the site is made, this does
// to what a visitor types; the rules and the words to pass over come with the index. Pure functions.

import { fold } from "../lib/folding.mjs";

/** @typedef {[string, number][][]} Steps endings that go, each with how many letters have to stay */
/** @typedef {{ stem: string, frequency: number, written: string }} Word in how many documents, and how it is written */

const VOWELS = "aeiou";
const PIECE = 5; // letters that a piece of a word has at least

/** As folded, without apostrophes. @param {string} text */
export const plain = (text) => fold(text).replace(/'s(?![\p{L}\p{N}_])/gu, "").replaceAll("'", "");

/** The words of a text, in order. @param {string} text @returns {string[]} */
export const wordsOf = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The key under which a document stands by its whole name. @param {string[]} stems @param {{ name: string }} rules */
export const nameOf = (stems, { name }) => name + stems.join("");

/** The key under which a list stands by what it lists. @param {string[]} stems @param {{ name: string, between: string }} rules */
export const listOf = (stems, { name, between }) => name + [...new Set(stems)].sort().join(between);

/** What a plain word shares with its other forms. @param {string} word @param {Steps} steps */
export function stemOf(word, steps) {
  if (/^ge.*eerde?$/.test(word) && word.length > 9) word = word.slice(2);
  steps.forEach((step, number) => {
    const found = step.find(([ending, stay]) => word.endsWith(ending) && word.length - ending.length >= stay);
    if (!found || (number === 0 && (VOWELS + "s").includes(word.at(-2) ?? ""))) return;
    word = word.slice(0, -found[0].length);
  });
  if (word.length > 3 && word.at(-1) === word.at(-2) && !VOWELS.includes(word.slice(-1))) word = word.slice(0, -1);
  const [third, second, last] = word.slice(-3);
  if (word.length > 3 && second === third && VOWELS.includes(second) && !VOWELS.includes(last)) {
    word = word.slice(0, -2) + last;
  }
  if (word.length > 2 && word.endsWith("v")) return word.slice(0, -1) + "f";
  if (word.length > 2 && word.endsWith("z")) return word.slice(0, -1) + "s";
  return word;
}

/**
 * The stems of the two parts of a compound; nothing when it is none.
 * @param {string} word @param {Map<string, Word>} known
 * @param {{ steps: Steps, stop: Set<string>, links: string[], shortest: number, longest: number }} rules
 * @returns {string[]}
 */
export function partsOf(word, known, rules) {
  /** @type {string[]} */ let parts = [];
  let best = 0;
  if (word.length > rules.longest) return [];
  for (let end = rules.shortest; end <= word.length - rules.shortest; end++) {
    const right = stemOf(word.slice(end), rules.steps);
    const rights = known.get(right)?.frequency ?? 0;
    if (rights < 2 || rules.stop.has(word.slice(end))) continue;
    for (const link of rules.links) {
      const head = word.slice(0, end);
      const left = head.endsWith(link) ? head.slice(0, head.length - link.length) : "";
      if (left.length < rules.shortest || rules.stop.has(left)) continue;
      const lefts = known.get(stemOf(left, rules.steps))?.frequency ?? 0;
      const worth = lefts > 1 ? Math.sqrt(lefts * rights) * (link ? 0.8 : 1) : 0;
      if (worth > best) [best, parts] = [worth, [stemOf(left, rules.steps), right]];
    }
  }
  return parts;
}

/**
 * The longest piece at the end of a word that is known, or else at its beginning: in Dutch the end says what a
 * compound is, so a windmolenmonteur is a monteur where windmolens are not known.
 * @param {string} word @param {Map<string, Word>} known @param {{ steps: Steps, stop: Set<string> }} rules
 * @returns {Word[]} one at most
 */
export function piecesOf(word, known, { steps, stop }) {
  const lengths = Array.from({ length: Math.max(0, word.length - PIECE) }, (_, gone) => word.length - 1 - gone);
  const begins = lengths.filter((length) => 2 * length > word.length); // less than half says nothing: zelfs of zelfstandig
  for (const piece of [...lengths.map((length) => word.slice(-length)), ...begins.map((length) => word.slice(0, length))]) {
    const found = stop.has(piece) ? undefined : known.get(stemOf(piece, steps));
    if (found) return [found];
  }
  return [];
}

/**
 * Verbs whose first part stands elsewhere in the sentence: ‘voeg een community toe’ is toevoegen.
 * @param {string[]} typed @param {Map<string, Word>} known @param {{ steps: Steps, firsts: Set<string> }} rules
 * @returns {{ verb: string, whole: string }[]} the word as it is typed, and the stem of the whole verb
 */
export function wholeVerbs(typed, known, { steps, firsts: all }) {
  const firsts = typed.filter((word) => all.has(word));
  return firsts.flatMap((first) => typed.flatMap((verb) => {
    const whole = [stemOf(verb, steps), ...otherForms(verb, steps)].map((stem) => first + stem).find((stem) => known.has(stem));
    return whole ? [{ verb, whole }] : [];
  }));
}

/**
 * What a verb may be in another form: betaalt is betaal, stop is stopt, gestopt is stop. Of nouns it would make other
 * words (a gast is no gas), so these stand beside the stem and are not the stem.
 * @param {string} word @param {Steps} steps @param {Set<string>} [firsts] parts that stand before ‘ge’: uitgestapt
 */
export function otherForms(word, steps, firsts = new Set()) {
  const forms = word.length < 4 ? [] : [/[td]$/.test(word) ? word.slice(0, -1) : `${word}t`];
  if (/^ge.{3,}[td]$/.test(word)) forms.push(word.slice(2, -1));
  const apart = /^(.{2,5})ge(.{3,})[td]$/.exec(word); // uitgestapt is uitstap
  if (apart && firsts.has(apart[1])) forms.push(apart[1] + apart[2]);
  return forms.map((form) => stemOf(form, steps)).filter((form) => form.length > 2 && form !== stemOf(word, steps));
}

/**
 * How many letters lie between two words: put in, left out, changed, or two that changed places (Damerau's distance,
 * in the form of optimal string alignment). Past `most` it says `most + 1`.
 * @param {string} one @param {string} other @param {number} most
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [[0], Array.from({ length: other.length + 1 }, (_, place) => place)];
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let steps = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        steps = Math.min(steps, before[column - 2] + 1);
      }
      now.push(steps);
      least = Math.min(least, steps);
    }
    if (least > most) return most + 1;
    [before, last] = [last, now];
  }
  return last[other.length];
}

/**
 * The known words nearest to one that is not known, the most likely first.
 * @param {string} typed @param {string} stem @param {Iterable<Word>} words @param {number} most how many
 */
export function nearest(typed, stem, words, most) {
  // Short words have many neighbours, which mean something else: binnen is no benen.
  const [far, bare] = [typed, stem].map(({ length }) => (length < 4 ? 0 : length < 9 ? 1 : 2));
  /** @param {string} one @param {string} other @param {number} steps at most */
  const within = (one, other, steps) => {
    const needed = distance(one, other, steps);
    return needed > steps ? Infinity : needed;
  };
  /** @type {{ word: Word, steps: number }[]} */ const found = [];
  for (const word of far ? words : []) {
    // The first letter is seldom wrong; it may be missing, or have changed places with the second.
    if (word.stem[0] !== stem[0] && word.stem[1] !== stem[0] && word.stem[0] !== stem[1]) continue;
    const steps = Math.min(within(typed, word.written, far), typed.length > 6 ? within(stem, word.stem, bare) : Infinity);
    if (steps < Infinity) found.push({ word, steps: steps + (word.stem[0] === stem[0] ? 0 : 0.5) });
  }
  found.sort((a, b) => a.steps - b.steps || b.word.frequency - a.word.frequency || (a.word.stem < b.word.stem ? -1 : 1));
  return found.filter(({ steps }) => steps === found[0].steps).slice(0, most).map(({ word }) => word);
}
