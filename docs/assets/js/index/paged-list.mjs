import { fill } from "../lib/plurals.mjs";
import { setText } from "../lib/set-text.mjs";

/**
 * An index whose list is too long for its page: fetches the rest when a visitor first asks
 * something, and turns the pages of what is found. Nothing of it is fetched before.
 *
 * @typedef {import("../filters/query.mjs").Query} Query
 * @typedef {import("../lists/column-store.mjs").ColumnStore} ColumnStore
 */
export class PagedList {
  /** @type {ColumnStore | null} */ store = null;
  /** @type {Promise<void> | null} */ #coming = null;
  #turned = false;

  /** @param {HTMLElement} index @param {HTMLElement} list @param {() => void} show the answer anew @param {AbortSignal} signal */
  constructor(index, list, show, signal) {
    this.index = index;
    this.list = list;
    this.show = show;
    const fetch = () => { this.#open().catch(() => {}); }; // said when it is needed
    for (const part of index.querySelectorAll(".kb-bar, .kb-filters")) part.addEventListener("focusin", fetch, { once: true, signal });
    this.#pager?.addEventListener("click", (event) => this.#clicked(/** @type {MouseEvent} */ (event)), { signal });
    for (const name of ["beforeprint", "afterprint"]) {
      addEventListener(name, () => {
        if (!this.store) return;
        this.store.recycler.paper = name === "beforeprint";
        this.show();
      }, { signal });
    }
  }

  /** Whether the page as it came answers a query. @param {string} address */
  isAnswered(address) {
    return !this.store && !address && !this.#page;
  }

  /** What must be fetched first; nothing when all is here. @param {Query} query @returns {Promise<void> | null} */
  needs(query) {
    const needed = this.store ? this.store.needs(query) : this.#open();
    this.index.querySelector(".kb-results")?.setAttribute("aria-busy", String(needed !== null));
    if (this.store) this.store.recycler.page = this.#page;
    return needed;
  }

  /** Say where in the results this page is. @param {number} n how many results there are */
  update(n) {
    const pager = this.#pager;
    if (!pager || !this.store) return;
    const { page, most, paper } = this.store.recycler;
    const pages = Math.max(1, Math.ceil(n / most));
    for (const link of pager.querySelectorAll("a, .kb-pager__letters")) /** @type {HTMLElement} */ (link).hidden = true;
    for (const button of pager.querySelectorAll("button")) {
      button.hidden = false;
      const to = page + Number(button.dataset.turn);
      button.disabled = to < 0 || to >= pages;
    }
    const { where = "", paper: printed = "" } = pager.dataset;
    const sentence = paper ? fill(printed, { n: most, all: n }) : fill(where, { n: page + 1, all: pages });
    setText(pager.querySelector(".kb-pager__where"), sentence);
    pager.hidden = pages === 1;
    this.failed(false);
    if (this.#turned) this.store.recycler.focus();
    this.#turned = false;
  }

  /** Say that the list cannot be fetched. @param {boolean} is */
  failed(is) {
    const word = /** @type {HTMLElement | null} */ (this.index.querySelector(".kb-failed"));
    if (word) word.hidden = !is;
    if (is) this.index.querySelector(".kb-results")?.setAttribute("aria-busy", "false"); // what stands there is all there is
  }

  #open() {
    const blank = /** @type {HTMLTemplateElement} */ (this.index.querySelector(".kb-blank"));
    this.#coming ??= import("../lists/column-store.mjs")
      .then(({ ColumnStore }) => ColumnStore.open(this.list.dataset.columnStore ?? "", this.list, blank, this.index.dataset.found ?? ""))
      .then((store) => { this.store = store; })
      .catch((error) => { this.#coming = null; throw error; });
    return this.#coming;
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const step = event.target instanceof Element ? event.target.closest(".kb-pager__step") : null;
    if (!(step instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const by = Number(step.dataset.turn ?? (step.getAttribute("rel") === "next" ? 1 : -1));
    history.pushState({ kbPage: this.#page + by }, "");
    this.#turned = true;
    this.show();
  }

  /** The page that this step of the visit was at. */
  get #page() {
    return Number(history.state?.kbPage) || 0;
  }

  /** @returns {HTMLElement | null} */
  get #pager() {
    return this.index.querySelector(".kb-pager");
  }
}
