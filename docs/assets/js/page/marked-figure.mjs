/**
 * The figure of another page that a link leads to, shown here when the visitor asks for it, with what this page is about
 * marked in it. The page itself does not hold the figure: it would have to be made anew whenever any other changes.
 */
class MarkedFigure extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;

  connectedCallback() {
    this.#life = new AbortController();
    const button = this.querySelector("button");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => this.#turn(button), { signal: this.#life.signal });
  }

  disconnectedCallback() {
    this.#life?.abort();
  }

  /** @param {HTMLButtonElement} button */
  async #turn(button) {
    const place = this.querySelector("[data-place]");
    const drawing = this.querySelector("[data-drawing]");
    const status = this.querySelector("[role=status]");
    const link = this.querySelector("a");
    if (!(place instanceof HTMLElement) || !drawing || !status || !link) return;
    status.textContent = "";
    if (!drawing.firstChild) {
      try {
        const { marked } = await import("./figure-drawing.mjs");
        drawing.append(...await marked(link.href, this.dataset.figure ?? "", Number(this.dataset.at)));
      } catch {
        status.textContent = this.dataset.failed ?? "";
        return;
      }
    }
    place.hidden = !place.hidden;
    button.setAttribute("aria-expanded", String(!place.hidden));
    [button.textContent, button.dataset.other] = [button.dataset.other ?? "", button.textContent ?? ""];
  }
}

customElements.define("kb-marked-figure", MarkedFigure);
