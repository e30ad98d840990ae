import { copyText } from "../lib/clipboard.mjs";
import { download } from "../lib/download.mjs";
import { dayInWords } from "../lib/in-words.mjs";
import { fill } from "../lib/plurals.mjs";
import { collections, comparison, say, show } from "./buttons.mjs";
import { readEntry } from "./entries.mjs";
import { asMarkdown, asTable, factOf } from "./export.mjs";
import { SIDE_BY_SIDE, bookmarked, entriesIn } from "./storage.mjs";

/** @typedef {import("./entries.mjs").Entry} Entry */

/**
 * The list of what a visitor kept, or the one that somebody shares in a link (`?k=tools/fasemodel&k=…`).
 * The parts of it stand in the page as templates.
 */
class BookmarksPage extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;
  /** @type {Map<string, Entry | null | undefined>} what is known of an entry: null is not there, undefined did not come */
  #pages = new Map();
  /** @type {Map<string, string>} what is called otherwise by now */
  #now = new Map();
  /** @type {string[]} */ #before = [];
  #turn = 0;

  connectedCallback() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.addEventListener("click", (event) => this.#clicked(event.target), { signal });
    addEventListener("beforeprint", () => this.#sign(), { signal });
    document.addEventListener("kb-bookmarks", () => { if (!this.#shared) this.#show(); }, { signal });
    this.toggleAttribute("data-shared", this.#shared);
    this.dataset.ready = "";
    this.#show();
  }

  disconnectedCallback() {
    this.#life?.abort();
  }

  get #shared() {
    return new URLSearchParams(location.search).has("k");
  }

  get #asked() {
    return this.#shared ? entriesIn(new URLSearchParams(location.search).getAll("k")) : bookmarked.entries;
  }

  /** Entries as they are called now, each once. Storage keeps what it has until a click of hers. @param {string[]} entries */
  #called(entries) {
    return [...new Set(entries.map((entry) => this.#now.get(entry) ?? entry))];
  }

  get #entries() {
    return this.#called(this.#asked);
  }

  get #bookmarked() {
    return this.#called(bookmarked.entries);
  }

  async #show() {
    const turn = ++this.#turn;
    const unread = this.#asked.filter((entry) => !this.#pages.get(entry));
    this.toggleAttribute("data-empty", !this.#entries.length);
    this.setAttribute("aria-busy", String(unread.length > 0));
    await Promise.all(unread.map(async (entry) => this.#pages.set(entry, await readEntry(entry, collections).catch(() => undefined))));
    for (const [entry, page] of [...this.#pages]) {
      if (!page || page.entry === entry) continue;
      this.#now.set(entry, page.entry);
      this.#pages.set(page.entry, page);
    }
    if (turn !== this.#turn) return; // the list changed meanwhile
    const entries = this.#entries;
    this.setAttribute("aria-busy", "false");
    const groups = Object.entries(collections)
      .map(([name, of]) => ({ of, entries: entries.filter((entry) => entry.startsWith(`${name}/`)) }))
      .filter((group) => group.entries.length);
    const strange = entries.filter((entry) => !Object.hasOwn(collections, entry.split("/")[0]));
    const title = this.#one("[data-part=strange]").dataset.title ?? "";
    if (strange.length) groups.push({ of: { path: "", one: "", many: "", title }, entries: strange });
    this.#one(".kb-bookmarks__groups").replaceChildren(...groups.map((group) => this.#group(group.of.title, group.entries)));
    this.#one(".kb-bookmarks__count").textContent = fill(this.dataset.count ?? "", { n: entries.length });
    this.#one(".kb-bookmarks__share").setAttribute("href", this.#link());
    show();
  }

  /** On paper one reads when the list was printed. */
  #sign() {
    const values = { n: this.#entries.length, day: dayInWords(new Date()) };
    this.#one(".kb-bookmarks__printed").textContent = fill(this.dataset.printed ?? "", values);
  }

  /** @param {string} title @param {string[]} entries */
  #group(title, entries) {
    const group = this.#part("group");
    const heading = group.querySelector("h2");
    if (heading) heading.textContent = title;
    const compare = group.querySelector("a");
    group.querySelector("ul")?.append(...entries.map((entry, place) => this.#card(entry, place, entries.length)));
    const there = entries.filter((entry) => this.#pages.get(entry));
    if (compare) compare.href = comparison(there);
    if (there.length < 2 || there.length > SIDE_BY_SIDE) compare?.parentElement?.remove();
    return group;
  }

  /** @param {string} entry @param {number} place @param {number} of how many */
  #card(entry, place, of) {
    const page = this.#pages.get(entry);
    const card = this.#part(page ? "card" : page === null ? "gone" : "missing");
    const [collection, id] = entry.split("/");
    Object.assign(card.dataset, { collection, entry: id });
    const name = page?.title ?? id;
    const title = card.querySelector(".kb-card__title");
    const link = title?.querySelector("a");
    const text = card.querySelector("[data-part=text]");
    if (link && page) {
      link.href = page.url;
      if (page.language) link.lang = page.language;
    }
    if (title) (link ?? title).textContent = name;
    if (text && page) text.textContent = page.summary;
    if (text && page && !page.summary) text.remove();
    const facts = page?.rows.filter(({ fact }) => fact).map(({ label }) => `${label}: ${factOf(page, label)}`) ?? [];
    const line = card.querySelector("[data-part=facts]");
    if (line) line.textContent = facts.join(" · ");
    const about = card.querySelector("[data-part=of]");
    if (about) about.textContent = `: ${name}`;
    for (const button of card.querySelectorAll("button")) {
      const label = button.getAttribute("aria-label");
      if (label) button.setAttribute("aria-label", fill(label, { title: name }));
      if (button.matches("[data-does=up]")) button.disabled = place === 0;
      if (button.matches("[data-does=down]")) button.disabled = place === of - 1;
    }
    return card;
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    const card = button?.closest("[data-entry]");
    const entry = card instanceof HTMLElement ? `${card.dataset.collection}/${card.dataset.entry}` : "";
    const title = card?.querySelector(".kb-card__title")?.textContent ?? "";
    const does = button?.dataset.does;
    if (does === "remove") this.#remove([entry], fill(this.dataset.removed ?? "", { title }));
    else if (does === "clear") this.#remove(this.#bookmarked, this.dataset.cleared ?? "");
    else if (does === "up" || does === "down") this.#move(entry, does === "up" ? -1 : 1, title, button);
    else if (does === "undo") this.#undo();
    else if (does === "bookmark-all") this.#bookmarkAll();
    else if (does === "copy") this.#copy();
    else if (does === "print") print();
    else if (does === "csv") this.#download("csv", "text/csv", asTable(this.#known(), this.dataset.columns?.split("|") ?? []));
    else if (does === "markdown") this.#download("md", "text/markdown", asMarkdown(this.#known(), this.dataset.heading ?? ""));
  }

  /** @param {string} suffix @param {string} type @param {string} text */
  #download(suffix, type, text) {
    download(`${this.dataset.file}.${suffix}`, type, text);
  }

  /** @param {string[]} entries @param {string} sentence */
  #remove(entries, sentence) {
    const before = this.#bookmarked;
    if (!bookmarked.write(before.filter((one) => !entries.includes(one)))) return say(this.dataset.fault ?? "", true);
    this.#before = before;
    const undo = this.#one(".kb-bookmarks__undo");
    undo.hidden = false;
    this.#one(".kb-bookmarks__removed").textContent = sentence;
    undo.querySelector("button")?.focus();
  }

  #undo() {
    if (!bookmarked.write([...this.#before, ...this.#bookmarked])) return say(this.dataset.fault ?? "", true);
    this.#one(".kb-bookmarks__undo").hidden = true;
    this.#one("h2, .kb-bookmarks__count").focus();
    say(this.dataset.back ?? "");
  }

  /** @param {string} entry @param {number} by @param {string} title @param {HTMLButtonElement | null} button */
  async #move(entry, by, title, button) {
    const entries = this.#bookmarked;
    const alike = entries.filter((one) => one.split("/")[0] === entry.split("/")[0]);
    const other = alike[alike.indexOf(entry) + by];
    const [from, to] = [entries.indexOf(entry), entries.indexOf(other)];
    if (from < 0 || to < 0) return;
    [entries[from], entries[to]] = [entries[to], entries[from]];
    if (!bookmarked.write(entries)) return say(this.dataset.fault ?? "", true);
    await this.#show();
    say(fill(this.dataset.moved ?? "", { title, n: alike.indexOf(entry) + by + 1, all: alike.length }));
    const card = this.querySelector(`[data-collection="${entry.split("/")[0]}"][data-entry="${entry.split("/")[1]}"]`);
    const again = card?.querySelector(`[data-does=${button?.dataset.does}]:enabled`) ?? card?.querySelector("[data-does]:enabled");
    if (again instanceof HTMLElement) again.focus();
  }

  #bookmarkAll() {
    if (!bookmarked.write([...this.#bookmarked, ...this.#entries])) return say(this.dataset.fault ?? "", true);
    history.replaceState(null, "", location.pathname);
    this.removeAttribute("data-shared");
    this.#show();
    this.#one("h2, .kb-bookmarks__count").focus();
    say(this.dataset.allBookmarked ?? "");
  }

  async #copy() {
    const done = await copyText(this.#link());
    this.#one(".kb-bookmarks__said").textContent = (done ? this.dataset.copied : this.dataset.notCopied) ?? "";
  }

  #link() {
    const address = new URL(location.pathname, location.href);
    address.search = this.#entries.map((entry) => `k=${entry}`).join("&");
    return address.href;
  }

  /** The pages of the list that are there, by collection. */
  #known() {
    return Object.entries(collections).map(([name, { title }]) => ({
      title,
      pages: this.#entries.filter((entry) => entry.startsWith(`${name}/`)).map((entry) => this.#pages.get(entry)).filter((page) => !!page),
    })).filter((group) => group.pages.length);
  }

  /** A copy of a template. @param {string} name @returns {HTMLElement} */
  #part(name) {
    const part = this.querySelector(`template[data-part=${name}]`);
    const first = part instanceof HTMLTemplateElement ? part.content.firstElementChild : null;
    return /** @type {HTMLElement} */ (document.importNode(/** @type {Node} */ (first), true));
  }

  /** @param {string} selector @returns {HTMLElement} */
  #one(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

customElements.define("kb-bookmarks", BookmarksPage);
