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
    const done = await write(code.textContent ?? "");
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

/**
 * Put a text on the clipboard. A browser may have none to give, or refuse it.
 * @param {string} text
 * @returns {Promise<boolean>} whether it is there now
 */
async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

customElements.define("kb-copy", CopyButton);
