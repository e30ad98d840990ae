import { fill } from "../lib/plurals.mjs";
import { setText } from "../lib/set-text.mjs";

/** @typedef {import("../lib/bitset.mjs").BitSet} BitSet */

/** The word above the entries of which little more than the name is known: they stand last in the usual order. */
export class StubDivider {
  /** @param {HTMLElement} list */
  constructor(list) {
    this.element = /** @type {HTMLElement | null} */ (list.querySelector(".kb-rest"));
    /** The first of their places. */
    this.from = Number(this.element?.dataset.from ?? Infinity);
  }

  /** Take it out of the list, so that only cards stand there. */
  lift() {
    this.element?.remove();
  }

  /** Put it above the first of them that lies on the page. @param {BitSet} results @param {Element | undefined} first */
  lay(results, first) {
    if (!this.element) return;
    if (!first) return this.lift();
    let n = 0;
    for (let place = this.from; place < results.size; place++) if (results.has(place)) n++;
    setText(this.element.querySelector(".kb-rest__what"), fill(this.element.dataset.what ?? "", { n }));
    this.element.hidden = false;
    if (first.previousElementSibling !== this.element) first.before(this.element);
  }
}
