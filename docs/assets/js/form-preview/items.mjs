// A field as an entry's page shows it: what macros/views/items.py does, from what is filled in. A test holds the two to
// each other over all entries there are.

import { dayInWords } from "../lib/in-words.mjs";
import { headingId } from "./markdown-nodes.mjs";
import { spelled } from "./standing.mjs";
import { escaped, Safe } from "./templating.mjs";

/**
 * @typedef {import("../form-rules/rules.mjs").Values} Group
 * @typedef {Group[string]} Value
 * @typedef {{
 *   name: string, label: string, description: string, kind: string, many?: true, role: string, picture?: string, restates?: string,
 *   first?: true, choices?: [string, string, string, string][], elsewhere?: string, reference?: string, fields?: FieldFacts[],
 *   naming?: import("./standing.mjs").Naming, onCard?: string,
 * }} FieldFacts what macros/forms/preview.py tells of a field: of each choice the value, label, description and way on
 * @typedef {{ id: string, title: string, summary: string, url: string, kind?: string, language?: string }} Other an entry that there is
 * @typedef {Record<string, unknown> & { text: string, html: Safe, href: string, title: string, parts: FieldView[], ours: Safe }} Item
 * @typedef {Record<string, unknown> & {
 *   name: string, label: string, role: string, kind: string, many: boolean, restates: string, text: string, items: Item[]
 * }} FieldView
 * @typedef {(text: string) => string} ToHtml a writer's text as safe HTML
 * @typedef {(collection: string, id: string) => Other | null} Find
 */

const NO_HTML = new Safe("");
const LONG = 40; // signs of an address that is shown whole
const TAIL = 60;

/** What an entry's fields look like on one page. */
export class Items {
  /**
   * @param {{ toHtml: ToHtml, find: Find, ours: string, root: string }} given `ours` is the mark of what the editors chose, and
   * `root` leads from the page to the root of the site
   * @param {Value[]} chosen what they chose
   */
  constructor({ toHtml, find, ours, root }, chosen) {
    this.toHtml = toHtml;
    this.find = find;
    this.root = root;
    this.mark = new Safe(` ${ours}`);
    this.chosen = chosen;
  }

  /** @param {FieldFacts} field @param {Value} value @returns {FieldView} */
  field(field, value) {
    const values = Array.isArray(value) ? value : [value];
    const items = values.map((one) => {
      const by = this.chosen.includes(`${field.name}/${String(one)}`);
      return this.#marked(this.#item(field, one), by);
    });
    const drawn = Boolean(field.picture) && field.kind === "choice";
    const marks = drawn ? (field.choices ?? []).map(([choice, label]) => {
      const item = items[values.indexOf(choice)];
      return { label, on: Boolean(item), href: item?.href ?? "", ours: item?.ours ?? NO_HTML };
    }) : [];
    const text = items.map((item) => item.text).join(", ");
    const all = marks.length > 3 && marks.every(({ on }) => on);
    return this.#marked({
      ...field,
      role: field.many && field.kind === "group" ? "table" : field.role,
      many: Boolean(field.many),
      items,
      picture: drawn ? field.picture : "",
      marks,
      restates: field.restates ?? "",
      text,
      brief: all ? `Alle ${marks.length}` : text,
      part: (/** @type {string} */ name) => items.flatMap((item) => item.parts).find((part) => part.name === name)?.text ?? "",
    }, this.chosen.includes(field.name));
  }

  /** @template T @param {T} view @param {boolean} by whether the editors chose it */
  #marked(view, by) {
    return { ...view, by_editors: by, ours: by ? this.mark : NO_HTML };
  }

  /** @param {FieldFacts} field @param {Value} value @returns {Item} */
  #item(field, value) {
    if (value && typeof value === "object" && !Array.isArray(value)) return this.#group(field, /** @type {Group} */ (value));
    const text = String(value);
    switch (field.kind) {
      case "choice": {
        const [, label = text, title = "", way = ""] = field.choices?.find(([choice]) => String(choice) === text) ?? [];
        const href = way || (field.elsewhere ? `${field.elsewhere}${text}` : "");
        return shown(label, { href: href && this.root + href, title });
      }
      case "reference": {
        const other = this.find(field.reference ?? "", text);
        if (!other) return shown(text);
        return shown(other.title, { href: this.root + other.url, title: other.summary, entry: this.#other(field, other) });
      }
      case "markdown": return shown("", { html: new Safe(this.#withMarks(this.toHtml(text), field.name)) });
      case "date": return shown(dayInWords(new Date(`${text}T12:00`)));
      case "link": return shown(short(text), { href: text });
      case "truth": return shown(value ? "ja" : "nee");
      case "either": return shown(grouped(value));
      default: return shown(field.naming ? spelled(text, field.naming) : text);
    }
  }

  /** Another entry, as a template takes it. @param {FieldFacts} field @param {Other} other */
  #other(field, other) {
    const values = { ...(other.language ? { language: other.language } : {}), ...(other.kind ? { kind: other.kind } : {}) };
    return { ...other, values, collection: { name: field.reference, card: other.kind === undefined ? [] : ["kind"] } };
  }

  /** @param {FieldFacts} field @param {Group} value @returns {Item} */
  #group(field, value) {
    const parts = (field.fields ?? []).filter(({ name }) => name in value).map((part) => {
      const view = this.field(part, value[part.name] ?? "");
      return this.#marked(view, this.chosen.includes(`${field.name}/${part.name}`));
    });
    const either = field.kind === "either";
    const told = parts.map((part) => `${part.label.toLowerCase()} ${either ? grouped(value[part.name] ?? "") : part.text}`);
    return shown(told.join(either ? " " : "; "), { parts });
  }

  /** A text with the mark behind each heading whose section the editors wrote. @param {string} html @param {string} name */
  #withMarks(html, name) {
    for (const chosen of this.chosen) {
      const [field = "", ...heading] = String(chosen).split("/");
      if (field !== name || !heading.length) continue;
      const begin = html.indexOf(`id="${escaped(headingId(heading.join("/")))}">`);
      const end = begin < 0 ? -1 : html.indexOf("</h", begin);
      if (end >= 0) html = `${html.slice(0, end)}${this.mark.html}${html.slice(end)}`;
    }
    return html;
  }
}

/** @param {string} text @param {Partial<Item>} [more] @returns {Item} */
function shown(text, more = {}) {
  const parts = more.parts ?? [];
  const part = (/** @type {string} */ name) => parts.find((one) => one.name === name);
  return { text, html: NO_HTML, href: "", title: "", ours: NO_HTML, ...more, parts, part };
}

/** A number as Dutch readers write it: 1.200. @param {Value} value */
export const grouped = (value) => (typeof value === "number" ? String(value).replace(/\B(?=(?:\d{3})+$)/g, ".") : String(value));

/** An address as people say it: without the protocol, and without its tail when that is long. @param {string} url */
function short(url) {
  const bare = url.slice(url.indexOf("://") < 0 ? 0 : url.indexOf("://") + 3).replace(/^www\./, "").replace(/\/+$/, "");
  if (bare.length <= LONG) return bare;
  const at = bare.indexOf("/");
  const [host, rest] = at < 0 ? [bare, ""] : [bare.slice(0, at), bare.slice(at + 1)];
  return rest.length < TAIL ? `${host}/…/${rest.slice(rest.lastIndexOf("/") + 1)}` : host;
}
