/**
 * The pieces of a worksheet as they stand in the page: what each asks, what is filled in, and filling it in. The page is
 * the one place where a worksheet is described.
 *
 * @typedef {import("../answers/answers.mjs").Value} Value
 * @typedef {import("../answers/answers.mjs").Piece} Piece
 * @typedef {import("../answers/answers.mjs").Definition} Definition
 * @typedef {{ read: (place: HTMLElement) => Value | undefined, write: (place: HTMLElement, value: Value | undefined) => void }} Kind
 */

/** @param {ParentNode} place @param {string} selector @returns {HTMLElement[]} */
const all = (place, selector) => [...place.querySelectorAll(/** @type {"div"} */ (selector))];
/** @param {ParentNode} place @returns {HTMLInputElement[]} */
const inputs = (place) => [...place.querySelectorAll("input")];
/** @param {ParentNode} place @param {string} selector */
const words = (place, selector) => place.querySelector(selector)?.textContent?.trim() ?? "";
/** @param {ParentNode} place */
const field = (place) => /** @type {HTMLTextAreaElement} */ (place.querySelector(".kb-fill"));

/** @param {HTMLElement} sheet @returns {Definition} */
export function definitionOf(sheet) {
  const { worksheet = "", title = "", version, paper = "a4", order = "", areas, moved, target } = sheet.dataset;
  return {
    id: worksheet, title, version: Number(version), paper, order,
    pieces: places(sheet).map(pieceOf),
    areas: areas ? areas.split("/") : [],
    moved: JSON.parse(moved ?? "[]"),
    target: JSON.parse(target ?? "{}"),
  };
}

/** @param {HTMLElement} sheet */
export const places = (sheet) => all(sheet, ".kb-piece");

/** @param {HTMLElement} place @returns {Piece} */
function pieceOf(place) {
  const { piece = "", kind = "", takes = "" } = place.dataset;
  const options = all(place, kind === "schaal" ? ".kb-piece__scale > span" : ":is(.kb-piece__options, .kb-piece__corners) span");
  return {
    id: piece, kind, takes,
    title: words(place, ".kb-piece__title"),
    question: words(place, ".kb-piece__question"),
    options: options.map((one) => one.textContent ?? ""),
    columns: all(place, "thead th").map((one) => one.textContent ?? ""),
    rows: all(place, "tbody th").map((one) => one.textContent ?? ""),
  };
}

/** @param {HTMLElement} place @returns {Value | undefined} nothing where nothing is filled in */
export const readPiece = (place) => KINDS[place.dataset.kind ?? ""]?.read(place);

/** @param {HTMLElement} place @param {Value | undefined} value */
export const writePiece = (place, value) => KINDS[place.dataset.kind ?? ""]?.write(place, value);

/** Let a table that grows have one empty row below, and fields be as high as what stands in them. @param {HTMLElement} place */
export function fit(place) {
  const rows = rowsOf(place);
  if (place.querySelector("[data-grows]") && rows.length && (rows.at(-1) ?? []).some((cell) => cell.value)) addRow(place);
  for (const area of place.querySelectorAll("textarea")) grow(area);
}

/** Browsers that know `field-sizing` do it by themselves. @param {HTMLTextAreaElement} area */
function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

/** @param {HTMLElement} place @returns {HTMLTextAreaElement[][]} */
const rowsOf = (place) => all(place, "tbody tr").map((row) => [...row.querySelectorAll("textarea")]);

/** @param {HTMLElement} place */
function addRow(place) {
  const last = place.querySelector("tbody tr:last-child");
  const row = /** @type {HTMLElement} */ (last?.cloneNode(true));
  const number = (last?.parentElement?.children.length ?? 0) + 1;
  for (const cell of row.querySelectorAll("textarea")) {
    cell.value = "";
    cell.setAttribute("aria-description", (cell.getAttribute("aria-description") ?? "").replace(/\d+/, String(number)));
  }
  last?.after(row);
}

/** The points of a list are lines: the one that the cursor is in. @param {HTMLTextAreaElement} area */
function pointsOf(area) {
  const lines = area.value.split("\n");
  const before = area.value.slice(0, area.selectionStart).split("\n");
  return { lines, at: before.length - 1, column: before.at(-1)?.length ?? 0 };
}

/** @param {HTMLTextAreaElement} area @param {string[]} lines */
function put(area, lines) {
  area.value = lines.join("\n");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Move a point up or down in its list.
 * @param {HTMLTextAreaElement} area @param {number} by @returns {boolean} whether it moved
 */
export function moveLine(area, by) {
  const { lines, at, column } = pointsOf(area);
  const to = at + by;
  if (!by || !area.closest("[data-kind=lijst]") || to < 0 || to >= lines.length) return false;
  lines.splice(to, 0, ...lines.splice(at, 1));
  put(area, lines);
  const start = lines.slice(0, to).join("\n").length + (to ? 1 : 0) + column;
  area.setSelectionRange(start, start);
  return true;
}

/** Move a point to the end of another list. @param {HTMLTextAreaElement} area @param {HTMLTextAreaElement} other */
export function sendLine(area, other) {
  const { lines, at } = pointsOf(area);
  const [point = ""] = lines.splice(at, 1);
  if (!point.trim()) return;
  put(other, [...other.value.split("\n").filter(Boolean), point]);
  put(area, lines);
}

/**
 * Show on each piece who filled it in, each in a colour of their own.
 * @param {HTMLElement[]} pieces @param {import("../answers/answers.mjs").Copy} copy @param {string} word
 * @returns {string[]} all of them
 */
export function showWriters(pieces, { by = {} }, word) {
  const writers = [...new Set(Object.values(by).flat())];
  for (const place of pieces) {
    place.querySelector(".kb-piece__by")?.remove();
    const names = by[place.dataset.piece ?? ""];
    if (!names) continue;
    const line = document.createElement("p");
    line.className = "kb-piece__by";
    line.append(word, ...names.map((name) => {
      const mark = Object.assign(document.createElement("span"), { textContent: name });
      mark.style.setProperty("--kb-hue", String(writers.indexOf(name) * 137)); // a golden angle: neighbours differ most
      return mark;
    }));
    place.querySelector(".kb-piece__title")?.after(line);
  }
  return writers;
}

/** @type {Kind} */
const text = {
  read: (place) => field(place).value.trim() ? field(place).value : undefined,
  write: (place, value) => { field(place).value = String(value ?? ""); },
};

/** @type {Kind} */
const boxes = {
  read: (place) => {
    const chosen = inputs(place).filter((box) => box.checked).map((box) => box.value);
    if (!chosen.length) return undefined;
    if (place.dataset.kind === "vinkjes") return chosen;
    return place.dataset.kind === "schaal" ? Number(chosen[0]) : chosen[0];
  },
  write: (place, value) => {
    const chosen = (Array.isArray(value) ? value : [value ?? ""]).map(String);
    for (const box of inputs(place)) box.checked = chosen.includes(box.value);
  },
};

/** @type {Record<string, Kind>} */
const KINDS = {
  tekst: text,
  datum: text,
  lijst: {
    read: (place) => {
      const points = field(place).value.split("\n").map((one) => one.trim()).filter(Boolean);
      return points.length ? points : undefined;
    },
    write: (place, value) => {
      const points = Array.isArray(value) ? value : [];
      // Who is typing in it keeps an empty line that she just began.
      const now = field(place).value.split("\n").map((one) => one.trim()).filter(Boolean);
      if (now.join("\n") !== points.join("\n")) field(place).value = points.join("\n");
    },
  },
  tabel: {
    read: (place) => {
      const rows = rowsOf(place).map((row) => row.map((cell) => cell.value));
      if (place.querySelector("[data-grows]")) while (rows.length && !rows.at(-1)?.some(Boolean)) rows.pop();
      return rows.some((row) => row.some(Boolean)) ? rows : undefined;
    },
    write: (place, value) => {
      const rows = /** @type {string[][]} */ (Array.isArray(value) ? value : []);
      if (place.querySelector("[data-grows]")) while (rowsOf(place).length < rows.length) addRow(place);
      rowsOf(place).forEach((row, y) => row.forEach((cell, x) => { cell.value = rows[y]?.[x] ?? ""; }));
    },
  },
  schaal: boxes,
  keuze: boxes,
  vinkjes: boxes,
  driehoek: {
    read: (place) => "filled" in place.dataset ? shares(inputs(place).map((one) => Number(one.value))) : undefined,
    write: (place, value) => {
      const given = Array.isArray(value) ? value.map(Number) : null;
      place.toggleAttribute("data-filled", Boolean(given));
      inputs(place).forEach((one, corner) => { one.value = String(given?.[corner] ?? 33); });
      drawDot(place);
    },
  },
};

const CORNERS = /** @type {const} */ ([[100, 12], [12, 164], [188, 164]]); // as the template draws them

/** Whole shares of a hundred. @param {number[]} given */
function shares(given) {
  const total = given.reduce((sum, one) => sum + one, 0) || 1;
  const [a = 0, b = 0] = given.map((one) => Math.round(100 * one / total));
  return [a, Math.min(b, 100 - a), Math.max(0, 100 - a - b)];
}

/** @param {HTMLElement} place */
function drawDot(place) {
  const parts = shares(inputs(place).map((one) => Number(one.value)));
  const at = [0, 1].map((axis) => CORNERS.reduce((sum, corner, i) => sum + (corner[axis] ?? 0) * (parts[i] ?? 0) / 100, 0));
  const dot = place.querySelector("circle");
  dot?.setAttribute("cx", String(at[0]));
  dot?.setAttribute("cy", String(at[1]));
}

/**
 * Let the three shares be a hundred together: what one takes, the others give alike.
 * @param {HTMLElement} place @param {HTMLInputElement} one
 */
export function balance(place, one) {
  const [first, second] = inputs(place).filter((other) => other !== one);
  if (!first || !second) return;
  const rest = 100 - Number(one.value);
  const [a, b] = [Number(first.value), Number(second.value)];
  first.value = String(Math.round(a + b ? rest * a / (a + b) : rest / 2));
  second.value = String(rest - Number(first.value));
  place.dataset.filled = "";
  drawDot(place);
}

/** Put the dot where somebody points. @param {HTMLElement} place @param {PointerEvent} event */
export function pointDot(place, event) {
  const box = /** @type {Element} */ (place.querySelector("svg")).getBoundingClientRect();
  const x = (event.clientX - box.left) / box.width * 200;
  const y = (event.clientY - box.top) / box.height * 200 - 16;
  const top = Math.min(1, Math.max(0, (164 - y) / 152));
  const right = Math.min(1 - top, Math.max(0, (x - 12 - 88 * top) / 176));
  const parts = shares([top, 1 - top - right, right]);
  inputs(place).forEach((one, corner) => { one.value = String(parts[corner] ?? 0); });
  place.dataset.filled = "";
  drawDot(place);
}
