import { asCsv } from "../lib/csv.mjs";
import { textOf } from "./entries.mjs";

/**
 * A list of entries as a file.
 *
 * @typedef {Pick<import("./entries.mjs").Entry, "title" | "url" | "summary"> & { rows?: import("./entries.mjs").Row[] }} Page
 * @typedef {{ title: string, pages: Page[] }} Group
 */

/**
 * A table for a spreadsheet, with the facts that pages have in common in columns of their own.
 * @param {Group[]} groups @param {string[]} columns what those of the collection, the title, the summary and the address are called
 */
export function asTable(groups, [collection, title, summary, address]) {
  const pages = groups.flatMap((group) => group.pages);
  const labels = [...new Set(pages.flatMap(({ rows = [] }) => rows.filter(({ fact }) => fact).map(({ label }) => label)))];
  const rows = groups.flatMap((group) => group.pages.map((page) => {
    const facts = labels.map((label) => factOf(page, label));
    return [group.title, page.title, page.summary, ...facts, page.url];
  }));
  return asCsv([[collection, title, summary, ...labels, address], ...rows]);
}

/** What a page says under one label, in a line. @param {Page} page @param {string} label */
export function factOf({ rows = [] }, label) {
  const { items = [], ours = "" } = rows.find((row) => row.fact && row.label === label) ?? {};
  return `${items.map((item) => `${textOf(item)} ${item.ours ?? ""}`.trim()).join(", ")} ${ours}`.trim();
}

/** A text with links, which reads as well without a program that shows Markdown. @param {Group[]} groups @param {string} heading */
export function asMarkdown(groups, heading) {
  const plain = (/** @type {string} */ text) => text.replace(/([\\\x60*_[\]<>])/g, "\\$1");
  const parts = groups.map((group) => [
    `## ${plain(group.title)}`,
    group.pages.map((page) => `- [${plain(page.title)}](${page.url})${page.summary ? `\n  ${plain(page.summary)}` : ""}`).join("\n"),
  ]);
  return `${[`# ${heading}`, ...parts.flat()].join("\n\n")}\n`;
}
