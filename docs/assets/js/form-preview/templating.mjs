// What the templates of an entry lean on once macros/pages/script_templates.py has made functions of them: truth,
// attributes, filters and escaping as in Python, so that both sides give the same HTML from the same values.

import { either } from "../lib/plurals.mjs";

/**
 * @typedef {unknown} Shown any value that a template meets
 * @typedef {{ [name: string]: Shown }} Named
 * @typedef {(...given: Shown[]) => Shown} Callable
 * @typedef {Record<string, Shown>} Scope the names that a template knows
 * @typedef {(r: Runtime, c: Scope, b: Blocks) => string} Body
 * @typedef {Record<string, Body>} Blocks
 * @typedef {Record<string, { root: Body, blocks: Blocks }>} Templates
 */

/** HTML that is safe as it is. */
export class Safe {
  /** @param {string} html */
  constructor(html) {
    this.html = html;
  }

  toString() {
    return this.html;
  }
}

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };

/** As markupsafe does it. @param {string} text */
export const escaped = (text) => text.replace(/[&<>"']/g, (sign) => SIGNS[/** @type {keyof typeof SIGNS} */ (sign)]);

/** @param {Shown} value @returns {Shown[]} */
function listOf(value) {
  if (Array.isArray(value)) return value;
  return value && typeof value === "object" && !(value instanceof Safe) ? Object.entries(value) : [];
}

/** @param {Shown} object @param {Shown} name @returns {Shown} */
function get(object, name) {
  if (object === null || object === undefined) return undefined;
  if (name === "items" && !Object.hasOwn(/** @type {object} */ (object), "items")) return () => listOf(object);
  return /** @type {Named} */ (object)[String(name)];
}

/** An attribute of an attribute: `collection.name`. @param {Shown} object @param {Shown} path */
const far = (object, path) => String(path).split(".").reduce((/** @type {Shown} */ found, name) => get(found, name), object);

/** @param {Shown} value */
function is(value) {
  if (Array.isArray(value)) return value.length > 0;
  return value instanceof Safe ? value.html !== "" : Boolean(value);
}

/** @param {Shown} container @param {Shown} value */
function has(container, value) {
  if (Array.isArray(container)) return container.includes(value);
  if (typeof container === "string") return container.includes(String(value));
  return typeof container === "object" && container !== null && Object.hasOwn(container, String(value));
}

/** @type {Record<string, (a: Shown, b?: Shown) => boolean>} */
const tests = {
  number: (a) => typeof a === "number",
  equalto: (a, b) => a === b,
  in: (a, b) => has(b, a),
};

/** @param {Shown} value @param {Shown} path @param {Shown} [test] @param {Shown} [against] */
const passes = (value, path, test, against) => {
  const found = far(value, path);
  return typeof test === "string" && tests[test] ? tests[test](found, against) : is(found);
};

const YEAR = /^(?:19|20)\d\d$/;
// Ten and more, written out.
const IN_WORDS = /(?:tien|elf|twaalf|tig|honderd|duizend|miljoen|miljard)(?![\p{L}\p{N}_])/iu;

/** As macros/views/figures.py: whether a figure can stand large. @param {Shown} value */
function weighs(value) {
  const text = String(value);
  if (YEAR.test(text.trim())) return false;
  const number = /\d{1,3}(?:\.\d{3})+|\d+/.exec(text);
  if (!number || IN_WORDS.test(text)) return IN_WORDS.test(text);
  return /[%€,]/.test(text) || Number(number[0].replaceAll(".", "")) >= 10;
}

/** @type {Record<string, Callable>} */
const filters = {
  weighs,
  counted: (n, what) => `${n} ${either(Number(n), String(get(what, "one")), String(get(what, "many")))}`,
  default: (value, other) => value ?? other,
  first: (value) => (typeof value === "string" ? value[0] : listOf(value)[0]),
  is_year: (value) => YEAR.test(String(value).trim()),
  join: (value, between) => listOf(value).map((one) => (one instanceof Safe ? one.html : String(one))).join(String(between)),
  json: (value) => JSON.stringify(value),
  length: (value) => (typeof value === "string" ? value.length : listOf(value).length),
  list: (value) => [...listOf(value)],
  lower: (value) => String(value).toLowerCase(),
  map: (value, path) => listOf(value).map((one) => far(one, path)),
  rejectattr: (value, path, test, against) => listOf(value).filter((one) => !passes(one, path, test, against)),
  replace: (value, from, to) => String(value).replaceAll(String(from), String(to)),
  selectattr: (value, path, test, against) => listOf(value).filter((one) => passes(one, path, test, against)),
  trim: (value) => String(value).trim(),
  upper: (value) => String(value).toUpperCase(),
};

/** Renders templates. */
export class Runtime {
  get = get;
  is = is;
  has = has;
  list = listOf;
  filters = filters;
  tests = tests;
  /** @type {Record<string, Scope>} what each template has to import */ #modules = {};

  /** @param {Templates} templates @param {Scope} globals what every template knows */
  constructor(templates, globals) {
    this.templates = templates;
    this.globals = globals;
  }

  /** @param {string} name of a template @param {Scope} given */
  render(name, given) {
    return this.root(name, { ...given }, {});
  }

  /** A template, with blocks that others have put in place of its own. @param {string} name @param {Scope} c @param {Blocks} b */
  root(name, c, b) {
    const template = this.templates[name];
    if (!template) throw new Error(`no template ${name}`);
    return template.root(this, c, Object.assign(b, { ...template.blocks, ...b }));
  }

  /** The macros of a template. @param {string} name @returns {Scope} */
  module(name) {
    let found = this.#modules[name];
    if (!found) {
      found = this.#modules[name] = {};
      this.root(name, found, {});
    }
    return found;
  }

  /** @param {Scope} c @param {string} name */
  name(c, name) {
    return Object.hasOwn(c, name) ? c[name] : this.globals[name];
  }

  /** @param {Shown} value */
  out(value) {
    if (value instanceof Safe) return value.html;
    return value === null || value === undefined ? "" : escaped(String(value));
  }

  /** @param {string} html */
  safe(html) {
    return new Safe(html);
  }

  /** @param {Shown} a @param {() => Shown} b */
  and(a, b) {
    return is(a) ? b() : a;
  }

  /** @param {Shown} a @param {() => Shown} b */
  or(a, b) {
    return is(a) ? a : b();
  }

  /** @param {Shown} value @param {number} [from] @param {number} [to] */
  slice(value, from, to) {
    return typeof value === "string" ? value.slice(from, to) : listOf(value).slice(from, to);
  }

  /** @param {Shown[]} rows @param {(row: Shown, loop: Named) => string} one */
  each(rows, one) {
    const { length } = rows;
    return rows.map((row, at) => one(row, { index: at + 1, index0: at, first: !at, last: at === length - 1, length })).join("");
  }
}
