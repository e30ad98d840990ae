import { fill } from "../lib/plurals.mjs";
import { controlsOf } from "./fields.mjs";
import { labelOf } from "./sending.mjs";

/**
 * @typedef {import("./fields.mjs").Control} Control
 * @typedef {import("../form-rules/rules.mjs").FormProblem} FormProblem
 * @typedef {{ problem: FormProblem, place: HTMLElement }} Placed what is wrong, and with which field
 */

const PARTS = ".kb-toolbar, .kb-ask__row, .kb-ask__in, .kb-ask__boxes, .kb-ask__parts, .kb-reference, .kb-ask__items";

/** Whether it keeps one from sending: what is not there yet may be proposed along. @param {{ problem: FormProblem }} found */
export const stops = ({ problem }) => problem.code !== "reference";

/** What the cursor goes to for a field. @param {Element} place @returns {HTMLElement} */
export const controlOf = (place) => controlsOf(place).find((control) => !control.hidden) ?? /** @type {HTMLElement} */ (place);

/** @param {HTMLElement} place */
export function focus(place) {
  place.closest("details")?.setAttribute("open", "");
  place.focus();
  (place.closest(".kb-ask") ?? place).scrollIntoView({ block: "center" });
}

/** What is wrong, said at each field and in the list above the form, as NL Design System does. */
export class Messages {
  /** @param {HTMLElement} form @param {HTMLElement} summary @param {Record<string, string>} words @param {() => void} mended */
  constructor(form, summary, words, mended) {
    this.form = form;
    this.summary = summary;
    this.words = words;
    this.mended = mended;
  }

  /**
   * Say this and no more.
   * @param {Placed[]} found @param {boolean} listed whether above the form too @returns {boolean} whether a list went that was there
   */
  show(found, listed) {
    for (const old of this.form.querySelectorAll(".kb-ask__wrong, .kb-ask__fix")) old.remove();
    for (const old of this.form.querySelectorAll("[aria-invalid], [data-wrong]")) this.#fault(old, "");
    for (const one of found) this.#tell(one);
    return this.#sum(listed ? found.filter(stops) : []);
  }

  /** @param {Placed} found */
  #tell({ problem, place }) {
    const { message, hint, fix } = problem;
    const control = controlOf(place);
    const told = document.createElement("p");
    told.className = "kb-ask__wrong";
    told.toggleAttribute("data-mild", !stops({ problem }));
    const before = place.querySelectorAll(":scope > .kb-ask__wrong").length;
    told.id = `${control.id || "form"}${before ? `-${before + 1}` : ""}-wrong`;
    told.append(Object.assign(document.createElement("strong"), { textContent: message }), ` ${hint}`);
    const next = place.querySelector(`:scope > :is(${PARTS})`);
    place.insertBefore(told, next ?? place.firstChild);
    const offer = fix && "value" in control ? this.#offer(/** @type {Control} */ (control), fix) : null;
    if (offer) (next ?? told).after(offer); // first the field, then what it could become
    this.#fault(place.matches("fieldset") ? place : control, told.id);
  }

  /** A button that fills in what was likely meant. @param {Control} control @param {[from: string, to: string]} fix */
  #offer(control, [from, to]) {
    const label = fill(this.words.fix ?? "", { text: to });
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "kb-button kb-button--quiet", textContent: label });
    button.addEventListener("click", () => {
      control.value = control.value.replace(from, () => to);
      this.mended();
      control.focus();
    });
    const line = Object.assign(document.createElement("p"), { className: "kb-ask__fix" });
    line.append(button);
    return line;
  }

  /**
   * Say of a field that something is wrong with it, and where that stands; without an id, that nothing is.
   * @param {Element} field @param {string} id
   */
  #fault(field, id) {
    const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && (id || !one.endsWith("-wrong")));
    field.setAttribute("aria-describedby", [...others, id].filter(Boolean).join(" "));
    if (id && !field.matches("fieldset")) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    field.toggleAttribute("data-wrong", Boolean(id));
  }

  /**
   * The list above the form, each with the way to its field.
   * @param {Placed[]} shown @returns {boolean} whether it went
   */
  #sum(shown) {
    const was = !this.summary.hidden;
    this.summary.hidden = !shown.length;
    if (this.summary.hidden) return was;
    const title = this.summary.querySelector("h2");
    if (title) title.textContent = fill(this.words.wrong ?? "", { n: shown.length });
    this.summary.querySelector("ul")?.replaceChildren(...shown.map(({ problem, place }) => {
      const line = document.createElement("li");
      const label = labelOf(place);
      const told = problem.message.includes(label) ? problem.message : `${label}: ${problem.message}`;
      const link = Object.assign(document.createElement("a"), { href: `#${controlOf(place).id}`, textContent: told });
      link.addEventListener("click", (event) => {
        event.preventDefault();
        focus(controlOf(place));
      });
      line.append(link);
      return line;
    }));
    return false;
  }
}
