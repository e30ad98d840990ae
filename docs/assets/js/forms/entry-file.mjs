/**
 * The text of an entry's file: what macros/writing/examples.py (`as_file`) writes. tests/cases/parity/entry-files.json holds the
 * two to each other. Pure functions.
 *
 * @typedef {import("./fields.mjs").Value} Value
 * @typedef {import("./fields.mjs").Group} Group
 */
import { slug } from "../lib/folding.mjs";

export const BODY = "body";
const LONGEST_NAME = 60;
// What our YAML reads as the text that it is without quotes: words, a web address, a day.
const PLAIN =
  /^(?:(?!\p{Nd})[\p{L}\p{N}](?:[\p{L}\p{N}_ ,.;%€’‘“”()/+&-])*(?<! )|https?:\/\/[\p{L}\p{N}_./-]+|\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2})$/u;
const NAME = /^(?:[a-z][a-z0-9-]*|[0-9]+-[a-z][a-z0-9-]*)$/;
const NO_TEXT = new Set(["true", "false", "null", "yes", "no", "on", "off", "y", "n"]);

/** @param {string | number | boolean} value */
const scalar = (value) =>
  typeof value === "string" && PLAIN.test(value) && !NO_TEXT.has(value.toLowerCase()) ? value : JSON.stringify(value);

/** The lines of one field. @param {string} name @param {Value} value @returns {string[]} */
export function linesOf(name, value) {
  if (typeof value === "string" && value.includes("\n")) {
    return [`${name}: |`, ...value.replace(/\n+$/, "").split("\n").map((line) => `  ${line}`.trimEnd())];
  }
  if (Array.isArray(value)) {
    const names = value.every((one) => typeof one === "string" && NAME.test(one) && !NO_TEXT.has(one));
    return names ? [`${name}: [${value.join(", ")}]`] : [`${name}:`, ...value.flatMap(item).map((line) => `  ${line}`)];
  }
  if (typeof value === "object") return [`${name}:`, ...group(value).map((line) => `  ${line}`)];
  return [`${name}: ${scalar(value)}`];
}

/** @param {Group} value */
const group = (value) => Object.entries(value).flatMap(([name, inner]) => linesOf(name, inner));

/** @param {Value} value */
function item(value) {
  if (typeof value !== "object" || Array.isArray(value)) return [`- ${scalar(/** @type {string} */ (value))}`];
  return group(value).map((line, i) => `${i ? "  " : "- "}${line}`);
}

/** The whole file; in a `.md` file the body stands below the fields. @param {Group} values @param {string} ending */
export function fileOf(values, ending) {
  const below = ending === ".md";
  const { [BODY]: body = "", ...rest } = values;
  const fields = group(below ? rest : values).join("\n");
  return below ? `---\n${fields}\n---\n\n${/** @type {string} */ (body)}\n` : `${fields}\n`;
}

/** The name of a file, without its ending, from a title: cut between two words where it gets long. @param {string} title */
export function nameOf(title) {
  const name = slug(title) || "naam";
  if (name.length <= LONGEST_NAME) return name;
  const cut = name.slice(0, LONGEST_NAME + 1);
  return cut.includes("-") ? cut.slice(0, cut.lastIndexOf("-")) : name.slice(0, LONGEST_NAME);
}
