import { copyText } from "../lib/clipboard.mjs";

/** A button that gives a selection to somebody: by what the device shares with, else by copying its name, number and link. */
class ShareButton extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;

  connectedCallback() {
    this.#life = new AbortController();
    this.querySelector("button")?.addEventListener("click", () => this.#share(), { signal: this.#life.signal });
    this.closest("kb-index")?.addEventListener("kb-shown", () => this.#say(""), { signal: this.#life.signal });
  }

  disconnectedCallback() {
    this.#life?.abort();
  }

  async #share() {
    const { name, n } = /** @type {import("./collection-index.mjs").CollectionIndex} */ (this.closest("kb-index")).selection;
    const text = `${name} (${n})`;
    if (typeof navigator.share !== "function") {
      const done = await copyText(`${text} ${location.href}`);
      this.#say((done ? this.dataset.done : this.dataset.failed) ?? "");
      return;
    }
    try {
      await navigator.share({ title: name, text, url: location.href });
    } catch (error) {
      // Who closes the window to share in, has not failed.
      if (!(error instanceof DOMException && error.name === "AbortError")) this.#say(this.dataset.failed ?? "");
    }
  }

  /** @param {string} word */
  #say(word) {
    const place = this.querySelector("[aria-live]");
    if (place) place.textContent = word;
  }
}

customElements.define("kb-share", ShareButton);
