// The button for dark colours. A small script in the page itself has set the colours
// before anything was painted; only a choice is kept, under the name that it reads.

const button = document.querySelector(".kb-scheme");
const system = matchMedia("(prefers-color-scheme: dark)");
const theme = /** @type {{ __md_get?: (name: string) => unknown, __md_set?: (name: string, value: unknown) => void }} */ (
  /** @type {unknown} */ (window)
);

const isDark = () => document.body.getAttribute("data-md-color-scheme") === "slate";

/** @param {boolean} dark */
function show(dark) {
  document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
  button?.setAttribute("aria-pressed", String(dark));
}

function hasChosen() {
  try {
    return Boolean(theme.__md_get?.("__palette"));
  } catch {
    return false; // a browser that keeps nothing
  }
}

button?.addEventListener("click", () => {
  show(!isDark());
  theme.__md_set?.("__palette", { color: { scheme: isDark() ? "slate" : "default" } });
});

system.addEventListener("change", () => {
  if (!hasChosen()) show(system.matches);
});

show(isDark());
if (button instanceof HTMLButtonElement) button.disabled = false;
