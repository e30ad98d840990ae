import { copyText } from "../lib/clipboard.mjs";
import { asCsv, asTsv } from "../lib/csv.mjs";
import { download } from "../lib/download.mjs";
import { fill } from "../lib/plurals.mjs";
import { tableColumns } from "../lists/table-cells.mjs";

/**
 * @typedef {import("../lists/table-cells.mjs").TableColumn} TableColumn
 * @typedef {import("../lists/table-cells.mjs").Row} Row
 * @typedef {import("../index/collection-index.mjs").CollectionIndex} Index
 */

const FIRST = 200; // rows that are drawn at once

/** The entries that are shown, as a table: to sort by each column, to choose columns of, to copy and to keep. */
class TableView extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;
  /** @type {TableColumn[]} */ #columns = [];
  #whole = false;

  connectedCallback() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.#columns = tableColumns(this.#index);
    this.#index.addEventListener("kb-shown", () => { this.#whole = false; this.#say(""); this.#draw(); }, { signal });
    this.addEventListener("click", (event) => this.#clicked(event.target), { signal });
    this.addEventListener("change", (event) => this.#chosen(event), { signal });
    document.addEventListener("pointerdown", ({ target }) => {
      if (target instanceof Node && !this.#menu?.contains(target)) this.#shut(false);
    }, { signal });
    this.addEventListener("keydown", (event) => { if (event.key === "Escape") this.#shut(true); }, { signal });
  }

  disconnectedCallback() {
    this.#life?.abort();
  }

  get #menu() {
    return this.querySelector("details");
  }

  /** Fold the choice of columns. @param {boolean} back whether the focus goes back to what opened it */
  #shut(back) {
    if (!this.#menu?.open) return;
    this.#menu.open = false;
    if (back) this.#menu.querySelector("summary")?.focus();
  }

  /** The columns that are shown: those in the address, else the usual ones. The name is always there. */
  get #shown() {
    const named = this.#index.seen.columns.split(",");
    const known = this.#columns.filter(({ name }) => named.includes(name));
    return this.#columns.filter((column) => column.name === "title" || (known.length ? known.includes(column) : column.shown));
  }

  #draw() {
    if (this.#index.seen.view !== "table") return;
    const columns = this.#shown;
    for (const box of this.querySelectorAll("input")) box.checked = columns.some(({ name }) => name === box.value);
    const all = this.#index.rows();
    this.#head(columns);
    const rows = (this.#whole ? all : all.slice(0, FIRST)).map((row) => this.#row(row, columns));
    this.querySelector("tbody")?.replaceChildren(...rows);
    const more = /** @type {HTMLElement} */ (this.querySelector("[data-do=more]"));
    more.hidden = rows.length === all.length;
    more.textContent = fill(this.dataset.more ?? "", { n: all.length });
    /** @type {HTMLElement} */ (this.querySelector(".kb-rows__scroll")).hidden = !all.length;
    this.toggleAttribute("data-empty", !all.length);
  }

  /** The heads of the columns; those that stay keep their focus. @param {TableColumn[]} columns */
  #head(columns) {
    const row = /** @type {HTMLElement} */ (this.querySelector("thead tr"));
    const { sort, descending } = this.#index.seen;
    const there = /** @type {HTMLElement[]} */ ([...row.children]);
    if (there.map((head) => head.dataset.name).join() !== columns.map(({ name }) => name).join()) {
      row.replaceChildren(...columns.map(({ name, label, number }) => {
        const head = document.createElement("th");
        head.scope = "col";
        head.dataset.name = name;
        head.toggleAttribute("data-number", number);
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = label;
        head.append(button);
        return head;
      }));
    }
    for (const head of /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll("th"))) {
      if (head.dataset.name === sort.replace(/^-/, "")) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  /** @param {Row} entry @param {TableColumn[]} columns */
  #row(entry, columns) {
    const row = document.createElement("tr");
    for (const column of columns) {
      const cell = document.createElement(column.name === "title" ? "th" : "td");
      const text = entry.cell(column);
      if (cell instanceof HTMLTableCellElement && column.name === "title") {
        cell.scope = "row";
        cell.append(entry.link() ?? text);
      } else cell.textContent = text;
      cell.toggleAttribute("data-number", column.number);
      row.append(cell);
    }
    return row;
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    const name = button?.closest("th")?.dataset.name;
    if (name) {
      const { sort } = this.#index.seen;
      this.#index.see({ sort: sort === name ? `-${name}` : name });
    } else if (button?.dataset.do === "copy") this.#copy();
    else if (button?.dataset.do === "csv") download(`${this.#index.selection.name}.csv`, "text/csv", asCsv(this.#cells()));
    else if (button?.dataset.do === "more") {
      this.#whole = true;
      this.#draw();
      /** @type {HTMLElement} */ (this.querySelector(".kb-rows__scroll")).focus();
    }
  }

  /** @param {Event} event */
  #chosen(event) {
    event.stopPropagation(); // a column is no filter
    const boxes = [...this.querySelectorAll("input")];
    const names = boxes.filter((box) => box.checked).map((box) => box.value);
    const usual = this.#columns.filter(({ name, shown }) => shown && name !== "title").map(({ name }) => name);
    this.#index.see({ columns: names.join() === usual.join() ? "" : names.join() || "title" });
  }

  /** What is filtered, with the columns that are shown. */
  #cells() {
    const columns = this.#shown;
    return [columns.map(({ label }) => label), ...this.#index.rows().map((row) => columns.map((column) => row.cell(column)))];
  }

  async #copy() {
    const rows = this.#cells();
    const done = await copyText(asTsv(rows));
    this.#say(done ? fill(this.dataset.copied ?? "", { n: rows.length - 1 }) : this.dataset.failed ?? "");
  }

  /** @param {string} word */
  #say(word) {
    const place = this.querySelector("[aria-live]");
    if (place) place.textContent = word;
  }

  get #index() {
    return /** @type {Index} */ (this.closest("kb-index"));
  }
}

customElements.define("kb-rows", TableView);
