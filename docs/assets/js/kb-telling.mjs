// @ts-check
import { choicesOf, fill, inWords } from "./kb-query.mjs";

/**
 * What an index says of its selection: how many, what is chosen, what to take away, and what paper says.
 *
 * @typedef {import("./kb-query.mjs").Query} Query
 * @typedef {import("./kb-engine.mjs").Engine} Engine
 */
export class Telling {
  /** @param {HTMLElement} index whose data attributes hold the sentences @param {Engine} engine */
  constructor(index, engine) {
    this.index = index;
    this.engine = engine;
    this.say = index.dataset;
  }

  /** @param {Query} query @param {number} n how many results it has */
  tell(query, n) {
    this.#count(query);
    this.#status(query, n);
    this.#chips(query);
    this.#print(query, n);
  }

  /** Say of choices in a link that we do not know them. @param {string[]} values */
  strange(values) {
    const word = this.#one(".kb-strange");
    if (!word) return;
    word.hidden = !values.length;
    word.textContent = values.length ? fill(this.say.strange ?? "", { choices: values.map((value) => `‘${value}’`).join(", ") }) : "";
  }

  /** How a choice is called. @param {string} field @param {string} value */
  label(field, value) {
    if (field === "q") return value;
    const box = this.index.querySelector(`.kb-facet input[name="${CSS.escape(field)}"][value="${CSS.escape(value)}"]`);
    return box?.closest(".kb-option")?.querySelector(".kb-option__label")?.textContent ?? value;
  }

  /** @param {Query} query */
  #count(query) {
    for (const facet of this.index.querySelectorAll(".kb-facet")) {
      const counts = this.engine.counts(query, /** @type {HTMLElement} */ (facet).dataset.facet ?? "");
      for (const option of facet.querySelectorAll(".kb-option")) {
        const count = counts.get(option.querySelector("input")?.value ?? "") ?? 0;
        option.toggleAttribute("data-zero", !count);
        const number = option.querySelector(".kb-option__count");
        // A text that is set anew is laid out anew, also when it is the same.
        if (number && number.textContent !== String(count)) number.textContent = String(count);
      }
    }
  }

  /** @param {Query} query @param {number} n */
  #status(query, n) {
    const all = this.engine.size;
    const asked = choicesOf(query);
    const { all: whole = "", one = "", some = "", without = "", show = "", showOne = "" } = this.say;
    let sentence = asked.length ? fill(some, { n, all }) : fill(all === 1 ? one : whole, { n });
    if (!n) {
      const best = this.engine.bestRemoval(query);
      const advice = best ? fill(without, { choice: this.label(best.field, best.value), n: best.count }) : "";
      sentence = `${sentence}. ${advice}`.trim();
    }
    const status = this.#one(".kb-status");
    status?.toggleAttribute("data-empty", !n);
    if (status && status.textContent !== sentence) status.textContent = sentence;
    const done = this.#one(".kb-done");
    if (done) done.textContent = fill(n === 1 ? showOne : show, { n });
    const badge = this.#one(".kb-open__count");
    const chosen = asked.filter(([field]) => field !== "q").length;
    if (badge) [badge.hidden, badge.textContent] = [!chosen, String(chosen)];
  }

  /** @param {Query} query */
  #chips(query) {
    const choices = choicesOf(query);
    const chips = choices.map(([field, value]) => {
      const chip = document.createElement("button");
      chip.type = "button";
      chip.className = "kb-chip";
      chip.textContent = this.label(field, value);
      chip.setAttribute("aria-label", fill(this.say.remove ?? "", { choice: chip.textContent }));
      Object.assign(chip.dataset, { field, value });
      const item = document.createElement("li");
      item.append(chip);
      return item;
    });
    this.#one(".kb-chips")?.replaceChildren(...chips);
    const applied = this.#one(".kb-applied");
    if (applied) applied.hidden = !choices.length;
    const wipe = this.#one(".kb-clear--sheet");
    if (wipe instanceof HTMLButtonElement) wipe.disabled = !choices.length;
  }

  /** Have ready what paper says of the list: its filter in words. @param {Query} query @param {number} n */
  #print(query, n) {
    const { all: whole = "", some = "", one = "", or = "", searched = "" } = this.say;
    const nameOf = (/** @type {string} */ field) => {
      const legend = this.index.querySelector(`[data-facet="${CSS.escape(field)}"] legend`)?.textContent ?? field;
      return legend.charAt(0).toLowerCase() + legend.slice(1);
    };
    const asked = inWords(query, this.engine.columns, nameOf, (field, value) => this.label(field, value), { or, searched });
    const all = this.engine.size;
    const line = this.#one(".kb-printed");
    if (line) line.textContent = asked ? `${fill(some, { n, all })}, ${asked}` : fill(all === 1 ? one : whole, { n });
  }

  /** Have the foot of a sheet say the address. Only for paper: a variable on the root has the whole page styled anew. @param {string} address from `?` */
  sign(address) {
    document.documentElement.style.setProperty("--kb-address-query", JSON.stringify(address));
  }

  /** @param {string} selector @returns {HTMLElement | null} */
  #one(selector) {
    return this.index.querySelector(selector);
  }
}
