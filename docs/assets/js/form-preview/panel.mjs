// The page and the card of what somebody fills in, as they will be, beside the form: with its templates, fetched once
// somebody asks to see them.

import { fetchJson } from "../lib/fetching.mjs";
import { EntryPreview } from "./entry-view.mjs";
import { namesAt } from "../forms/names.mjs";
import { rendered } from "./markdown.mjs";
import { neighboursOf, withNamed } from "./neighbours.mjs";
import { Terms } from "./terms.mjs";

/**
 * @typedef {import("./items.mjs").Other} Other
 * @typedef {{ path: string, kind: string }} Target where a collection stands, and what it calls a kind where its cards say it
 * `paths` are where collections stand, `terms` is where the names of the glossary are.
 * @typedef {import("./entry-view.mjs").Facts & {
 *   paths: Record<string, string>, targets: Record<string, Target>, near: import("./neighbours.mjs").Near, terms: string, glossary: string,
 * }} Told
 * @typedef {{ templates: import("./templating.mjs").Templates, facts: Told }} Module what macros/pages/forms.py writes beside a form
 * @typedef {{ src: string, width?: number, height?: number }} Picture
 */

// What does something on the page itself, or tells of the file: here it would promise too much.
const NOT_HERE = ".kb-acts, .kb-entry__crumb, .kb-checked__ask, .kb-checked__file, .kb-print, .kb-gap a, kb-marked-figure";
// How much lower headings stand than on the page itself, and in a list of cards.
const PAGE = { where: ".kb-form__page", lower: 3 };
const CARD = { where: ".kb-form__card", lower: 1 };

/** A link that leaves the form as it is. @param {string} href @param {string} textContent */
const linkTo = (href, textContent) => Object.assign(document.createElement("a"), { href, textContent, target: "_blank", rel: "noopener" });

/** Shows it in a place of the form, and anew as often as something changes. */
export class PreviewPanel {
  /** @type {Map<string, Other | null>} */ #others = new Map();
  #place;
  #told;
  #made;
  /** @type {import("./items.mjs").Group} */ #values = {};
  #id = "";
  #terms = new Terms([]);

  /**
   * @param {HTMLElement} place in which there is a list for the card and a part for the page
   * @param {Module} module @param {(src: string) => Picture | null} picture that goes along
   */
  constructor(place, { templates, facts }, picture) {
    this.#place = place;
    this.#told = facts;
    this.#made = new EntryPreview(facts, templates);
    this.picture = picture;
    if (facts.terms) {
      void namesAt(facts.root + facts.terms).then((names) => {
        this.#terms = new Terms(names);
        this.show(this.#values, this.#id);
      }, () => {}); // without them no word is explained
    }
  }

  /** @param {import("./items.mjs").Group} values @param {string} id which it has, or will have */
  show(values, id) {
    this.#values = values;
    this.#id = id;
    const around = {
      id,
      toHtml: (/** @type {string} */ text) => this.#toHtml(text),
      find: (/** @type {string} */ collection, /** @type {string} */ one) => this.#find(collection, one),
    };
    this.#put(CARD, this.#made.card(values, around));
    this.#put(PAGE, this.#made.page(values, around));
    this.#explain();
    this.#resemble();
  }

  /** Mark the words that the site will explain. */
  #explain() {
    const { root, paths, glossary, collection } = this.#told;
    const page = this.#place.querySelector(".kb-form__page > article");
    const where = (/** @type {string} */ id) => `${root}${paths[glossary]}/${id}/`;
    const found = page ? this.#terms.mark(page, where, glossary === collection.name ? this.#id : undefined) : [];
    const told = /** @type {HTMLElement} */ (this.#place.querySelector(".kb-form__terms"));
    told.hidden = !found.length;
    told.querySelector("span")?.replaceChildren(...found.flatMap(([id, title], at) => {
      const link = linkTo(where(id), title);
      return at ? [", ", link] : [link];
    }));
  }

  /** Name those that it resembles. */
  #resemble() {
    const { root, near, collection, fields } = this.#told;
    const own = fields.filter(({ reference }) => reference === collection.name).flatMap(({ name }) => this.#values[name] ?? []);
    const found = neighboursOf(withNamed(this.#values, fields), near, [this.#id, ...own.map(String)]);
    const told = /** @type {HTMLElement} */ (this.#place.querySelector(".kb-form__near"));
    told.hidden = !found.length;
    told.querySelector("ul")?.replaceChildren(...found.map(({ id, title, reason }) => {
      const line = document.createElement("li");
      const href = `${root}${collection.path}/${id}/`;
      line.append(linkTo(href, title), `: ${reason}`);
      return line;
    }));
  }

  /** @param {typeof PAGE} place @param {string} html safe: every value in it is escaped, or was made of nodes */
  #put({ where, lower }, html) {
    const made = document.createElement("template");
    made.innerHTML = html;
    for (const one of made.content.querySelectorAll(NOT_HERE)) one.remove();
    for (const one of made.content.querySelectorAll("*")) {
      for (const name of ["id", "data-entry", "aria-labelledby", "aria-describedby"]) one.removeAttribute(name);
      const level = /^H([1-6])$/.exec(one.tagName)?.[1];
      if (level) one.setAttribute("aria-level", String(Math.min(6, Number(level) + lower)));
    }
    for (const link of made.content.querySelectorAll("a")) {
      const to = link.getAttribute("href") ?? "";
      const nowhere = !to || to.startsWith("#") || to === `${this.#told.root}${this.#told.collection.path}/${this.#id}/`;
      if (nowhere) link.removeAttribute("href"); // there is nothing to go to yet
      else Object.assign(link, { target: "_blank", rel: "noopener" });
    }
    this.#place.querySelector(where)?.replaceChildren(made.content);
  }

  /** @param {string} text of a writer */
  #toHtml(text) {
    const box = document.createElement("div");
    box.append(rendered(text, (link) => this.#lead(link), this.picture));
    return box.innerHTML;
  }

  /** Where a link to the file of another entry leads: `../terms/fieldlab.yml`. @param {string} link */
  #lead(link) {
    const [, collection, id = "", heading = ""] = /^(?:\.\.\/([a-z_-]+)\/)?([a-z0-9-]+)\.(?:md|yml)(#.*)?$/.exec(link) ?? [];
    const path = collection ? this.#told.paths[collection] : this.#told.collection.path;
    return id && path ? `${this.#told.root}${path}/${id}/${heading.toLowerCase()}` : null;
  }

  /** @param {string} collection @param {string} id */
  #find(collection, id) {
    const key = `${collection}/${id}`;
    const known = this.#others.get(key);
    if (known === undefined) {
      this.#others.set(key, null); // until it comes; what is not there yet stands as it was typed
      void this.#fetch(collection, id).then((other) => {
        this.#others.set(key, other);
        if (other) this.show(this.#values, this.#id);
      });
    }
    return known ?? null;
  }

  /** @param {string} collection @param {string} id @returns {Promise<Other | null>} */
  async #fetch(collection, id) {
    const { path, kind } = this.#told.targets[collection] ?? {};
    if (!path || !/^[a-z0-9-]+$/.test(id)) return null;
    const url = `${path}/${id}/`;
    try {
      const told = /** @type {import("../bookmarks/entries.mjs").Told} */ (await fetchJson(`${this.#told.root}${url}entry.json`));
      const said = told.rows.find(({ label }) => kind && label === kind)?.items[0]?.said?.[0] ?? "";
      const { title, summary, language } = told;
      const known = { id, title, summary, url, ...(language ? { language } : {}) };
      return kind ? { ...known, kind: String(Array.isArray(said) ? said[0] : said) } : known;
    } catch {
      return null;
    }
  }
}
