import { fileOf, nameOf } from "../forms/entry-file.mjs";
import "../forms/picker.mjs";
import "../form-texts/toolbar.mjs";
import { addItem, controlsOf, fieldsOf, fillField, fillGroup, groupIn, itemsOf, placeOf, showShape } from "../forms/fields.mjs";
import { alike } from "../forms/likeness.mjs";
import { controlOf, focus, Messages, stops } from "../forms/messages.mjs";
import { bearers, Others } from "../forms/others.mjs";
import { showPanel } from "../forms/panel.mjs";
import { labelOf } from "../forms/sending.mjs";
import { checked } from "../form-rules/text-checks.mjs";
import { copyText } from "../lib/clipboard.mjs";
import { download } from "../lib/download.mjs";
import { fetchWell } from "../lib/fetching.mjs";
import { fill } from "../lib/plurals.mjs";
import { copiesOf, remove, write } from "../worksheets/storage.mjs";
import { showAlong } from "./proposed-along.mjs";

/**
 * @typedef {import("../forms/fields.mjs").Group} Group
 * @typedef {import("../form-rules/rules.mjs").FormProblem} FormProblem
 * @typedef {import("../worksheets/storage.mjs").Kept} Kept
 * @typedef {{ id: string, text: string, name: string, values: Group, before: import("../forms/before.mjs").Before,
 *   code: typeof import("../forms/mending.mjs") }} Mending
 * its file, and what the form said of it before somebody changed a thing
 */

const REST = 250; // ms after a key within which what was typed is kept
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const NEARLY = 0.8; // of the room that a text has, from which on it is told what is left

/** The day where the visitor is, as YYYY-MM-DD. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/**
 * The form of a collection: what somebody fills in becomes a file or a message for who keeps the knowledge base. It is kept in the
 * browser as it is typed, and checked by the rules of the check, in its words. With `?edit=ID` it mends the entry of that name.
 */
class EntryForm extends HTMLElement {
  /** @type {Kept} */ #kept = { key: "", revision: 0, copy: { worksheet: "", version: 1, name: "", changed: "", answers: {} } };
  /** @type {Promise<void>} */ #saving = Promise.resolve();
  /** @type {Set<Element>} fields that somebody left with something in them */ #left = new Set();
  /** @type {Record<string, string>} */ #words = {};
  /** @type {{ fields: import("../form-rules/rules.mjs").CollectionRules, words: import("../form-rules/text-checks.mjs").Words }} */
  #rules = { fields: { one: {} }, words: { rules: {}, wanted: {}, given: {}, earliest: 0, tags: [], own: [] } };
  /** What was chosen for its texts, by name. @type {Record<string, import("../forms/panel.mjs").Picture>} */ pictures = {};
  #timer = 0;
  #sent = false;
  #pressing = false; // a message that comes now moves what is under the pointer
  #state = "{}"; // what is filled in, as it was last taken
  #known = new Others(() => this.#check());
  /** @type {Mending | null} of an entry that there is */ #mending = null;
  /** @type {Messages | null} */ #messages = null;
  /** @type {import("../form-preview/panel.mjs").PreviewPanel | null} of what comes of it, once somebody looks */ #shown = null;

  connectedCallback() {
    const told = /** @type {HTMLTemplateElement | null} */ (this.querySelector(".kb-form__words"));
    const words = told?.content.querySelectorAll("p") ?? [];
    this.#words = Object.fromEntries(Array.from(words, (one) => [one.dataset.word ?? "", one.textContent ?? ""]));
    this.#rules = JSON.parse(this.querySelector(".kb-form__rules")?.textContent ?? "{}");
    this.#messages = new Messages(this, this.#part("wrong"), this.#words, () => this.#commit());
    this.#kept = this.#blank();
    this.#names();
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ready();
    });
    this.addEventListener("input", ({ target }) => this.#typed(target));
    this.addEventListener("change", ({ target }) => this.#changed(target));
    this.addEventListener("click", ({ target }) => this.#clicked(target));
    this.addEventListener("pointerdown", () => { this.#pressing = true; });
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => this.#released());
    window.addEventListener("pagehide", () => this.#commit());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.#commit(); });
    void this.#begin();
  }

  async #begin() {
    const asked = new URLSearchParams(location.search);
    const id = asked.get("edit") ?? "";
    if (ID.test(id)) await this.#open(id);
    await this.#fromStorage();
    const title = asked.get("title")?.slice(0, 200);
    if (title && !this.#mending && !this.#values.title) fillGroup(this, { ...this.#values, title });
    this.setAttribute("data-ready", "");
  }

  /** Fill in what an entry says now. @param {string} id */
  async #open(id) {
    this.inert = true;
    this.#say("loading");
    try {
      const [code, { Before }, { leadFromList }] =
        await Promise.all([import("../forms/mending.mjs"), import("../forms/before.mjs"), import("../forms/jump.mjs")]);
      const text = await (await fetchWell(`${this.dataset.entries}${id}/source.txt`)).text();
      const { values, ending } = code.readFile(text);
      fillGroup(this, values);
      const asFilled = this.#values;
      this.#mending = { id, text, name: `${id}${ending}`, values: asFilled, before: new Before(this, asFilled, this.#words), code };
      this.#kept = this.#blank();
      const title = fill(this.#words["mend-title"] ?? "", { title: String(values.title) });
      document.title = title;
      const page = this.closest("article");
      const heading = page?.querySelector("h1");
      if (heading) heading.textContent = title;
      const above = document.querySelector(".md-header__topic + .md-header__topic .md-ellipsis");
      if (above) above.textContent = title;
      const crumb = page?.querySelector(".kb-entry__crumb a");
      if (crumb) Object.assign(crumb, { href: this.#entry, textContent: String(values.title) });
      page?.setAttribute("data-mends", "");
      this.#shape();
      leadFromList(this);
      this.#say("");
    } catch {
      this.#say("no-entry");
    }
    this.inert = false;
  }

  /** What of the entry is not as it was; without an entry, nothing. */
  get #changes() {
    return this.#mending ? this.#mending.code.changesIn(this.#mending.values, this.#values) : {};
  }

  /** Let the form be as what was put in it asks: shapes of numbers, names of items, parts that are open. */
  #shape() {
    for (const field of this.querySelectorAll("[data-kind=either]")) showShape(field);
    for (const item of this.querySelectorAll("[data-of=either] [data-item]")) showShape(item);
    const filled = fieldsOf(this).filter(({ dataset }) => (dataset.field ?? "") in this.#values);
    for (const more of this.querySelectorAll("details.kb-form__section")) {
      more.toggleAttribute("open", filled.some((field) => more.contains(field)));
    }
    this.#names();
    this.#state = JSON.stringify(this.#values);
  }

  // What is kept

  /** @returns {Kept} */
  #blank() {
    const worksheet = ["form", this.dataset.collection, this.#mending?.id].filter(Boolean).join("/"); // no worksheet is called so
    return { key: `${worksheet}/${Math.random()}`, revision: 0, copy: { worksheet, version: 1, name: "", changed: "", answers: {} } };
  }

  async #fromStorage() {
    try {
      const kept = await copiesOf(this.#kept.copy.worksheet);
      const [last] = [...kept.filter(({ key }) => location.hash === `#${key}`), ...kept];
      if (!last || this.#timer || this.#kept.copy.changed) return;
      this.#kept = last;
      this.pictures = last.pictures ?? {};
      fillGroup(this, { ...this.#mending?.values, .../** @type {Group} */ (last.copy.answers) });
      this.#shape();
      this.#mark();
      this.#say("found");
    } catch {
      this.#say("not-kept");
    }
  }

  get #values() {
    return groupIn(this) ?? {};
  }

  /** Take what is filled in, and keep it. */
  #commit() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const values = this.#values;
    const state = JSON.stringify(values);
    if (state === this.#state) return;
    this.#state = state;
    // Of an entry only what differs: what others change in it meanwhile, stays.
    const kept = /** @type {unknown} */ (this.#mending ? this.#changes : values);
    const answers = /** @type {Kept["copy"]["answers"]} */ (kept);
    const copy = { ...this.#kept.copy, name: String(values.title ?? "").slice(0, 120), changed: new Date().toISOString(), answers };
    const place = this.#mending ? document.title : this.dataset.place ?? "";
    const pictures = Object.fromEntries(Object.entries(this.pictures).filter(([name]) => state.includes(`/${name}`)));
    this.#kept = { ...this.#kept, copy, place: [place, location.pathname + location.search], pictures };
    this.#mark();
    this.#saving = this.#saving.then(() => this.#save());
    this.#check();
    this.#learn();
    if (!this.#panel.hidden) this.#show();
    this.#shown?.show(values, this.#id);
  }

  /** Have the names that what is filled in has to be held against: of this collection, and of those that are referred to. */
  #learn() {
    const pickers = /** @type {NodeListOf<import("../forms/picker.mjs").ReferencePicker>} */ (this.querySelectorAll("kb-reference"));
    this.#known.learn([this, ...Array.from(pickers).filter(({ value }) => value.length)].map(({ dataset }) => dataset.names ?? ""));
  }

  get #others() {
    return this.#known.entries(this.dataset.names ?? "", this.#mending?.id);
  }

  async #save() {
    const asked = this.#kept;
    try {
      const written = await write(asked) ?? await write({ ...asked, ...this.#blank(), copy: asked.copy });
      if (!written) throw new Error("not written");
      this.#kept = { ...this.#kept, key: written.key, revision: written.revision };
      this.#say(written.key === asked.key ? "kept" : "clash");
    } catch {
      this.#say("not-kept");
    }
  }

  async #wipe() {
    if (!window.confirm(this.#words.wipe)) return;
    this.#commit();
    await this.#saving;
    await remove(this.#kept.key).catch(() => {});
    this.#kept = this.#blank();
    this.pictures = {};
    fillGroup(this, this.#mending?.values ?? {});
    this.#shape();
    this.#mark();
    this.#left.clear();
    this.#sent = false;
    this.#panel.hidden = true;
    this.#check();
    this.#say("wiped");
    focus(controlOf(this.#part("section")));
  }

  /** Mark what is not as the entry has it. */
  #mark() {
    const changes = this.#changes;
    for (const field of fieldsOf(this)) field.toggleAttribute("data-changed", (field.dataset.field ?? "") in changes);
    if (!this.#pressing) this.#mending?.before.show(this);
  }

  // What is wrong

  /** Show what is wrong with the fields that somebody left, and after sending with all; take away what is mended. */
  #check() {
    const found = this.#problems();
    if (this.#pressing) return found.filter(stops);
    this.#compare();
    const shown = found.filter(({ place }) => this.#sent || this.#left.has(place));
    if (this.#messages?.show(shown, this.#sent)) this.#sayThen("right");
    return found.filter(stops);
  }

  /** Say which entries this may be already. */
  #compare() {
    const title = /** @type {HTMLElement | undefined} */ (fieldsOf(this)[0]);
    title?.querySelector(".kb-form__alike")?.remove();
    const found = this.#mending ? [] : alike(String(this.#values.title ?? ""), this.#others);
    if (!found.length) return;
    const note = document.createElement("p");
    note.className = "kb-form__alike";
    note.append(this.#words.alike ?? "");
    for (const [id, name] of found) {
      note.append(" ", Object.assign(document.createElement("a"), { href: `${this.dataset.entries}${id}/`, textContent: name }));
    }
    title?.append(note);
  }

  /** @returns {{ problem: FormProblem, place: HTMLElement }[]} in the order of the page */
  #problems() {
    const known = { today: today(), ids: this.#known.ids, names: bearers(this.#others) };
    const found = checked(this.#values, this.#rules.fields, this.#rules.words, known);
    const placed = found.map((problem) => ({ problem, place: placeOf(this, problem.at) ?? this }));
    return placed.sort((a, b) => (a.place.compareDocumentPosition(b.place) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
  }

  // Sending

  get #panel() {
    return this.#part("send");
  }

  #ready() {
    this.#sent = true;
    this.#commit();
    if (this.#check().length) {
      this.#panel.hidden = true;
      focus(this.#part("wrong"));
      return;
    }
    if (this.#mending && !Object.keys(this.#changes).length) {
      this.#say("no-changes");
      this.#part("said").scrollIntoView({ block: "center" });
      return;
    }
    this.#show();
    this.#panel.hidden = false;
    this.#panel.focus();
    this.#panel.scrollIntoView();
  }

  /** The file as it is now, and where it can go. */
  #show() {
    const missing = this.#problems().filter((found) => !stops(found)).map(({ problem }) => problem.message);
    showPanel(this, this.#panel, this.#file(), missing, this.#words,
      this.#mending ? { page: this.#entry, before: this.#mending.before } : undefined);
    if (missing.length) void showAlong(this, this.#panel.querySelector(".kb-form__missing ul"), this.#words);
  }

  /** The address of the entry that is mended. */
  get #entry() {
    return new URL(`${this.dataset.entries}${this.#mending?.id}/`, location.href).href;
  }

  /** The name that it has, or will have, in addresses. */
  get #id() {
    return this.#mending?.id ?? nameOf(String(this.#values.title ?? ""));
  }

  /** Show what comes of it, or show it no longer. */
  async #preview() {
    const place = this.#part("preview");
    const [button] = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-do=preview]"));
    place.hidden = !place.hidden;
    this.toggleAttribute("data-previews", !place.hidden);
    button?.setAttribute("aria-expanded", String(!place.hidden));
    if (place.hidden) {
      button?.focus();
      return;
    }
    try {
      if (!this.#shown) {
        const { PreviewPanel } = await import("../form-preview/panel.mjs");
        const module = await import(new URL(place.dataset.module ?? "", location.href).href);
        this.#shown = new PreviewPanel(place, module, (src) => this.pictures[src.replace(/.*\//, "")] ?? null);
      }
      this.#shown.show(this.#values, this.#id);
      place.focus();
    } catch {
      place.hidden = true;
      this.#say("no-preview");
    }
  }

  #file() {
    const values = this.#values;
    const order = Object.keys(this.#rules.fields.properties ?? {});
    if (this.#mending) {
      const { text, name, code } = this.#mending;
      return { name, text: code.mended(text, this.#changes, order) };
    }
    const { ending = "" } = this.dataset;
    const sorted = Object.fromEntries(order.filter((name) => name in values).map((name) => [name, values[name] ?? ""]));
    return { name: nameOf(String(values.title ?? "")) + ending, text: fileOf(sorted, ending) };
  }

  // What somebody does

  #released() {
    if (!this.#pressing) return;
    this.#pressing = false;
    setTimeout(() => { // once what was pressed has done its work
      this.#mark();
      this.#check();
    });
  }

  /** @param {EventTarget | null} target */
  #typed(target) {
    if (!(target instanceof Element)) return;
    this.#room(target);
    this.#timer ||= window.setTimeout(() => this.#commit(), REST);
  }

  /** Somebody left a field, and it is not as it was. @param {EventTarget | null} target */
  #changed(target) {
    const field = target instanceof Element ? target.closest("[data-field], [data-item]") : null;
    if (!field || !(target instanceof Element)) return;
    if (target.matches("[data-shape]")) showShape(field);
    this.#left.add(field);
    this.#commit();
    this.#check();
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    const button = target instanceof Element ? target.closest("[data-do]") : null;
    const { do: deed = "" } = /** @type {HTMLElement | null} */ (button)?.dataset ?? {};
    const field = /** @type {HTMLElement | null} */ (button?.closest("[data-field]"));
    /** @type {Record<string, () => unknown>} */
    const deeds = {
      add: () => field && this.#add(field),
      away: () => field && this.#away(field, /** @type {HTMLElement} */ (button?.closest("[data-item]"))),
      back: () => field && this.#back(field),
      today: () => this.#today(/** @type {Element} */ (button?.parentElement)),
      wipe: () => this.#wipe(),
      preview: () => this.#preview(),
      copy: async () => this.#say(await copyText(this.#file().text) ? "copied" : "not-copied"),
      download: () => {
        const { name, text } = this.#file();
        download(name, "text/plain", text);
        this.#say("saved");
      },
      change: () => {
        this.#panel.hidden = true;
        focus(controlOf(this.#part("section")));
      },
    };
    void deeds[deed]?.();
  }

  /** @param {HTMLElement} field */
  #add(field) {
    const item = addItem(field);
    this.#names();
    controlOf(item).focus();
  }

  /** @param {HTMLElement} field @param {HTMLElement} item */
  #away(field, item) {
    const items = itemsOf(field);
    const n = items.indexOf(item) + 1;
    item.remove();
    this.#names();
    this.#commit();
    const next = itemsOf(field)[Math.max(0, n - 2)];
    if (next) controlOf(next).focus();
    this.#sayThen("gone", { label: labelOf(field), n });
  }

  /** Have a field say what the entry says. @param {HTMLElement} field */
  #back(field) {
    fillField(field, this.#mending?.values[field.dataset.field ?? ""]);
    this.#names();
    this.#commit();
    focus(controlOf(field));
    this.#sayThen("put-back-said", { label: labelOf(field) });
  }

  /** @param {Element} row */
  #today(row) {
    const [control] = controlsOf(row);
    if (!control) return;
    control.value = today();
    control.dispatchEvent(new Event("change", { bubbles: true }));
    control.focus();
  }

  /** Say of each item of a list which it is, and let all but the last go. */
  #names() {
    for (const field of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-kind=list]"))) {
      const items = itemsOf(field);
      items.forEach((item, i) => {
        const values = { label: labelOf(field), n: i + 1 };
        const named = field.dataset.of === "group" ? item : controlsOf(item)[0];
        if (named === item) item.setAttribute("role", "group");
        named?.setAttribute("aria-label", fill(this.#words.item ?? "", values));
        const away = /** @type {HTMLElement | null} */ (item.querySelector(":scope > [data-do=away]"));
        away?.setAttribute("aria-label", fill(this.#words.away ?? "", values));
        if (away) away.hidden = items.length < 2;
      });
    }
  }

  /** How much room a text has left, where it nearly has none. @param {Element} target */
  #room(target) {
    const place = /** @type {HTMLElement | null} */ (target.nextElementSibling);
    const most = Number(place?.dataset.most);
    if (!place || !most || !("value" in target)) return;
    const left = most - String(target.value).trim().length;
    place.hidden = left > most * (1 - NEARLY);
    place.toggleAttribute("data-over", left < 0);
    place.textContent = fill(this.#words[left < 0 ? "over" : "room"] ?? "", { n: Math.abs(left) });
  }

  // What is said

  /** @param {string} name */
  #part(name) {
    return /** @type {HTMLElement} */ (this.querySelector(`.kb-form__${name}`));
  }

  /**
   * Say it once all is kept, which is said too; that it could not be kept, stays.
   * @param {string} word @param {Record<string, string | number>} [values]
   */
  #sayThen(word, values) {
    void this.#saving.then(() => this.#part("said").hasAttribute("data-fault") || this.#say(word, values));
  }

  /** @param {string} word @param {Record<string, string | number>} [values] */
  #say(word, values = {}) {
    const [above, below] = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(".kb-form__said"));
    const [place, other] = /** @type {HTMLElement[]} */ (this.#panel.hidden ? [above, below] : [below, above]);
    if (!place || !other) return;
    other.textContent = "";
    place.textContent = fill(this.#words[word] ?? "", values);
    place.toggleAttribute("data-fault", word.startsWith("not-"));
  }
}

customElements.define("kb-form", EntryForm);
