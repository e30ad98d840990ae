// @ts-check

/**
 * A text with a button that copies it. The text reads as well without script; the
 * button shows only where it works. What it says afterwards stands in the markup.
 */
class KbCopy extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;

  connectedCallback() {
    this.#life = new AbortController();
    const button = this.querySelector("button");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => this.#copy(), { signal: this.#life.signal });
  }

  disconnectedCallback() {
    this.#life?.abort();
  }

  async #copy() {
    const code = this.querySelector("code");
    const status = this.querySelector("[role=status]");
    if (!code || !status) return;
    status.textContent = "";
    const done = await write(code.textContent ?? "");
    if (!done) getSelection()?.selectAllChildren(code);
    status.textContent = (done ? this.dataset.done : this.dataset.failed) ?? "";
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

customElements.define("kb-copy", KbCopy);
