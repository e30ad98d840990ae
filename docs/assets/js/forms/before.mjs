import { fill } from "../lib/plurals.mjs";
import { fieldsOf, fillGroup } from "./fields.mjs";
import { labelOf, labelsOf, wordsOf } from "./sending.mjs";

/**
 * What an entry said before somebody changed it, beside what is in the form now.
 *
 * @typedef {import("./fields.mjs").Group} Group
 */

const SEVERAL = ["choices", "picks", "list"]; // of these one tells what came and what went
const LONG = ["long", "wide"];
const MOST = 200; // signs of what was, which one can read on the page itself
const SHORT = 40; // what is no longer stands on one line with what it becomes

/** What a field holds, each piece apart: an item, a choice, a line of a text. @param {HTMLElement} field */
function piecesOf(field) {
  const { kind = "" } = field.dataset;
  if (kind === "choices") return labelsOf(field);
  const words = wordsOf(field, true);
  return (LONG.includes(kind) ? words.flatMap((text) => text.split("\n")) : words).filter((one) => one.trim());
}

/** @param {string} text */
const cut = (text) => (text.length > MOST ? `${text.slice(0, MOST).trimEnd()} …` : text);

export class Before {
  /** @type {Map<string, HTMLElement>} the fields as they were, beside the page: they know the words of their values */
  #fields;

  /** @param {Element} form @param {Group} values what the entry says @param {Record<string, string>} words */
  constructor(form, values, words) {
    const beside = document.createElement("div");
    beside.dataset.item = ""; // whose fields these are
    beside.append(...fieldsOf(form).map((field) => field.cloneNode(true)));
    fillGroup(beside, values);
    this.words = words;
    this.#fields = new Map(fieldsOf(beside).map((field) => [field.dataset.field ?? "", field]));
  }

  /**
   * What of a field went and what came, of a list or a long text only that; `apart` where these are pieces of a whole that stays.
   * @param {HTMLElement} field as it is now
   */
  #compared(field) {
    const old = this.#fields.get(field.dataset.field ?? "");
    const [was, now] = [old ? piecesOf(old) : [], piecesOf(field)];
    const [gone, fresh] = [was.filter((one) => !now.includes(one)), now.filter((one) => !was.includes(one))];
    const several = SEVERAL.includes(field.dataset.kind ?? "");
    if (!gone.length && !fresh.length) return { gone: was, fresh: now, apart: several }; // in another order, or twice
    return { gone, fresh, apart: several || (was.length > 0 && now.length > 0 && !gone.length !== !fresh.length) };
  }

  /**
   * What is different, in lines to read; what is new in full. @param {HTMLElement} field
   * @param {boolean} [here] whether what is new stands beside it @returns {string[]}
   */
  told(field, here = false) {
    const { gone, fresh, apart } = this.#compared(field);
    if (apart) return [...this.#each("added", here ? fresh.map(cut) : fresh), ...this.#each("taken", gone.map(cut))];
    const { empty = "" } = this.words;
    const [was, now] = [cut(gone.join("\n")) || empty, fresh.join("\n") || empty];
    if (here) return this.#each("was", [was]);
    if (Math.max(was.length, now.length) <= SHORT) return [fill(this.words["was-now"] ?? "", { was, now })];
    return [...this.#each("was", [was]), ...this.#each("becomes", [now])];
  }

  /** Say of each field that was changed what it was, with a button that puts it back. @param {Element} form */
  show(form) {
    for (const field of fieldsOf(form)) {
      const line = field.querySelector(":scope > .kb-ask__was");
      if (!field.hasAttribute("data-changed")) {
        line?.remove();
        continue;
      }
      const [said] = (line ?? this.#place(field)).children;
      if (said) said.textContent = this.told(field, true).join("\n");
    }
  }

  /** @param {string} word @param {string[]} texts */
  #each(word, texts) {
    return texts.map((text) => fill(this.words[word] ?? "", { text }));
  }

  /** @param {HTMLElement} field */
  #place(field) {
    const line = Object.assign(document.createElement("p"), { className: "kb-ask__was" });
    const button = Object.assign(document.createElement("button"), { type: "button", className: "kb-button kb-button--quiet" });
    button.dataset.do = "back";
    button.textContent = this.words["put-back"] ?? "";
    button.setAttribute("aria-label", `${button.textContent}: ${labelOf(field)}`);
    line.append(document.createElement("span"), " ", button);
    field.append(line);
    return line;
  }
}
