/**
 * A copy as its files show it, whatever their form.
 *
 * @typedef {import("../answers/answers.mjs").Piece} Piece
 * @typedef {import("../answers/answers.mjs").Value} Value
 * @typedef {import("../answers/answers.mjs").Definition} Definition
 * @typedef {{ ticks?: [boolean, string][], rows?: string[][], points?: string[], text?: string }} Shown
 */
import { isEmpty, textOf } from "../answers/answers.mjs";
import { dayInWords } from "../lib/in-words.mjs";

/** @param {Definition} definition @param {import("../answers/answers.mjs").Copy} copy */
export const titleOf = ({ title }, { name }) => [title, name].filter(Boolean).join(" – ");

/** When it was last changed. @param {import("../answers/answers.mjs").Copy} copy @param {Record<string, string>} words `file-changed` */
export const changedOf = ({ changed }, words) =>
  (changed ? `${words["file-changed"] ?? ""} ${dayInWords(new Date(changed))}`.trim() : "");

/** What a piece is called, and who filled it in. @param {Piece} piece @param {import("../answers/answers.mjs").Copy} copy */
export const headOf = ({ id, title }, { by = {} }) => (by[id] ? `${title} (${by[id].join(", ")})` : title);

/**
 * An answer in one of four forms; none where nothing is filled in.
 * @param {Piece} piece @param {Value | undefined} value @returns {Shown}
 */
export function shown({ kind, options, columns, rows }, value) {
  if (kind === "vinkjes") {
    const ticks = [value].flat().map(String);
    return { ticks: options.map((option) => [ticks.includes(option), option]) };
  }
  if (value === undefined || isEmpty(value)) return {};
  if (kind === "lijst") return { points: textOf(value).split("\n") };
  if (kind === "schaal") return { text: `${value}/5 (${options.join(" – ")})` };
  if (kind === "datum") return { text: dayInWords(new Date(`${value}T12:00`)) };
  if (!Array.isArray(value)) return { text: String(value) };
  if (kind === "driehoek") return { points: value.map((part, i) => `${options[i] ?? ""}: ${part}%`) };
  // The head, and before each row what it is called.
  return { rows: [columns, .../** @type {string[][]} */ (value)].map((row, y) => (rows.length ? [rows[y - 1] ?? "", ...row] : row)) };
}

/** Where the dot of a triangle is, in a drawing of 200 by 180. @param {Value | undefined} value @returns {[number, number] | null} */
export function dotOf(value) {
  const [a = 0, b = 0] = Array.isArray(value) ? value.map(Number) : [];
  return value === undefined ? null : [188 - 0.88 * a - 1.76 * b, 164 - 1.52 * a];
}

/** The worksheet as rows of ids of pieces, with `.` where none is; all pieces stand in it. @param {Definition} definition */
export function areasOf({ pieces, areas }) {
  const rows = areas.map((row) => row.trim().split(/\s+/).map((id) => (pieces.some((piece) => piece.id === id) ? id : ".")));
  const width = Math.max(2, ...rows.map((row) => row.length));
  /** @type {string[] | null} */ let half = null; // a row with room for one more
  for (const { id, kind } of pieces.filter((piece) => !rows.some((row) => row.includes(piece.id)))) {
    if (half && kind !== "tabel") {
      half[1] = id;
      half = null;
    } else {
      const row = Array.from({ length: width }, () => id);
      rows.push(row);
      half = areas.length || kind === "tabel" ? null : row;
    }
  }
  return rows.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? "."));
}
