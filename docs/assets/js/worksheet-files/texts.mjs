/**
 * A copy of a worksheet as a text: a page of its own, which shows it without the site and which the site can open again;
 * a text with headings, which reads as well without a program that shows Markdown; and its days, for an agenda.
 *
 * @typedef {import("../answers/answers.mjs").Copy} Copy
 * @typedef {import("../answers/answers.mjs").Definition} Definition
 * @typedef {import("../answers/answers.mjs").Piece} Piece
 * @typedef {import("./shown.mjs").Shown} Shown
 */
import { bounded, isDay, WorksheetError } from "../answers/answers.mjs";
import { areasOf, changedOf, dotOf, headOf, shown, titleOf } from "./shown.mjs";

// As a page

const MOST = 2_000_000;
const NODES = 200_000;
const STYLE = [
  "*{box-sizing:border-box}body{margin:1rem;font:1rem/1.4 Arial,sans-serif;color:#18282b}main{display:grid;gap:.5rem}",
  "section,th,td{padding:.5rem;border:1px solid #7d8f90;text-align:left;vertical-align:top;overflow-wrap:anywhere}",
  "h1,h2,p,ul{margin:0 0 .4rem}h2{font-size:1.1rem}p,li,td{white-space:pre-wrap}table{width:100%;border-collapse:collapse}",
  "svg{width:9rem;fill:none;stroke:#7d8f90}circle{fill:#0c5a63}",
  "@media print{body{margin:0;font-size:.8rem}section{break-inside:avoid}}@media screen and (max-width:40rem){main{display:block}}",
].join("");

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** @param {string} name @param {string} text */
const tag = (name, text) => `<${name}>${escaped(text)}</${name}>`;
/** @param {string[]} points */
const list = (points) => `<ul>${points.map((point) => tag("li", point)).join("")}</ul>`;

/** @param {Shown} what */
function markedUp({ ticks, rows, points, text }) {
  if (rows) return `<table>${rows.map((row, y) => `<tr>${row.map((cell) => tag(y ? "td" : "th", cell)).join("")}</tr>`).join("")}</table>`;
  const items = ticks?.map(([on, option]) => `${on ? "☑" : "☐"} ${option}`) ?? points;
  return items ? list(items) : tag("p", text ?? "");
}

/** @param {[number, number] | null} dot */
const triangle = (dot) => (dot
  ? `<svg viewBox="0 0 200 180"><path d="M100 12 188 164H12Z"/><circle cx="${dot[0]}" cy="${dot[1]}" r="7"/></svg>` : "");

/**
 * @param {Definition} definition @param {Copy} copy
 * @param {Record<string, string>} words `lang`, `file-changed` and `file-lost`
 */
export function toPage(definition, copy, words) {
  const { answers, lost = [] } = copy;
  const title = titleOf(definition, copy);
  const areas = areasOf(definition).map((row) => `"${row.map((id) => id.replace(/^\w/, "p-$&")).join(" ")}"`).join("");
  const pieces = definition.pieces.map((piece) => {
    const value = answers[piece.id];
    const drawing = piece.kind === "driehoek" ? triangle(dotOf(value)) : "";
    const head = `${tag("h2", headOf(piece, copy))}${piece.question && tag("p", piece.question)}`;
    return `<section style="grid-area:p-${escaped(piece.id)}">${head}${drawing}${markedUp(shown(piece, value))}</section>`;
  });
  return [
    `<!doctype html><html lang="${escaped(words.lang ?? "nl")}"><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">${tag("title", title)}`,
    `<style>${STYLE}main{grid:${areas};grid-auto-columns:minmax(0,1fr)}@page{size:${definition.paper} landscape;margin:10mm}</style>`,
    `${tag("h1", title)}${tag("p", changedOf(copy, words))}<main>`, ...pieces, "</main>",
    lost.length ? `${tag("h2", words["file-lost"] ?? "")}${list(lost.map(({ text }) => text))}` : "",
    `<script type="application/json" id="kb-worksheet">${JSON.stringify(copy).replaceAll("<", "\\u003c")}</script></html>\n`,
  ].join("\n");
}

/** What such a page holds. Nothing of it comes in the document. @param {string} text @returns {unknown} for `checked` to look at */
export function fromPage(text) {
  if (text.length > MOST) throw new WorksheetError("too-long");
  // Not by a parser of HTML: that would ask our policy about the styles of the file.
  const found = /<script\b(?=[^>]{0,200}\bid="?kb-worksheet\b)[^>]{0,200}>([^<]*)<\/script>/i.exec(text);
  if (!found) throw new WorksheetError("not-ours");
  try {
    return bounded(JSON.parse(found[1] ?? ""), 6, { left: NODES });
  } catch {
    throw new WorksheetError("damaged");
  }
}

// As Markdown

/** What somebody typed, so that no program takes a sign of hers for markup. @param {string} text */
const plain = (text) => text.replace(/[\\\x60*_{}[\]|~^$]/g, "\\$&").replace(/&(?=[#\w])/g, "&amp;")
  .replaceAll("<", "&lt;").replaceAll(">", "&gt;").replace(/^[ \t]+/gm, "").replace(/^(\d+)(?=[.)])|^(?=[-+#!?:=])/gm, "$1\\");
/** On one line. @param {string} text @param {string} [between] */
const inline = (text, between = " ") => plain(text.trim()).replace(/\n+/g, between);
/** With its lines. @param {string} text */
const lines = (text) => plain(text.trim()).replace(/([^\n])\n(?!\n)/g, "$1  \n");

/** @param {Shown} what */
function answer({ ticks, rows, points, text }) {
  if (rows) {
    const [head = [], ...body] = rows.map((row) => row.map((cell) => inline(cell, "<br>")));
    return [head, head.map(() => "---"), ...body].map((row) => `| ${row.join(" | ")} |`).join("\n");
  }
  const items = ticks?.map(([on, option]) => `[${on ? "x" : " "}] ${inline(option)}`) ?? points?.map((point) => inline(point));
  return items ? items.map((item) => `- ${item}`).join("\n") : text && lines(text);
}

/**
 * A piece with its answer; nothing where nothing is filled in, but what is to stand there then.
 * @param {Piece} piece @param {Copy} copy @param {string} [empty]
 */
export function sectionOf(piece, copy, empty = "") {
  const text = answer(shown(piece, copy.answers[piece.id])) || empty;
  return text && [`## ${inline(headOf(piece, copy))}`, piece.question && `*${inline(piece.question)}*`, text].filter(Boolean).join("\n\n");
}

/**
 * @param {Definition} definition @param {Copy} copy
 * @param {Record<string, string>} words `file-changed`, `file-empty` and `file-lost`
 */
export function toMarkdown(definition, copy, words) {
  const { name, lost = [] } = copy;
  const pieces = definition.pieces.map((piece) => sectionOf(piece, copy) || sectionOf(piece, copy, words["file-empty"]));
  const rest = lost.length ? [`## ${words["file-lost"] ?? "?"}`, ...lost.map(({ text }) => lines(text))] : [];
  const parts = [`# ${inline(definition.title)}`, inline(name), changedOf(copy, words), ...pieces, ...rest];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

// For an agenda (RFC 5545)

const LINE = 75; // bytes
const DAY = 86_400_000; // ms

/** @param {string} text */
const agendaText = (text) => text.trim().replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");

/** A line that is too long goes on behind a space, between two signs. @param {string} line */
function folded(line) {
  let [made, room] = ["", LINE];
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length;
    if (size > room) [made, room] = [`${made}\r\n `, LINE - 1];
    made += sign;
    room -= size;
  }
  return made;
}

/** @param {string} moment ISO */
const basic = (moment) => moment.replace(/[-:]|\.\d+/g, "");

/**
 * An event for each day, and nothing without days.
 * @param {Definition} definition @param {Copy} copy
 */
export function toCalendar(definition, copy) {
  // A later file of the same sheet changes the events of an earlier one.
  const same = encodeURIComponent(`${definition.id}.${copy.name}`);
  const moment = basic(copy.changed || new Date().toISOString());
  /** @param {string} at @param {string} day @param {string[]} words @returns {string[]} */
  const event = (at, day, words) => (isDay(day) ? [
    "BEGIN:VEVENT", `UID:${same}.${at}@kb-worksheet`, `DTSTAMP:${moment}`, `DTSTART;VALUE=DATE:${basic(day)}`,
    `DTEND;VALUE=DATE:${basic(new Date(Date.parse(day) + DAY).toISOString().slice(0, 10))}`,
    `SUMMARY:${agendaText([copy.name, ...words].filter(Boolean).join(" – "))}`,
    `DESCRIPTION:${agendaText(titleOf(definition, copy))}`, "END:VEVENT",
  ] : []);
  const events = definition.pieces.flatMap(({ id, kind, title, rows, columns }) => {
    const value = copy.answers[id];
    if (kind === "datum") return event(id, String(value), [title]);
    if (kind !== "tabel" || !Array.isArray(value)) return [];
    return /** @type {string[][]} */ (value).flatMap((given, y) => {
      const row = given.map((cell) => cell.trim());
      const others = [rows[y] ?? "", ...row.filter((cell) => !isDay(cell))].filter(Boolean);
      const many = row.filter(isDay).length > 1 || !others.length;
      return row.flatMap((day, x) => event(`${id}.${y + 1}.${x + 1}`, day, [...others, many ? columns[x] ?? title : ""]));
    });
  });
  if (!events.length) return "";
  const all = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kb-worksheet//1//", ...events, "END:VCALENDAR"];
  return all.map((line) => `${folded(line)}\r\n`).join("");
}
