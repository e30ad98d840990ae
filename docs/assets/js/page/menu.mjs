// The theme opens its menu with the label of a hidden checkbox, which no key reaches.
// Here it gets a button, and the manners of a dialog: the focus goes in,
// stays in while it covers the page, and comes back where it was.

const MENU_COVERS = "(max-width: 76.2344em)"; // the theme's own bound

/** All that stands beside an element, and beside each thing that holds it. @param {HTMLElement} element */
function* besides(element) {
  for (let inner = element; inner.parentElement && inner !== document.body; inner = inner.parentElement) {
    for (const other of inner.parentElement.children) {
      if (other !== inner && !other.matches(".md-overlay, script")) yield other; // a click beside it still shuts it
    }
  }
}

/**
 * @param {string} name what the theme calls it
 * @param {string} place what it opens
 * @param {string} covering when it covers the page
 * @param {string} first what gets the focus
 */
function panel(name, place, covering, first) {
  const toggle = document.querySelector(`[data-md-toggle="${name}"]`);
  const box = document.querySelector(place);
  const button = document.querySelector(/** @type {"button"} */ (`[data-kb-opens="${name}"]`));
  const shuts = box?.querySelector(/** @type {"button"} */ ("[data-kb-closes]"));
  if (!(toggle instanceof HTMLInputElement) || !(box instanceof HTMLElement)) return null;
  const covers = matchMedia(covering);
  /** @type {Element | null} */ let from = null;

  /** @param {boolean} open */
  const set = (open) => {
    if (toggle.checked !== open) toggle.click();
  };
  const show = () => {
    for (const other of besides(box)) other.toggleAttribute("inert", toggle.checked && covers.matches);
    button?.setAttribute("aria-expanded", String(toggle.checked));
  };
  toggle.addEventListener("change", () => {
    if (toggle.checked) from = document.activeElement;
    show();
    if (toggle.checked) {
      if (covers.matches) /** @type {HTMLElement | null} */ (box.querySelector(first))?.focus();
      return;
    }
    // The theme takes the focus away right after this.
    queueMicrotask(() => {
      const now = document.activeElement;
      const back = from instanceof HTMLElement && from !== document.body ? from : button;
      if (now === document.body || box.contains(now)) /** @type {HTMLElement | null} */ (back)?.focus({ preventScroll: true });
    });
  });
  button?.addEventListener("click", () => set(!toggle.checked));
  shuts?.addEventListener("click", () => set(false));
  for (const one of [button, shuts]) if (one) one.disabled = false; // until here they could do nothing
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && toggle.checked) set(false);
  });
  covers.addEventListener("change", () => (name === "drawer" ? set(false) : show()));
  addEventListener("pageshow", show);
  return { toggle, set };
}

panel("drawer", ".md-sidebar--primary", MENU_COVERS, "[data-kb-closes]");
// Within the menu, what folds open says whether it is open.
for (const button of document.querySelectorAll(/** @type {"button"} */ ("[data-kb-folds]"))) {
  const fold = document.getElementById(button.getAttribute("data-kb-folds") ?? "");
  if (!(fold instanceof HTMLInputElement)) continue;
  const say = () => button.setAttribute("aria-expanded", String(fold.checked));
  fold.addEventListener("change", say);
  button.addEventListener("click", () => fold.click());
  button.disabled = false;
  say();
}

// Back at the top, the focus is there too: the button that it was on is gone.
document.querySelector(".md-top")?.addEventListener("click", () => {
  /** @type {HTMLElement | null} */ (document.querySelector(".md-header .md-logo"))?.focus({ preventScroll: true });
});
