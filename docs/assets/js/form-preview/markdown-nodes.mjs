// What the reading of Markdown and its drawing share: nodes of the page, and signs that mean themselves.

export const DEEPEST = 60;
export const ESCAPED = /\\([!-/:-@[-\x60{-~])|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31});/gi;
export const TITLE = /\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\))/sy;

/** What nobody writes by hand is shown as it was written. */
export class TooDeep extends Error {}

/** What a text is without the backslashes before signs and with `&amp;` as one sign. @param {string} text */
export const plain = (text) =>
  text.replace(ESCAPED, (whole, sign) => sign ?? new DOMParser().parseFromString(whole, "text/html").documentElement.textContent);

/** What an address below the text is called, in whatever case. @param {string} text */
export const nameOf = (text) => text.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();

/**
 * What stands in it may come as a list: thousands of rows are too many for the arguments of a function.
 * @param {string} tag @param {Record<string, string | number | boolean>} [given] @param {(Node | string | (Node | string)[])[]} inside
 */
export function element(tag, given = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) made.setAttribute(name, String(value));
  for (const one of inside.flat()) made.append(one);
  return made;
}

/** Make one text of those that stand beside each other: the browser's own way takes time with the square of their number.
 *  @param {Node} node */
export function join(node) {
  /** @type {Text[]} */ let texts = [];
  for (const child of [...node.childNodes, null]) {
    if (child instanceof Text) {
      texts.push(child);
      continue;
    }
    const [first, ...others] = texts;
    if (first && others.length) first.data = texts.map(({ data }) => data).join("");
    for (const one of others) one.remove();
    texts = [];
    if (child) join(child);
  }
}

/** As macros/markdown/writer.py: the id of a heading. @param {string} words */
export const headingId = (words) => `kop-${words.trim().toLowerCase().replace(/[^\p{L}\p{N}_\- ]/gu, "").replaceAll(" ", "-")}`;
