import { choicesOf, inWords, readQuery, Values, writeQuery } from "../filters/query.mjs";
import { fill } from "../lib/plurals.mjs";
import { setText } from "../lib/set-text.mjs";
import { AnswerTemplates, fetchTemplates } from "./answer-templates.mjs";
import { ASIDE, CLASH, MAYBE, rank } from "./ranking.mjs";

/** @typedef {import("../filters/query.mjs").Query} Query */
/** @typedef {import("./ranking.mjs").Candidate} Candidate */
/** @typedef {import("./ranking.mjs").Moment} Moment */

// In the address: the entries that do not go along, and those that do though they do not surely fit.
const LEFT = "without";
const TAKEN = "along";

/**
 * The chooser. The server renders the questions, and every card and section that an answer can
 * need as a template; this element ranks, copies them into place, and keeps the state in the address.
 */
class Chooser extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;
  /** @type {Map<string, Values>} */ #known = new Map();
  /** @type {Query} */ #query = { fields: new Map(), words: "", sort: "", view: "" };
  /** @type {Candidate[]} */ #entries = [];
  #templates = new AnswerTemplates(this);

  connectedCallback() {
    const { signal } = this.#life = new AbortController();
    const { more } = this.dataset;
    if (!more) return this.#begin(signal);
    delete this.dataset.more;
    fetchTemplates(this, more).then(
      () => { if (!signal.aborted) this.#begin(signal); },
      () => { this.dataset.failed = ""; }, // the links to every answer show instead
    );
  }

  /** @param {AbortSignal} signal */
  #begin(signal) {
    this.#templates = new AnswerTemplates(this);
    this.#entries = this.#templates.entries();
    const asked = this.#boxes().filter((box) => box.value);
    for (const { name } of asked) {
      const boxes = asked.filter((box) => box.name === name);
      this.#known.set(name, new Values(boxes.map((box) => box.value)).know(boxes, (box) => box.getAttribute("value") ?? ""));
    }
    const entries = this.#all("template[data-of^='item ']", HTMLTemplateElement);
    for (const name of [LEFT, TAKEN]) {
      this.#known.set(name, new Values(this.#entries.map(({ id }) => id)).know(entries, ({ dataset }) => dataset.of?.slice(5) ?? ""));
    }

    this.addEventListener("change", (event) => this.#changed(event.target), { signal });
    this.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest(".kb-clear")) this.#clear();
    }, { signal });
    window.addEventListener("popstate", () => this.#fromAddress(), { signal });
    this.dataset.ready = "";
    const early = asked.filter((box) => box.checked && !box.defaultChecked); // answered before this script was there
    this.#fromAddress();
    for (const box of early) {
      box.checked = true;
      this.#changed(box);
    }
  }

  disconnectedCallback() {
    this.#life?.abort();
  }

  #fromAddress() {
    const { query, strange } = readQuery(location.search, this.#known, [], []);
    for (const name of this.#known.keys()) {
      const [first, ...more] = query.fields.get(name) ?? [];
      const single = this.#boxes(name).some((box) => box.type === "radio");
      if (single && more.length) query.fields.set(name, new Set([first]));
    }
    this.#query = { ...query, words: "" };
    this.#sync();
    const word = this.querySelector(".kb-strange");
    if (word instanceof HTMLElement) {
      word.hidden = !strange.length;
      const choices = strange.map((value) => `‘${value}’`).join(", ");
      word.textContent = choices && fill(this.dataset.strange ?? "", { choices });
    }
    this.#show();
  }

  /** @param {EventTarget | null} target */
  #changed(target) {
    if (!(target instanceof HTMLInputElement)) return;
    const kit = target.name === "kit";
    const taken = kit && target.closest(".kb-maybe") !== null;
    const name = taken ? TAKEN : kit ? LEFT : target.name;
    const chosen = target.type === "radio" ? new Set() : new Set(this.#query.fields.get(name));
    if (target.checked === (kit && !taken) || !target.value) chosen.delete(target.value);
    else chosen.add(target.value);
    this.#query.fields.set(name, chosen);
    this.#remember();
    if (kit) return this.#print();
    this.#show();
  }

  #clear() {
    this.#query.fields = new Map();
    this.#remember();
    this.#sync();
    this.#show();
    this.#boxes()[0]?.focus();
  }

  /** Put the answers in the address; Back undoes the last. */
  #remember() {
    const address = location.pathname + writeQuery(this.#query, this.#known, [], []);
    if (address !== location.pathname + location.search) history.pushState(null, "", address);
  }

  /** Let the form say what the query says. A folded list with an answer in it stands open. */
  #sync() {
    for (const box of this.#boxes()) {
      const chosen = this.#query.fields.get(box.name);
      box.checked = box.value ? (chosen?.has(box.value) ?? false) : !chosen?.size;
      const folded = box.closest("details");
      if (folded && box.checked) folded.open = true;
    }
  }

  #show() {
    const { fields } = this.#query;
    const { moment = "", subject = "" } = this.dataset;
    const deciding = { moment, moments: [...(this.#known.get(moment)?.values ?? [])], subject };
    const asked = choicesOf(this.#query).some(([name]) => ![LEFT, TAKEN].includes(name));
    // In the order of the form, not of choosing: the same answers give the same page.
    const answers = new Map([...this.#known].map(([name, values]) => [name, new Set(values.inOrder(fields.get(name) ?? new Set()))]));
    const moments = asked ? rank(this.#entries, answers, deciding) : [];
    const here = [...(answers.get(moment) ?? [])];
    const left = fields.get(LEFT) ?? new Set();
    const sure = moments.filter(({ name }) => !ASIDE.includes(name));
    this.#fill(".kb-answer__moments", sure.map((shown) => this.#templates.moment(shown, (id) => !left.has(id))));
    const helps = [...(answers.get(subject) ?? [])].map((id) => this.#templates.help(id, here));
    this.#fill(".kb-answer__first", helps.filter((help) => help.hasAttribute("data-first")));
    this.#fill(".kb-answer__helps", helps.filter((help) => !help.hasAttribute("data-first")));
    this.#fill(".kb-answer__around", here.map((id) => this.#templates.around(id)));
    this.#aside(moments.filter(({ name }) => ASIDE.includes(name)), sure.length > 0 || helps.length > 0);
    this.#say(asked, moments, helps.length > 0);
    for (const part of this.#all(".kb-answer", HTMLElement)) part.scrollTop = 0; // another answer, from its start
    this.#print();
  }

  /**
   * What is no answer stays folded below the rest; what may fit opens where there is no rest.
   * @param {Moment[]} moments @param {boolean} rest
   */
  #aside(moments, rest) {
    const place = this.querySelector(".kb-answer__maybe");
    const open = new Set([...place?.querySelectorAll("details[open]") ?? []].map((one) => one.getAttribute("data-moment")));
    const taken = this.#query.fields.get(TAKEN) ?? new Set();
    place?.replaceChildren(...moments.map((moment) => {
      const part = this.#templates.moment(moment, (id) => taken.has(id));
      const alone = moment.name === MAYBE && !rest;
      part.toggleAttribute("open", open.has(moment.name) || alone || moment.picks.some(({ id }) => taken.has(id)));
      return part;
    }));
  }

  /**
   * What the answer is worth, in words: an entry that fits one answer does not fit them all.
   * @param {Moment[]} moments @param {boolean} helped whether something else helps
   */
  #found(moments, helped) {
    const { none = "", some = "", whole = "", noWhole = "", part = "", clash = "", maybe = "", helps = "" } = this.dataset;
    const numberOf = (/** @type {string} */ name) => moments.find((moment) => moment.name === name)?.picks.length ?? 0;
    const sure = moments.flatMap(({ name, picks }) => (ASIDE.includes(name) ? [] : picks));
    const clashing = numberOf(CLASH) ? fill(clash, { n: numberOf(CLASH) }) : "";
    const besides = helped ? helps : numberOf(MAYBE) ? fill(maybe, { n: numberOf(MAYBE) }) : "";
    if (!sure.length) return [clashing ? noWhole : none, clashing, besides].filter(Boolean).join(" ");
    const asked = [...new Set(choicesOf(this.#query).map(([name]) => name))].filter((name) => ![LEFT, TAKEN].includes(name));
    const full = sure.filter(({ fits }) => asked.every((name) => fits.has(name))).length;
    if (full === sure.length) return [fill(some, { n: full }), clashing].filter(Boolean).join(" ");
    /** @type {[string, [said: string, zero: string]][]} */
    const fit = Object.entries(JSON.parse(this.dataset.fit ?? "{}"));
    const parts = fit.filter(([name]) => asked.includes(name)).map(([name, [said, zero]]) => {
      const n = sure.filter(({ fits }) => fits.has(name)).length;
      return n ? fill(said, { n }) : zero;
    });
    const each = capital(`${parts.join(", ") || fill(part, { n: sure.length })}.`);
    return [full ? fill(whole, { n: full }) : noWhole, each, clashing].filter(Boolean).join(" ");
  }

  /** Say what was asked and how many entries that gives. @param {boolean} asked @param {Moment[]} moments @param {boolean} helped */
  #say(asked, moments, helped) {
    const { start = "", show = "", showNone = "", asked: words = "", or = "" } = this.dataset;
    const n = moments.reduce((sum, { name, picks }) => sum + (ASIDE.includes(name) ? 0 : picks.length), 0);
    setText(this.querySelector(".kb-answer__status"), asked ? this.#found(moments, helped) : start);
    const nameOf = (/** @type {string} */ name) => this.#boxes(name)[0]?.closest("fieldset")?.dataset.name ?? name;
    const labelOf = (/** @type {string} */ name, /** @type {string} */ value) => {
      const label = this.#boxes(name).find((box) => box.value === value)?.closest("label");
      return (label?.querySelector("strong, .kb-spoken__label") ?? label)?.textContent?.trim() ?? value;
    };
    const known = new Map([...this.#known].filter(([name]) => ![LEFT, TAKEN].includes(name)));
    const said = inWords(this.#query, known, nameOf, labelOf, { or, searched: "" });
    setText(this.querySelector(".kb-answer__asked"), fill(words, { words: said }));
    setText(this.querySelector(".kb-chooser__jump a"), n ? fill(show, { n }) : showNone);
    const answered = ".kb-answer__asked, .kb-answer__links, .kb-answer__link, .kb-chooser__jump";
    for (const part of this.#all(answered, HTMLElement)) part.hidden = !asked;
    for (const part of this.#all(".kb-answer", HTMLElement)) part.hidden = false;
    for (const part of this.#all(".kb-begin", HTMLElement)) part.hidden = asked;
  }

  /** Have ready what the foot of a sheet says: the address with the answers in it. */
  #print() {
    const query = writeQuery(this.#query, this.#known, [], []);
    document.documentElement.style.setProperty("--kb-address-query", JSON.stringify(query));
  }

  /** @param {string} selector @param {Element[]} parts */
  #fill(selector, parts) {
    this.querySelector(selector)?.replaceChildren(...parts);
  }

  /** @param {string} [name] @returns {HTMLInputElement[]} the answers that can be given */
  #boxes(name) {
    return this.#all("form input", HTMLInputElement).filter((box) => !name || box.name === name);
  }

  /** @template {Element} T @param {string} selector @param {new () => T} type @returns {T[]} */
  #all(selector, type) {
    return [...this.querySelectorAll(selector)].flatMap((found) => (found instanceof type ? [found] : []));
  }
}

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

customElements.define("kb-chooser", Chooser);
