import { fitting, isEmpty, textOf } from "../answers/answers.mjs";
import { changedOf, shown } from "../worksheet-files/shown.mjs";

/**
 * A copy and others: of the same worksheet beside it, of another to take over from.
 *
 * @typedef {import("../answers/answers.mjs").Copy} Copy
 * @typedef {import("../answers/answers.mjs").Definition} Definition
 * @typedef {import("../answers/answers.mjs").Value} Value
 */

/**
 * Copies beside one another: a row for each piece, the oldest copy first, so that one reads how it went.
 * @param {Definition} definition @param {Copy[]} copies
 * @param {Record<string, string>} words
 */
export function compared(definition, copies, words) {
  const sorted = [...copies].sort((a, b) => a.changed.localeCompare(b.changed));
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  head.insertCell();
  for (const copy of sorted) head.append(cell("col", `${copy.name || (words.unnamed ?? "")}\n${changedOf(copy, words)}`));
  const body = table.createTBody();
  for (const piece of definition.pieces) {
    const texts = sorted.map(({ answers }) => said(piece, Object.hasOwn(answers, piece.id) ? answers[piece.id] : undefined));
    if (!texts.some(Boolean)) continue;
    const row = body.insertRow();
    row.append(cell("row", piece.title));
    for (const text of texts) row.insertCell().textContent = text;
  }
  return table;
}

/** @param {import("../answers/answers.mjs").Piece} piece @param {Value | undefined} value */
function said(piece, value) {
  const { points, rows: [head, ...rows] = [] } = shown(piece, value);
  /** @param {string[]} row */
  const inWords = (row) => row.map((text, i) => text && [head?.[i], text].filter(Boolean).join(": ")).filter(Boolean).join("\n");
  // A row that has its own name is empty where nothing else stands in it.
  const filled = rows.filter((row) => row.slice(piece.rows.length ? 1 : 0).some(Boolean));
  return points?.join("\n") ?? (filled.map(inWords).join("\n\n") || textOf(value));
}

/** @param {string} scope @param {string} text */
function cell(scope, text) {
  return Object.assign(document.createElement("th"), { scope, textContent: text });
}

/**
 * The answers with what pieces take over from a copy of another worksheet: what stands here already, stays, and a list
 * gets the points that it lacks.
 * @param {Definition} definition @param {Copy} from
 * @param {Record<string, Value>} answers
 */
export function takenOver({ pieces }, from, answers) {
  const made = { ...answers };
  for (const piece of pieces) {
    const [worksheet, id = ""] = piece.takes.split("/");
    const value = worksheet === from.worksheet && Object.hasOwn(from.answers, id) ? from.answers[id] : undefined;
    const here = made[piece.id];
    if (value === undefined || (here !== undefined && piece.kind !== "lijst")) continue;
    const both = here === undefined ? value : [...new Set(`${textOf(here)}\n${textOf(value)}`.split("\n"))];
    const [fits] = fitting(piece, both);
    if (!isEmpty(fits)) made[piece.id] = fits;
  }
  return made;
}
