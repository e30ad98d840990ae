import { Choices, Numbers } from "../filters/facet-columns.mjs";
import { UNKNOWN } from "../filters/query.mjs";
import { BitSet } from "../lib/bitset.mjs";
import { fold, order as orderOf } from "../lib/folding.mjs";
import { colour, foundLine, rangesOf } from "./highlights.mjs";
import { LoadMore } from "./load-more.mjs";
import { StubDivider } from "./stub-divider.mjs";
import { cellText, tableColumns } from "./table-cells.mjs";

/**
 * One card: `seen` is the folded text on it, `hidden` what else its entry is found by, with the label of each.
 *
 * @typedef {{ id: string, element: HTMLElement, hidden: [string, string][], seen: string, text: string }} Card
 */

/** The cards of an index that stands in the page whole: what they say of their entries, and which of them show. */
export class CardList {
  /** @type {Map<string, number[]>} */ #orders = new Map();
  /** @type {number[]} in which order the cards stand */ #laid;

  /** @param {HTMLElement} list @param {string} found a sentence with {label} and {text} @param {AbortSignal} [signal] */
  constructor(list, found, signal) {
    this.list = list;
    this.found = found;
    const elements = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[data-entry]")]);
    this.cards = elements.map(readCard);
    this.size = this.cards.length;
    this.divider = new StubDivider(list);
    this.loadMore = new LoadMore(list, signal);
    this.usual = list.dataset.usual ?? "title";
    this.#laid = this.order(this.usual, false);
  }

  /** A column of choices. @param {string} field @param {string[]} values in the order in which they are shown */
  choices(field, values) {
    const bits = new Map(values.map((value) => [value, new BitSet(this.size)]));
    this.cards.forEach(({ element }, place) => {
      for (const value of (element.dataset[camel(field)] || UNKNOWN).split(" ")) bits.get(value)?.add(place);
    });
    return new Choices(bits);
  }

  /** A column of numbers. @param {string} field @param {boolean} unknown whether it can be asked which are not known */
  numbers(field, unknown) {
    return new Numbers(this.cards.map(({ element }) => {
      const given = element.dataset[camel(field)];
      return given ? Number(given) : null;
    }), unknown);
  }

  /** The places in which all words stand. @param {string[]} words folded */
  find = (words) => {
    const bits = new BitSet(this.size);
    this.cards.forEach(({ text }, place) => { if (words.every((word) => text.includes(word))) bits.add(place); });
    return bits;
  };

  /**
   * All places in an order; what has no value comes last, what is equal keeps the usual order.
   * @param {string} key @param {boolean} descending
   */
  order(key, descending) {
    const name = `${descending ? "-" : ""}${key}`;
    const known = this.#orders.get(name);
    if (known) return known;
    const given = camel(`sort-${key}`);
    const values = this.cards.map(({ element }) => (key === this.usual ? "" : element.dataset[given] ?? this.#cell(element, key)));
    const keys = values.map(orderOf);
    const places = values.map((_, place) => place).sort((a, b) => {
      if (!values[a] !== !values[b]) return values[a] ? -1 : 1;
      const order = keys[a] < keys[b] ? -1 : Number(keys[a] > keys[b]);
      return (descending ? -order : order) || a - b;
    });
    if (key === this.usual && descending) places.reverse();
    this.#orders.set(name, places);
    return places;
  }

  /**
   * Show the results, in an order, with what was found: in one bit.
   * @param {BitSet} results @param {number[]} order all places @param {string[]} words folded
   * @returns {Iterable<void>} where the browser may paint
   */
  show(results, order, words) {
    this.cards.forEach(({ element }, place) => { element.hidden = !results.has(place); });
    if (order !== this.#laid) this.list.append(...order.map((place) => this.cards[place].element));
    this.#laid = order;
    const usual = order === this.order(this.usual, false);
    this.divider.lay(results, usual ? this.cards.find((_, place) => place >= this.divider.from && results.has(place))?.element : undefined);
    this.loadMore.lay(this.#among(results, order).map(({ element }) => element));
    this.#mark(words.length ? this.cards.filter((_, place) => results.has(place)) : [], words);
    return [];
  }

  /** What a table says of an entry in a column. @param {HTMLElement} element @param {string} name */
  #cell(element, name) {
    const index = this.list.closest("kb-index");
    const column = index ? tableColumns(index).find((one) => one.name === name) : null;
    return index && column ? cellText(index, element, column) : "";
  }

  /** The cards among the results, in an order. @param {BitSet} results @param {number[]} order */
  #among(results, order) {
    return order.filter((place) => results.has(place)).map((place) => this.cards[place]);
  }

  /**
   * What a table says of the results, in an order.
   * @param {BitSet} results @param {number[]} order @returns {import("./table-cells.mjs").Row[]}
   */
  rows(results, order) {
    const index = /** @type {Element} */ (this.list.closest("kb-index"));
    return this.#among(results, order).map(({ element }) => ({
      link: () => element.querySelector(".kb-card__title a")?.cloneNode(true),
      cell: (column) => cellText(index, element, column),
    }));
  }

  /** The entries among the results, in an order. @param {BitSet} results @param {number[]} order */
  ids(results, order) {
    return this.#among(results, order).map(({ id }) => id);
  }

  /**
   * Show what matched: coloured in the text, or in a line below when it is not on the card.
   * @param {Card[]} cards @param {string[]} words
   */
  #mark(cards, words) {
    for (const line of this.list.querySelectorAll(".kb-card__found")) line.remove();
    const ranges = [];
    for (const { element, seen, hidden } of cards) {
      const behind = words.filter((word) => !seen.includes(word)).flatMap((word) => {
        const found = hidden.find(([, text]) => fold(text).includes(word));
        return found ? [found] : [];
      });
      element.append(...[...new Set(behind)].map(([label, text]) => foundLine(this.found, label, text)));
      for (const range of rangesOf(element, words)) ranges.push(range);
    }
    colour(ranges);
  }
}

/** Read what a card says of its entry. @param {HTMLElement} element @returns {Card} */
function readCard(element) {
  /** @type {[string, string][]} */
  const hidden = JSON.parse(element.dataset.words ?? "[]");
  const parts = [".kb-card__title", ".kb-card__summary:not(.kb-card__summary--none)"];
  const seen = fold(parts.map((part) => element.querySelector(part)?.textContent ?? "").join(" "));
  const text = [seen, ...hidden.map(([, words]) => fold(words))].join("\n");
  return { id: element.dataset.entry ?? "", element, hidden, seen, text };
}

/** The name of a data attribute as a property: `sort-part-of` is `sortPartOf`. @param {string} name */
function camel(name) {
  return name.replace(/[-_]+(\w)/g, (_, letter) => letter.toUpperCase());
}
