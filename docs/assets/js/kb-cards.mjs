// @ts-check
import { fill, fold } from "./kb-query.mjs";

/**
 * The cards of an index: what stands on them, and showing what a search found there.
 *
 * @typedef {import("./kb-query.mjs").Item & { card: HTMLElement, hidden: [string, string][], seen: string }} Shown
 */

/**
 * Read what a card says of its entry.
 * @param {HTMLElement} card @param {number} place in the usual order
 * @param {string[]} fields that are filtered on @param {string[]} sorts that are sorted by
 * @returns {Shown} `seen` is the folded text on the card, `hidden` what else the entry is found by, with its label
 */
export function readCard(card, place, fields, sorts) {
  const values = new Map(fields.map((name) => [name, new Set((card.dataset[camel(name)] ?? "").split(" ").filter(Boolean))]));
  const order = new Map(sorts.map((name) => [name, card.dataset[camel(`sort-${name}`)] ?? ""]));
  /** @type {[string, string][]} */
  const hidden = JSON.parse(card.dataset.words ?? "[]");
  const parts = [".kb-card__title", ".kb-card__summary:not(.kb-card__summary--none)"];
  const seen = fold(parts.map((part) => card.querySelector(part)?.textContent ?? "").join(" "));
  const text = [seen, ...hidden.map(([, words]) => fold(words))].join("\n");
  return { id: card.dataset.entry ?? "", card, place, values, order, hidden, seen, text };
}

/**
 * Show what matched: coloured in the text, or in a line below when it is not on the card.
 * @param {Shown[]} items all cards @param {Shown[]} results those that are shown
 * @param {string[]} words folded @param {string} sentence with {label} and {text}
 */
export function markMatches(items, results, words, sentence) {
  for (const { card } of items) card.querySelector(".kb-card__found")?.remove();
  const ranges = [];
  for (const { card, seen, hidden } of words.length ? results : []) {
    const found = words.filter((word) => !seen.includes(word)).map((word) => hidden.find(([, text]) => fold(text).includes(word)));
    for (const [label, text] of new Set(found)) {
      const line = document.createElement("p");
      line.className = "kb-card__found";
      line.textContent = fill(sentence, { label, text });
      card.append(line);
    }
    ranges.push(...rangesOf(card, words));
  }
  // Colouring without touching the page; a browser that cannot do it shows plain text.
  if ("highlights" in CSS) CSS.highlights.set("kb-match", new Highlight(...ranges));
}

/** The name of a data attribute as a property: `sort-part-of` is `sortPartOf`. @param {string} name */
function camel(name) {
  return name.replace(/[-_]+(\w)/g, (_, letter) => letter.toUpperCase());
}

/** Where the words stand in the text of a card. @param {Element} card @param {string[]} words */
function rangesOf(card, words) {
  const ranges = [];
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? "";
    // Folding letter by letter keeps positions: one letter in, one letter out.
    const folded = [...text].map((letter) => fold(letter)[0] ?? " ".repeat(letter.length)).join("");
    if (folded.length !== text.length) continue;
    for (const word of words) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        // A live Range would be kept up to date with every later change of the page, thousands of them.
        ranges.push(new StaticRange({ startContainer: node, startOffset: at, endContainer: node, endOffset: at + word.length }));
      }
    }
  }
  return ranges;
}
