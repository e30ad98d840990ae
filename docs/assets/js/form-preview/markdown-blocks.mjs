/**
 * The blocks of a text in Markdown, line by line: the first of the two goes in which it is read, as CommonMark tells.
 *
 * @typedef {{ tag: string, parts: Block[], text: string, info?: string, pad?: number, start?: number, loose?: boolean, side?: string,
 *   body?: boolean }} Block a part of a text: of what tag, with parts or else words in it
 * @typedef {Map<string, { to: string, title: string }>} Addresses below the text, by what they are called
 */
import { DEEPEST, nameOf, plain, TITLE, TooDeep } from "./markdown-nodes.mjs";

const BULLET = /^( {0,3})([-+*]|(\d{1,9})[.)])(?=[ \t]|$)/;

/** The blanks before a line as spaces, where the line begins in column `at`. @param {string} line @param {number} [at] */
function spaced(line, at = 0) {
  const blanks = /^[ \t]*/.exec(line)?.[0] ?? "";
  if (!blanks.includes("\t")) return line;
  let to = at;
  for (const sign of blanks) to += sign === "\t" ? 4 - (to % 4) : 1;
  return " ".repeat(to - at) + line.slice(blanks.length);
}

/** @param {string} line */
const indentOf = (line) => line.search(/[^ ]|$/);

/** The cells of a row of a table. @param {string} line */
function cellsOf(line) {
  const bare = line.trim().replace(/^\|/, "");
  const cells = [""];
  for (const [part] of bare.matchAll(/\\[^]|\||[^\\|]+|\\$/g)) {
    if (part === "|") cells.push("");
    else cells[cells.length - 1] += part === "\\|" ? "|" : part;
  }
  if (cells.length > 1 && !cells[cells.length - 1]?.trim()) cells.pop();
  return cells.map((cell) => cell.trim());
}

/** @param {string} tag @param {Partial<Block>} [more] @returns {Block} */
const block = (tag, more) => ({ tag, parts: [], text: "", ...more });

/** The blocks of a text. @param {string} text @param {Addresses} addresses */
export function blocksOf(text, addresses) {
  const root = block("");
  let open = [root];
  let blank = Infinity; // how deep the quote is in which the line before was blank

  /** @param {number} depth */
  const close = (depth) => {
    for (const one of open.splice(depth)) if (one.tag === "p") define(one, addresses);
  };
  /** Put a block in the one that is open at `depth`. @param {number} depth @param {Block} made */
  const put = (depth, made) => {
    close(depth + 1);
    const outer = open[depth] ?? root;
    const list = outer.tag === "li" ? open[depth - 1] : outer;
    if (outer.parts.length && depth > blank && list) list.loose = true;
    outer.parts.push(made);
    open.push(made);
    if (open.length > DEEPEST) throw new TooDeep();
  };

  for (const line of text.split(/\r\n?|\n/)) {
    let rest = spaced(line);
    let at = 0;
    let quoted = 0;
    /** @param {number} length */
    const skip = (length) => {
      at += length;
      rest = spaced(rest.slice(length), at);
    };
    let depth = 1; // of what is still open, as far as the line goes on with it
    for (; depth < open.length; depth += 1) {
      const one = /** @type {Block} */ (open[depth]);
      const indent = indentOf(rest);
      if (one.tag === "blockquote") {
        if (indent > 3 || rest[indent] !== ">") break;
        skip(indent + 1);
        if (rest[0] === " ") skip(1);
        quoted = depth;
      } else if (one.tag === "li") {
        if (!rest.trim()) {
          if (!one.parts.length) break;
        } else if (indent < (one.pad ?? 0)) break;
        else skip(one.pad ?? 0);
      } else if (one.tag !== "ul" && one.tag !== "ol") break;
    }
    const leaf = open[depth];
    const before = blank;
    if (leaf?.tag === "pre" && leaf.info !== undefined) {
      const end = /^ {0,3}(\x60{3,}|~{3,}) *$/.exec(rest)?.[1];
      if (end && end[0] === leaf.side?.[0] && end.length >= (leaf.side ?? "").length) close(depth);
      else leaf.text += `${rest.slice(Math.min(indentOf(rest), leaf.pad ?? 0))}\n`;
      blank = Infinity;
      continue;
    }
    const empty = !rest.trim();
    if (leaf?.tag === "pre" && (empty || indentOf(rest) > 3)) {
      leaf.text += `${rest.slice(4)}\n`;
      if (empty) blank = quoted;
      else blank = Infinity;
      continue;
    }
    if (empty) {
      close(depth);
      blank = quoted;
      continue;
    }
    const last = open[open.length - 1];
    const table = leaf?.tag === "table" ? leaf : null;
    const under = leaf?.tag === "p" ? leaf : null; // the paragraph of which this may be the next line
    depth -= 1; // of what the line is in
    let going = true;
    while (going) {
      const indent = indentOf(rest);
      const bullet = indent < 4 ? BULLET.exec(rest) : null;
      const paragraph = last?.tag === "p" && last === open[open.length - 1];
      const here = under && paragraph;
      const bare = rest.replace(/[ \t]+/g, "");
      const fence = /^(\x60{3,}|~{3,})(.*)$/.exec(rest.slice(indent));
      const head = /^(#{1,6})(?:[ \t]+|$)/.exec(rest.slice(indent));
      const within = open[depth];
      if (indent > 3) {
        if (!paragraph) put(depth - Number(isList(within)), block("pre", { text: `${rest.slice(4)}\n` }));
        if (!paragraph) going = false;
        break;
      }
      if (isList(within) && !bullet) depth -= 1;
      if (rest[indent] === ">") {
        put(depth, block("blockquote"));
        depth += 1;
        skip(indent + 1);
        if (rest[0] === " ") skip(1);
        blank = Infinity;
      } else if (head) {
        const words = rest.slice(indent + head[0].length).trim();
        const end = /#+$/.exec(words)?.index ?? words.length;
        const cut = !end || /[ \t]/.test(words[end - 1] ?? "") ? words.slice(0, end).trim() : words;
        put(depth, block(`h${head[1]?.length}`, { text: cut }));
        going = false;
      } else if (fence && !(fence[1]?.[0] === "`" && fence[2]?.includes("`"))) {
        put(depth, block("pre", { info: plain((fence[2] ?? "").trim()), side: fence[1], pad: indent }));
        going = false;
      } else if (here && /^ {0,3}(?:=+|-+) *$/.test(rest) && define(under, addresses)) {
        under.tag = rest[indent] === "=" ? "h1" : "h2";
        under.text = under.text.trim();
        close(depth + 1);
        going = false;
      } else if (here && rest.includes("-") && /^ *[|:-][-:| ]*$/.test(rest) && asTable(under, rest, (made) => put(depth, made))) {
        going = false;
      } else if (/^(?:\*{3,}|-{3,}|_{3,})$/.test(bare)) {
        put(depth - Number(isList(open[depth])), block("hr"));
        going = false;
      } else if (bullet && !(paragraph && under && (bullet[0].length === rest.trimEnd().length || Number(bullet[3] ?? 1) !== 1))) {
        const sign = bullet[0].slice(-1);
        if (isList(within) && within?.side !== sign) depth -= 1;
        if (!isList(open[depth]) || open[depth]?.side !== sign) {
          put(depth, block(bullet[3] ? "ol" : "ul", { side: sign, start: Number(bullet[3] ?? 1) }));
          depth += 1;
        }
        skip(bullet[0].length);
        const blanks = indentOf(rest);
        const pad = !rest.trim() || blanks > 4 ? 1 : blanks;
        put(depth, block("li", { pad: bullet[0].length + pad }));
        depth += 1;
        skip(Math.min(pad, rest.length));
        const task = /^\[([ xX])\](?=\s+\S)/.exec(rest);
        if (task) {
          Object.assign(/** @type {Block} */ (open[depth]), { info: task[1] });
          skip(3);
          skip(indentOf(rest));
        }
        blank = Infinity;
        if (!rest.trim()) going = false;
      } else break;
    }
    if (!going) {
      blank = Infinity;
      continue;
    }
    const tip = open[open.length - 1];
    blank = before;
    if (tip?.tag === "p" && tip === last) tip.text += `\n${rest.trimStart()}`;
    else if (table && tip === table) table.parts.push(row(cellsOf(rest), table, "td"));
    else put(depth - Number(isList(open[depth])), block("p", { text: rest.trimStart() }));
    blank = Infinity;
  }
  close(0);
  open = [];
  return root;
}

/** @param {Block | undefined} one */
export const isList = (one) => one?.tag === "ul" || one?.tag === "ol";

/** A row as long as the table is wide. @param {string[]} cells @param {Block} table @param {string} tag */
function row(cells, table, tag) {
  const sides = (table.side ?? "").split(" ");
  return block("tr", { body: tag === "td", parts: sides.map((side, i) => block(tag, { text: cells[i] ?? "", side: side.slice(1) })) });
}

/** Whether the last line of a paragraph is the head of a table with this line below it; then it is. @param {Block} under
 *  @param {string} line @param {(made: Block) => void} put */
function asTable(under, line, put) {
  const rules = cellsOf(line);
  if (!rules.every((one) => /^:?-+:?$/.test(one))) return false;
  const cut = under.text.lastIndexOf("\n") + 1;
  const head = under.text.slice(cut);
  const names = cellsOf(head);
  if (names.length !== rules.length || !(head + line).includes("|")) return false;
  const sides = rules.map((one) => `-${one.endsWith(":") ? (one[0] === ":" ? "center" : "right") : one[0] === ":" ? "left" : ""}`);
  const table = block("table", { side: sides.join(" ") });
  table.parts.push(row(names, table, "th"));
  under.text = under.text.slice(0, Math.max(0, cut - 1));
  put(table);
  return true;
}

/** Take what a paragraph defines from its begin; whether words are left. @param {Block} under @param {Addresses} addresses */
function define(under, addresses) {
  for (;;) {
    const found = /^\[((?:[^[\]\\]|\\.){1,999})\]:\s*(<[^<>\n]*>|[^\s<]\S*)/s.exec(under.text);
    const name = nameOf(found?.[1] ?? "");
    if (!found || !name || name[0] === "^") break;
    TITLE.lastIndex = found[0].length;
    let title = TITLE.exec(under.text);
    let end = title ? TITLE.lastIndex : found[0].length;
    if (!/^[ \t]*(?:\n|$)/.test(under.text.slice(end))) {
      if (!title) break;
      title = null;
      end = found[0].length;
      if (!/^[ \t]*\n/.test(under.text.slice(end))) break;
    }
    const to = (found[2] ?? "").replace(/^<(.*)>$/, "$1");
    if (!addresses.has(name)) addresses.set(name, { to, title: plain(title?.[1] ?? title?.[2] ?? title?.[3] ?? "") });
    under.text = under.text.slice(end).trimStart();
  }
  return under.text !== "";
}
