/**
 * The file of an entry that somebody mends: read to fill in the form, and written anew where something changed. Every other line
 * stays as it was, with its comments. Pure functions.
 *
 * @typedef {import("./fields.mjs").Value} Value
 * @typedef {import("./fields.mjs").Group} Group
 */
import { fromYaml } from "../answers/yaml.mjs";
import { BODY, linesOf } from "./entry-file.mjs";

const FENCE = /^---[ \t]*$/;
const KEY = /^([a-z][a-z0-9_]*):(?=\s|$)/;
const REMARK = /^\s*(?:#|$)/;
const BEHIND = /^[a-z0-9_]+: (?!["'|>&*!{[]).*?(\s+#\s.*)$/; // a remark behind a plain value

/** The lines of the fields, those above and below them, and the text. @param {string} text */
function partsOf(text) {
  const all = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").split("\n");
  if (!FENCE.test(all[0] ?? "")) return { above: [], fields: all, below: [], ending: ".yml" };
  const end = all.findIndex((line, i) => i > 0 && FENCE.test(line));
  return { above: all.slice(0, 1), fields: all.slice(1, end), below: all.slice(end), ending: ".md" };
}

/** What a file says. @param {string} text @returns {{ values: Group, ending: string }} */
export function readFile(text) {
  const { fields, below, ending } = partsOf(text);
  const values = /** @type {Group} */ (fromYaml(fields.join("\n")) ?? {});
  const body = (below.slice(1).join("\n") || String(values[BODY] ?? "")).trim();
  return { values: body ? { ...values, [BODY]: body } : { ...values }, ending };
}

/** Fields with the lines that are theirs: remarks above one go with it. @param {string[]} lines */
function blocksOf(lines) {
  /** @type {{ name: string, lines: string[] }[]} */ const blocks = [];
  /** @type {string[]} */ let waiting = [];
  for (const line of lines) {
    const name = KEY.exec(line)?.[1];
    if (name) {
      blocks.push({ name, lines: [...waiting, line] });
      waiting = [];
    } else if (REMARK.test(line) && !/^\s+\S/.test(line)) waiting.push(line);
    else {
      blocks[blocks.length - 1]?.lines.push(...waiting, line);
      waiting = [];
    }
  }
  return { blocks, rest: waiting };
}

/** A field written anew, with the remarks that stood in it. @param {string} name @param {Value | undefined} value @param {string[]} old */
function rewritten(name, value, old) {
  const at = old.findIndex((line) => KEY.test(line));
  const remarks = old.slice(at + 1).filter((line) => /^\s*#/.test(line)).map((line) => line.trim());
  const above = [...old.slice(0, Math.max(0, at)), ...remarks];
  if (value === undefined) return above.filter((line) => line.trim());
  const made = linesOf(name, value);
  const behind = (made.length === 1 && BEHIND.exec(old[at] ?? "")?.[1]) || "";
  return [...above, ...made.slice(0, 1).map((line) => line + behind), ...made.slice(1)];
}

/**
 * The file with some fields changed; one that is `undefined` goes.
 * @param {string} text @param {Record<string, Value | undefined>} changed @param {string[]} order of the fields of the schema
 */
export function mended(text, changed, order) {
  const { above, fields, below, ending } = partsOf(text);
  const { blocks, rest } = blocksOf(fields);
  let end = below;
  for (const [name, value] of Object.entries(changed)) {
    if (name === BODY && ending === ".md") {
      end = [...below.slice(0, 1), "", ...String(value ?? "").split("\n"), ""];
      continue;
    }
    const place = blocks.findIndex((block) => block.name === name);
    const old = blocks[place];
    if (old) blocks[place] = { name: value === undefined ? "" : name, lines: rewritten(name, value, old.lines) };
    else if (value !== undefined) {
      const before = order.slice(0, order.indexOf(name));
      const after = blocks.findLastIndex((block) => before.includes(block.name));
      blocks.splice(after + 1, 0, { name, lines: linesOf(name, value) });
    }
  }
  return [...above, ...blocks.flatMap(({ lines }) => lines), ...rest, ...end].join("\n");
}

/** What of the fields differs. @param {Group} before @param {Group} after @returns {Record<string, Value | undefined>} */
export function changesIn(before, after) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const same = (/** @type {string} */ name) => JSON.stringify(before[name]) === JSON.stringify(after[name]);
  return Object.fromEntries(names.filter((name) => !same(name)).map((name) => [name, after[name]]));
}
