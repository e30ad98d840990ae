// How results look: in groups, each with the reason why it is there. Whatever comes from the index is text, never
// HTML; the words around it come from the element that asks.

import { plain, stemOf } from "./stemming.mjs";

/** @typedef {import("./search-index.mjs").Index} Index */
/** @typedef {import("./search-index.mjs").Shown} Shown */
/** @typedef {import("./ranking.mjs").Hit} Hit */
/** @typedef {Hit & { shown: Shown }} Result */
/** @typedef {{ title: string, hits: Hit[], collection: number, kinds: boolean }} Group collection: -1 for pages, -2 for all */

const BEST = 5;
const AROUND = 70; // letters before what was found in a long text

/**
 * The best few, then the rest by collection: the collection with the best result first, pages last.
 * @param {Index} index @param {Hit[]} hits @param {number} most of one group @param {{ best: string, pages: string }} words
 * @returns {Group[]}
 */
export function inGroups(index, hits, most, words) {
  const groups = [{ title: words.best, hits: hits.slice(0, BEST), collection: -2, kinds: true }];
  for (const hit of hits.slice(BEST)) {
    const collection = index.collectionOf(hit.document);
    let group = groups.find((one) => one.collection === collection);
    if (!group) {
      const title = index.collections[collection]?.title ?? words.pages;
      groups.push((group = { title, hits: [], collection, kinds: false }));
    }
    if (group.hits.length < most) group.hits.push(hit);
  }
  return groups.sort((a, b) => Number(a.collection === -1) - Number(b.collection === -1));
}

/** @param {string} name @param {string} [text] @param {string} [tag] */
export function piece(name, text = "", tag = "span") {
  const element = document.createElement(tag);
  element.className = `kb-search-box__${name}`;
  element.textContent = text;
  return element;
}

/** @param {string} name of one that the style sheet draws */
export function pictogram(name) {
  const icon = piece("icon");
  icon.className += ` kb-icon kb-icon--${name}`;
  icon.setAttribute("aria-hidden", "true");
  return icon;
}

/**
 * One result as a choice in the list: also a link, for whoever opens it beside this page.
 * @param {Index} index @param {Result} result @param {Set<string>} stems @param {boolean} kind whether to say what it is
 * @param {{ root: string, page: string, alias: string, in: string }} words
 */
export function option(index, result, stems, kind, words) {
  const { shown } = result;
  const collection = index.collections[shown.collection];
  const link = document.createElement("a");
  link.className = "kb-search-box__option";
  link.setAttribute("role", "option");
  link.setAttribute("aria-selected", "false");
  link.tabIndex = -1;
  link.href = words.root + shown.url;
  const head = piece("head");
  head.append(marked(piece("title"), shown.title, index, stems));
  if (kind) head.append(" ", piece("kind", collection?.one ?? words.page));
  const body = piece("body");
  body.append(head);
  const reason = reasonOf(index, result, stems, words);
  if (reason) body.append(" ", reason);
  if (shown.summary) body.append(" ", marked(piece("summary"), around(shown.summary, index, stems), index, stems));
  link.append(pictogram(collection?.icon ?? "file-outline"), body);
  return link;
}

/** @param {Index} index @param {Result} result @param {Set<string>} stems @param {{ alias: string, in: string }} words */
function reasonOf(index, { field, shown }, stems, words) {
  const { steps } = index.rules;
  const { fields } = index.head;
  /** @param {string} text */
  const matching = (text) => tokens(text).some((token) => meant(token, stems, steps));
  if (field === fields.alias) {
    const alias = shown.aliases.find(matching) ?? shown.aliases[0];
    return alias ? marked(piece("reason", `${words.alias} `), alias, index, stems) : null;
  }
  if (field === fields.label) {
    const label = shown.labels.find(([, text]) => matching(text));
    return label ? marked(piece("reason", `${label[0]}: `), label[1], index, stems) : null;
  }
  if ([shown.title, shown.summary].some(matching)) return null; // it can be seen
  if (field >= fields.text) return piece("reason", `${words.in} ‘${index.labels[field - fields.text]}’`);
  return null;
}

/** @param {string} text */
const tokens = (text) => text.match(/[\p{L}\p{N}\p{M}\p{DI}’']+|[^\p{L}\p{N}\p{M}\p{DI}’']+/gu) ?? [];

/**
 * Whether a word of a text answers what was asked, itself or as a part.
 * @param {string} token @param {Set<string>} stems @param {import("./stemming.mjs").Steps} steps
 */
function meant(token, stems, steps) {
  const word = plain(token);
  if (!/[\p{L}\p{N}]/u.test(word)) return false;
  if (stems.has(stemOf(word, steps))) return true;
  return [...stems].some((stem) => stem.length > 3 && word.includes(stem));
}

/** @param {HTMLElement} element @param {string} text @param {Index} index @param {Set<string>} stems */
function marked(element, text, index, stems) {
  for (const token of tokens(text)) {
    if (meant(token, stems, index.rules.steps)) {
      const mark = document.createElement("mark");
      mark.textContent = token;
      element.append(mark);
    } else element.append(token);
  }
  return element;
}

/** A long text from shortly before what was found. @param {string} text @param {Index} index @param {Set<string>} stems */
function around(text, index, stems) {
  let at = 0;
  for (const token of tokens(text)) {
    if (meant(token, stems, index.rules.steps)) break;
    at += token.length;
  }
  if (at >= text.length || at < 2 * AROUND) return text;
  return `… ${text.slice(text.indexOf(" ", at - AROUND) + 1)}`;
}
