/**
 * How the site shows a text in Markdown, for a look at it while one writes: what macros/markdown/ makes of what writers use. Nodes
 * of the page, of which no text is ever read as HTML: HTML in a text, a note and an emoji by its name show as they were typed.
 *
 * It reads in two goes, as CommonMark tells: first the blocks, line by line, then the words in each. Both take time in proportion
 * to the text.
 *
 * @typedef {{ src: string, width?: number, height?: number }} Picture
 * @typedef {(address: string) => string | null} Lead
 * @typedef {(src: string) => Picture | null} Find
 * @typedef {{ node: Text, image: boolean, at: number, marks: number, off: boolean, within: boolean }} Bracket
 * @typedef {import("./markdown-blocks.mjs").Block} Block
 * @typedef {import("./markdown-blocks.mjs").Addresses} Addresses
 * @typedef {import("./markdown-emphasis.mjs").Mark} Mark
 */
import { blocksOf, isList } from "./markdown-blocks.mjs";
import { around, emphasize } from "./markdown-emphasis.mjs";
import { element, ESCAPED, headingId, join, nameOf, plain, TITLE, TooDeep } from "./markdown-nodes.mjs";

const LONGEST = 999; // signs of a name between brackets
/** @type {Record<string, [string, string]>} */
const ALERTS = {
  note: ["note", "Goed om te weten"],
  tip: ["tip", "Tip"],
  important: ["info", "Belangrijk"],
  warning: ["warning", "Let op"],
  caution: ["danger", "Pas op"],
};
const URL_START = /(?:https?:\/\/|www\.)[^\s<]{1,2000}/iy;
const MAIL = /[\w.+-]+@[a-z\d_-]+(?:\.[a-z\d_-]+)+/giu;
const RUN = /\x60+/g;

/** An address as a browser wants it. @param {string} text */
const addressOf = (text) => plain(text).replace(/[^\w/?:@!$&'()*+,;=\-.~%#[\]]+/g, encodeURIComponent);

/** A text as nodes. */
class Drawing {
  /** @type {Addresses} */ #addresses = new Map();
  /** @type {Map<string, number>} */ #headings = new Map();
  /** @type {{ made: HTMLElement, to: string }[]} */ #anchors = [];
  #lead;
  #find;

  /** @param {Lead} lead @param {Find} find */
  constructor(lead, find) {
    this.#lead = lead;
    this.#find = find;
  }

  /** @param {string} text */
  of(text) {
    const all = document.createDocumentFragment();
    for (const one of this.#all(blocksOf(text, this.#addresses))) all.append(one);
    for (const { made, to } of this.#anchors) {
      let own = "";
      try {
        own = headingId(decodeURIComponent(to));
      } catch { /* no name */ }
      if (this.#headings.has(own)) made.setAttribute("href", `#${own}`);
    }
    return all;
  }

  /** @param {Block} one @param {boolean} [tight] @returns {Node[]} */
  #all(one, tight = false) {
    return one.parts.flatMap((part) => (tight && part.tag === "p" ? [...this.#words(part.text).childNodes] : this.#one(part)));
  }

  /** @param {Block} one @returns {Node[]} */
  #one(one) {
    if (one.tag === "p") return one.text ? [this.#paragraph(one.text)] : [];
    if (one.tag === "pre") return [code(one)];
    if (one.tag === "blockquote") return [this.#quote(one)];
    if (one.tag === "table") return [this.#table(one)];
    if (isList(one)) return [this.#list(one)];
    return [/^h\d/.test(one.tag) ? this.#heading(one) : element(one.tag)];
  }

  /** @param {string} text */
  #paragraph(text) {
    const inside = this.#words(text.trimEnd());
    const only = inside.childNodes.length < 2 ? inside.firstElementChild : null;
    const title = only?.tagName === "IMG" ? only.getAttribute("title") : "";
    const made = title ? element("figure", {}, inside, element("figcaption", {}, title)) : element("p", {}, inside);
    for (const image of made.querySelectorAll("img")) image.removeAttribute("title");
    return made;
  }

  /** @param {Block} one */
  #heading(one) {
    const inside = this.#words(one.text);
    const name = headingId((inside.textContent ?? "").replaceAll("\n", " "));
    let told = name;
    while (this.#headings.has(told)) {
      const nth = this.#headings.get(name) ?? 1;
      told = `${name}-${nth}`;
      this.#headings.set(name, nth + 1);
    }
    this.#headings.set(told, 1);
    return element(one.tag === "h1" ? "h2" : one.tag, { id: told }, inside);
  }

  /** @param {Block} one */
  #quote(one) {
    const [first] = one.parts;
    const found = first?.tag === "p" ? /^\[!(\w+)\][ \t]*(.*)(?:\n|$)/.exec(first.text) : null;
    const [kind, title] = ALERTS[found?.[1]?.toLowerCase() ?? ""] ?? [];
    if (!found || !first || !kind || !title) return element("blockquote", {}, this.#all(one));
    first.text = first.text.slice(found[0].length);
    const above = element("p", { class: "admonition-title" }, plain(found[2]?.trim() || title));
    return element("div", { class: `admonition ${kind}` }, above, this.#all(one));
  }

  /** @param {Block} one */
  #list(one) {
    const made = element(one.tag);
    if (one.tag === "ol" && one.start !== 1) made.setAttribute("start", String(one.start));
    for (const item of one.parts) {
      const shown = element("li", {}, this.#all(item, !one.loose));
      if (item.info && one.tag === "ul") made.className = "task-list";
      if (item.info) {
        shown.className = "task-list-item";
        const [state, label] = item.info === " " ? ["open", "nog te doen"] : ["done", "gedaan"];
        const box = element("span", { "class": `kb-task kb-task--${state}`, "role": "img", "aria-label": label });
        (one.loose ? shown.querySelector(":scope > p") ?? shown : shown).prepend(box, " ");
      }
      made.append(shown);
    }
    return made;
  }

  /** @param {Block} one */
  #table(one) {
    const [head, ...body] = one.parts.map((each) => element("tr", {}, each.parts.map((cell) => {
      const made = element(cell.tag, {}, this.#words(cell.text));
      made.style.textAlign = cell.side ?? "";
      return made;
    })));
    return element("table", {}, element("thead", {}, head ?? ""), ...(body.length ? [element("tbody", {}, body)] : []));
  }

  // The words of a block

  /** @param {string} text */
  #words(text) {
    const all = document.createDocumentFragment();
    /** @type {Mark[]} */ const marks = [];
    /** @type {Bracket[]} */ const brackets = [];
    /** @type {Map<number, number>} where the last run of so many backticks begins */ const runs = new Map();
    for (const found of text.matchAll(RUN)) runs.set(found[0].length, found.index);
    let at = 0;
    let from = 0;
    const say = () => {
      if (at > from) all.append(text.slice(from, at));
    };
    /** Something stands for what there is up to `to`. @param {Node} made @param {number} to */
    const put = (made, to) => {
      say();
      all.append(made);
      at = from = to;
    };
    /** @type {(sign: string) => boolean} */
    const taken = (sign) => {
      if (sign === "\x60") {
        const [run] = /^\x60+/.exec(text.slice(at)) ?? [""];
        let end = -1;
        if ((runs.get(run.length) ?? 0) > at) {
          RUN.lastIndex = at + run.length;
          for (let found = RUN.exec(text); found && end < 0; found = RUN.exec(text)) {
            if (found[0].length === run.length) end = found.index;
          }
        }
        if (end < 0) {
          at += run.length;
          return true;
        }
        const inside = text.slice(at + run.length, end).replaceAll("\n", " ");
        const padded = /^ .* $/.test(inside) && inside.trim() !== "";
        put(element("code", {}, padded ? inside.slice(1, -1) : inside), end + run.length);
        return true;
      }
      if (sign === "\\" && text[at + 1] === "\n") {
        put(element("br"), at + 2);
        return true;
      }
      if (sign === "\n") {
        let to = at;
        while (text[to - 1] === " ") to -= 1;
        const hard = at - to > 1;
        const next = at + 1;
        at = Math.max(to, from);
        say();
        if (hard) all.append(element("br"));
        all.append("\n");
        at = from = next;
        return true;
      }
      if (sign === "\\" || sign === "&") {
        ESCAPED.lastIndex = at;
        const found = ESCAPED.exec(text.slice(0, at + 40));
        if (found?.index !== at) return false;
        put(new Text(plain(found[0])), at + found[0].length);
        return true;
      }
      if (sign === "*" || sign === "_" || sign === "~") {
        let to = at;
        while (text[to] === sign) to += 1;
        const size = to - at;
        const node = new Text(text.slice(at, to));
        const before = around(text, at, -1);
        const after = around(text, to, 1);
        const left = after && (after > 1 || before < 2);
        const right = before && (before > 1 || after < 2);
        put(node, to);
        const word = sign === "_";
        const opens = Boolean(left && (!word || !right || before === 1));
        const closes = Boolean(right && (!word || !left || after === 1));
        if (sign !== "~" || size < 3) marks.push({ node, sign, left: size, size, opens, closes });
        return true;
      }
      if (sign === "[" || sign === "!") {
        const image = sign === "!";
        if (image && text[at + 1] !== "[") return false;
        const to = at + 1 + Number(image);
        const node = new Text(text.slice(at, to));
        put(node, to);
        const [last] = brackets.slice(-1);
        if (last) last.within = true;
        brackets.push({ node, image, at: to, marks: marks.length, off: false, within: false });
        return true;
      }
      if (sign === "]") return this.#closed(text, at, brackets, marks, put);
      const angled = sign === "<" ? /^<([a-z][a-z\d+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w.-]+)>/i.exec(text.slice(at, at + LONGEST)) : null;
      if (angled) {
        const to = angled[1] ?? "";
        const address = addressOf(to.replace(/^(?!\w[\w+.-]*:)/, "mailto:").replaceAll("\\", "%5C"));
        put(this.#link(address, "", new Text(to)), at + angled[0].length);
        return true;
      }
      return false;
    };
    for (const next = /[\\\x60*_~[\]!<&\n]|(?<![\p{L}\p{N}])(?:https?:\/\/|www\.)/giu; ;) {
      next.lastIndex = at;
      const found = next.exec(text);
      at = found?.index ?? text.length;
      if (!found) break;
      if (found[0].length > 2 ? !this.#bare(text, at, put) : !taken(found[0])) at += 1;
    }
    say();
    emphasize(marks, 0);
    join(all);
    this.#mails(all);
    return all;
  }

  /** Whether a bracket closes a link or an image. @param {string} text @param {number} at @param {Bracket[]} brackets
   *  @param {Mark[]} marks @param {(made: Node, to: number) => void} put */
  #closed(text, at, brackets, marks, put) {
    const opened = brackets.pop();
    if (!opened || opened.off) return false;
    const inside = text.slice(opened.at, Math.min(at, opened.at + LONGEST));
    const found = inline(text, at + 1) ?? this.#named(text, at + 1, inside, opened.within);
    if (!found) return false;
    const last = new Text();
    put(last, found.end);
    // What was said since the bracket stands between it and `last`.
    emphasize(marks, opened.marks);
    const words = document.createDocumentFragment();
    for (let next = opened.node.nextSibling; next && next !== last; next = opened.node.nextSibling) words.append(next);
    opened.node.remove();
    const to = addressOf(found.to);
    last.replaceWith(opened.image ? this.#image(to, found.title, words) : this.#link(to, found.title, words));
    if (!opened.image) for (const one of brackets) one.off ||= !one.image; // no link stands in a link
    return true;
  }

  /** The address that a name stands for. @param {string} text @param {number} at @param {string} inside @param {boolean} within */
  #named(text, at, inside, within) {
    const found = text[at] === "[" ? /^\[((?:[^[\]\\]|\\.){0,999})\]/s.exec(text.slice(at, at + LONGEST + 3)) : null;
    if (!found?.[1]?.trim() && within) return null;
    const meant = this.#addresses.get(nameOf(found?.[1]?.trim() ? found[1] : inside));
    return meant ? { ...meant, end: at + (found?.[0].length ?? 0) } : null;
  }

  /** @param {string} to @param {string} title @param {Node} inside */
  #link(to, title, inside) {
    const made = element("a", { rel: "noopener" });
    const scheme = /^([a-z][a-z\d+.-]*):/i.exec(to)?.[1]?.toLowerCase();
    if (!scheme || scheme === "http" || scheme === "https" || scheme === "mailto") made.setAttribute("href", this.#lead(to) || to);
    if (title) made.title = title;
    if (to[0] === "#") this.#anchors.push({ made, to: to.slice(1) });
    made.append(inside);
    return made;
  }

  /** @param {string} to @param {string} title @param {Node} inside */
  #image(to, title, inside) {
    const alt = (inside.textContent ?? "").replaceAll("\n", " ");
    const found = this.#find(to);
    if (!found) return element("span", {}, alt);
    const { src, width, height } = found;
    return element("img", { alt, loading: "lazy", src, ...(width && height ? { width, height } : {}), ...(title ? { title } : {}) });
  }

  /** Whether an address as it is begins here. @param {string} text @param {number} at @param {(made: Node, to: number) => void} put */
  #bare(text, at, put) {
    URL_START.lastIndex = at;
    let [found] = URL_START.exec(text) ?? [""];
    if (found.includes("](")) return false; // it ends the words of a link
    for (let end = ""; end !== found;) {
      end = found;
      const last = found[found.length - 1] ?? "";
      if (last === ")" && found.split(")").length > found.split("(").length) found = found.slice(0, -1);
      else if (last === ";") found = found.replace(/&[a-z\d]+;$/i, "").replace(/;$/, "");
      else found = found.replace(/[?!.,:*_~'"]+$/, "");
    }
    const host = /^(?:https?:\/\/)?([^/?#:]*)/i.exec(found)?.[1] ?? "";
    if (!/^[\p{L}\p{N}]/u.test(host) || (/^www\./i.test(found) && !host.slice(4).includes(".") && !host.slice(4))) return false;
    put(this.#link(addressOf(/^www/i.test(found) ? `http://${found}` : found), "", new Text(found)), at + found.length);
    return true;
  }

  /** Lead to the addresses with an @ that stand as they are. @param {DocumentFragment} all */
  #mails(all) {
    if (!all.textContent?.includes("@")) return;
    const walker = document.createTreeWalker(all, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */ const texts = [];
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    for (const text of texts.filter((one) => !one.parentElement?.closest("a, code"))) {
      const said = text.data;
      let from = 0;
      /** @type {(Node | string)[]} */ const parts = [];
      for (const { 0: whole, index } of said.length < 10_000 ? said.matchAll(MAIL) : []) {
        if (/[-_]$/.test(whole)) continue;
        parts.push(said.slice(from, index), this.#link(`mailto:${whole}`, "", new Text(whole)));
        from = index + whole.length;
      }
      if (from) text.replaceWith(...parts, said.slice(from));
    }
  }
}

/** The address and the title behind a bracket. @param {string} text @param {number} start */
function inline(text, start) {
  if (text[start] !== "(") return null;
  /** @param {number} from */
  const blanks = (from) => {
    let to = from;
    while (" \t\n".includes(text[to] ?? "x")) to += 1;
    return to;
  };
  let at = blanks(start + 1);
  const angled = /<((?:[^<>\\\n]|\\.)*)>/y;
  angled.lastIndex = at;
  const found = angled.exec(text);
  let to = found?.[1] ?? "";
  if (found) at = angled.lastIndex;
  else if (text[at] === "<") return null;
  else {
    const begin = at;
    for (let open = 0; at < text.length; at += 1) {
      const sign = text[at] ?? "";
      if (sign <= " ") break;
      if (sign === "\\") at += 1;
      else if (sign === "(" && (open += 1) > 32) return null;
      else if (sign === ")" && (open -= 1) < 0) break;
    }
    to = text.slice(begin, at);
  }
  TITLE.lastIndex = at;
  const title = TITLE.exec(text);
  at = blanks(title ? TITLE.lastIndex : at);
  return text[at] === ")" ? { to, title: plain(title?.[1] ?? title?.[2] ?? title?.[3] ?? ""), end: at + 1 } : null;
}

/** @param {Block} one */
function code(one) {
  const text = one.info === undefined ? `${one.text.replace(/[ \n]*$/, "")}\n` : one.text;
  const title = /\btitle="([^"]{1,200})"/.exec(one.info ?? "")?.[1];
  const shown = element("pre", {}, element("span"), element("code", {}, text));
  return element("div", { class: "highlight" }, ...(title ? [element("span", { class: "filename" }, title)] : []), shown);
}

/**
 * A text as the site shows it. `lead` gives the address for a link, or null to leave it; `picture` an image of the text, or null for
 * one that is not there, of which its description shows.
 *
 * @param {string} text @param {Lead} lead @param {Find} picture
 */
export function rendered(text, lead, picture) {
  const clean = text.replace(/\p{Surrogate}|\0/gu, "\ufffd");
  try {
    return new Drawing(lead, picture).of(clean);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    const whole = document.createDocumentFragment();
    whole.append(element("pre", {}, clean)); // nested beyond reason: as it was written
    return whole;
  }
}
