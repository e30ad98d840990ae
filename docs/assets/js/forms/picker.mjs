// Naming entries in a form: a combobox with a list box (WAI-ARIA Authoring Practices, editable combobox with list
// autocomplete) around a field in which one may as well type. What no entry is called stays as it was typed: it can be
// proposed along. What names say is text, never HTML.

import { enumerated } from "../lib/in-words.mjs";
import { fill } from "../lib/plurals.mjs";
import { called, find, namesAt } from "./names.mjs";

/** @typedef {import("./names.mjs").Name} Name */

const MOST = 8; // entries in the list

/**
 * `value` is the id of an entry, or what was typed where none is called so; with `data-many` a list of these. It says
 * `input` as one types, and `change` once its value is another.
 */
export class ReferencePicker extends HTMLElement {
  /** Ids, and names that no entry has. @type {string[]} */
  #chosen = [];
  /** @type {Name[] | null} */
  #names = null;
  #said = "";
  #ready = false;
  #typing = false;
  /** Whether the list is to open once it is there. */
  #wanted = false;
  #failed = false;

  connectedCallback() {
    if (this.#ready) return; // it was only moved
    this.#ready = true;
    const { input, list } = this;
    const label = input.labels?.[0]?.textContent?.trim() ?? "";
    list.id = `${input.id}-list`;
    list.setAttribute("aria-label", label);
    this.#chips?.setAttribute("aria-label", fill(this.dataset.chosen ?? "", { label }));
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    input.addEventListener("focus", () => void this.#fetched());
    input.addEventListener("keydown", (event) => this.#pressed(event));
    input.addEventListener("blur", () => this.#take());
    input.addEventListener("input", (event) => {
      event.stopPropagation(); // the element says so itself, with what its value is by then
      this.#typed();
    });
    input.addEventListener("change", (event) => event.stopPropagation());
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    list.addEventListener("click", ({ target }) => {
      const option = target instanceof Element && target.closest("[role=option]");
      if (option) this.#pick(option);
    });
    this.#chips?.addEventListener("click", ({ target }) => {
      const chip = target instanceof Element && target.closest("button")?.closest("li");
      if (chip) this.#remove([...chip.parentElement?.children ?? []].indexOf(chip));
    });
    if (input.value && !this.#chosen.length) this.value = input.value; // typed, or put back, before this came
  }

  get input() { return /** @type {HTMLInputElement} */ (this.querySelector("input")); }
  get list() { return /** @type {HTMLElement} */ (this.querySelector("[role=listbox]")); }
  get many() { return this.dataset.many !== undefined; }

  /** @returns {string | string[]} */
  get value() { return this.many ? [...this.#chosen] : this.#chosen[0] ?? ""; }

  set value(value) {
    this.#chosen = [...new Set([value].flat().map((one) => one.trim()).filter(Boolean))];
    this.#said = String(this.#chosen);
    if (this.many) this.input.value = "";
    this.#show();
    if (this.#chosen.length) void this.#fetched();
  }

  /** Whether what is chosen are entries, all of it. */
  get known() { return (this.many || this.#chosen.length > 0) && this.#chosen.every((one) => this.#entry(one)); }

  /** What is chosen and not there yet, as far as the names are known. */
  get fresh() { return this.#names ? this.#chosen.filter((one) => !this.#entry(one)) : []; }

  /** What is chosen, as one reads it. */
  get said() { return this.#chosen.map((one) => this.#titleOf(one)); }

  /** What an entry is called; its id where nobody knows. @param {string} id */
  async titleOf(id) {
    await this.#fetched();
    return this.#titleOf(id);
  }

  get #chips() { return /** @type {HTMLElement | null} */ (this.querySelector(".kb-reference__chosen")); }
  get #active() { return this.list.querySelector("[aria-selected=true]"); }

  /** @param {string} id */
  #entry(id) { return this.#names?.find((name) => name[0] === id); }

  /** @param {string} id */
  #titleOf(id) { return this.#entry(id)?.[1] ?? id; }

  /** Have the names here; where they do not come, the field is what it is without. */
  async #fetched() {
    if (this.#names) return;
    const names = await namesAt(this.dataset.names ?? "").catch(() => null);
    if (this.#names) return; // asked twice
    this.#names = names;
    this.#failed = !names;
    if (names) this.#chosen = [...new Set(this.#chosen.map((one) => this.#meant(one)))];
    if (this.many || !this.#typing) this.#show();
    if (!this.#typing) this.#tell();
    if (names && this.#wanted) this.#open();
  }

  /** The id of the only entry of that name, else the name. @param {string} text */
  #meant(text) {
    const [one, ...others] = this.#entry(text) ? [] : called(text, this.#names ?? []);
    return one && !others.length ? one[0] : text;
  }

  #typed() {
    const text = this.input.value.trim();
    this.#typing = text !== "";
    if (!this.many) this.#chosen = text ? [text] : [];
    if (text) this.#open();
    else {
      this.#shut();
      this.#note("", false);
    }
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #open() {
    this.#wanted = true;
    if (!this.#names) return void this.#fetched();
    const text = this.#typing || !this.known ? this.input.value.trim() : ""; // from what is chosen one goes to any other
    const hits = find(text, this.#names).filter(({ name }) => !this.many || !this.#chosen.includes(name[0]));
    const shown = hits.slice(0, MOST);
    const titles = shown.map(({ name }) => name[1]);
    const options = shown.map(({ name: [id, title], by }) => {
      const option = this.#option(id);
      if (by !== title) option.append(piece("by", by), hidden("→"));
      option.append(piece("title", title));
      if (titles.indexOf(title) !== titles.lastIndexOf(title)) option.append(piece("id", id));
      return option;
    });
    if (text.length > 1 && !called(text, this.#names).length) {
      const offer = this.#option(text);
      offer.classList.add("kb-reference__option--new");
      offer.append(hidden("+"), piece("title", fill(this.dataset.new ?? "", { name: text })));
      options.push(offer);
    }
    this.list.replaceChildren(...options);
    for (const [place, option] of options.entries()) option.id = `${this.list.id}-${place}`;
    this.#expand(options.length > 0);
    const { found = "", first = "" } = this.dataset;
    this.#status(fill(hits.length > MOST ? first : found, { n: hits.length, most: MOST }));
    if (options.length) this.#note("", false);
  }

  /** @param {string} value */
  #option(value) {
    const option = piece("option", "", "div");
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.value = value;
    return option;
  }

  #shut() {
    this.#expand(false);
    this.#status("");
  }

  /** @param {boolean} open */
  #expand(open) {
    this.#wanted = open;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.#activate(null);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const { key } = event;
    const open = !this.list.hidden;
    const active = this.#active;
    if (event.isComposing) return;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.#open();
      const all = [...this.list.children];
      const now = active ? all.indexOf(active) : -1;
      const step = key === "ArrowDown" ? 1 : -1;
      // Past the last and before the first one is back at what was typed.
      this.#activate(all[now < 0 ? (step > 0 ? 0 : all.length - 1) : now + step] ?? null);
    } else if (key === "Enter" && (open || (this.many && this.input.value.trim()))) {
      event.preventDefault(); // it chooses, and sends no form
      if (active) this.#pick(active);
      else this.#take();
    } else if (key === "Tab" && active) this.#pick(active);
    else if (key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      this.#shut();
    }
  }

  /** @param {Element | null} option */
  #activate(option) {
    this.#active?.setAttribute("aria-selected", "false");
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** Choose what an option says. @param {Element} option */
  #pick(option) {
    this.#choose(option.getAttribute("data-value") ?? "");
  }

  /** Take what was typed as it stands. */
  #take() {
    const text = this.many ? this.input.value.trim() : this.#chosen[0] ?? "";
    const value = this.#meant(text);
    if (this.#typing && value) return this.#choose(value);
    this.#typing = false;
    this.#shut();
    this.#show();
    this.#tell();
  }

  /** @param {string} value */
  #choose(value) {
    const name = this.#titleOf(value);
    const { added = "", already = "" } = this.dataset;
    const had = this.many && this.#chosen.includes(value);
    this.#chosen = this.many ? [...new Set([...this.#chosen, value])] : [value];
    this.#typing = false;
    if (this.many) this.input.value = "";
    this.#expand(false);
    const note = this.#show();
    this.#status(fill(had ? already : added, { name }) + (this.#entry(value) ? "" : ` ${note}`));
    this.#tell();
  }

  /** @param {number} place */
  #remove(place) {
    const [gone] = this.#chosen.splice(place, 1);
    this.#show();
    const chip = this.#chips?.children[place] ?? this.#chips?.lastElementChild;
    (chip?.querySelector("button") ?? this.input).focus();
    this.#status(fill(this.dataset.removed ?? "", { name: this.#titleOf(gone) }));
    this.#tell();
  }

  /** Show what is chosen, and what of it is not there yet. */
  #show() {
    const { fresh } = this;
    const chips = this.#chips;
    if (chips) {
      chips.replaceChildren(...this.#chosen.map((one) => this.#chip(this.#titleOf(one), fresh.includes(one))));
      chips.hidden = !this.#chosen.length;
    } else this.input.value = this.#titleOf(this.#chosen[0] ?? "");
    const names = enumerated(fresh.map((one) => `‘${one}’`), "en");
    const { unknown = "", failed = "" } = this.dataset;
    const note = fresh.length ? fill(unknown, { n: fresh.length, names }) : this.#failed ? failed : "";
    this.#note(note, fresh.length > 0);
    return note;
  }

  /** @param {string} title @param {boolean} fresh */
  #chip(title, fresh) {
    const { content } = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
    const chip = /** @type {HTMLElement} */ (content.firstElementChild?.cloneNode(true));
    const [name, mark] = chip.querySelectorAll("span");
    name.textContent = title;
    mark.hidden = !fresh;
    const button = chip.querySelector("button");
    button?.setAttribute("aria-label", fill(this.dataset.remove ?? "", { name: title }));
    return chip;
  }

  /** @param {string} text @param {boolean} leads whether to lead on to where that can be added */
  #note(text, leads) {
    const note = /** @type {HTMLElement} */ (this.querySelector(".kb-reference__note"));
    const [said] = note.children;
    said.textContent = text;
    const link = note.querySelector("a");
    const fresh = this.#chosen.findLast((one) => !this.#entry(one));
    if (link) link.search = fresh ? String(new URLSearchParams({ title: fresh })) : "";
    link?.toggleAttribute("hidden", !leads);
    note.hidden = !text;
  }

  /** @param {string} text */
  #status(text) {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = text;
  }

  /** Say that the value is another, where it is. */
  #tell() {
    if (String(this.#chosen) === this.#said) return;
    this.#said = String(this.#chosen);
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** @param {string} name @param {string} text @param {string} [tag] */
function piece(name, text, tag = "span") {
  const element = document.createElement(tag);
  element.className = `kb-reference__${name}`;
  element.textContent = text;
  return element;
}

/** A sign for the eye alone. @param {string} sign */
function hidden(sign) {
  const element = piece("sign", sign);
  element.setAttribute("aria-hidden", "true");
  return element;
}

customElements.define("kb-reference", ReferencePicker);
