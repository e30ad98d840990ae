import { fill } from "../lib/plurals.mjs";
import { setText } from "../lib/set-text.mjs";
import { radius, shade } from "./map-scale.mjs";

/** @typedef {import("../index/collection-index.mjs").CollectionIndex} Index */

/**
 * A map of a collection. The server draws it, with the same as a list beside it.
 *
 * Everywhere: pointing at the list shows the area. In an index the map follows the
 * filters, and choosing an area is choosing its filter: the list has buttons for it.
 */
class MapView extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;
  /** @type {Index | undefined} */ #index;
  /** By the marks of a dot or a group, the entries in it. @type {Map<Element, string[]>} */ #ids = new Map();

  connectedCallback() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    for (const kind of ["pointerover", "focusin"]) this.addEventListener(kind, (event) => this.#point(event.target), { signal });
    for (const kind of ["pointerleave", "focusout"]) this.addEventListener(kind, () => this.#point(null), { signal });
    const index = this.closest("kb-index");
    if (!index || !this.querySelector(".kb-map__pick")) return;
    customElements.whenDefined("kb-index").then(() => {
      if (!signal.aborted) this.#follow(/** @type {Index} */ (index), signal);
    });
  }

  disconnectedCallback() {
    this.#life?.abort();
  }

  /** @param {Index} index @param {AbortSignal} signal */
  #follow(index, signal) {
    this.#index = index;
    for (const one of this.querySelectorAll("[data-ids]")) {
      if (one instanceof HTMLElement || one instanceof SVGElement) this.#ids.set(one, (one.dataset.ids ?? "").split(" ").filter(Boolean));
    }
    for (const button of this.querySelectorAll(".kb-map__pick")) if (button instanceof HTMLButtonElement) button.hidden = false;
    for (const link of this.querySelectorAll(".kb-map__page[data-short]")) {
      if (!(link instanceof HTMLElement)) continue;
      link.setAttribute("aria-label", link.dataset.short ?? "");
      link.title = link.dataset.short ?? "";
    }
    this.addEventListener("click", (event) => this.#choose(event), { signal });
    index.addEventListener("kb-shown", () => this.#show(), { signal });
    this.#show();
  }

  /** @param {MouseEvent} event */
  #choose(event) {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const chosen = event.target.closest(".kb-map__area, .kb-map__pick");
    if (!chosen) return;
    event.preventDefault();
    this.#index?.toggle(this.#field, valueOf(chosen));
  }

  /** Write what the selection gives: numbers, shades, dots and sums. */
  #show() {
    const index = this.#index;
    const view = this.closest(".kb-view");
    // In another view nobody sees the map; choosing its view is a change too, and then it is written.
    if (!index || (view instanceof HTMLElement && view.dataset.view !== index.dataset.view)) return;
    const counts = index.found(this.#field); // as the sums: of what is shown
    const shown = new Set(index.shown());
    const most = Math.max(1, ...counts.values());
    const chosen = index.chosen(this.#field);
    for (const one of this.querySelectorAll("[data-value]")) {
      const value = valueOf(one);
      const count = counts.get(value) ?? 0;
      const maybe = counts.get(one.getAttribute("data-around") ?? "") ?? 0;
      if (one.hasAttribute("data-shade")) one.setAttribute("data-shade", String(shade(count, most, Number(this.dataset.shades))));
      one.toggleAttribute("data-on", chosen.has(value));
      one.querySelector(".kb-map__pick")?.setAttribute("aria-pressed", String(chosen.has(value)));
      if (one.matches("text")) one.textContent = !count && maybe ? `${maybe}?` : String(count);
      else for (const number of one.querySelectorAll(".kb-map__count")) number.textContent = String(count);
      const said = one.querySelector(".kb-map__maybe");
      if (said instanceof HTMLElement) {
        said.hidden = !maybe || count > 0;
        said.textContent = fill(said.dataset.said ?? "", { n: maybe });
      }
    }
    // What is drawn last has its whole border in sight.
    const over = this.querySelector(".kb-map__over");
    for (const area of this.querySelectorAll(".kb-map__area[data-on]")) over?.before(area);
    this.#sum(shown);
    this.#name();
  }

  /** @param {Set<string>} shown */
  #sum(shown) {
    let rest = shown.size;
    for (const [one, ids] of this.#ids) {
      const count = ids.filter((id) => shown.has(id)).length;
      if (one instanceof SVGElement) {
        one.dataset.count = String(count);
        one.toggleAttribute("hidden", !count);
        one.setAttribute("r", String(radius(Math.max(1, count), Number(this.dataset.dot))));
      } else {
        rest -= count;
        setText(one.querySelector("dd"), String(count));
      }
    }
    for (const one of this.querySelectorAll("[data-group]:not([data-ids])")) {
      setText(one.querySelector("dd"), String(one.matches("[data-group=all]") ? shown.size : rest));
    }
  }

  /** Name the places of each area that still have a dot. */
  #name() {
    const dots = [...this.querySelectorAll("circle")].filter((dot) => !dot.hasAttribute("hidden"));
    for (const line of this.querySelectorAll(".kb-map__places")) {
      const here = dots.filter((dot) => dot.dataset.within === valueOf(line));
      line.textContent = here.map(({ dataset: { place, count } }) => (count === "1" ? place : `${place} (${count})`)).join(", ");
    }
  }

  /** Let an area stand out, and its row. @param {EventTarget | null} target */
  #point(target) {
    const hot = target instanceof Element ? target.closest("[data-value]") : null;
    for (const area of this.querySelectorAll(".kb-map__area")) {
      area.toggleAttribute("data-hot", hot !== null && valueOf(area) === valueOf(hot));
    }
  }

  get #field() {
    return this.dataset.field ?? "";
  }
}

/** @param {Element} one */
function valueOf(one) {
  return one.closest("[data-value]")?.getAttribute("data-value") ?? "";
}

customElements.define("kb-map", MapView);
