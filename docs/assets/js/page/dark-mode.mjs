// The button for dark colours. A small script in the page itself has set the colours
// before anything was painted; only a choice is kept, under the name that it reads.

const button = document.querySelector(".kb-scheme");
const system = matchMedia("(prefers-color-scheme: dark)");
// Sites of one owner on GitHub Pages share their storage: the path of this one tells them apart.
const KEY = `${new URL("../../../", import.meta.url).pathname}.__palette`;

const isDark = () => document.body.getAttribute("data-md-color-scheme") === "slate";

/** @param {boolean} dark */
function show(dark) {
  document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
  button?.setAttribute("aria-pressed", String(dark));
}

function hasChosen() {
  try {
    return Boolean(localStorage.getItem(KEY));
  } catch {
    return false; // a browser that keeps nothing
  }
}

button?.addEventListener("click", () => {
  show(!isDark());
  try {
    localStorage.setItem(KEY, JSON.stringify({ color: { scheme: isDark() ? "slate" : "default" } }));
  } catch {
    // a browser that keeps nothing: then it is for this page
  }
});

system.addEventListener("change", () => {
  if (!hasChosen()) show(system.matches);
});

show(isDark());
if (button instanceof HTMLButtonElement) button.disabled = false;
