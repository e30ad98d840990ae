// The search: a combobox with a list of results (WAI-ARIA Authoring Practices, combobox with a list box), in the
// dialog of every page and on a page of its own. It keeps nothing of what was asked.

import { fold } from "../lib/folding.mjs";
import { fill } from "../lib/plurals.mjs";
import { find } from "./ranking.mjs";
import { inGroups, option, piece, pictogram } from "./results.mjs";
import { openIndex } from "./search-index.mjs";

const PAUSE = 60; // ms without a key before it looks
const MOST = { dialog: 3, whole: 100 }; // of one group
const SHOWN = { dialog: 30, whole: 100 }; // of all
const WEAK = 0.18; // of the best score: below it a result does not count

class SearchBox extends HTMLElement {
  #asked = 0;
  #timer = 0;
  #ids = 0;

  connectedCallback() {
    const id = `kb-search-box-${this.dataset.whole === undefined ? "dialog" : "whole"}`;
    this.list.id = id;
    this.input.setAttribute("aria-controls", id);
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("keydown", (event) => this.#pressed(event));
    void this.#begin().catch(() => {});
    const words = new URLSearchParams(location.search).get("q");
    if (this.dataset.whole !== undefined) {
      if (words) this.input.value = words;
      this.input.focus({ preventScroll: true });
    }
    if (this.input.value) void this.#look(); // also what was typed before this came
  }

  get input() { return /** @type {HTMLInputElement} */ (this.querySelector("input")); }
  get list() { return /** @type {HTMLElement} */ (this.querySelector("[role=listbox]")); }
  /** The address of the root of the site. */
  get #root() { return new URL(this.dataset.root ?? "./", document.baseURI).href; }

  #index() { return openIndex(`${this.#root}search/`); }

  /** The index, sooner than the first letter; and the ways in for who does not know what to type. */
  async #begin() {
    const { collections } = await this.#index();
    const links = collections.map(({ title, path, icon }) => {
      const link = /** @type {HTMLAnchorElement} */ (piece("collection", "", "a"));
      link.href = `${this.#root}${path}/`;
      link.append(pictogram(icon), title);
      return link;
    });
    this.querySelector(".kb-search-box__start")?.replaceChildren(...links);
  }

  #typed() {
    this.#choose(null); // what was chosen answered other words
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      if (this.dataset.whole !== undefined) history.replaceState(history.state, "", address(location.pathname, this.input.value));
      void this.#look();
    }, PAUSE);
  }

  async #look() {
    const asked = ++this.#asked; // an answer that a later question overtook is dropped
    const words = this.input.value.trim();
    try {
      const index = words ? await this.#index() : null;
      const answer = index ? await find(index, words) : null;
      const best = answer?.hits[0]?.score ?? 0;
      const strong = (answer?.hits ?? []).filter((hit) => hit.score >= best * WEAK);
      const hits = strong.slice(0, SHOWN.whole);
      const [top, ...others] = index && answer && hits.length ? this.#groups(index, answer, hits, words) : [];
      const rest = Promise.all(others);
      rest.catch(() => {}); // said below
      // The best come first, also on the screen: what the other groups show is in more files.
      const first = await top;
      if (asked !== this.#asked) return;
      this.list.replaceChildren();
      this.#place(first ? [first] : []);
      this.#say(words, hits.length, strong.length > hits.length, answer?.instead ?? []);
      const boxes = await rest;
      if (asked !== this.#asked) return;
      this.#place(boxes);
    } catch {
      if (asked === this.#asked) this.#status(this.dataset.failed ?? "");
    }
    if (asked === this.#asked) this.dispatchEvent(new CustomEvent("kb-found", { bubbles: true }));
  }

  /** Show results. On a page of its own one reaches them with Tab as well, as links. @param {HTMLElement[]} boxes */
  #place(boxes) {
    this.list.append(...boxes);
    if (this.dataset.whole === undefined) return;
    for (const one of this.list.querySelectorAll("[role=option]")) one.removeAttribute("tabindex");
  }

  /**
   * The results in groups, each as soon as what it shows is here.
   * @param {import("./search-index.mjs").Index} index @param {import("./ranking.mjs").Answer} answer
   * @param {import("./ranking.mjs").Hit[]} hits @param {string} typed
   * @returns {(Promise<HTMLElement> | HTMLElement)[]}
   */
  #groups(index, answer, hits, typed) {
    const { best = "", pages = "", page = "", alias = "", within = "", in: where = "" } = this.dataset;
    const size = this.dataset.whole === undefined ? "dialog" : "whole";
    const groups = inGroups(index, hits.slice(0, SHOWN[size]), MOST[size], { best, pages });
    /** @type {(Promise<HTMLElement> | HTMLElement)[]} */ const boxes = groups.map(async (group) => {
      const shown = await index.documents(group.hits.map(({ document }) => document));
      const box = piece("group", "", "div");
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", group.title);
      const title = piece("heading", group.title);
      title.setAttribute("aria-hidden", "true");
      const words = { root: this.#root, page, alias, in: where };
      const results = group.hits.map((hit, place) => ({ ...hit, shown: shown[place] }));
      box.append(title, ...results.map((result) => option(index, result, answer.stems, group.kinds, words)));
      const collection = index.collections[group.collection];
      // The index of a collection looks for the letters as typed: only then does the way there lead to something.
      if (collection && shown.some((one) => has(one, typed))) {
        const sentence = within.replace("{words}", typed).replace("{many}", collection.many);
        box.append(this.#link(sentence, address(`${this.#root}${collection.path}/`, typed)));
      }
      return box;
    });
    if (size === "dialog") {
      boxes.push(this.#link(fill(this.dataset.all ?? "", { n: hits.length }), address(`${this.#root}zoeken/`, typed)));
    }
    return boxes;
  }

  /** @param {string} text @param {string} href */
  #link(text, href) {
    const link = /** @type {HTMLAnchorElement} */ (piece("link", "", "a"));
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    link.href = href;
    link.append(pictogram("magnify"), text);
    return link;
  }

  /**
   * @param {string} words @param {number} count @param {boolean} more whether there were more
   * @param {import("./ranking.mjs").Answer["instead"]} instead
   */
  #say(words, count, more, instead) {
    const { none = "", many = "", most = "", instead: meant = "" } = this.dataset;
    const number = fill(more ? most : many, { n: count });
    const other = instead.map(({ typed, written }) => meant.replace("{typed}", typed).replace("{written}", written)).join(" ");
    this.#status(!words ? "" : count ? [other, `${number}.`].filter(Boolean).join(" ") : none.replace("{words}", words));
    for (const part of this.querySelectorAll(".kb-search-box__none")) part.toggleAttribute("hidden", !words || count > 0);
    this.toggleAttribute("data-found", count > 0);
    this.input.setAttribute("aria-expanded", String(count > 0));
    this.#choose(null);
  }

  /** @param {string} text */
  #status(text) {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = text;
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const all = /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll("[role=option]")]);
    const now = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Past the last and before the first one is back at what was typed.
      const next = now < 0 ? (step > 0 ? 0 : all.length - 1) : now + step;
      this.#choose(all[next] ?? null);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      if (now >= 0) all[now].click();
      else if (this.input.value.trim() && this.dataset.whole === undefined) {
        location.assign(address(`${this.#root}zoeken/`, this.input.value));
      }
    }
  }

  /**
   * Only keys choose: results also appear below a pointer that rests, and Enter must not open what nobody pointed at.
   * @param {HTMLElement | null} choice
   */
  #choose(choice) {
    for (const one of this.list.querySelectorAll("[aria-selected=true]")) one.setAttribute("aria-selected", "false");
    if (!choice) return this.input.removeAttribute("aria-activedescendant");
    choice.id ||= `${this.list.id}-${++this.#ids}`;
    choice.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", choice.id);
    choice.scrollIntoView({ block: "nearest" });
  }
}

/** @param {string} place @param {string} words */
const address = (place, words) => place + (words.trim() ? `?${new URLSearchParams({ q: words.trim() })}` : "");

/** @param {import("./search-index.mjs").Shown} shown @param {string} typed */
function has(shown, typed) {
  const text = fold([shown.title, shown.summary, ...shown.aliases].join(" "));
  return fold(typed).split(" ").every((word) => text.includes(word));
}

customElements.define("kb-search-box", SearchBox);
