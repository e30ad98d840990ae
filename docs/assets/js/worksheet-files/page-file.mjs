/** A copy of a worksheet as a page of its own, which shows it without the site and which the site can open again. */
import { bounded, WorksheetError } from "../answers/answers.mjs";
import { areasOf, changedOf, dotOf, shown, titleOf } from "./shown.mjs";

const MOST = 2_000_000;
const NODES = 200_000;
const STYLE = [
  "*{box-sizing:border-box}body{margin:1rem;font:1rem/1.4 Arial,sans-serif;color:#18282b}main{display:grid;gap:.5rem}",
  "section{padding:.6rem;border:1px solid #7d8f90;overflow-wrap:anywhere}h2{font-size:1.1rem}h1,h2,p,ul{margin:0 0 .4rem}",
  "p,li,td{white-space:pre-wrap}ul{padding-left:1.2rem}table{width:100%;border-collapse:collapse}",
  "th,td{padding:.2rem;border:1px solid #d9e0dd;text-align:left;vertical-align:top}",
  "svg{width:9rem;fill:none;stroke:#7d8f90}circle{fill:#0c5a63}",
  "@media print{body{margin:0;font-size:.8rem}section{break-inside:avoid}}@media screen and (max-width:40rem){main{display:block}}",
].join("");

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** @param {string} name @param {string} text */
const tag = (name, text) => `<${name}>${escaped(text)}</${name}>`;
/** @param {string[]} points */
const list = (points) => `<ul>${points.map((point) => tag("li", point)).join("")}</ul>`;

/** @param {import("./shown.mjs").Shown} what */
function answer({ ticks, rows, points, text }) {
  if (rows) return `<table>${rows.map((row, y) => `<tr>${row.map((cell) => tag(y ? "td" : "th", cell)).join("")}</tr>`).join("")}</table>`;
  const items = ticks?.map(([on, option]) => `${on ? "☑" : "☐"} ${option}`) ?? points;
  return items ? list(items) : tag("p", text ?? "");
}

/** @param {[number, number] | null} dot */
const triangle = (dot) => (dot
  ? `<svg viewBox="0 0 200 180"><path d="M100 12 188 164H12Z"/><circle cx="${dot[0]}" cy="${dot[1]}" r="7"/></svg>` : "");

/**
 * @param {import("../answers/answers.mjs").Definition} definition @param {import("../answers/answers.mjs").Copy} copy
 * @param {Record<string, string>} words `lang`, `file-changed` and `file-lost`
 */
export function toPage(definition, copy, words) {
  const { answers, lost = [] } = copy;
  const title = titleOf(definition, copy);
  const areas = areasOf(definition).map((row) => `"${row.map((id) => id.replace(/^\w/, "p-$&")).join(" ")}"`).join("");
  const pieces = definition.pieces.map((piece) => {
    const value = answers[piece.id];
    const drawing = piece.kind === "driehoek" ? triangle(dotOf(value)) : "";
    const head = `${tag("h2", piece.title)}${piece.question && tag("p", piece.question)}`;
    return `<section style="grid-area:p-${escaped(piece.id)}">${head}${drawing}${answer(shown(piece, value))}</section>`;
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
