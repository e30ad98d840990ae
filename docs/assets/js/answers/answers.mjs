/**
 * What visitors filled in, as data. A link or a file is a stranger's: nothing of it is used but what `checked` built anew,
 * field by field. What has no place in the worksheet comes back as text, so that nobody loses what she wrote.
 *
 * @typedef {string | string[] | string[][] | number | number[]} Value
 * @typedef {{ id: string, title: string, kind: string, question: string, options: string[], columns: string[], rows: string[],
 *   takes: string }} Piece
 * @typedef {{ version: number, from: string, to: string[] }} Move
 * @typedef {{ ending: string, lacks: string[], fields: Record<string, Record<string, string>> }} Target
 * @typedef {{ id: string, title: string, version: number, paper: string, order: string, pieces: Piece[], areas: string[],
 *   moved: Move[], target: Target }} Definition
 * @typedef {{ id: string, text: string }} Lost
 * @typedef {Record<string, string[]>} Writers who filled in what
 * @typedef {{ worksheet: string, version: number, name: string, changed: string, answers: Record<string, Value>, by?: Writers,
 *   lost?: Lost[] }} Copy
 * @typedef {"too-long" | "not-ours" | "other-worksheet" | "newer" | "damaged" | "wrong-value"} Code
 */

const TEXT = 20_000;
const CELL = 4_000;
const ROWS = 200;
const COLUMNS = 12;
const NAME = 120;
const [WRITER, WRITERS] = [12, 40];
const PIECES = 400; // of all versions together, and what was lost
const WHOLE = 1_000_000;
const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]{5,12}(Z|[+-]\d\d:\d\d)$/;

/** What is wrong with a link, a file or an answer; the page has the words. */
export class WorksheetError extends Error {
  /** @param {Code} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {string} text */
export const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
  && new Date(text).toISOString().startsWith(text);

/** An answer as plain text. @param {Value | undefined} value @returns {string} */
export function textOf(value) {
  if (!Array.isArray(value)) return String(value ?? "");
  return value.map((part) => (Array.isArray(part) ? part.join(" | ").replace(/[ |]+$/, "") : part)).join("\n");
}

/** @param {Value | undefined} value */
export const isEmpty = (value) => !textOf(value).replace(/[\s|]+/g, "");

/** Data as deep and as large as a copy can be. @param {unknown} data @param {number} [deep] @param {{ left: number }} [nodes] */
export function bounded(data, deep = 6, nodes = { left: 20_000 }) {
  if (deep < 0 || --nodes.left < 0) throw new WorksheetError("damaged");
  if (typeof data === "object" && data) for (const one of Object.values(data)) bounded(one, deep - 1, nodes);
  return data;
}

/** Reads texts, and knows how many signs there still may be. */
class Reader {
  #left = WHOLE;

  /** @param {unknown} given @param {number} most @returns {string} */
  text(given, most) {
    if (typeof given === "object" && given !== null) throw new WorksheetError("wrong-value");
    const text = String(given ?? "").replace(/\r\n?/g, "\n")
      // eslint-disable-next-line no-control-regex -- what no file can hold
      .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g, "").replace(/\p{Cs}/gu, "\ufffd");
    this.#left -= text.length;
    if (text.length > most || this.#left < 0) throw new WorksheetError("too-long");
    return text;
  }

  /** @param {unknown} given @param {number} most @returns {unknown[]} */
  list(given, most) {
    if (!Array.isArray(given)) throw new WorksheetError("wrong-value");
    if (given.length > most) throw new WorksheetError("too-long");
    return given;
  }

  /** An answer of whatever kind. @param {unknown} given @returns {Value} */
  value(given) {
    if (typeof given === "number") return given;
    if (!Array.isArray(given)) return this.text(given, TEXT);
    const parts = this.list(given, ROWS);
    if (parts.length && parts.every((part) => typeof part === "number")) return parts;
    if (!parts.some(Array.isArray)) return parts.map((part) => this.text(part, CELL));
    return parts.map((row) => this.list(row, COLUMNS).map((cell) => this.text(cell, CELL)));
  }
}

/** What of an answer fits in a piece, and the rest as text. @param {Piece} piece @param {Value} value @returns {[Value, string]} */
export function fitting({ kind, options, columns, rows }, value) {
  const text = textOf(value);
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  /** @type {(fits: boolean, what: Value) => [Value, string]} */
  const whole = (fits, what) => (fits ? [what, ""] : ["", text]);
  switch (kind) {
    case "tekst": return whole(text.length <= TEXT, text);
    case "lijst": return whole(lines.length <= ROWS && lines.every((line) => line.length <= CELL), lines);
    case "keuze": return whole(options.includes(text), text);
    case "datum": return whole(isDay(text), text);
    case "schaal": return whole(/^[1-5]$/.test(text), Number(text));
    case "vinkjes": {
      const ticks = Array.isArray(value) ? value.map(String) : [text];
      return [options.filter((one) => ticks.includes(one)), ticks.filter((one) => !options.includes(one)).join("\n")];
    }
    case "driehoek": {
      const parts = Array.isArray(value) ? value.map(Number) : [];
      const sum = parts.reduce((total, part) => total + (Number.isInteger(part) && part >= 0 ? part : NaN), 0);
      return whole(parts.length === 3 && sum === 100, parts);
    }
    case "tabel":
      if (Array.isArray(value) && value.every(Array.isArray)) return fittingRows(value, columns.length || 1, rows.length);
  }
  return ["", text];
}

/** @param {string[][]} given @param {number} width @param {number} fixed how many rows the piece has itself @returns {[Value, string]} */
function fittingRows(given, width, fixed) {
  const rest = given.flatMap((row, y) => (fixed && y >= fixed ? row : row.slice(width))).filter(Boolean).join("\n");
  const wide = Array.from({ length: width }).fill("");
  const rows = Array.from({ length: fixed || given.length }, (_, y) => wide.map((none, x) => given[y]?.[x] ?? String(none)));
  if (!fixed) while (rows.length && isEmpty(rows.slice(-1))) rows.pop();
  return [rows, rest];
}

/**
 * Who filled in what: who is at it now signs what differs.
 * @param {Copy} copy @param {Copy["answers"]} answers what is filled in now @param {string} who @returns {Writers | undefined}
 */
export function signed({ answers: old, by = {} }, answers, who) {
  const writers = Object.keys(answers).map((id) => {
    const now = who && JSON.stringify(old[id]) !== JSON.stringify(answers[id]) ? [who] : [];
    return /** @type {[string, string[]]} */ ([id, [...new Set([...by[id] ?? [], ...now])]]);
  });
  const known = writers.filter(([, names]) => names.length);
  return known.length ? Object.fromEntries(known) : undefined;
}

/**
 * The answers under the ids that pieces have now: those of one version move together, so two may change places.
 * @template One
 * @param {Map<string, One[]>} answers @param {number} from @param {Definition} definition
 */
function movedOn(answers, from, { version, moved }) {
  for (let next = from + 1; next <= version; next++) {
    const steps = moved.filter((step) => step.version === next);
    /** @type {typeof answers} */ const after = new Map();
    for (const [id, values] of answers) {
      const to = steps.find((step) => step.from === id)?.to[0] ?? id;
      after.set(to, [...after.get(to) ?? [], ...values]);
    }
    answers = after;
  }
  return answers;
}

/** Answers that came together in one piece, where texts can. @param {Piece | undefined} piece @param {Value[]} values @returns {Value[]} */
function merged(piece, values) {
  return values.length > 1 && ["tekst", "lijst"].includes(piece?.kind ?? "") ? [values.map((value) => textOf(value)).join("\n")] : values;
}

/**
 * A copy that fits the worksheet as it is now, and what found no place in it. That stays with the copy, for the next time.
 * @param {unknown} data @param {Definition} definition @returns {{ copy: Copy, lost: Lost[] }}
 */
export function checked(data, definition) {
  if (!isObject(data)) throw new WorksheetError("not-ours");
  /** @param {string} key */
  const own = (key) => (Object.hasOwn(data, key) ? data[key] : undefined);
  const [worksheet, version, given, reader] = [own("worksheet"), Number(own("version") ?? 1), own("answers") ?? {}, new Reader()];
  if (typeof worksheet !== "string" || !isObject(given)) throw new WorksheetError("not-ours");
  if (worksheet !== definition.id) throw new WorksheetError("other-worksheet");
  if (!Number.isInteger(version) || version < 1) throw new WorksheetError("wrong-value");
  if (version > definition.version) throw new WorksheetError("newer");
  const name = reader.text(own("name"), NAME).replace(/\s+/g, " ").trim();
  const changed = reader.text(own("changed"), NAME);
  if (changed && !(MOMENT.test(changed) && Date.parse(changed))) throw new WorksheetError("wrong-value");

  const lost = reader.list(own("lost") ?? [], PIECES).map((one) => {
    if (!isObject(one)) throw new WorksheetError("wrong-value");
    return { id: reader.text(one.id, NAME), text: reader.text(one.text, WHOLE) };
  });
  const entries = reader.list(Object.entries(given), PIECES);
  const old = new Map(/** @type {[string, unknown][]} */ (entries).map(([id, value]) => {
    return [reader.text(id, NAME), [reader.value(value)]];
  }));
  /** @type {Record<string, Value>} */
  const answers = Object.create(null);
  for (const [id, values] of movedOn(old, version, definition)) {
    const piece = definition.pieces.find((one) => one.id === id);
    for (const value of merged(piece, values)) {
      const [fits, rest] = piece && !(id in answers) ? fitting(piece, value) : ["", textOf(value)];
      if (!isEmpty(fits)) answers[id] = fits;
      if (rest.trim()) lost.push({ id, text: rest });
    }
  }
  const whose = own("by");
  const writers = reader.list(Object.entries(isObject(whose) ? whose : {}), PIECES).map((signature) => {
    const [id, names] = /** @type {[string, unknown]} */ (signature);
    return /** @type {const} */ ([id, reader.list(names, WRITERS).map((one) => reader.text(one, WRITER))]);
  });
  const by = Object.fromEntries([...movedOn(new Map(writers), version, definition)].filter(([id]) => id in answers));
  /** @type {Copy} */
  const copy = { worksheet, version: definition.version, name, changed: changed && new Date(changed).toISOString(), answers };
  if (Object.keys(by).length) copy.by = by;
  if (lost.length) copy.lost = lost;
  return { copy, lost };
}
