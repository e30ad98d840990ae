import { fill } from "../lib/plurals.mjs";
import { collections } from "./buttons.mjs";
import { cellOf, within, wordsOf } from "./cells.mjs";
import { readEntry } from "./entries.mjs";
import { SIDE_BY_SIDE, compared, entriesIn } from "./storage.mjs";

/** @typedef {import("./entries.mjs").Entry} Entry */
/** @typedef {import("./entries.mjs").Row} Row */

/**
 * Two to four entries of one collection side by side: `?communities=a&communities=b`, with `&rijen=verschil` for only
 * the rows in which they differ. Without an address it shows what the visitor chose on their pages.
 */
class Comparison extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;
  /** @type {string[]} */ #entries = [];
  /** @type {Entry[]} */ #pages = [];
  #turn = 0;

  connectedCallback() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement && target.name === "rijen") this.#remember(target.value === "verschil", true);
    }, { signal });
    this.addEventListener("click", (event) => this.#clicked(event.target), { signal });
    addEventListener("popstate", () => this.#fromAddress(), { signal });
    this.dataset.ready = "";
    this.#fromAddress();
  }

  disconnectedCallback() {
    this.#life?.abort();
  }

  get #onlyDifferent() {
    return new URLSearchParams(location.search).get("rijen") === "verschil";
  }

  async #fromAddress() {
    const turn = ++this.#turn;
    const asked = [...new URLSearchParams(location.search)].filter(([name]) => Object.hasOwn(collections, name));
    const chosen = asked.length ? asked.map(([name, id]) => `${name}/${id}`) : compared.entries.reverse();
    const collection = chosen[0]?.split("/")[0];
    const alike = [...new Set(chosen)].filter((entry) => entry.startsWith(`${collection}/`));
    const entries = (asked.length ? alike : alike.reverse()).slice(0, SIDE_BY_SIDE);
    this.setAttribute("aria-busy", String(entries.length > 0));
    const pages = await Promise.all(entries.map((entry) =>
      entriesIn([entry]).length ? readEntry(entry, collections).catch(() => undefined) : null));
    if (turn !== this.#turn) return;
    this.setAttribute("aria-busy", "false");
    const there = pages.filter((page) => !!page);
    this.#pages = there.filter((page, at) => there.findIndex((one) => one.entry === page.entry) === at);
    this.#entries = this.#pages.map((page) => page.entry);
    const words = this.dataset;
    const gone = entries.filter((_, place) => pages[place] === null).map(quoted);
    const late = entries.filter((_, place) => pages[place] === undefined).map(quoted);
    const others = new Set(chosen).size - entries.length;
    this.#say([
      gone.length ? fill(words.gone ?? "", { names: gone.join(", ") }) : "",
      late.length ? fill(words.late ?? "", { names: late.join(", ") }) : "",
      asked.length && others > 0 ? fill(words.others ?? "", { most: SIDE_BY_SIDE }) : "",
    ].filter(Boolean).join(" "));
    this.#show();
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.dataset.does === "print") print();
    if (button?.dataset.does !== "remove" || !button.dataset.of) return;
    const place = this.#entries.indexOf(button.dataset.of);
    const names = [button.dataset.of, this.#pages[place]?.asked ?? ""];
    if (names.some((name) => compared.has(name))) compared.remove(...names);
    this.#pages.splice(place, 1);
    this.#entries.splice(place, 1);
    this.#remember(this.#onlyDifferent, true);
    const others = this.querySelectorAll("thead [data-does=remove]");
    const next = others[Math.min(place, others.length - 1)] ?? this.querySelector(".kb-compare__none a");
    if (next instanceof HTMLElement) next.focus();
  }

  /** @param {boolean} onlyDifferent @param {boolean} step whether Back must undo it */
  #remember(onlyDifferent, step) {
    const parameters = new URLSearchParams(this.#entries.map((entry) => /** @type {[string, string]} */ (entry.split("/"))));
    if (onlyDifferent) parameters.set("rijen", "verschil");
    const address = `${location.pathname}?${parameters}`;
    if (address !== location.pathname + location.search) history[step ? "pushState" : "replaceState"](null, "", address);
    this.#show();
  }

  #show() {
    const pages = this.#pages;
    this.dataset.count = String(pages.length);
    const names = collections[pages[0]?.entry.split("/")[0]];
    const more = this.#one(".kb-compare__more");
    more.hidden = !names || pages.length >= SIDE_BY_SIDE;
    if (names) {
      more.textContent = fill((pages.length < 2 ? this.dataset.one : this.dataset.more) ?? "", names);
      more.setAttribute("href", new URL(`../${names.path}/`, location.href).href);
    }
    for (const input of this.querySelectorAll("input[name=rijen]")) {
      if (input instanceof HTMLInputElement) input.checked = (input.value === "verschil") === this.#onlyDifferent;
    }
    const rows = rowsOf(pages);
    const shown = rows.filter((row) => row.differs || !this.#onlyDifferent);
    const [n, all] = [rows.filter((row) => row.differs).length, rows.filter((row) => row.comparable).length];
    this.#one(".kb-compare__count").textContent = pages.length < 2 ? "" : fill(this.dataset.rows ?? "", { n, all });
    const table = this.#one("table");
    table.querySelector("thead tr")?.replaceChildren(this.#corner(), ...pages.map((page) => this.#head(page)));
    table.querySelector("tbody")?.replaceChildren(...shown.map((row) => this.#row(row, pages)));
    table.style.setProperty("--kb-columns", String(pages.length));
    if (pages.length > 1) document.title = fill(this.dataset.title ?? "", { names: pages.map((page) => page.title).join(", ") });
  }

  #corner() {
    const corner = cell("th", "columnheader");
    corner.className = "kb-compare__corner";
    const word = document.createElement("span");
    word.className = "kb-hidden";
    word.textContent = this.dataset.corner ?? "";
    corner.append(word);
    return corner;
  }

  /** @param {Entry} page */
  #head(page) {
    const head = cell("th", "columnheader");
    head.setAttribute("scope", "col");
    const link = document.createElement("a");
    link.href = within(new URL(page.url));
    link.textContent = page.title;
    if (page.language) link.lang = page.language;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kb-compare__remove";
    Object.assign(button.dataset, { does: "remove", of: page.entry });
    button.setAttribute("aria-label", fill(this.dataset.remove ?? "", { title: page.title }));
    head.append(link, button);
    return head;
  }

  /** @param {{ label: string, differs: boolean, cells: (Row | undefined)[] }} row @param {Entry[]} pages */
  #row({ label, differs, cells }, pages) {
    const row = cell("tr", "row");
    row.toggleAttribute("data-differs", differs);
    const name = cell("th", "rowheader");
    name.setAttribute("scope", "row");
    name.textContent = label;
    row.append(name, ...cells.map((content, place) => {
      const box = cell("td", "cell");
      const who = document.createElement("span");
      who.className = "kb-compare__who";
      who.textContent = pages[place].title;
      if (!content) box.dataset.unknown = "";
      box.append(who, content ? cellOf(content, pages[place].url, this.dataset.ours ?? "") : this.dataset.unknown ?? "");
      return box;
    }));
    return row;
  }

  /** @param {string} text */
  #say(text) {
    this.#one(".kb-compare__said").textContent = text;
  }

  /** @param {string} selector @returns {HTMLElement} */
  #one(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

/** The id of an entry, as one reads it in a sentence. @param {string} entry */
const quoted = (entry) => `‘${entry.slice(entry.indexOf("/") + 1)}’`;

/** A cell that stays one, also where a narrow screen sets it below another. @param {string} name @param {string} role */
function cell(name, role) {
  const made = document.createElement(name);
  made.setAttribute("role", role);
  return made;
}

/** What the pages say, by label, in the order in which they say it. @param {Entry[]} pages */
function rowsOf(pages) {
  /** @type {string[]} */
  const labels = [];
  for (const { rows } of pages) {
    let after = -1;
    for (const { label } of rows) {
      const at = labels.indexOf(label);
      if (at < 0) labels.splice(++after, 0, label);
      else after = Math.max(after, at); // a page may say the same label twice
    }
  }
  return labels.map((label) => {
    const cells = pages.map(({ rows }) => rows.find((row) => row.label === label));
    const known = cells.map(wordsOf).filter(Boolean);
    const fact = cells.every((row) => row?.fact ?? !row);
    // Two texts always differ, and what is not known may be the same.
    return { label, cells, comparable: fact && known.length > 1, differs: fact && new Set(known).size > 1 };
  });
}

customElements.define("kb-compare", Comparison);
