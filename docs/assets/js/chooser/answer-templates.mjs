import { fetchJson } from "../lib/fetching.mjs";
import { setText } from "../lib/set-text.mjs";
import { ASIDE } from "./ranking.mjs";

/** @typedef {import("./ranking.mjs").Candidate} Candidate */
/** @typedef {import("./ranking.mjs").Moment} Moment */

/** Where there are many entries, their templates stand in a file beside the page. @param {HTMLElement} chooser @param {string} url */
export async function fetchTemplates(chooser, url) {
  const rows = /** @type {[id: string, former: string, verdicts: object, card: string][]} */ (await fetchJson(url));
  chooser.append(...rows.map(([id, former, verdicts, card]) => {
    const template = document.createElement("template");
    Object.assign(template.dataset, { of: `item ${id}`, verdicts: JSON.stringify(verdicts), ...(former && { former }) });
    template.innerHTML = card; // of our own making, as the page itself
    return template;
  }));
}

/** The parts of an answer, each a copy of a template that the server rendered. */
export class AnswerTemplates {
  /** @type {Map<string, HTMLTemplateElement>} by what they show */ #templates = new Map();
  /** @type {Record<string, [heading: string, note: string]>} by moment */ #headings;
  #shown;

  /** @param {HTMLElement} chooser the element that holds the templates */
  constructor(chooser) {
    this.#headings = JSON.parse(chooser.dataset.headings ?? "{}");
    this.#shown = Number(chooser.dataset.shown);
    for (const template of chooser.querySelectorAll("template")) this.#templates.set(template.dataset.of ?? "", template);
  }

  /** What each entry has to say, in the order of the page. @returns {Candidate[]} */
  entries() {
    return [...this.#templates].flatMap(([of, { dataset: { verdicts } }]) =>
      verdicts ? [{ id: of.replace("item ", ""), ...JSON.parse(verdicts) }] : []);
  }

  /**
   * The entries for one moment, each with its reasons.
   * @param {Moment} moment @param {(id: string) => boolean} along whether it goes along
   */
  moment({ name, picks }, along) {
    const section = this.#copy(ASIDE.includes(name) ? `moment ${name}` : "moment");
    const [heading, note] = this.#headings[name];
    setText(section.querySelector("h3"), heading);
    setText(section.querySelector(".kb-moment__note"), note);
    const cards = picks.map(({ id, why, against }) => {
      const card = this.#copy(`item ${id}`);
      list(card.querySelector(".kb-pick__why"), why);
      list(card.querySelector(".kb-pick__against"), against);
      const box = card.querySelector("input");
      if (box) box.checked = along(id);
      return card;
    });
    section.querySelector("ol")?.replaceChildren(...cards);
    setText(section.querySelector(".kb-maybe__count"), String(picks.length));
    return section;
  }

  /** What helps with a subject: what is about the chosen moments comes first. @param {string} id @param {string[]} moments */
  help(id, moments) {
    const section = this.#copy(`help ${id}`);
    for (const names of section.querySelectorAll(".kb-help__list ul")) {
      const items = /** @type {HTMLElement[]} */ ([...names.children]);
      const later = (/** @type {HTMLElement} */ item) => Number(!item.dataset.moments?.split(" ").some((one) => moments.includes(one)));
      items.sort((a, b) => later(a) - later(b));
      items.forEach((item, place) => { item.hidden = place >= this.#shown; });
      names.replaceChildren(...items);
    }
    const lead = section.querySelector("[data-lead] li");
    for (const step of section.querySelectorAll(".kb-help__step")) {
      if (step instanceof HTMLElement) step.hidden = !(lead instanceof HTMLElement) || step.dataset.of !== lead.dataset.id;
    }
    return section;
  }

  /** @param {string} moment */
  around(moment) {
    return this.#copy(`around ${moment}`);
  }

  /** @param {string} of */
  #copy(of) {
    const first = this.#templates.get(of)?.content.firstElementChild;
    if (!first) throw new Error(`the chooser has no template of ${of}`);
    return document.importNode(first, true);
  }
}

/** Show reasons; without any, their head does not show either. @param {Element | null} box @param {string[]} texts */
function list(box, texts) {
  box?.toggleAttribute("hidden", !texts.length);
  box?.querySelector("ul")?.replaceChildren(...texts.map((text) => {
    const item = document.createElement("li");
    item.textContent = text;
    return item;
  }));
}
