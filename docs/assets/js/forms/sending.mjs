/**
 * What a filled form becomes on its way out: a file, the address of a new file, the address of a form of GitHub's issues.
 *
 * @typedef {import("./fields.mjs").Value} Value
 * @typedef {import("./fields.mjs").Group} Group
 */
import { fill } from "../lib/plurals.mjs";
import { boxesOf, controlsOf, fieldsOf, itemsOf, pickOf } from "./fields.mjs";

export const LONGEST = 6000; // characters that GitHub takes in an address
const BETWEEN = "; "; // as macros/writing/issue_forms.py: the parts of a group on one line
const PARTS = 4; // the same: of more parts only those that it must have

/**
 * Where GitHub opens a new file with this text. @param {string} address with a name to replace, and nothing behind `value=`
 * @param {string} name @param {string} text
 */
export const newFile = (address, name, text) =>
  address.replace(/filename=[^&]*/, `filename=${encodeURIComponent(name)}`) + encodeURIComponent(text);

/** What the choices that were made are called. @param {Element} field @returns {string[]} */
export const labelsOf = (field) =>
  boxesOf(field).filter((box) => box.checked).map((box) => box.nextElementSibling?.firstChild?.textContent?.trim() ?? "");

/**
 * The words of a field as it stands in the page: labels of choices, titles of entries.
 * @param {HTMLElement} field @param {boolean} [whole] whether with all parts of a group, also where there are many @returns {string[]}
 */
export function wordsOf(field, whole = false) {
  const { kind, of } = field.dataset;
  if (kind === "choices") return [labelsOf(field).join(", ")];
  if (kind === "list") return itemsOf(field).map((item) => (of === "group" ? partsOf(item, whole).join(BETWEEN) : firstOf(item)));
  if (kind === "group") return [partsOf(field, whole).join(BETWEEN)];
  if (kind === "picks") return pickOf(field)?.said ?? [];
  return [firstOf(field)];
}

/** @param {Element} element @param {boolean} whole */
function partsOf(element, whole) {
  const parts = fieldsOf(element);
  const must = whole ? [] : parts.filter((part) => part.querySelector("[aria-required]"));
  const shown = must.length && parts.length > PARTS ? must : parts;
  const texts = shown.map((part) => (whole ? wordsOf(part, whole).filter(Boolean).join(", ") : wordsOf(part)[0] ?? ""));
  if (whole) return texts.filter(Boolean);
  while (texts.length && !texts[texts.length - 1]) texts.pop();
  return texts;
}

/** @param {Element} element */
function firstOf(element) {
  const [control, ...numbers] = controlsOf(element);
  const pick = pickOf(element);
  if (pick) return pick.said[0] ?? "";
  if (!(control instanceof HTMLSelectElement)) return control?.value.trim() ?? "";
  const label = control.value || numbers.length ? control.selectedOptions[0]?.label ?? "" : "";
  const said = numbers.map(({ value }) => value.trim()).filter(Boolean).join("–");
  return numbers.length ? said && (control.value ? `${label} ${said}` : said) : label;
}

/** @param {Element} field */
export const labelOf = (field) => field.querySelector(".kb-ask__label")?.firstChild?.textContent?.trim() ?? "";

/**
 * What is filled in, as one reads it: each label with its lines.
 * @param {HTMLElement[]} fields @returns {{ label: string, lines: string[] }[]}
 */
export const inWords = (fields) =>
  fields.map((field) => ({ label: labelOf(field), lines: wordsOf(field).filter(Boolean) })).filter(({ lines }) => lines.length);

/**
 * Where GitHub opens its form with the answers in it. A field that this does not ask goes to the answer for all else.
 * @param {Element} form @param {string} address of the form, with its template
 */
export function issue(form, address) {
  const url = new URL(address);
  /** @type {string[]} */ const more = [];
  for (const field of fieldsOf(form)) {
    const text = wordsOf(field).filter(Boolean).join("\n");
    const name = field.dataset.field ?? "";
    if (!text) continue;
    if (field.closest("details")) more.push(`${labelOf(field)}: ${text}`);
    else url.searchParams.set(name, text); // the title is that of the issue too
  }
  if (more.length) url.searchParams.set("more", more.join("\n"));
  return url.href;
}

/**
 * Where somebody tells what should be different, field by field.
 * @param {{ label: string, lines: string[] }[]} changed @param {string} address
 * @param {{ title: string, page: string, words: Record<string, string> }} message
 */
export function report(changed, address, { title, page, words }) {
  const changes = changed.map(({ label, lines }) => `### ${label}\n\n${lines.join("\n\n")}`);
  const url = new URL(address);
  url.searchParams.set("title", title);
  url.searchParams.set("body", [fill(words["mend-about"] ?? "", { page }), ...changes].join("\n\n"));
  return url.href;
}
