/**
 * On pages of `make serve`: shows a page anew once it has changed, and what is wrong with what was written.
 *
 * @typedef {{ place: string, message: string, hint: string, line: string, mark: string, right: string }} Wrong
 * @typedef {{ epoch: number, wrong: Wrong[], said: string }} State
 */
const script = /** @type {HTMLElement | null} */ (document.querySelector("script[data-kb-epoch]"));
let epoch = Number(script?.dataset.kbEpoch);
const visit = Math.round(performance.timeOrigin);
/** @type {HTMLElement | null} */
let panel = null;

/** This page as it stands on the server, without what hangs on the moment. */
async function page() {
  const answer = await fetch(location.href, { cache: "no-store" });
  return (await answer.text()).replace(/<script[^>]* data-kb-epoch[^>]*><\/script>/, "");
}

/** @param {string} name @param {string} className @param {string} text */
function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  if (name === "pre") made.tabIndex = 0; // it may scroll
  return made;
}

/** @param {Wrong} wrong */
function item({ place, message, hint, line, mark, right }) {
  const made = element("li", "wrong", "");
  made.append(element("p", "message", message));
  if (hint) made.append(element("p", "hint", hint));
  made.append(element("p", "place", place));
  if (line) made.append(element("pre", "line", `${line}\n${mark}`));
  if (right) made.append(element("p", "so", "Zo wordt het goed:"), element("pre", "right", right));
  return made;
}

/** @param {State} state */
function show({ wrong, said }) {
  panel?.remove();
  panel = null;
  if (!wrong.length && !said) return;
  panel = document.createElement("div");
  panel.id = "kb-preview";
  const inside = panel.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/livereload/preview.css";
  const sheet = element("section", "sheet", "");
  sheet.setAttribute("role", "alert");
  const count = wrong.length;
  const title = count ? `${count} ${count === 1 ? "fout" : "fouten"} in wat je schreef` : "De site is niet gebouwd";
  const close = element("button", "close", "Sluit");
  close.addEventListener("click", () => panel?.remove());
  const head = element("div", "head", "");
  head.append(element("h2", "", title), close);
  const list = element("ol", "list", "");
  list.append(...wrong.map(item));
  sheet.append(head, element("p", "about", "Je ziet nog de vorige pagina. Bewaar je de verbetering, dan verdwijnt dit."));
  sheet.append(count ? list : element("pre", "said", said));
  inside.append(style, sheet);
  document.body.append(panel);
}

/** @param {string} before */
async function look(before) {
  const answer = await fetch("/livereload/state", { cache: "no-store" });
  /** @type {State} */
  const state = await answer.json();
  show(state);
  if (state.wrong.length || state.said) return;
  if (await page() !== before) location.reload();
}

/** @param {number} time in milliseconds */
const after = (time) => new Promise((done) => { setTimeout(done, time); });
const seen = () => new Promise((done) => {
  if (document.visibilityState === "visible") done(null);
  else document.addEventListener("visibilitychange", done, { once: true });
});

async function follow() {
  const before = await page();
  await look(before);
  for (;;) {
    await seen();
    try {
      const answer = await fetch(`/livereload/${epoch}/${visit}`);
      const now = Number(await answer.text());
      if (now <= epoch) continue;
      epoch = now;
      await look(before);
    } catch {
      await after(1000); // the server is away; it may come back
    }
  }
}

void follow();
