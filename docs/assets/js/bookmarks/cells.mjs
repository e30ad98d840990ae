import { textOf } from "./entries.mjs";

/** @typedef {import("./entries.mjs").Item} Item */
/** @typedef {import("./entries.mjs").Row} Row */

// What a text of another page brings along; its ids and classes belong there.
const KEPT = new Set(["href", "src", "alt", "lang", "title", "width", "height", "colspan", "rowspan", "scope"]);
const MARK = "kb-ours";

/** An address without our own site: on paper, only those elsewhere are written out. @param {URL} url */
export const within = (url) => (url.origin === location.origin ? url.pathname + url.search + url.hash : url.href);

/**
 * What stands under a label, as an element.
 * @param {Row} row @param {string} url of the page of the entry @param {string} why something has the mark of the editors
 */
export function cellOf({ items, ours }, url, why) {
  const cell = document.createElement("div");
  const made = items.map((item) => nodesOf(item, url, why));
  if (made.length > 1) {
    const list = document.createElement("ul");
    list.toggleAttribute("data-plain", items.every(({ html }) => !html));
    for (const nodes of made) {
      const item = document.createElement("li");
      item.append(...nodes);
      list.append(item);
    }
    cell.append(list);
  } else cell.append(...made.flat());
  if (ours) cell.append(" ", mark(ours, why));
  return cell;
}

/** @param {Item} item @param {string} url @param {string} why @returns {(Node | string)[]} */
function nodesOf({ said = [], html, ours }, url, why) {
  /** @type {(Node | string)[]} */
  const nodes = said.map((piece) => {
    if (typeof piece === "string") return html ? strong(piece) : piece;
    const link = document.createElement("a");
    link.href = within(new URL(piece[1], url));
    link.textContent = piece[0];
    if (piece[2]) link.lang = piece[2];
    return link;
  });
  if (html) nodes.push(...textNodes(html, url));
  if (ours) nodes.push(" ", mark(ours, why));
  return nodes;
}

/** The nodes of a text, which was made safe when the site was built. @param {string} html @param {string} url */
function textNodes(html, url) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const one of body.querySelectorAll("*")) {
    for (const { name } of [...one.attributes]) {
      if (!KEPT.has(name) && !(name === "class" && one.matches(`.${MARK}`))) one.removeAttribute(name);
    }
    for (const name of ["href", "src"]) {
      const value = one.getAttribute(name);
      if (value) one.setAttribute(name, within(new URL(value, url)));
    }
  }
  return [...body.childNodes].map((node) => document.importNode(node, true));
}

/** @param {string} text */
function strong(text) {
  const element = document.createElement("strong");
  element.textContent = text;
  return element;
}

/** That the editors chose it. @param {string} text @param {string} why */
function mark(text, why) {
  const element = document.createElement("span");
  element.className = MARK;
  element.title = why;
  element.textContent = text;
  return element;
}

/** The words under a label, for what is compared: in any order the same. @param {Row | undefined} row */
export const wordsOf = (row) => (row?.items ?? []).map(textOf).sort().join("\n");
