// What the page and the card of an entry show, as values for their templates: what macros/views/viewer.py makes of a file,
// from what is filled in. What other entries say of it is not there: they do not know it yet.

import { dayInWords } from "../lib/in-words.mjs";
import { Items } from "./items.mjs";
import { whereabouts } from "./standing.mjs";
import { Runtime, Safe } from "./templating.mjs";

/**
 * @typedef {import("./items.mjs").Value} Value
 * @typedef {import("./items.mjs").Group} Group
 * @typedef {import("./items.mjs").FieldView} FieldView
 * @typedef {import("./items.mjs").FieldFacts} FieldFacts
 * @typedef {{
 *   collection: { name: string, path: string, title: string, icon: string, one: string, many: string, card: string[] },
 *   fields: FieldFacts[], onPage: Record<string, string>, own: string[], ours: string, panel: number, room: [number, number],
 *   template: string, place: string, root: string, editUrl: string, formUrl: string,
 * }} Facts what macros/forms/preview.py tells of a collection
 * @typedef {{ toHtml: import("./items.mjs").ToHtml, find: import("./items.mjs").Find, id: string }} Around
 */

/** Makes the page and the card of what is filled in. */
export class EntryPreview {
  #facts;
  #runtime;

  /** @param {Facts} facts @param {import("./templating.mjs").Templates} templates */
  constructor(facts, templates) {
    this.#facts = facts;
    this.#runtime = new Runtime(templates, {
      OURS: new Safe(facts.ours),
      chooser_url: () => "",
      form_url: () => facts.formUrl,
      icon: () => new Safe(facts.collection.icon),
      label_of: (/** @type {{ values: Record<string, string> }} */ entry, /** @type {string} */ name) => entry.values[name] ?? "",
      worksheets_for: () => [],
    });
  }

  /** The page, as HTML. @param {Group} values @param {Around} around */
  page(values, around) {
    const { root } = this.#facts;
    const entry = this.#entry(values, around);
    const fields = this.#fields(values, new Items({ ...around, root, ours: this.#facts.ours }, chosenOf(values)));
    return this.#runtime.render(this.#facts.template, { entry, root, view: this.#view(values, entry, fields) });
  }

  /** The card, as HTML. @param {Group} values @param {Around} around */
  card(values, around) {
    const { fields, collection } = this.#facts;
    const items = new Items({ ...around, root: "", ours: this.#facts.ours }, chosenOf(values));
    const facts = collection.card.flatMap((name) => {
      const field = fields.find((one) => one.name === name);
      const value = field?.onCard ? this.#where(values, field) : values[name];
      return field && value !== undefined ? { ...items.field(field, value), ...(field.onCard ? { label: field.onCard } : {}) } : [];
    });
    const card = {
      entry: this.#entry(values, around), facts, figure: this.#figure(values), order: {}, values: {}, words: [],
      column: (/** @type {FieldView} */ field) => collection.card.indexOf(field.name) + 2,
    };
    const show = /** @type {(card: unknown, root: string) => Safe} */ (this.#runtime.module("parts.html").card);
    return show(card, this.#facts.root).html;
  }

  /** @param {Group} values @param {Around} around */
  #entry(values, { id }) {
    const { collection } = this.#facts;
    return {
      id, collection, values, former: [], draft: false, url: `${collection.path}/${id}/`,
      title: String(values.title ?? ""), summary: String(values.summary ?? ""),
    };
  }

  /** @param {Group} values @param {Items} items @returns {Record<string, FieldView>} */
  #fields(values, items) {
    const shown = this.#facts.fields.flatMap((field) => {
      const value = values[field.name];
      const label = this.#facts.onPage[field.name];
      return value === undefined ? [] : [[field.name, items.field(label ? { ...field, label } : field, value)]];
    });
    return Object.fromEntries(shown);
  }

  /** @param {Group} values @param {{ summary: string }} entry @param {Record<string, FieldView>} fields */
  #view(values, entry, fields) {
    const withRole = (/** @type {string} */ role, /** @type {string[]} */ ...but) =>
      Object.values(fields).filter((field) => field.role === role && !this.#facts.own.includes(field.name) && !but.includes(field.name));
    const link = withRole("fact").find((field) => field.kind === "link" && !field.many);
    const facts = withRole("fact").filter((field) => field !== link && !fields[field.restates]);
    const action = link && { label: link.label, href: link.items[0]?.href, text: link.items[0]?.text };
    const hasText = Boolean(entry.summary) || withRole("prose").length > 0;
    const beside = withRole("prose").length > 0 || withRole("table").length > 0 || !hasText;
    return {
      entry, fields, root: this.#facts.root, one: this.#facts.collection.one, action, facts,
      labels: Object.fromEntries(this.#facts.fields.map(({ name, label }) => [name, label])),
      mentions: [], neighbours: [], sources: sourcesOf(values.sources), age: "",
      edit_url: this.#facts.editUrl, confirm_url: "#", checked: dayOf(values.checked), reviewed: dayOf(values.reviewed),
      has_text: hasText, has_panel: beside && Boolean(action || facts.length >= this.#facts.panel), with_role: withRole,
      amount: (/** @type {string[]} */ names) => {
        const [little, much] = this.#facts.room;
        const signs = names.reduce((sum, name) => sum + String(values[name] ?? "").length, 0);
        return signs < little ? "little" : signs < much ? "some" : "much";
      },
    };
  }

  /** @param {Group} values @param {FieldFacts} field */
  #where(values, field) {
    const words = /** @type {string | undefined} */ (values[field.name]);
    if (!field.naming) return words;
    const given = values[field.naming.field] ?? [];
    const chosen = (Array.isArray(given) ? given : [given]).map(String);
    return whereabouts(words, chosen, String(values[this.#facts.place] ?? ""), field.naming);
  }

  /** The first key figure that has weight: the number, and what it counts. @param {Group} values */
  #figure(values) {
    for (const field of this.#facts.fields.filter(({ picture }) => picture === "figure")) {
      for (const figure of /** @type {Group[]} */ (values[field.name] ?? [])) {
        const [number = "", what = ""] = (field.fields ?? []).slice(0, 2).map(({ name }) => String(figure[name] ?? ""));
        if (this.#runtime.filters.weighs?.(number)) return [number, what];
      }
    }
    return null;
  }
}

/** What the editors chose. @param {Group} values */
const chosenOf = (values) => /** @type {Value[]} */ (values.by_editors ?? []);

/** @param {Value | undefined} day */
const dayOf = (day) => (typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day) ? dayInWords(new Date(`${day}T12:00`)) : "");

/** Each publication with all places in it. @param {Value | undefined} given */
function sourcesOf(given) {
  /** @type {Map<string, { publication: string, href: string, places: string[] }>} */ const found = new Map();
  for (const source of /** @type {Record<string, string>[]} */ (given ?? [])) {
    const { publication = "", url = "", where } = source;
    const one = found.get(`${publication}\n${url}`) ?? { publication, href: url, places: [] };
    found.set(`${publication}\n${url}`, { ...one, places: [...one.places, ...(where ? [where] : [])] });
  }
  return [...found.values()].map(({ publication, href, places }) => ({ publication, href, where: places.join("; ") }));
}
