import { labelOf } from "../filters/facet-columns.mjs";

/**
 * What a table says of an entry, read from its card and from the filters.
 *
 * @typedef {{ name: string, label: string, at: number, number: boolean, shown: boolean }} TableColumn `at` is its place on a card, or 0
 * @typedef {{ link(): Node | undefined, cell(column: TableColumn): string }} Row an entry: a link to its page, and the text of each cell
 */

/** The columns that a table of an index can have; none where it has no table. @param {Element} index @returns {TableColumn[]} */
export function tableColumns(index) {
  const rows = index.querySelector("kb-rows");
  return rows instanceof HTMLElement ? JSON.parse(rows.dataset.columns ?? "[]") : [];
}

/** The text in one cell. @param {Element} index @param {HTMLElement} card @param {TableColumn} column */
export function cellText(index, card, { name, at }) {
  const text = (/** @type {string} */ selector) => card.querySelector(selector)?.textContent?.trim() ?? "";
  if (name === "title") return text(".kb-card__title");
  if (name === "summary") return text(".kb-card__summary:not(.kb-card__summary--none)");
  const given = card.getAttribute(`data-${name.replaceAll("_", "-")}`);
  const labels = given === null ? null : labelsOf(index, name, given);
  return labels ?? (at ? text(`[data-column="${at}"] dd`) : given ?? "");
}

/**
 * The labels of choices, without those that another of them is part of; nothing for a field without fixed choices.
 * @param {Element} index @param {string} name of the field @param {string} given with spaces between them
 */
export function labelsOf(index, name, given) {
  const facet = index.querySelector(`[data-facet="${CSS.escape(name)}"]:not([data-kind=range])`);
  if (!facet) return null;
  const values = given.split(" ").filter(Boolean);
  const boxes = values.map((value) => facet.querySelector(`input[value="${CSS.escape(value)}"]`));
  const above = new Set(boxes.map((box) => box?.closest(".kb-option")?.getAttribute("data-under")));
  return values.flatMap((value, i) => (above.has(value) ? [] : [labelOf(boxes[i]) ?? value])).join(", ");
}
