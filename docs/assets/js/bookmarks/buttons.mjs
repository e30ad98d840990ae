import { part } from "../lib/parts.mjs";
import { either, fill } from "../lib/plurals.mjs";
import { SIDE_BY_SIDE, bookmarked, compared, pageAt } from "./storage.mjs";

/*
 * Keeping and comparing, on every page: the buttons on an entry and on cards, the number in the header, and the bar
 * that says what is in the comparison. One listener serves them all, also on cards that are drawn later. All words
 * stand on the bar.
 */

document.querySelector(".md-footer")?.insertAdjacentHTML("afterend", part("tray"));
const tray = document.querySelector(".kb-tray");
const words = tray instanceof HTMLElement ? tray.dataset : {};
/** @type {Record<string, { path: string, one: string, many: string, title: string }>} */
export const collections = JSON.parse(words.collections ?? "{}");

/** What is said to who does not see it; shown too where it went wrong. @param {string} text @param {boolean} [fault] */
export function say(text, fault = false) {
  const line = tray?.querySelector(".kb-tray__said");
  if (!line) return;
  line.textContent = text;
  line.toggleAttribute("data-fault", fault);
}

/** The entry that an element is about. @param {Element} at @returns {string} */
function entryOf(at) {
  const entry = at.closest("[data-entry]")?.getAttribute("data-entry");
  const collection = at.closest("[data-collection]")?.getAttribute("data-collection");
  return entry && collection ? `${collection}/${entry}` : "";
}

/** The entry that an element is about, and what that was called before. @param {Element} at @returns {string[]} */
function namesOf(at) {
  const former = at.closest("[data-entry]")?.getAttribute("data-former")?.split(" ") ?? [];
  return [entryOf(at), ...former];
}

/** Those of the comparison that can stand side by side: of the collection of the last. */
function together() {
  const collection = compared.entries.at(-1)?.split("/")[0];
  return compared.entries.filter((entry) => entry.startsWith(`${collection}/`));
}

/** The address of entries side by side. @param {string[]} entries */
export function comparison(entries) {
  return `${pageAt("vergelijk/")}?${new URLSearchParams(entries.map((entry) => /** @type {[string, string]} */ (entry.split("/"))))}`;
}

/** @param {HTMLElement} button */
function toggle(button) {
  const entry = entryOf(button);
  const list = button.dataset.kbList === "compared" ? compared : bookmarked;
  if (!entry) return;
  const names = namesOf(button);
  const adding = !names.some((name) => list.has(name));
  const beside = compared.entries.filter((one) => one.split("/")[0] === entry.split("/")[0]);
  if (adding && list === compared && beside.length >= SIDE_BY_SIDE) return say(words.full ?? "", true);
  if (!(adding ? list.add(entry) : list.remove(...names))) return say(words.fault ?? "", true);
  const kind = list === compared ? (adding ? words.comparing : words.notComparing) : adding ? words.bookmarked : words.notBookmarked;
  say(fill(kind ?? "", { n: list.entries.length }));
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  if (button?.dataset.kbList) toggle(button);
  if (!button?.matches(".kb-tray__clear")) return;
  if (!compared.write([])) return say(words.fault ?? "", true);
  say(words.cleared ?? "");
  const back = document.querySelector("[data-kb-list=compared]") ?? document.querySelector(".md-header .md-logo");
  if (back instanceof HTMLElement) back.focus({ preventScroll: true });
});

/** Let every button, the header and the bar say what is kept. */
export function show() {
  const lists = { bookmarked: new Set(bookmarked.entries), compared: new Set(compared.entries) };
  for (const button of document.querySelectorAll("button[data-kb-list]")) {
    if (!(button instanceof HTMLElement)) continue;
    const list = lists[button.dataset.kbList === "compared" ? "compared" : "bookmarked"];
    const on = namesOf(button).some((name) => list.has(name));
    button.toggleAttribute("data-on", on);
    const word = button.querySelector(".kb-act__word");
    if (word) word.textContent = (on ? button.dataset.yes : button.dataset.no) ?? "";
    else button.setAttribute("aria-pressed", String(on));
  }
  const link = document.querySelector(".kb-bookmarks-link");
  if (link instanceof HTMLElement) {
    link.hidden = !lists.bookmarked.size;
    link.setAttribute("aria-label", fill(link.dataset.label ?? "", { n: lists.bookmarked.size }));
    const number = link.querySelector(".kb-bookmarks-link__number");
    if (number) number.textContent = String(lists.bookmarked.size);
  }
  const bar = tray?.querySelector(".kb-tray__bar");
  if (!(bar instanceof HTMLElement)) return;
  const entries = together();
  const names = collections[entries[0]?.split("/")[0]];
  bar.hidden = !names || Boolean(document.querySelector("kb-compare"));
  document.documentElement.toggleAttribute("data-kb-tray", !bar.hidden);
  if (!names) return;
  const sentence = either(entries.length, words.one ?? "", words.many ?? "");
  const what = bar.querySelector(".kb-tray__what");
  if (what) what.textContent = fill(sentence ?? "", { n: entries.length, one: names.one, many: names.many });
  bar.querySelector("a")?.setAttribute("href", comparison(entries));
}

// A card gets its button when it comes near the screen, and loses it further on: a list of thousands gains a few nodes.
const near = new IntersectionObserver((seen) => {
  for (const { target: card, isIntersecting } of seen) {
    const own = card.querySelector(".kb-card__bookmark");
    if (isIntersecting && !own && entryOf(card) && !card.closest("kb-bookmarks:not([data-shared])")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "kb-card__bookmark";
      button.dataset.kbList = "bookmarked";
      const on = namesOf(card).some((name) => bookmarked.has(name));
      button.setAttribute("aria-pressed", String(on));
      button.toggleAttribute("data-on", on);
      const title = card.querySelector(".kb-card__title")?.textContent?.trim() ?? "";
      button.setAttribute("aria-label", fill(words.bookmark ?? "", { title }));
      card.append(button);
    } else if (!isIntersecting && own && own !== document.activeElement) own.remove();
  }
}, { rootMargin: "200px" });

/** @param {Element} place */
function watch(place) {
  if (place.matches(".kb-card[data-entry]")) near.observe(place);
  else for (const card of place.querySelectorAll(".kb-card[data-entry]")) near.observe(card);
}

const main = document.querySelector("main");
if (main) {
  watch(main);
  new MutationObserver((records) => {
    for (const record of records) for (const node of record.addedNodes) if (node instanceof Element) watch(node);
  }).observe(main, { childList: true, subtree: true });
}

document.addEventListener("kb-bookmarks", show);
show();
