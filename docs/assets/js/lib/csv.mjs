/**
 * Rows for a spreadsheet, as files and to paste.
 *
 * A spreadsheet in Dutch takes a semicolon between cells, since the comma is in its numbers: with commas it puts
 * a whole row in one cell. What programs read (`data/` on the site) keeps to the commas of RFC 4180.
 */

// A cell that begins like this is run as a formula by spreadsheets; see OWASP, CSV Injection. As in macros/exports/formats.py.
// eslint-disable-next-line no-control-regex -- what Python takes for white space
const FORMULA = /^[\s\x1c-\x1f\x85\ufeff]*[=+\-@\t\r＝＋－＠]/;
const MOST = 32_767; // signs in a cell; Excel spills what is more over the rows below
const CUT = " … (ingekort)";

/** The text of a cell that no spreadsheet takes for a formula, and that fits in one. @param {string} text */
export function harmless(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return safe.length > MOST ? safe.slice(0, MOST - CUT.length).replace(/[\uD800-\uDBFF]$/, "") + CUT : safe;
}

/** Rows as CSV, with the mark that Excel needs to know it for UTF-8. @param {string[][]} rows */
export function asCsv(rows) {
  const cell = (/** @type {string} */ text) => (/[";,\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `\ufeff${rows.map((row) => `${row.map((text) => cell(harmless(text))).join(";")}\r\n`).join("")}`;
}

/** Rows to paste in a spreadsheet. @param {string[][]} rows */
export function asTsv(rows) {
  return rows.map((row) => row.map((text) => harmless(text).replace(/\s+/g, " ")).join("\t")).join("\n");
}
