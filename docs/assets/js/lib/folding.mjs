// Names as people take them for the same: what macros/base/folding.py does when the site is made, for what a visitor
// types. tests/cases/parity/folding.json holds the two to each other. Pure functions.

const DROPPED = /[\p{DI}\u2120\u2122]+/gu; // what shows nothing, and signs of trade
const ACCENTS =
  /[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+/g;
const LETTER = /[ßæœøłđðþħŧıς]/g; // Unicode takes none of these apart
/** @type {Record<string, string>} */
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ŧ: "t", ı: "i", ς: "σ" };
// eslint-disable-next-line no-control-regex -- what Python takes for white space
const BLANKS = /[\s\x1c-\x1f\x85]+/g;

/** One kind of quote, apostrophe and hyphen. @param {string} text */
const plainSigns = (text) => text.replace(/[‘’‚‛\x60´ʻʼˊˋ′＇]/g, "'").replace(/[“”„‟″＂«»]/g, '"').replace(/[‐‑‒–—―−﹣－]/g, "-");

/** @param {string} text with more than plain letters */
const bare = (text) =>
  plainSigns(plainSigns(text).replace(DROPPED, "").normalize("NFKD").replace(ACCENTS, "").replace(DROPPED, ""))
    .toLowerCase().replace(LETTER, (letter) => LETTERS[letter]);

/** As fold, but for white space: most letters are plain, and folding thousands of titles takes time. @param {string} text */
export function foldMany(text) {
  return text.replace(/[^\0-\x7f]+/g, bare).replaceAll("\x60", "'").toLowerCase();
}

/**
 * The text in small letters, without accents, strokes, ligatures and what shows nothing, with plain signs and spaces.
 * @param {string} text
 */
export function fold(text) {
  return foldMany(text).replace(BLANKS, " ").trim();
}

/** What a name is sorted by: word by word, numbers by their value, signs passed over. @param {string} text */
export function order(text) {
  const plain = fold(text).replace(/(?<=[0-9])\.(?=[0-9]{3}(?![0-9]))/g, "").replaceAll("'", "");
  return plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim().replace(/[0-9]+/g, (number) => {
    const digits = number.replace(/^0+(?=.)/, "");
    return String(Math.min(digits.length, 999)).padStart(3, "0") + digits;
  });
}

/** A name of a file or an address. @param {string} text */
export function slug(text) {
  return fold(text).replaceAll("'", "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/**
 * A text folded but for white space, with for each letter of that where the letter stands of which it was made.
 * @param {string} text @returns {{ folded: string, places: number[] }}
 */
export function foldInPlace(text) {
  if (/^[\0-\x5f\x61-\x7f]*$/.test(text)) return { folded: text.toLowerCase(), places: [] };
  let folded = "";
  /** @type {number[]} */ const places = [];
  let at = 0;
  for (const letter of text) {
    for (const one of foldMany(letter)) {
      folded += one;
      for (let unit = 0; unit < one.length; unit++) places.push(at);
    }
    at += letter.length;
  }
  places.push(at);
  return { folded, places };
}
