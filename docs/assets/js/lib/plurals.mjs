// Number and verb: what macros/base/dutch.py does when the site is made, for numbers that change in a page.
// tests/cases/parity/plurals.json holds the two to each other. Pure functions.

/**
 * Fill in a sentence: `{n} van {all}`, `{n} {tool|tools}`, `van {all:rij|rijen}`. Of two forms the first is for one;
 * they follow the number `n`, or the one that is named. What has no value stays as it is.
 * @param {string} sentence @param {Record<string, string | number>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(?:(\w+):)?([^{}|]*)\|([^{}|]*)\}|\{(\w+)\}/g, (whole, number, one, more, name) =>
    name === undefined ? either(values[number ?? "n"], one, more) : String(Object.hasOwn(values, name) ? values[name] : whole));
}

/** The form that goes with a number. @param {string | number} n @param {string} one @param {string} more */
export function either(n, one, more) {
  return n === 1 ? one : more;
}
