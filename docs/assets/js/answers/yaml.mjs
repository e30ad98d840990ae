/**
 * The plain part of YAML: mappings, lists, texts and numbers. What it writes, every reader of YAML reads as the same.
 * Of what it reads, it takes nothing that means more than it says (anchors, tags).
 */
import { bounded, WorksheetError } from "./answers.mjs";

const MOST = 1_000_000;
const DEEPEST = 8;
const NODES = 200_000;

// What a reader of YAML takes for a text as it stands, but for words that it knows.
const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-zà-öø-ÿ](?:[^\p{C}\p{Zl}\p{Zp}#:]|:(?=[^\s:])|(?<=\S)#)*(?<!\s)$/iu;
const HIDDEN = /[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/gu;
// eslint-disable-next-line no-control-regex -- what a block cannot hold
const NO_BLOCK = /^\s|[\0-\x08\x0b-\x1f]|[ \t]\n|\s$/;

/** @param {string} text */
const quoted = (text) => JSON.stringify(text).replace(HIDDEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
/** @param {string} text */
const onOneLine = (text) => (PLAIN.test(text) ? text : quoted(text));
/** A reader knows it for a number by its point. @param {number} value */
const numeral = (value) => String(value).replace(/^(-?\d+)e/, "$1.0e");

/** @param {string} text @param {string} indent */
function scalar(text, indent) {
  const block = text.includes("\n") && !NO_BLOCK.test(text) && text.search(HIDDEN) < 0;
  return block ? `|-\n${text.replace(/^(?=.)/gm, indent)}` : onOneLine(text);
}

/** @param {unknown} value @param {string} indent of what belongs to it @returns {string} what comes behind its key or dash */
function written(value, indent) {
  if (typeof value === "string") return ` ${scalar(value, indent)}\n`;
  if (typeof value === "number") return ` ${numeral(value)}\n`;
  if (typeof value !== "object" || value === null) return ` ${value ?? null}\n`;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one === "number")) return ` [${value.map(numeral).join(", ")}]\n`;
    // What is more than a line begins behind the dash.
    return `\n${value.map((one) => `${indent}-${written(one, deeper).replace(/^\n\s*/, " ")}`).join("")}`;
  }
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return entries.length ? `\n${entries.map(([key, one]) => `${indent}${onOneLine(key)}:${written(one, deeper)}`).join("")}` : " {}\n";
}

/** @param {unknown} value */
export const toYaml = (value) => written(value, typeof value === "string" ? "  " : "").trimStart();

/** @param {string} text @returns {unknown} */
export function fromYaml(text) {
  if (text.length > MOST) throw new WorksheetError("too-long");
  /** @type {unknown} */ let data;
  try {
    data = JSON.parse(text);
  } catch {
    data = new Reader(text).whole();
  }
  return bounded(data, DEEPEST, { left: NODES });
}

// Each of these reads on from where the reader is.
const GAP = /(?:[ \t]*(?:(?<!\S)#[^\n]*)?\n)*[ ]*/y;
const DASH = /-(?=\s)/y;
const KEY = /("(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\n]|'')*'|[^\s"'[\]{},&*!|>%@\x60#?:-](?:[^\n:#]|:(?=\S)|(?<=\S)#)*?)[ \t]*:(?=\s)/y;
const BLOCK = /([|>])([+-]?)[ \t]*(?:(?<=\s)#[^\n]*)?\n/y;
const BLOCK_LINE = /( *)([^\n]*)\n/y;
const QUOTED = /"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*'/y;
const PLAIN_START = /(?![\]},&*!|>%@\x60"'#]|[?:-]\s)/y;
const PLAIN_LINE = /(?:[^\n:#]|:(?=\S)|(?<=\S)#)*/y;
const PLAIN_MORE = /\n((?:[ \t]*\n)*)( *)(?=[^\s#])(?!(?:---|\.{3})\s)/y;
const FLOW_GAP = /(?:\s|(?<!\S)#[^\n]*)*/y;
const FLOW_PLAIN = /(?:[^\s"'[\]{},&*!|>%@\x60#?:-]|[?:-](?=[^\s,[\]{}]))(?:[^\n[\]{},#:]|:(?=[^\s,[\]{}])|(?<=\S)#)*/y;
const LINE_END = /(?:(?<![ \t])[ \t]+)?\n((?:[ \t]*\n)*)[ \t]*/g;
const SIGN = /\\(?:\n[ \t]*|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([^]))|(?:(?<![ \t])[ \t]+)?\n((?:[ \t]*\n)*)[ \t]*/g;
/** @type {Record<string, string>} */
const SIGNS = { 0: "\0", a: "\x07", b: "\b", e: "\x1b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", N: "\x85", _: "\xa0" };

/** What the end of a line and the empty lines behind it count for. @param {string} empty */
const turn = (empty) => empty.replace(/[^\n]+/g, "") || " ";

/** A text without quotes, which may be another thing: a number only as we write it, so a phone number stays whole. @param {string} given */
function resolved(given) {
  const text = given.replace(/(?<![ \t])[ \t]+$/, "");
  if (/^(?:~|null)?$/i.test(text)) return null;
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return /^-?\d/.test(text) && [String(Number(text)), numeral(Number(text))].includes(text.replace("e-0", "e-")) ? Number(text) : text;
}

/** The lines of a block in which the end of a line is a space. @param {string[]} lines */
function folded(lines) {
  let [text, last, empty] = ["", " ", 0];
  for (const line of lines) {
    if (line) {
      const kept = /^[ \t]/.test(line + last) || /^[ \t]/.test(last);
      text += (kept ? "\n".repeat(empty + (text ? 1 : 0)) : "\n".repeat(empty) || " ") + line;
      [last, empty] = [line, 0];
    } else empty++;
  }
  return text;
}

class Reader {
  #at = 0;
  #text;

  /** @param {string} text */
  constructor(text) {
    this.#text = `${text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n")}\n`;
  }

  whole() {
    this.#next();
    this.#take(/---(?=\s)/y);
    const data = this.#node(-1, DEEPEST);
    return this.#next() < 0 ? data : this.#stop();
  }

  /** @returns {never} */
  #stop() {
    throw new WorksheetError("damaged");
  }

  /** @param {RegExp} what @returns {RegExpExecArray | null} */
  #take(what) {
    what.lastIndex = this.#at;
    const found = what.exec(this.#text);
    if (found) this.#at = what.lastIndex;
    return found;
  }

  /** @param {RegExp} what */
  #sees(what) {
    what.lastIndex = this.#at;
    return what.test(this.#text);
  }

  /** Go to what comes next. @returns {number} how far in that is, -1 at the end */
  #next() {
    this.#take(GAP);
    if (this.#text[this.#at] === "\t") this.#stop();
    return this.#at < this.#text.length ? this.#at - this.#text.lastIndexOf("\n", this.#at - 1) - 1 : -1;
  }

  /**
   * What stands behind a key or a dash.
   * @param {number} outer how far in that is @param {number} deep @param {boolean} [behindKey] @returns {unknown}
   */
  #node(outer, deep, behindKey = false) {
    if (deep < 0) this.#stop();
    const before = this.#at;
    this.#take(/[ \t]*/y);
    const column = this.#next();
    const below = this.#text.slice(before, this.#at).includes("\n");
    const dash = this.#sees(DASH);
    // The dashes of a list may stand right below its key.
    if (column < outer || (column === outer && !(dash && behindKey))) return null;
    if (dash || this.#sees(KEY)) {
      if (behindKey && !below) this.#stop();
      return dash ? this.#sequence(column, deep) : this.#mapping(column, deep);
    }
    const block = this.#take(BLOCK);
    if (block) return this.#block(block[1] === ">", block[2] ?? "", Math.max(1, outer + 1));
    const quotes = this.#take(QUOTED);
    if (quotes) return this.#unquoted(quotes[0]);
    return /[[{]/.test(this.#text[this.#at] ?? "") ? this.#flow(deep) : this.#plain(outer);
  }

  /** @param {number} column @param {number} deep */
  #sequence(column, deep) {
    const items = [];
    while (this.#next() === column && this.#take(DASH)) items.push(this.#node(column, deep - 1));
    return this.#next() > column ? this.#stop() : items;
  }

  /** @param {number} column @param {number} deep */
  #mapping(column, deep) {
    /** @type {Record<string, unknown>} */
    const entries = Object.create(null);
    while (this.#next() === column) {
      const key = this.#key(entries);
      entries[key] = this.#node(column, deep - 1, true);
    }
    return this.#next() > column ? this.#stop() : entries;
  }

  /** The name of what comes next, which is not there yet. @param {Record<string, unknown>} entries */
  #key(entries) {
    const name = this.#take(KEY)?.[1] ?? this.#stop();
    const key = /^["']/.test(name) ? this.#unquoted(name) : name;
    return name === "<<" || key in entries ? this.#stop() : key;
  }

  /** @param {boolean} folds @param {string} chomp @param {number} least */
  #block(folds, chomp, least) {
    /** @type {string[]} */ const lines = [];
    let indent = 0;
    for (let start = this.#at, line; (line = this.#take(BLOCK_LINE)); start = this.#at) {
      const [, spaces = "", rest = ""] = line;
      if (rest && spaces.length < (indent || least)) {
        this.#at = start;
        break;
      }
      if (rest) indent ||= spaces.length;
      lines.push(spaces.slice(indent || Infinity) + rest);
    }
    const end = lines.findLastIndex(Boolean) + 1;
    const text = folds ? folded(lines.slice(0, end)) : lines.slice(0, end).join("\n");
    if (chomp === "+") return text + "\n".repeat(lines.length - end + (end ? 1 : 0));
    return end && !chomp ? `${text}\n` : text;
  }

  /** @param {number} outer */
  #plain(outer) {
    if (!this.#sees(PLAIN_START)) this.#stop();
    let text = "";
    for (;;) {
      text += this.#take(PLAIN_LINE)?.[0].replace(/(?<![ \t])[ \t]+$/, "");
      const before = this.#at;
      if (this.#text[before] === ":") this.#stop();
      const [, empty = "", spaces = ""] = this.#take(PLAIN_MORE) ?? [];
      if (this.#at === before || spaces.length <= outer) {
        this.#at = before;
        return resolved(text);
      }
      text += turn(empty);
    }
  }

  /** @param {string} text with its quotes */
  #unquoted(text) {
    const inner = text.slice(1, -1);
    if (text.startsWith("'")) return inner.replaceAll("''", "'").replace(LINE_END, (_, empty) => turn(empty));
    return inner.replace(SIGN, (found, x, u, long, sign, empty) => {
      const code = parseInt(x ?? u ?? long ?? "0", 16);
      if (empty !== undefined) return turn(empty);
      if (sign === undefined) return found[1] === "\n" ? "" : code <= 0x10ffff ? String.fromCodePoint(code) : this.#stop();
      return SIGNS[sign] ?? (' "/\\\t'.includes(sign) ? sign : this.#stop());
    });
  }

  /** A list between brackets, or entries between braces. @param {number} deep @returns {unknown} */
  #flow(deep) {
    const braces = this.#take(/\{/y);
    const close = braces ? /\}/y : this.#take(/\[/y) ? /\]/y : this.#stop();
    /** @type {Record<string, unknown>} */
    const entries = deep < 0 ? this.#stop() : Object.create(null);
    for (let i = 0; this.#take(FLOW_GAP) && !this.#take(close); i++) {
      const key = braces ? this.#key(entries) : i;
      this.#take(FLOW_GAP);
      const quotes = this.#take(QUOTED);
      const plain = quotes ? null : this.#take(FLOW_PLAIN);
      entries[key] = quotes ? this.#unquoted(quotes[0]) : plain ? resolved(plain[0]) : this.#flow(deep - 1);
      this.#take(FLOW_GAP);
      if (!this.#take(/,/y) && !this.#sees(close)) this.#stop();
    }
    return braces ? entries : Object.values(entries);
  }
}
