import { textOf } from "../answers/answers.mjs";
import { shown } from "../worksheet-files/shown.mjs";

/**
 * Copies beside one another: a row for each piece, the oldest copy first, so that one reads how it went.
 * @param {import("../answers/answers.mjs").Definition} definition @param {import("../answers/answers.mjs").Copy[]} copies
 * @param {Record<string, string>} words
 */
export function compared(definition, copies, words) {
  const sorted = [...copies].sort((a, b) => a.changed.localeCompare(b.changed));
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  head.insertCell();
  for (const { name, changed } of sorted) {
    const day = changed ? new Date(changed).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" }) : "";
    head.append(cell("col", `${name || (words.unnamed ?? "")}\n${day}`));
  }
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

/** @param {import("../answers/answers.mjs").Piece} piece @param {import("../answers/answers.mjs").Value | undefined} value */
function said(piece, value) {
  const { points } = shown(piece, value);
  return points?.join("\n") ?? textOf(value);
}

/** @param {string} scope @param {string} text */
function cell(scope, text) {
  return Object.assign(document.createElement("th"), { scope, textContent: text });
}
