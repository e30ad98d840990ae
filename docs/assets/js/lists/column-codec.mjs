import { foldMany } from "../lib/folding.mjs";

/** Reading the columns that macros/index/column_codec.py writes. @typedef {import("../lib/bitset.mjs").BitSet} BitSet */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGITS = new Uint8Array(128);
[...ALPHABET].forEach((letter, digit) => { DIGITS[letter.charCodeAt(0)] = digit; });
const BETWEEN = "\u0000"; // in no text: the check refuses it

/** The numbers that a string of digits holds. @param {string} code @param {(number: number, nth: number) => void} take */
function numbersOf(code, take) {
  let number = 0;
  let shift = 0;
  let nth = 0;
  for (let i = 0; i < code.length; i++) {
    const digit = DIGITS[code.charCodeAt(i)];
    number |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    take(number, nth++);
    number = shift = 0;
  }
}

/** For each place, the number of its text from 1, or 0 for nothing. @param {string} code @param {number} size */
export function readDivision(code, size) {
  const division = new Uint32Array(size);
  let known = 0;
  numbersOf(code, (number, place) => { division[place] = number === 1 ? ++known : Math.max(0, number - 1); });
  return division;
}

/** Add places that are given as distances to a set. @param {string} code @param {BitSet} bits */
export function addGaps(code, bits) {
  let place = -1;
  numbersOf(code, (gap) => { bits.add(place += gap); });
}

/** A list of texts in which many are looked for at once: folded, in one long text. */
export class Folded {
  /** @param {string[]} texts */
  constructor(texts) {
    this.whole = foldMany(texts.join(BETWEEN));
    /** Where each text begins. */
    this.starts = new Uint32Array(texts.length);
    for (let nth = 1; nth < texts.length; nth++) this.starts[nth] = this.whole.indexOf(BETWEEN, this.starts[nth - 1]) + 1;
  }

  /** @param {number} nth */
  text(nth) {
    return this.whole.slice(this.starts[nth], nth + 1 < this.starts.length ? this.starts[nth + 1] - 1 : undefined);
  }

  /** The texts in which a word stands. @param {string} word folded @param {(nth: number) => void} take */
  find(word, take) {
    let nth = 0;
    for (let at = this.whole.indexOf(word); at >= 0;) {
      while (nth + 1 < this.starts.length && this.starts[nth + 1] <= at) nth++;
      take(nth);
      at = nth + 1 < this.starts.length ? this.whole.indexOf(word, this.starts[nth + 1]) : -1;
    }
  }
}

/** One text for each place of a list, or nothing. */
export class TextColumn {
  /** @type {Folded | undefined} */ #folded;

  /** @param {Uint32Array} division @param {string[]} texts */
  constructor(division, texts) {
    this.division = division;
    this.texts = texts;
  }

  /** @param {number} place */
  at(place) {
    return this.division[place] ? this.texts[this.division[place] - 1] : "";
  }

  get folded() {
    return (this.#folded ??= new Folded(this.texts));
  }

  /** Whether a word stands in the text of a place. @param {number} place @param {string} word folded */
  has(place, word) {
    return this.division[place] > 0 && this.folded.text(this.division[place] - 1).includes(word);
  }

  /** Add the places in whose text a word stands. @param {string} word folded @param {BitSet} bits */
  find(word, bits) {
    const found = new Uint8Array(this.texts.length + 1);
    let any = false;
    this.folded.find(word, (nth) => { any = true; found[nth + 1] = 1; });
    if (any) this.division.forEach((text, place) => { if (found[text]) bits.add(place); });
  }
}
