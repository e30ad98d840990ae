// @ts-check
import { markMatches, readCard } from "./kb-cards.mjs";
import { answers, bestRemoval, choicesOf, countsOf, fill, inWords, readQuery, sorted, wordsOf, writeQuery } from "./kb-query.mjs";

/** @typedef {import("./kb-query.mjs").Query} Query */
/** @typedef {import("./kb-cards.mjs").Shown} Shown */

const TYPING_PAUSE = 250; // milliseconds

/**
 * The index of a collection. The server renders the whole list and the filters;
 * this element hides, counts, sorts and keeps the state in the address.
 */
class KbIndex extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;
  /** @type {Shown[]} */ #items = [];
  /** @type {Map<string, Set<string>>} */ #known = new Map();
  /** @type {Query} */ #query = { fields: new Map(), words: "", sort: "" };
  /** @type {string[]} */ #sorts = ["title"];
  #timer = 0;
  #typing = false;

  connectedCallback() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    for (const box of this.#boxes()) this.#known.set(box.name, (this.#known.get(box.name) ?? new Set()).add(box.value));
    const select = this.#one("select[name=sort]", HTMLSelectElement);
    if (select) this.#sorts = [...select.options].map((option) => option.value);
    const cards = /** @type {HTMLElement[]} */ ([...this.querySelectorAll(".kb-results [data-entry]")]);
    this.#items = cards.map((card, place) => readCard(card, place, [...this.#known.keys()], this.#sorts));

    this.addEventListener("change", (event) => this.#changed(event.target), { signal });
    this.addEventListener("input", (event) => this.#typed(event.target), { signal });
    this.addEventListener("click", (event) => this.#clicked(event.target), { signal });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") this.#sheet(false); }, { signal });
    window.addEventListener("popstate", () => { this.#sheet(false); this.#fromAddress(); }, { signal });
    matchMedia("(min-width: 60em)").addEventListener("change", () => this.#sheet(false), { signal });
    this.dataset.ready = "";
    this.#fromAddress(document.documentElement.dataset.kbSearch);
  }

  disconnectedCallback() {
    this.#life?.abort();
    clearTimeout(this.#timer);
  }

  #fromAddress(search = location.search) {
    const { query, strange } = readQuery(search, this.#known, this.#sorts);
    this.#query = query;
    this.#typing = false;
    for (const box of this.#boxes()) box.checked = query.fields.get(box.name)?.has(box.value) ?? false;
    const field = this.#one("input[name=q]", HTMLInputElement);
    if (field && field.value.trim() !== query.words) field.value = query.words;
    const select = this.#one("select[name=sort]", HTMLSelectElement);
    if (select) select.value = query.sort;
    const word = this.#one(".kb-strange", HTMLElement);
    if (word) {
      word.hidden = !strange.length;
      word.textContent = strange.length ? fill(this.dataset.strange ?? "", { choices: strange.map((value) => `‘${value}’`).join(", ") }) : "";
    }
    this.#show();
  }

  /** @param {EventTarget | null} target */
  #changed(target) {
    // Leaving the search field is a change too, in the middle of a click: results must not move away under it.
    if (target instanceof HTMLInputElement && target.name === "q") return;
    this.#flush();
    if (target instanceof HTMLInputElement && target.type === "checkbox") {
      const chosen = this.#query.fields.get(target.name) ?? new Set();
      if (target.checked) chosen.add(target.value);
      else chosen.delete(target.value);
      this.#query.fields.set(target.name, chosen);
      this.#remember(true);
    } else if (target instanceof HTMLSelectElement) {
      this.#query.sort = target.value;
      this.#remember(true);
    }
  }

  /** @param {EventTarget | null} target */
  #typed(target) {
    if (!(target instanceof HTMLInputElement) || target.name !== "q") return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#takeWords(target.value), TYPING_PAUSE);
  }

  /** @param {string} words */
  #takeWords(words) {
    this.#timer = 0;
    if (words === this.#query.words) return;
    this.#query.words = words;
    this.#remember(!this.#typing); // one step back undoes the whole word, not a letter
    this.#typing = words.trim() !== "";
  }

  /** Take what was typed now, before another choice or another page. The next word is a step of its own. */
  #flush() {
    const field = this.#one("input[name=q]", HTMLInputElement);
    if (this.#timer && field) {
      clearTimeout(this.#timer);
      this.#takeWords(field.value);
    }
    this.#typing = false;
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    if (!(target instanceof Element) || target.closest("a")) this.#flush();
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    if (button.matches(".kb-chip, .kb-clear")) this.#flush();
    if (button.matches(".kb-chip")) this.#remove(button);
    else if (button.matches(".kb-clear")) this.#clear();
    else if (button.matches(".kb-open")) this.#sheet(true);
    else if (button.matches(".kb-close, .kb-done")) this.#sheet(false);
    else if (button.matches(".kb-more")) this.#more(button);
  }

  /** @param {HTMLButtonElement} chip */
  #remove(chip) {
    const { field = "", value = "" } = chip.dataset;
    const next = chip.closest("li")?.nextElementSibling?.querySelector("button");
    if (field === "q") this.#query.words = "";
    else this.#query.fields.get(field)?.delete(value);
    const after = next ? [next.dataset.field, next.dataset.value] : null;
    this.#remember(true);
    this.#sync();
    const stays = after && [...this.querySelectorAll("button.kb-chip")].find((b) => b instanceof HTMLElement && b.dataset.field === after[0] && b.dataset.value === after[1]);
    const focus = stays ?? this.querySelector(".kb-chip") ?? this.querySelector("input[name=q]");
    if (focus instanceof HTMLElement) focus.focus();
  }

  #clear() {
    this.#query = { ...this.#query, fields: new Map(), words: "" };
    this.#remember(true);
    this.#sync();
    if (!("sheet" in this.dataset)) this.#one("input[name=q]", HTMLInputElement)?.focus();
  }

  /** Let the boxes and the search field say what the query says. */
  #sync() {
    for (const box of this.#boxes()) box.checked = this.#query.fields.get(box.name)?.has(box.value) ?? false;
    const field = this.#one("input[name=q]", HTMLInputElement);
    if (field) field.value = this.#query.words;
  }

  /** @param {HTMLButtonElement} button */
  #more(button) {
    const facet = button.closest(".kb-facet");
    const open = facet?.toggleAttribute("data-open") ?? false;
    button.setAttribute("aria-expanded", String(open));
    [button.textContent, button.dataset.less] = [button.dataset.less ?? "", button.textContent ?? ""];
  }

  /** Open or close the filters as a sheet, on a narrow screen. @param {boolean} open */
  #sheet(open) {
    if (open === "sheet" in this.dataset) return;
    this.toggleAttribute("data-sheet", open);
    const button = this.#one(".kb-open", HTMLElement);
    button?.setAttribute("aria-expanded", String(open));
    // All but the sheet: what stands beside it, and beside each thing that holds it.
    const sheet = this.#one(".kb-filters", HTMLElement);
    for (let inner = sheet; inner && inner !== document.body; inner = inner.parentElement) {
      for (const other of inner.parentElement?.children ?? []) if (other !== inner) other.toggleAttribute("inert", open);
    }
    if (open) {
      sheet?.setAttribute("role", "dialog");
      sheet?.setAttribute("aria-modal", "true");
      this.#one(".kb-close", HTMLElement)?.focus();
      return;
    }
    sheet?.removeAttribute("role");
    sheet?.removeAttribute("aria-modal");
    button?.focus();
  }

  /** Put the query in the address and show its answer. @param {boolean} step whether Back must undo it */
  #remember(step) {
    delete document.documentElement.dataset.kbSearch; // what kb-early.js laid aside is overtaken
    const address = location.pathname + writeQuery(this.#query, this.#known, this.#sorts);
    if (address !== location.pathname + location.search) {
      if (step) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
    }
    const word = this.#one(".kb-strange", HTMLElement);
    if (word) word.hidden = true;
    this.#show();
  }

  #show() {
    const query = this.#query;
    const words = wordsOf(query.words);
    const results = this.#items.filter((item) => answers(item, query, undefined, words));
    const shown = new Set(results);
    for (const item of this.#items) item.card.hidden = !shown.has(item);
    const descending = this.#one(`option[value="${query.sort}"]`, HTMLOptionElement)?.hasAttribute("data-descending") ?? false;
    const order = sorted(this.#items, query.sort, descending);
    const list = this.#one(".kb-cards", HTMLElement);
    if (list && order.some((item, i) => list.children[i] !== item.card)) list.append(...order.map((item) => item.card));
    this.#count();
    this.#say(results.length);
    this.#chips();
    this.#print(results.length);
    markMatches(this.#items, results, words, this.dataset.found ?? "");
  }

  #count() {
    for (const name of this.#known.keys()) {
      const counts = countsOf(this.#items, this.#query, name);
      for (const box of this.#boxes(name)) {
        const count = counts.get(box.value) ?? 0;
        const option = box.closest(".kb-option");
        option?.toggleAttribute("data-zero", !count);
        const number = option?.querySelector(".kb-option__count");
        if (number) number.textContent = String(count);
      }
    }
  }

  /** Say how many results there are. @param {number} n */
  #say(n) {
    const all = this.#items.length;
    const asked = choicesOf(this.#query).length;
    const { all: whole = "", one = "", some = "", without = "", show = "", showOne = "" } = this.dataset;
    let sentence = asked ? fill(some, { n, all }) : fill(all === 1 ? one : whole, { n });
    if (!n) {
      const best = bestRemoval(this.#items, this.#query);
      const advice = best ? fill(without, { choice: this.#label(best.field, best.value), n: best.count }) : "";
      sentence = `${sentence}. ${advice}`.trim();
    }
    const status = this.#one(".kb-status", HTMLElement);
    status?.toggleAttribute("data-empty", !n);
    if (status && status.textContent !== sentence) status.textContent = sentence;
    const done = this.#one(".kb-done", HTMLElement);
    if (done) done.textContent = fill(n === 1 ? showOne : show, { n });
    const badge = this.#one(".kb-open__count", HTMLElement);
    const boxes = choicesOf(this.#query).filter(([field]) => field !== "q").length;
    if (badge) [badge.hidden, badge.textContent] = [!boxes, String(boxes)];
  }

  /** Have ready what paper says of the list: its filter in words, and the address that gives it. @param {number} n */
  #print(n) {
    const { all: whole = "", some = "", one = "", or = "", searched = "" } = this.dataset;
    const nameOf = (/** @type {string} */ field) => {
      const legend = this.querySelector(`[data-facet="${field}"] legend`)?.textContent ?? field;
      return legend.charAt(0).toLowerCase() + legend.slice(1);
    };
    const asked = inWords(this.#query, this.#known, nameOf, (field, value) => this.#label(field, value), { or, searched });
    const all = this.#items.length;
    const line = this.#one(".kb-printed", HTMLElement);
    if (line) line.textContent = asked ? `${fill(some, { n, all })}, ${asked}` : fill(all === 1 ? one : whole, { n });
    const query = writeQuery(this.#query, this.#known, this.#sorts);
    document.documentElement.style.setProperty("--kb-address-query", JSON.stringify(query));
  }

  #chips() {
    const choices = choicesOf(this.#query);
    const chips = choices.map(([field, value]) => {
      const chip = document.createElement("button");
      chip.type = "button";
      chip.className = "kb-chip";
      chip.textContent = this.#label(field, value);
      chip.setAttribute("aria-label", fill(this.dataset.remove ?? "", { choice: chip.textContent }));
      Object.assign(chip.dataset, { field, value });
      const item = document.createElement("li");
      item.append(chip);
      return item;
    });
    this.#one(".kb-chips", HTMLElement)?.replaceChildren(...chips);
    const applied = this.#one(".kb-applied", HTMLElement);
    if (applied) applied.hidden = !choices.length;
    const wipe = this.#one(".kb-clear--sheet", HTMLButtonElement);
    if (wipe) wipe.disabled = !choices.length;
  }

  /** @param {string} field @param {string} value */
  #label(field, value) {
    if (field === "q") return value;
    const box = this.#boxes(field).find((one) => one.value === value);
    return box?.closest(".kb-option")?.querySelector(".kb-option__label")?.textContent ?? value;
  }

  /** @param {string} [name] @returns {HTMLInputElement[]} */
  #boxes(name) {
    const boxes = /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll(".kb-facet input[type=checkbox]")]);
    return name ? boxes.filter((box) => box.name === name) : boxes;
  }

  /** @template {Element} T @param {string} selector @param {new () => T} type @returns {T | null} */
  #one(selector, type) {
    const found = this.querySelector(selector);
    return found instanceof type ? found : null;
  }
}

customElements.define("kb-index", KbIndex);
