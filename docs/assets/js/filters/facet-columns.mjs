import { BitSet } from "../lib/bitset.mjs";
import { UNKNOWN, Values } from "./query.mjs";

/**
 * What can be filtered on, by field. A column knows which values an address may name,
 * and which places of the list have them.
 *
 * @typedef {Choices | Numbers} FacetColumn
 */

/** A field with fixed choices, and the places of each. */
export class Choices extends Values {
  /** @param {Map<string, BitSet>} bits in the order in which choices are shown */
  constructor(bits) {
    super(bits.keys());
    this.bits = bits;
  }

  /** The places that have a value. @param {string} value */
  places(value) {
    return /** @type {BitSet} */ (this.bits.get(value));
  }

  /** How many of `within` have each value. @param {BitSet} within @returns {Map<string, number>} */
  counts(within) {
    return new Map([...this.bits].map(([value, places]) => [value, places.count(within)]));
  }
}

/** A field with numbers. What is chosen is one stretch, both ends included (`10..50`, `..50`, `10..`), what is not known, or both. */
export class Numbers {
  /**
   * @param {(number | null)[]} numbers of each place; nothing where it is not known @param {boolean} [unknown] whether that can be chosen
   */
  constructor(numbers, unknown = false) {
    this.numbers = numbers;
    this.unknown = unknown;
  }

  /** @param {string} value */
  accepts(value) {
    if (value === UNKNOWN) return this.unknown ? value : null;
    const ends = endsOf(value);
    return ends && ends.from <= ends.to ? value : null;
  }

  /** A stretch takes the place of another. @param {Set<string>} chosen @param {string} value */
  add(chosen, value) {
    return new Set([...chosen].filter((one) => (one === UNKNOWN) !== (value === UNKNOWN))).add(value);
  }

  /** @param {string} value */
  places(value) {
    const { from, to } = endsOf(value) ?? { from: Infinity, to: -Infinity };
    const bits = new BitSet(this.numbers.length);
    this.numbers.forEach((number, place) => {
      if (number === null ? value === UNKNOWN : number >= from && number <= to) bits.add(place);
    });
    return bits;
  }

  /** @param {Set<string>} chosen */
  inOrder(chosen) {
    return [...chosen].sort((a, b) => Number(a === UNKNOWN) - Number(b === UNKNOWN));
  }

  /** How many of `within` have each number, or none that is known. @param {BitSet} within @returns {Map<string, number>} */
  counts(within) {
    const counts = new Map();
    this.numbers.forEach((number, place) => {
      if (!within.has(place)) return;
      const value = number === null ? UNKNOWN : String(number);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    });
    return counts;
  }
}

/** The stretch among what is chosen of a field; empty for none. @param {ReadonlySet<string> | undefined} chosen */
export function stretchOf(chosen) {
  return [...chosen ?? []].find((value) => value !== UNKNOWN) ?? "";
}

/** The two ends of a stretch. @param {string} value */
export function endsOf(value) {
  const found = /^(\d{0,9})\.\.(\d{0,9})$/.exec(value);
  if (!found || value === "..") return null;
  const [, from, to] = found;
  return { from: from ? Number(from) : -Infinity, to: to ? Number(to) : Infinity };
}

/** How a choice is called, where its box is there. @param {Element | null | undefined} box within its option */
export function labelOf(box) {
  return box?.closest(".kb-option")?.querySelector(".kb-option__label")?.textContent?.trim();
}
