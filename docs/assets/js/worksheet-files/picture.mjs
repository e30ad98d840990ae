/** A copy of a worksheet as a picture: drawn piece by piece, in the rows and columns of the sheet. */
import { WorksheetError } from "../answers/answers.mjs";
import { areasOf, dotOf, headOf, shown, titleOf } from "./shown.mjs";

const SCALE = 2; // for paper and for sharp screens
const TALLEST = 8_000;
const [MARGIN, GAP, PAD] = [32, 12, 12];
const COLOURS = { ink: "--md-default-fg-color", soft: "--kb-muted", line: "--kb-line-strong", mark: "--kb-brand" };

/** @param {CanvasRenderingContext2D} pen @param {string} text @param {number} width */
function wrapped(pen, text, width) {
  return text.split("\n").flatMap((given) => {
    const lines = [""];
    for (const word of given.split(/(?<= )/)) {
      for (const part of pen.measureText(word.trimEnd()).width > width ? word : [word]) {
        const line = lines[lines.length - 1] + part;
        if (line === part || pen.measureText(line.trimEnd()).width <= width) lines[lines.length - 1] = line;
        else lines.push(part);
      }
    }
    return lines;
  });
}

/** Letters and colours of the site in the light, whatever the page shows: a picture may go on paper. */
function style() {
  const light = document.createElement("p");
  light.dataset.mdColorScheme = "default";
  document.body.append(light);
  const { fontFamily } = getComputedStyle(light);
  const colours = Object.entries(COLOURS).map(([name, value]) => [name, getComputedStyle(light).getPropertyValue(value)]);
  light.remove();
  return { fontFamily, ...Object.fromEntries(colours) };
}

/** Draws a sheet; each part says how far down it came. */
class Sheet {
  /** @param {CanvasRenderingContext2D} pen */
  constructor(pen) {
    this.pen = pen;
    this.style = style();
  }

  /**
   * @param {string} text @param {number} x @param {number} y @param {number} width
   * @param {number} [size] @param {string} [weight] @param {"ink" | "soft"} [colour]
   */
  text(text, x, y, width, size = 15, weight = "", colour = "ink") {
    this.pen.font = `${weight} ${size}px ${this.style.fontFamily}`;
    this.pen.fillStyle = this.style[colour];
    for (const line of wrapped(this.pen, text, width)) {
      this.pen.fillText(line, x, y + size);
      y += size * 1.4;
    }
    return y;
  }

  /**
   * @param {import("../answers/answers.mjs").Piece} piece @param {import("../answers/answers.mjs").Copy} copy
   * @param {number} x @param {number} y @param {number} width
   */
  piece(piece, copy, x, y, width) {
    const [{ pen }, value] = [this, copy.answers[piece.id]];
    y = this.text(headOf(piece, copy), x, y, width, 17, "bold");
    if (piece.question) y = this.text(piece.question, x, y, width, 13, "", "soft");
    y += 6;
    pen.strokeStyle = this.style.line;
    const { mark } = this.style;
    const dot = piece.kind === "driehoek" ? dotOf(value) : null;
    if (dot) {
      piece.options.forEach((corner, i) => this.text(corner, x + (i ? i * 176 - 188 + 12 : 76), y + (i ? 166 : -6), 100, 12));
      pen.stroke(new Path2D(`M${x + 100} ${y + 12}l88 152h-176Z`));
      pen.fillStyle = mark;
      pen.fill(new Path2D(`M${x + dot[0] - 7} ${y + dot[1]}a7 7 0 1 0 14 0a7 7 0 1 0-14 0`));
      y += 180;
    }
    const { ticks, rows, points, text } = shown(piece, value);
    for (const [on, option] of ticks ?? points?.map((point) => /** @type {const} */ ([true, point])) ?? []) {
      if (ticks) pen.strokeRect(x, y + 3, 12, 12);
      pen.fillStyle = mark;
      if (on) pen.fillRect(x + 3, y + 6, 6, 6);
      y = this.text(option, x + 20, y, width - 20);
    }
    const wide = width / (rows?.[0]?.length ?? 1);
    for (const row of rows ?? []) {
      const weight = row === rows?.[0] ? "bold" : "";
      y = Math.max(...row.map((cell, i) => this.text(cell, x + i * wide, y + 4, wide - 8, 14, weight))) + 4;
      pen.strokeRect(x, y, width, 0);
    }
    return text ? this.text(text, x, y, width) : y;
  }
}

/**
 * @param {import("../answers/answers.mjs").Definition} definition @param {import("../answers/answers.mjs").Copy} copy
 * @returns {Promise<Blob>} a PNG
 */
export async function toPicture(definition, copy) {
  const canvas = document.createElement("canvas");
  const sheet = new Sheet(/** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")));
  await Promise.all(["", "bold "].map((weight) => document.fonts.load(`${weight}15px ${sheet.style.fontFamily}`)));
  const width = definition.paper === "a3" ? 1587 : 1123; // the paper, lying
  const areas = areasOf(definition);
  const column = (width - 2 * MARGIN + GAP) / (areas[0]?.length ?? 1);
  const places = definition.pieces.map((piece) => {
    const rows = areas.flatMap((row, y) => (row.includes(piece.id) ? [y] : []));
    const row = areas[rows[0] ?? 0] ?? [];
    const [left, right] = [row.indexOf(piece.id), row.lastIndexOf(piece.id)];
    return { piece, rows, x: MARGIN + left * column, width: (right - left + 1) * column - GAP };
  });
  /** @param {(typeof places)[0]} place @param {number} y */
  const draw = ({ piece, x, width: wide }, y) => sheet.piece(piece, copy, x + PAD, y + PAD, wide - 2 * PAD) + PAD;
  const head = () => sheet.text(titleOf(definition, copy), MARGIN, MARGIN, width - 2 * MARGIN, 26, "bold") + GAP;

  // First on nothing, to know how high all is: a row is as high as what stands in it, the last where that takes more.
  const heights = areas.map(() => 40);
  const top = head();
  for (const place of [...places].sort((a, b) => a.rows.length - b.rows.length)) {
    const there = place.rows.reduce((sum, row) => sum + (heights[row] ?? 0) + GAP, -GAP);
    const last = place.rows[place.rows.length - 1] ?? 0;
    heights[last] = (heights[last] ?? 0) + Math.max(0, draw(place, 0) - there);
  }
  const tops = heights.map((_, row) => heights.slice(0, row).reduce((sum, height) => sum + height + GAP, top));
  const height = heights.reduce((sum, one) => sum + one + GAP, top) - GAP + MARGIN;
  const scale = Math.min(SCALE, TALLEST / height);
  if (scale < 1) throw new WorksheetError("too-long");

  canvas.width = Math.floor(width * scale);
  canvas.height = Math.floor(height * scale);
  sheet.pen.scale(scale, scale);
  sheet.pen.fillStyle = "#fff";
  sheet.pen.fillRect(0, 0, width, height);
  head();
  for (const place of places) {
    const y = tops[place.rows[0] ?? 0] ?? 0;
    sheet.pen.strokeStyle = sheet.style.line;
    sheet.pen.strokeRect(place.x, y, place.width, place.rows.reduce((sum, row) => sum + (heights[row] ?? 0) + GAP, -GAP));
    draw(place, y);
  }
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png");
  });
}
