import { fill } from "../lib/plurals.mjs";
import { setText } from "../lib/set-text.mjs";

/**
 * On a narrow screen a long list begins with its first cards, and buttons bring the rest.
 *
 * What waits stays in the page: who searches the page finds it, a link to it leads there, and paper has it all.
 * How far somebody came stands in the history of the visit, so that Back leads to the same place.
 */
export class LoadMore {
  /** @type {HTMLElement[]} */ #cards = [];
  #narrow = matchMedia("(max-width: 44.9em)");

  /** @param {HTMLElement} list @param {AbortSignal} [signal] */
  constructor(list, signal) {
    this.list = list;
    this.foot = /** @type {HTMLElement | null} */ (list.closest(".kb-results")?.querySelector(".kb-onward") ?? null);
    this.few = Number(this.foot?.dataset.few);
    if (!this.foot) return;
    this.#narrow.addEventListener("change", () => this.lay(this.#cards), { signal });
    this.foot.addEventListener("click", ({ target }) => {
      if (target instanceof HTMLElement && target.dataset.more) this.#more(target.dataset.more);
    }, { signal });
    list.addEventListener("beforematch", () => { this.#reach = this.#cards.length; this.lay(this.#cards); }, { signal });
    addEventListener("hashchange", () => { this.lay(this.#cards); this.#aim()?.scrollIntoView(); }, { signal });
  }

  /** Show the first of these cards, and as many more as were asked for. @param {HTMLElement[]} cards all that are found, in their order */
  lay(cards) {
    if (!this.foot) return;
    this.#cards = cards;
    const n = this.#shown();
    cards.forEach((card, nth) => {
      if (nth < n) card.hidden = false;
      else card.setAttribute("hidden", "until-found");
    });
    const rest = /** @type {HTMLElement | null} */ (this.list.querySelector(".kb-rest"));
    if (rest) rest.hidden = rest.nextElementSibling?.getAttribute("hidden") === "until-found";
    this.foot.hidden = n === cards.length;
    setText(this.foot.querySelector(".kb-onward__said"), fill(this.foot.dataset.said ?? "", { n, all: cards.length }));
    for (const button of this.foot.querySelectorAll("button")) {
      const words = (button.dataset.more === "next" ? this.foot.dataset.next : this.foot.dataset.rest) ?? "";
      button.textContent = fill(words, { n: Math.min(this.few, cards.length - n), all: cards.length });
    }
  }

  #shown() {
    const all = this.#cards.length;
    const aim = this.#aim();
    if (!this.#narrow.matches || all <= 1.5 * this.few || (aim && this.#cards.indexOf(aim) >= this.#reach)) return all;
    return Math.min(all, this.#reach);
  }

  /** The card that the address points at. */
  #aim() {
    return location.hash ? this.#cards.find(({ id }) => id && `#${id}` === location.hash) : undefined;
  }

  /** How many cards this step of the visit came to. */
  get #reach() {
    return Math.max(this.few, Number(history.state?.kbReach) || 0);
  }

  set #reach(n) {
    history.replaceState({ ...history.state, kbReach: n }, "");
  }

  /** @param {string} what `next` or `rest` */
  #more(what) {
    const before = this.#shown();
    this.#reach = what === "next" ? before + this.few : this.#cards.length;
    this.lay(this.#cards);
    this.#cards[before]?.querySelector("a")?.focus();
  }
}
