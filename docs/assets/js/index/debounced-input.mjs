const PAUSE = 250; // milliseconds without a key: then what was typed counts

/** Typing in the fields of an index: it counts after a pause, and a step back undoes all that was typed in one go. */
export class DebouncedInput {
  #timer = 0;
  #last = ""; // the field that was typed in last
  #going = ""; // the field of which a step back undoes all that was typed

  /** @param {(field: string, step: boolean) => string | null} take takes what a field says; returns it, or null where nothing changed */
  constructor(take) {
    this.take = take;
  }

  /** A key was pressed in a field. @param {string} field */
  key(field) {
    if (field !== this.#last) this.flush();
    this.#last = field;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#now(), PAUSE);
  }

  /** Take what was typed now, before another choice or another page. What is typed next is a step of its own. */
  flush() {
    if (this.#timer) this.#now();
    this.end();
  }

  /** What is typed next is a step of its own. */
  end() {
    this.#going = "";
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #now() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const field = this.#last;
    const said = this.take(field, this.#going !== field);
    if (said !== null) this.#going = field === "q" && !said.trim() ? "" : field; // an empty field is typed in anew
  }
}
