// @ts-check
import { asCsv } from "./kb-csv.mjs";

/**
 * A list of entries as a file.
 *
 * @typedef {{ title: string, url: string, summary: string }} Page
 * @typedef {{ title: string, pages: Page[] }} Group
 */

/** A table for a spreadsheet. @param {Group[]} groups */
export function asTable(groups) {
  const rows = groups.flatMap((group) => group.pages.map((page) => [group.title, page.title, page.summary, page.url]));
  return asCsv([["collectie", "titel", "samenvatting", "adres"], ...rows]);
}

/** A text with links, which reads as well without a program that shows Markdown. @param {Group[]} groups @param {string} heading */
export function asMarkdown(groups, heading) {
  const plain = (/** @type {string} */ text) => text.replace(/([\\`*_[\]<>])/g, "\\$1");
  const parts = groups.map((group) => [
    `## ${plain(group.title)}`,
    group.pages.map((page) => `- [${plain(page.title)}](${page.url})${page.summary ? `\n  ${plain(page.summary)}` : ""}`).join("\n"),
  ]);
  return `${[`# ${heading}`, ...parts.flat()].join("\n\n")}\n`;
}

/** Let the browser save a text. @param {string} name @param {string} type @param {string} text */
export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
