import { pageAt } from "./storage.mjs";

/**
 * Entries, read from their own pages: what stands there is the one truth, so a list or a comparison needs no other.
 *
 * @typedef {{ label: string, cell: HTMLElement, fact: boolean }} Row what a page says under one label; a fact is a value, not a text
 * `entry` is what it is called now, `asked` the name by which it was asked for.
 *
 * @typedef {{ entry: string, asked: string, url: string, title: string, language: string, summary: string, rows: Row[] }} Page
 */

const UNWANTED = "svg, button, .headerlink, .kb-icon, a .kb-hidden, [aria-hidden=true]";
const OURS = ".kb-ours"; // that the editors chose it; see macros/views/values.py
const KEPT = new Set(["href", "src", "alt", "lang", "title", "width", "height", "colspan", "rowspan", "scope", "data-plain"]);

/**
 * Read an entry. Raises an error where the page does not come.
 * @param {string} entry its collection and id @param {Record<string, { path: string }>} collections
 * @param {string} [asked] what led here, where that is another
 * @returns {Promise<Page | null>} null for an entry that is not there
 */
export async function readEntry(entry, collections, asked) {
  const [collection, id] = entry.split("/");
  if (!Object.hasOwn(collections, collection)) return null;
  const url = pageAt(`${collections[collection].path}/${id}/`);
  const answer = await fetch(url);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  const whole = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = whole.querySelector("main[data-kb-now]")?.getAttribute("data-kb-now");
  if (now && !asked) return readEntry(now, collections, entry); // an address of before
  const page = whole.querySelector("article.kb-entry");
  for (const text of page?.querySelectorAll(".kb-term__text") ?? []) text.remove(); // the explanation of a word
  const title = page?.querySelector("h1");
  if (!page || !title) return null;
  return {
    entry,
    asked: asked ?? entry,
    url,
    title: textOf(title),
    language: title.getAttribute("lang") ?? "",
    summary: textOf(page.querySelector(".kb-entry__summary")),
    rows: [...rowsOf(page, url)],
  };
}

/** An address without our own site: on paper, only those elsewhere are written out. @param {URL} url */
export const within = (url) => (url.origin === location.origin ? url.pathname + url.search + url.hash : url.href);

/** @param {Element | null} element */
export const textOf = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

/** What stands there without the mark of the editors. @param {Element} element */
export function said(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const mark of copy.querySelectorAll(OURS)) mark.remove();
  return textOf(copy);
}

/** What says what it is comes first. @param {Element} page @param {string} url @returns {Generator<Row>} */
function* rowsOf(page, url) {
  /**
   * The mark of the editors is about what a field holds, and no part of its name: it goes along in the cell.
   * @param {Element | string | null} named @param {Iterable<Node>} nodes @param {boolean} [fact]
   */
  const row = (named, nodes, fact = false) => {
    const cell = clean(nodes, url);
    if (!(named instanceof Element)) return { label: (named ?? "").trim(), cell, fact };
    const mark = named.querySelector(OURS);
    if (mark) cell.append(" ", clean([mark], url));
    return { label: said(named), cell, fact };
  };
  /** @param {Element} heading */
  const section = (heading) => {
    const around = /** @type {Element} */ (heading.parentElement);
    const tiles = [...around.querySelectorAll(".kb-tile__title")];
    const chosen = around.querySelectorAll(".kb-ours__which");
    const content = tiles.length ? [listOf(tiles), ...chosen] : [...around.childNodes].filter((node) => node !== heading);
    return row(heading, content, tiles.length > 0);
  };
  const sections = [...page.querySelectorAll("section:not([data-kb-row]) > h2:first-child")];
  const first = sections.filter((one) => one.parentElement?.hasAttribute("data-kb-first"));
  for (const one of first) yield section(one);
  for (const one of page.querySelectorAll(":is(.kb-facts, .kb-line) dl > div")) {
    yield row(one.querySelector("dt"), one.querySelector("dd")?.childNodes ?? [], true);
  }
  for (const one of page.querySelectorAll("[data-kb-row]")) yield row(one.getAttribute("data-kb-row") ?? "", one.childNodes);
  for (const one of sections) {
    if (!first.includes(one) && !one.parentElement?.matches(".kb-near, .kb-next, .kb-gap")) yield section(one);
  }
}

/** @param {Iterable<Node>} nodes */
function listOf(nodes) {
  const list = document.createElement("ul");
  list.dataset.plain = "";
  for (const node of nodes) {
    const item = document.createElement("li");
    item.append(node.cloneNode(true));
    const mark = node instanceof Element && node.nextElementSibling;
    if (mark && mark.matches(OURS)) item.append(" ", mark.cloneNode(true));
    list.append(item);
  }
  return list;
}

/**
 * A copy with nothing but its words, links and pictures: what belongs to its own page (ids, classes) stays there.
 * @param {Iterable<Node>} nodes @param {string} url of the page that they come from
 */
function clean(nodes, url) {
  const cell = document.createElement("div");
  for (const node of nodes) cell.append(document.importNode(node, true));
  for (const values of cell.querySelectorAll(".kb-marks ul")) values.replaceWith(listOf(values.querySelectorAll("[data-on] > a")));
  const links = [...cell.querySelectorAll(":scope > .kb-value")];
  if (links.length > 1) cell.replaceChildren(listOf(links));
  for (const one of cell.querySelectorAll(UNWANTED)) one.remove();
  for (const word of cell.querySelectorAll(".kb-term")) word.replaceWith(textOf(word));
  for (const one of cell.querySelectorAll("*")) {
    const mark = one.matches(OURS);
    for (const { name } of [...one.attributes]) if (!KEPT.has(name) && !(mark && name === "class")) one.removeAttribute(name);
    for (const name of ["href", "src"]) {
      const value = one.getAttribute(name);
      if (value) one.setAttribute(name, within(new URL(value, url)));
    }
  }
  return cell;
}
