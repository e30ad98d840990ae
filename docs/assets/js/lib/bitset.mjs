/**
 * A set of places in a list, one bit each: what is chosen, found and counted in an
 * index of thousands is a matter of a few hundred whole numbers.
 */
export class BitSet {
  /** An empty set. @param {number} size how many places there are */
  constructor(size) {
    this.size = size;
    this.words = new Uint32Array((size + 31) >>> 5);
  }

  /** All places. @param {number} size */
  static all(size) {
    const bits = new BitSet(size);
    bits.words.fill(0xffffffff);
    if (size & 31) bits.words[bits.words.length - 1] = 2 ** (size & 31) - 1;
    return bits;
  }

  /** @param {number} place */
  add(place) {
    this.words[place >>> 5] |= 1 << (place & 31);
    return this;
  }

  /** @param {number} place */
  has(place) {
    return (this.words[place >>> 5] & (1 << (place & 31))) !== 0;
  }

  /** Keep what is in the other too. @param {BitSet} other */
  and(other) {
    for (let i = 0; i < this.words.length; i++) this.words[i] &= other.words[i];
    return this;
  }

  /** Add what is in the other. @param {BitSet} other */
  or(other) {
    for (let i = 0; i < this.words.length; i++) this.words[i] |= other.words[i];
    return this;
  }

  copy() {
    const bits = new BitSet(this.size);
    bits.words.set(this.words);
    return bits;
  }

  /** How many places are in this set, or in this and another. @param {BitSet} [other] */
  count(other) {
    let n = 0;
    for (let i = 0; i < this.words.length; i++) {
      // Counting in parallel within a word: H. S. Warren, Hacker's Delight, 2nd edition (2012), 5-1.
      let x = other ? this.words[i] & other.words[i] : this.words[i];
      x -= (x >>> 1) & 0x55555555;
      x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
      n += Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return n;
  }
}
