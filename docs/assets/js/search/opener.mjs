// What opens the search: its button and Ctrl-K. No bare key does: who speaks to a computer, or whose hand slips,
// would open it unasked (WCAG 2.1.4). The search itself comes when it is first needed; what is typed
// before that stands in its field already.

import { part } from "../lib/parts.mjs";

const openers = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-kb-search]")]);
const dialog = document.querySelector("dialog.kb-search-dialog");
const field = () => /** @type {HTMLInputElement | null} */ (document.querySelector("kb-search-box input"));

const come = () => import("./search-box.mjs");
if (!dialog) void come(); // on the page of the search itself

function open() {
  if (dialog && !dialog.firstChild) dialog.innerHTML = part("search");
  void come();
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
  field()?.focus();
  field()?.select();
}

for (const opener of openers) {
  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");
  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // in a tab of its own
    event.preventDefault();
    open();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === " " && openers.some((opener) => opener === event.target)) {
    event.preventDefault();
    return open();
  }
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  open();
});
// The theme listens to letters on the whole page, and to Escape.
dialog?.addEventListener("keydown", (event) => {
  event.stopPropagation();
  const typed = field()?.value.trim();
  if (!(event instanceof KeyboardEvent) || event.key !== "Enter" || event.target !== field() || !typed) return;
  if (customElements.get("kb-search-box")) return; // it knows what Enter means
  location.href = `${openers[0]?.getAttribute("href")}?q=${encodeURIComponent(typed)}`; // on a slow line: its own page
});
dialog?.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (dialog instanceof HTMLDialogElement && (target === dialog || target?.closest(".kb-search-box__shut"))) dialog.close();
});
