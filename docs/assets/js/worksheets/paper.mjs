/**
 * A worksheet on paper: what is in a field as text beside it, since a field cuts off what does not fit, and letters as
 * large as let all pieces stand on one sheet.
 *
 * @typedef {import("../answers/answers.mjs").Definition} Definition
 * @typedef {{ rows: number[], span: number, high: (size: number) => number }} Block
 */
import { dayInWords } from "../lib/in-words.mjs";

// In mm: what the margins leave of a sheet that lies on its side, below the title.
const PAPER = /** @type {Record<string, [number, number]>} */ ({ a4: [262, 152], a3: [385, 239] });
const POINT = 0.353; // mm
const [LINE, SIGN] = [1.32, 0.47]; // of the size of a letter: from line to line, and a sign on average
const [EDGE, GAP] = [5, 1.5]; // mm: around the text of a piece, and between pieces
const LARGEST = /** @type {Record<string, number>} */ ({ a4: 10, a3: 13 }); // points
const SMALLEST = 3.5;

/** @param {HTMLElement} sheet @param {Definition} definition */
export function toPaper(sheet, definition) {
  fromPaper(sheet);
  for (const field of sheet.querySelectorAll(/** @type {"textarea"} */ (".kb-fill"))) {
    if (!field.value.trim()) continue;
    const text = document.createElement("div");
    text.className = "kb-piece__written";
    const { kind } = /** @type {HTMLElement} */ (field.closest(".kb-piece")).dataset;
    const points = field.value.replace(/^(?=.)/gm, kind === "lijst" ? "• " : "");
    text.textContent = kind === "datum" ? dayInWords(new Date(`${field.value}T12:00`)) : points;
    field.after(text);
  }
  sheet.toggleAttribute("data-filled", Boolean(sheet.querySelector(".kb-piece__written, [data-filled]")));
  sheet.style.setProperty("--kb-letters", `${lettersOf(sheet, definition)}pt`);
}

/** @param {HTMLElement} sheet */
export function fromPaper(sheet) {
  for (const text of sheet.querySelectorAll(".kb-piece__written")) text.remove();
}

/** How many lines a text takes where so many signs go in one. @param {string} text @param {number} most */
const linesOf = (text, most) => text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / Math.max(most, 6))), 0);

/** The size of the letters, in points. @param {HTMLElement} sheet @param {Definition} definition */
function lettersOf(sheet, { paper, areas }) {
  const [width, height] = PAPER[paper] ?? [262, 152];
  const grid = areas.map((row) => row.trim().split(/\s+/));
  const blocks = [...sheet.querySelectorAll(/** @type {"div"} */ (".kb-piece"))].map((place, at) => blockOf(place, grid, width, at));
  const above = sheet.querySelectorAll(".kb-steps li").length + 2;
  let size = LARGEST[paper] ?? 10;
  while (size > SMALLEST && highOf(blocks, size) + above * size * LINE * POINT > height) size -= 0.25;
  return size;
}

/** How high all rows are together: a piece over more rows needs what they lack. @param {Block[]} blocks @param {number} size */
function highOf(blocks, size) {
  /** @type {number[]} */ const rows = [];
  for (const { rows: own, high } of [...blocks].sort((a, b) => a.span - b.span)) {
    const lacks = high(size) - own.reduce((sum, row) => sum + (rows[row] ?? 0), 0) - (own.length - 1) * GAP;
    for (const row of own) rows[row] = (rows[row] ?? 0) + Math.max(0, lacks) / own.length;
  }
  return rows.reduce((sum, high) => sum + (high ?? 0) + GAP, 0);
}

/** @param {HTMLElement} place @param {string[][]} grid @param {number} width @param {number} at @returns {Block} */
function blockOf(place, grid, width, at) {
  const { piece = "", kind = "" } = place.dataset;
  const own = grid.flatMap((row, y) => (row.includes(piece) ? [y] : []));
  const columns = own.length ? (grid[own[0] ?? 0] ?? []).filter((id) => id === piece).length / (grid[0]?.length ?? 1) : 1;
  const wide = width * columns - EDGE;
  const question = place.querySelector(".kb-piece__question")?.textContent ?? "";
  return { rows: own.length ? own : [grid.length + at], span: own.length || 1, high: (size) => {
    const [line, signs] = [size * LINE * POINT, (/** @type {number} */ room) => Math.floor(room / (size * SIGN * POINT))];
    const head = (1.4 + linesOf(question, signs(wide))) * line + EDGE;
    if (kind === "driehoek") return head + 50;
    if (kind === "tabel") return head + rowsHigh(place, wide, line, signs);
    const written = place.querySelector(".kb-piece__written, .kb-piece__options")?.textContent ?? "";
    const empty = written ? 0 : place.querySelector("textarea")?.rows ?? 1;
    const choices = place.querySelectorAll(".kb-piece__options label").length;
    return head + (choices ? choices * (line + 1) : (empty || linesOf(written, signs(wide))) * line);
  } };
}

/** @param {HTMLElement} place @param {number} wide @param {number} line @param {(room: number) => number} signs */
function rowsHigh(place, wide, line, signs) {
  return [...place.querySelectorAll("tr")].reduce((sum, row) => {
    const room = signs(wide / row.cells.length - 3);
    return sum + 2 + line * Math.max(1, ...Array.from(row.cells, (cell) => linesOf((cell.textContent ?? "").trim(), room)));
  }, 0);
}
