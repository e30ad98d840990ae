const SCALE = 2; // a picture for paper and for sharp screens

/**
 * The files of a figure. The links work without script; a picture in pixels is drawn here, from the same SVG, since it
 * would weigh more than all others together.
 */
class FigureFiles extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;

  connectedCallback() {
    this.#life = new AbortController();
    const button = this.querySelector("button[data-png]");
    if (!(button instanceof HTMLButtonElement)) return;
    button.hidden = false;
    button.addEventListener("click", () => this.#save(button), { signal: this.#life.signal });
  }

  disconnectedCallback() {
    this.#life?.abort();
  }

  /** @param {HTMLButtonElement} button */
  async #save(button) {
    const source = this.querySelector('a[href$=".svg"]');
    const status = this.querySelector("[data-png-status]");
    if (!(source instanceof HTMLAnchorElement) || !status) return;
    try {
      const link = document.createElement("a");
      link.href = await drawn(source.href);
      link.download = `${this.dataset.name}.png`;
      link.click();
      status.textContent = "De PNG is opgehaald.";
    } catch {
      status.textContent = "Dat lukte niet. Neem de SVG: die past in de meeste programma’s.";
    }
    button.focus();
  }
}

/** A picture of the drawing at an address, as an address of its own. @param {string} address */
async function drawn(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const image = new Image();
  // The policy of the page allows pictures from such an address, and from no other that a script can make.
  image.src = `data:image/svg+xml,${encodeURIComponent(await answer.text())}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}

customElements.define("kb-figure-files", FigureFiles);
