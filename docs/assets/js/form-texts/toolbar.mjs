/**
 * Buttons that put the signs of Markdown around what is selected in the box behind them, or take them away.
 *
 * @typedef {{ from: number, to: number, text: string, select: [number, number] }} Edit what comes where, and what is selected then
 */

/** The signs around a text, and those of the same that may stand in it. @type {Record<string, [string, RegExp]>} */
const SIGNS = { bold: ["**", /\*\*/g], italic: ["*", /(?<!\*)\*(?!\*)/g] };
const KEYS = { b: "bold", i: "italic" };
const BLANK = "https://";
const LINE = /^((?:> ?)*[ \t]*)(#{1,6} |[-*+] |\d+[.)] )?(.*)$/;
/** Of a line the sign that it begins with: which it may have, and which it gets. @type {Record<string, [RegExp, (n: number) => string]>} */
const BEGINNINGS = {
  heading: [/^#/, () => "## "],
  bullets: [/^[-*+]/, () => "- "],
  numbers: [/^\d/, (n) => `${n}. `],
};

/** Put signs around what is selected, on each line of it, or take them away where all have them. @type {typeof edited} */
function around(value, start, end, deed, words) {
  const [sign, alone] = SIGNS[deed] ?? ["", /$^/];
  if (start === end) { // within a word it is about that word
    start -= /[\p{L}\p{N}]*$/u.exec(value.slice(0, start))?.[0].length ?? 0;
    end += /^[\p{L}\p{N}]*/u.exec(value.slice(end))?.[0].length ?? 0;
  }
  const outside = stars(value.slice(0, start), value.slice(end));
  if (holds(outside, sign)) [start, end] = [start - outside, end + outside];
  const chosen = value.slice(start, end) || words[deed] || "";
  const lines = chosen.split("\n").map((line, i) => {
    const whole = i || !start || value[start - 1] === "\n";
    const [, quote = "", point = ""] = (whole && LINE.exec(line)) || [];
    const [, space = "", text = "", rest = ""] = /^(\s*)(.*?)(\s*)$/.exec(line.slice(quote.length + point.length)) ?? [];
    return { ahead: quote + point + space, text, rest, on: !text || isIn(text, sign) };
  });
  const off = lines.every(({ on }) => on);
  const made = lines.map(({ ahead, text, rest, on }) => {
    const inner = !text || (on && !off) ? text : off ? text.slice(sign.length, -sign.length) : sign + text.replace(alone, "") + sign;
    return ahead + inner + rest;
  });
  const text = made.join("\n");
  const [first = { ahead: "", rest: "" }, another] = lines;
  const edge = off ? 0 : sign.length;
  const select = another ? [0, text.length] : [first.ahead.length + edge, text.length - first.rest.length - edge];
  return { from: start, to: end, text, select: [start + (select[0] ?? 0), start + (select[1] ?? 0)] };
}

/** How many stars stand at the end of one text and at the beginning of the other. @param {string} one @param {string} other */
const stars = (one, other) => Math.min(/\**$/.exec(one)?.[0].length ?? 0, /^\**/.exec(other)?.[0].length ?? 0);

/** Whether so many stars hold a sign: one is slanted, two are bold, three both. @param {number} n @param {string} sign */
const holds = (n, sign) => n === sign.length || n === 3;

/** Whether a text has the sign at both ends, and they are those of one piece. @param {string} text @param {string} sign */
function isIn(text, sign) {
  const n = stars(/^\**/.exec(text)?.[0] ?? "", /\**$/.exec(text)?.[0] ?? "");
  return holds(n, sign) && text.length > 2 * n && !text.slice(n, -n).includes("*".repeat(n));
}

/** Let the lines begin with a sign, or no longer where all do. @type {typeof edited} */
function before(value, start, end, deed) {
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const last = end > start && value[end - 1] === "\n" ? end - 1 : end;
  const to = value.indexOf("\n", last) < 0 ? value.length : value.indexOf("\n", last);
  const lines = value.slice(from, to).split("\n");
  const next = value.slice(to + 1).split("\n", 1)[0] ?? "";
  const alone = lines.length === 1;
  let n = 0;
  /** @type {string[]} */ let made;
  let on = false;
  if (deed === "quote") {
    on = lines.every((line) => line.startsWith(">"));
    made = lines.map((line) => (on ? line.replace(/^> ?/, "") : line || alone ? `> ${line}` : ">"));
  } else {
    const [pattern, begin] = BEGINNINGS[deed] ?? [/^$/, String];
    const parts = lines.map((line) => LINE.exec(line) ?? []);
    on = parts.every(([, , sign = "", rest]) => pattern.test(sign) || (!sign && !rest && !alone));
    made = parts.map(([line = "", quote = "", sign = "", rest = ""]) => {
      if (!sign && !rest && !alone) return line;
      return quote + (on ? "" : begin(++n)) + rest;
    });
  }
  // A line right below would go on in the list or the quote.
  const more = !on && deed !== "heading" && next.trim() && !/^\s*(?:[-*+>#]|\d+[.)])/.test(next) ? "\n" : "";
  const text = made.join("\n");
  const at = from + text.length;
  const moved = text.length - (to - from);
  return { from, to, text: text + more, select: alone ? [Math.max(from, start + moved), Math.max(from, end + moved)] : [from, at] };
}

/** A link with what is selected as its words, or as its address. @type {typeof edited} */
function linked(value, start, end, _deed, words) {
  const chosen = value.slice(start, end).trim();
  const address = /^https?:\/\/\S+$/.test(chosen);
  const said = (address ? "" : chosen.replace(/\s+/g, " ")) || words.link || "";
  const to = address ? chosen : BLANK;
  const at = start + (address ? 1 : said.length + 3);
  return { from: start, to: end, text: `[${said}](${to})`, select: [at, at + (address ? said : to).length] };
}

/** @type {Record<string, typeof edited>} */
const DEEDS = { bold: around, italic: around, heading: before, bullets: before, numbers: before, quote: before, link: linked };

/**
 * What a button changes in a text.
 * @param {string} value @param {number} start of what is selected @param {number} end @param {string} deed
 * @param {Record<string, string | undefined>} words where nothing is selected @returns {Edit}
 */
export function edited(value, start, end, deed, words) {
  return (DEEDS[deed] ?? linked)(value, start, end, deed, words);
}

/** Change a text as if it were typed, so that the browser can undo it. @param {HTMLTextAreaElement} box @param {Edit} edit */
export function change(box, { from, to, text, select }) {
  box.focus();
  box.setSelectionRange(from, to);
  if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
    box.setRangeText(text, from, to, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  box.setSelectionRange(...select);
}

class Toolbar extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    this.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button");
      if (button) this.#do(button.dataset.mark ?? "");
    });
    this.addEventListener("keydown", (event) => this.#go(event));
    this.#box?.addEventListener("keydown", (event) => this.#pressed(event));
  }

  get #box() { return this.parentElement?.querySelector("textarea"); }

  /** @param {string} deed */
  #do(deed) {
    const box = this.#box;
    const form = /** @type {import("../forms/panel.mjs").WithPictures | null} */ (this.closest("kb-form"));
    if (deed === "picture" && form && box) void import("./pictures.mjs").then(({ askPicture }) => askPicture(form, box));
    else if (box) change(box, edited(box.value, box.selectionStart, box.selectionEnd, deed, this.dataset));
  }

  /** From button to button. @param {KeyboardEvent} event */
  #go(event) {
    const all = [...this.querySelectorAll("button")];
    const now = all.findIndex((button) => button === document.activeElement);
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = all.at(to % all.length);
    for (const button of all) button.tabIndex = button === next ? 0 : -1;
    next?.focus();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const deed = KEYS[/** @type {keyof typeof KEYS} */ (event.key.toLowerCase())];
    if (!deed || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    this.#do(deed);
  }
}

customElements.define("kb-toolbar", Toolbar);
