// The words that the site explains, marked in what somebody writes: what macros/pages/glossary.py does in finished pages.
// A test holds the two to each other over the pages there are.

/** @typedef {[id: string, title: string, ...aliases: string[]]} Name a term and how else it is called */

// What belongs to something else: a link, a control, a name, a drawing. Templates mark others.
const CLOSED = "a,abbr,audio,button,canvas,code,datalist,dfn,dt,figcaption,h1,h2,h3,h4,h5,h6,iframe,kbd,label,legend,math,nav,"
  + "noscript,object,pre,samp,script,select,style,summary,svg,template,textarea,th,title,video,"
  + "[data-search-exclude],[data-kb-plain],[aria-hidden]";
const ALONE = "(?<![\\p{L}\\p{N}][-'‐‑]?)"; // it is not the rest of another word
const ENDS = "(?![-'‐‑­]?[\\p{L}\\p{N}]|\\p{M})";

/** Without what a reader does not tell apart, each letter in its place. @param {string} text */
const plain = (text) => text.replace(/[\u00a0\n\t]/g, " ").replaceAll("’", "'");

/** The terms of a glossary, ready to be found. */
export class Terms {
  /** @type {Map<string, { id: string, title: string, written: string, exact: boolean }>} */ #forms = new Map();
  /** @type {{ id: string, title: string, written: string, exact: boolean }[]} */ #longest;
  #ends = new RegExp(`^${ENDS}`, "u");
  #any;

  /** @param {Name[]} names */
  constructor(names) {
    for (const [id, title, ...aliases] of names) {
      for (const written of [title, ...aliases].map(plain)) {
        const known = this.#forms.has(written.toLowerCase());
        if (known || written.includes("(") || !/^[\p{L}\p{N}]/u.test(written)) continue;
        this.#forms.set(written.toLowerCase(), { id, title, written, exact: /\p{Lu}/u.test(written.slice(1)) });
      }
    }
    this.#longest = [...this.#forms.values()].sort((a, b) => b.written.length - a.written.length);
    const escaped = this.#longest.map(({ written }) => written.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
    this.#any = new RegExp(`${ALONE}(?:${escaped.join("|")})${ENDS}`, "giu");
  }

  /**
   * Make a link of each term where it first stands, as the site does.
   * @param {Node} part of a page @param {(id: string) => string} where a term has its page @param {string} [subject] the term it is about
   * @returns {[id: string, title: string][]} those that were found
   */
  mark(part, where, subject) {
    const seen = new Set([subject]);
    /** @type {[string, string][]} */ const found = [];
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */ const texts = [];
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    for (const text of texts) {
      if (!this.#forms.size || text.parentElement?.closest(CLOSED)) continue;
      const first = this.#in(plain(text.data)).filter(({ id }) => !seen.has(id) && seen.add(id));
      found.push(...first.map(({ id, title }) => /** @type {[string, string]} */ ([id, title])));
      for (const { id, start, end } of first.reverse()) { // from behind: what stands before keeps its place
        const word = text.splitText(start);
        word.splitText(end - start);
        const link = Object.assign(document.createElement("a"), { href: where(id), textContent: word.data });
        const marked = document.createElement("kb-term");
        marked.append(link);
        word.replaceWith(marked);
      }
    }
    return found;
  }

  /** Each term where it stands, the longest that fits. @param {string} text */
  #in(text) {
    const found = [];
    this.#any.lastIndex = 0;
    for (let hit = this.#any.exec(text); hit; hit = this.#any.exec(text)) {
      const form = this.#longest.find(({ written, exact }) => {
        const said = text.slice(hit?.index, (hit?.index ?? 0) + written.length);
        return said === written || (!exact && said.toLowerCase() === written.toLowerCase());
      });
      const end = hit.index + (form?.written.length ?? 1);
      if (form && this.#ends.test(text.slice(end, end + 2))) found.push({ ...form, start: hit.index, end });
      this.#any.lastIndex = end;
    }
    return found;
  }
}
