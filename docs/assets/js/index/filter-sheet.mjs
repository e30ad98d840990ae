/** The filters of an index as a sheet over the page, on a narrow screen. */
export class FilterSheet {
  /** @param {HTMLElement} index the element that holds the filters and the button that opens them */
  constructor(index) {
    this.index = index;
  }

  get isOpen() {
    return "sheet" in this.index.dataset;
  }

  /** @param {boolean} open */
  toggle(open) {
    if (open === this.isOpen) return;
    this.index.toggleAttribute("data-sheet", open);
    const button = this.index.querySelector(".kb-open");
    button?.setAttribute("aria-expanded", String(open));
    const sheet = /** @type {HTMLElement | null} */ (this.index.querySelector(".kb-filters"));
    // All but the sheet: what stands beside it, and beside each thing that holds it.
    for (let inner = sheet; inner && inner !== document.body; inner = inner.parentElement) {
      for (const other of inner.parentElement?.children ?? []) if (other !== inner) other.toggleAttribute("inert", open);
    }
    if (open) {
      sheet?.setAttribute("role", "dialog");
      sheet?.setAttribute("aria-modal", "true");
    } else {
      sheet?.removeAttribute("role");
      sheet?.removeAttribute("aria-modal");
    }
    const focus = open ? this.index.querySelector(".kb-close") : button;
    if (focus instanceof HTMLElement) focus.focus();
  }
}
