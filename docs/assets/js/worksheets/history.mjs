/** What was done to one copy, to undo and to do again. A state is a text; the same twice is kept once. */
export class History {
  static MOST = 200;
  /** @type {string[]} */ #states;
  #at = 0;

  /** @param {string} first */
  constructor(first) {
    this.#states = [first];
  }

  get state() {
    return this.#states[this.#at] ?? "";
  }

  get canUndo() {
    return this.#at > 0;
  }

  get canRedo() {
    return this.#at < this.#states.length - 1;
  }

  /** @param {string} state @returns {boolean} whether it is another than the last */
  add(state) {
    if (state === this.state) return false;
    this.#states = [...this.#states.slice(0, this.#at + 1), state].slice(-History.MOST);
    this.#at = this.#states.length - 1;
    return true;
  }

  /** @param {number} by -1 to undo, 1 to do again @returns {string | null} null where there is none */
  step(by) {
    const state = this.#states[this.#at + by];
    if (state === undefined) return null;
    this.#at += by;
    return state;
  }
}
