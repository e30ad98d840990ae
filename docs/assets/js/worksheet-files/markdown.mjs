/** A copy of a worksheet as a text with headings, which reads as well without a program that shows Markdown. */
import { changedOf, shown } from "./shown.mjs";

/** What somebody typed, so that no program takes a sign of hers for markup. @param {string} text */
const plain = (text) => text.replace(/[\\\x60*_{}[\]|~^$]/g, "\\$&").replace(/&(?=[#\w])/g, "&amp;")
  .replaceAll("<", "&lt;").replaceAll(">", "&gt;").replace(/^[ \t]+/gm, "").replace(/^(\d+)(?=[.)])|^(?=[-+#!?:=])/gm, "$1\\");
/** On one line. @param {string} text @param {string} [between] */
const inline = (text, between = " ") => plain(text.trim()).replace(/\n+/g, between);
/** With its lines. @param {string} text */
const lines = (text) => plain(text.trim()).replace(/([^\n])\n(?!\n)/g, "$1  \n");

/** @param {import("./shown.mjs").Shown} what */
function answer({ ticks, rows, points, text }) {
  if (rows) {
    const [head = [], ...body] = rows.map((row) => row.map((cell) => inline(cell, "<br>")));
    return [head, head.map(() => "---"), ...body].map((row) => `| ${row.join(" | ")} |`).join("\n");
  }
  const items = ticks?.map(([on, option]) => `[${on ? "x" : " "}] ${inline(option)}`) ?? points?.map((point) => inline(point));
  return items ? items.map((item) => `- ${item}`).join("\n") : text && lines(text);
}

/**
 * @param {import("../answers/answers.mjs").Definition} definition @param {import("../answers/answers.mjs").Copy} copy
 * @param {Record<string, string>} words `file-changed`, `file-empty` and `file-lost`
 */
export function toMarkdown(definition, copy, words) {
  const { name, answers, lost = [] } = copy;
  const pieces = definition.pieces.flatMap((piece) => [
    `## ${inline(piece.title)}`,
    piece.question && `*${inline(piece.question)}*`,
    answer(shown(piece, answers[piece.id])) || (words["file-empty"] ?? "…"),
  ]);
  const rest = lost.length ? [`## ${words["file-lost"] ?? "?"}`, ...lost.map(({ text }) => lines(text))] : [];
  const parts = [`# ${inline(definition.title)}`, inline(name), changedOf(copy, words), ...pieces, ...rest];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}
