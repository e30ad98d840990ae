// Which entries a new one may be: for who writes what was there already, under a name that differs a little.

import { fold, slug } from "../lib/folding.mjs";

/** @typedef {import("./names.mjs").Name} Name */

const ERRORS = 2; // of typing
const SHORTEST = 6; // letters: shorter names that differ by two are most often two things
const ENOUGH = 6; // letters, of a name of one word that is found within others
const UNLIKE = 9;

/**
 * The entries that this may be the title of, best first: those of the same name, then those that a slip of typing tells
 * apart, then those that have all its words, and those of which it has all words.
 * @param {string} title @param {readonly Name[]} names @returns {[id: string, title: string][]}
 */
export function alike(title, names, most = 3) {
  const mine = made(title);
  if (!mine.short) return [];
  const found = names.map(([id, own, ...aliases]) => {
    const [likeness, ...others] = [own, ...aliases].map((one) => unlike(mine, made(one)));
    return { id, own, far: Math.min(likeness, ...others.map((other) => other + 0.5)) };
  });
  const near = found.filter(({ far }) => far < UNLIKE).sort((a, b) => a.far - b.far);
  return near.slice(0, most).map(({ id, own }) => [id, own]);
}

/** What of a name counts: a name in another script has no slug. @param {string} text */
function made(text) {
  const short = slug(text) || fold(text);
  return { short, words: short.split("-") };
}

/** @typedef {ReturnType<typeof made>} Made */

/** @param {Made} mine @param {Made} other */
function unlike(mine, other) {
  if (mine.short === other.short) return 0;
  const long = Math.min(mine.short.length, other.short.length) >= SHORTEST;
  const errors = long ? apart(mine.short, other.short, ERRORS) : Infinity;
  if (errors <= ERRORS) return errors;
  if (tells(mine) && within(mine, other)) return ERRORS + 1;
  return other.words.length > 1 && within(other, mine) ? ERRORS + 2 : UNLIKE;
}

/** Whether its words say enough to find others by. @param {Made} name */
const tells = ({ words, short }) => words.length > 1 || short.length >= ENOUGH;

/** @param {Made} few @param {Made} many */
const within = (few, many) => few.words.every((word) => many.words.includes(word));

/**
 * By how many slips two texts differ: a letter more, less, another, or two in the other order (optimal string alignment;
 * F. J. Damerau, “A technique for computer detection and correction of spelling errors”, CACM 7(3), 1964). Infinity where
 * that is more than `most`.
 * @param {string} one @param {string} other @param {number} most
 */
export function apart(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  /** @type {number[]} */ let before = [];
  let row = [...other, ""].map((_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...next) > most) return Infinity; // further on it only grows
    [before, row] = [row, next];
  }
  return row[other.length] <= most ? row[other.length] : Infinity;
}
