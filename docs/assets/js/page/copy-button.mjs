import { copyText } from "../lib/clipboard.mjs";

const MOMENT = 2000; // milliseconds

/**
 * A text with a button that copies it. The text reads as well without script; the
 * button shows only where it works. What it says afterwards stands in the markup:
 * a sentence below the text, and for a moment a word on the button itself, since
 * below a long text the sentence may be out of sight.
 */
class CopyButton extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;
  /** @type {number | undefined} */ #timer;
  #word = "";

  connectedCallback() {
    this.#life = new AbortController();
    const button = this.querySelector("button");
    if (!button) return;
    this.#word ||= this.querySelector(".kb-copy__word")?.textContent ?? "";
    button.hidden = false;
    button.addEventListener("click", () => this.#copy(), { signal: this.#life.signal });
  }

  disconnectedCallback() {
    this.#life?.abort();
    this.#show(this.#word);
  }

  async #copy() {
    const code = this.querySelector("code");
    const status = this.querySelector("[role=status]");
    if (!code || !status) return;
    status.textContent = "";
    const done = await copyText(code.textContent ?? "");
    if (!done) getSelection()?.selectAllChildren(code);
    status.textContent = (done ? this.dataset.done : this.dataset.failed) ?? "";
    this.#show((done ? this.dataset.doneWord : this.dataset.failedWord) ?? this.#word);
    this.#timer = setTimeout(() => this.#show(this.#word), MOMENT);
  }

  /** @param {string} text what the button says */
  #show(text) {
    clearTimeout(this.#timer);
    const word = this.querySelector(".kb-copy__word");
    if (word) word.textContent = text;
  }
}

customElements.define("kb-copy", CopyButton);
