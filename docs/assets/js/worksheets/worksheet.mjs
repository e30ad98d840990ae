import { checked, signed, WorksheetError } from "../answers/answers.mjs";
import { copyText } from "../lib/clipboard.mjs";
import { fill } from "../lib/plurals.mjs";
import { History } from "./history.mjs";
import { fromPaper, toPaper } from "./paper.mjs";
import {
  balance, definitionOf, fit, moveLine, places, pointDot, readPiece, sendLine, showWriters, writePiece,
} from "./pieces.mjs";
import { copiesOf, copyAt, remove, tabs, write } from "./storage.mjs";

/**
 * @typedef {import("./storage.mjs").Kept} Kept
 * @typedef {import("../answers/answers.mjs").Copy} Copy
 * @typedef {import("../answers/answers.mjs").Definition} Definition
 */

const REST = 250; // ms after a key within which what was typed is kept, also while somebody types on
const LINK = 8000; // characters; a longer link breaks in mail and chat
const NEW_FILE = 6000; // characters that GitHub takes in an address

/**
 * A worksheet: fills in, keeps, undoes, shares and exports what stands in the page as a form.
 *
 * Every change is kept in the browser. A link holds all of a copy behind its #, which browsers send to nobody.
 */
class Worksheet extends HTMLElement {
  /** @type {AbortController | undefined} */ #life;
  /** @type {Definition} */ #definition = definitionOf(this);
  /** @type {Kept} */ #kept = this.#blank();
  #history = new History("");
  #timer = 0;
  #saving = Promise.resolve();
  /** @type {Map<string, { key: string, revision: number }>} by the key that a copy had */ #places = new Map();

  async connectedCallback() {
    this.#life = new AbortController();
    const { signal } = this.#life;
    for (const field of this.querySelectorAll(/** @type {"input"} */ ("input, textarea"))) field.autocomplete = "off";
    this.addEventListener("input", (event) => this.#typed(event.target), { signal });
    this.addEventListener("change", (event) => this.#changed(event.target), { signal });
    this.addEventListener("click", (event) => this.#clicked(event.target), { signal });
    this.addEventListener("keydown", (event) => this.#pressed(event), { signal });
    this.addEventListener("pointerdown", (event) => this.#pointed(event), { signal });
    this.addEventListener("focusin", (event) => this.#came(event.target), { signal });
    document.addEventListener("visibilitychange", () => this.#commit(), { signal });
    window.addEventListener("beforeprint", () => toPaper(this, this.#definition), { signal });
    window.addEventListener("afterprint", () => fromPaper(this), { signal });
    window.addEventListener("pagehide", () => this.#commit(), { signal });
    window.addEventListener("hashchange", () => void this.#fromLink(), { signal });
    window.addEventListener("beforeunload", (event) => { if (this.hasAttribute("data-unkept")) event.preventDefault(); }, { signal });
    tabs?.addEventListener("message", ({ data }) => void this.#elsewhere(data), { signal });
    this.#show(this.#blank());
    await this.#fromLink() || await this.#fromStorage();
    this.dataset.ready = "";
  }

  disconnectedCallback() {
    this.#commit();
    this.#life?.abort();
  }

  // What is on the sheet

  /** @returns {Kept} */
  #blank() {
    const key = String(Math.random());
    const { id, version } = this.#definition;
    return { key, revision: 0, copy: { worksheet: id, version, name: "", changed: "", answers: {} } };
  }

  /** @param {Kept} kept */
  #show(kept) {
    this.#places.delete(kept.key);
    const { lost = [] } = kept.copy;
    this.#kept = kept;
    this.#who.value = kept.who ?? this.#who.value;
    this.#history = new History(this.#state(kept.copy));
    this.#fill(kept.copy);
    const place = /** @type {HTMLElement} */ (this.querySelector(".kb-worksheet__lost"));
    place.hidden = !lost.length;
    const lines = lost.map(({ text }) => Object.assign(document.createElement("li"), { textContent: text }));
    place.querySelector("ul")?.replaceChildren(...lines);
    /** @type {HTMLElement} */ (this.querySelector(".kb-worksheet__link")).hidden = true;
    this.#buttons();
  }

  /** @param {Copy} copy */
  #fill(copy) {
    for (const place of places(this)) {
      writePiece(place, copy.answers[place.dataset.piece ?? ""]);
      fit(place);
    }
    this.#name.value = copy.name;
    this.#sign(copy);
  }

  /** The name above the sheet on paper, and who filled in what. @param {Copy} copy */
  #sign(copy) {
    const place = this.querySelector(".kb-worksheet__name");
    if (place) place.textContent = copy.name;
    const writers = showWriters(places(this), copy, this.#word("by"));
    this.querySelector("datalist")?.replaceChildren(...writers.map((name) => new Option(name)));
  }

  get #name() {
    return /** @type {HTMLInputElement} */ (this.querySelector("[data-do=name]"));
  }

  get #who() {
    return /** @type {HTMLInputElement} */ (this.querySelector("[data-do=who]"));
  }

  /** @param {Copy} copy */
  #state({ name, answers, by = {} }) {
    return JSON.stringify({ name, answers, by });
  }

  /** Take what is filled in, as a step to undo, and keep it. */
  #commit() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const found = places(this).map((place) => [place.dataset.piece ?? "", readPiece(place)]);
    const answers = Object.fromEntries(found.filter(([, value]) => value !== undefined));
    const { copy } = this.#kept;
    const by = signed(copy, answers, this.#who.value.trim());
    const { by: _, ...before } = copy;
    this.#take({ ...before, ...by && { by }, answers, name: this.#name.value.trim().slice(0, 120) });
  }

  /** @param {Copy} copy */
  #take(copy) {
    if (!this.#history.add(this.#state(copy))) return;
    // From here on it is a copy of one's own, which the address is not to bring back to what it was.
    if (/^#w\d/.test(location.hash)) history.replaceState(history.state, "", "#blad");
    this.#keep(copy);
  }

  /** @param {Copy} copy */
  #keep(copy) {
    this.#kept = {
      ...this.#kept,
      copy: { ...copy, changed: new Date().toISOString() },
      who: this.#who.value.trim(),
      place: [this.#definition.title, location.pathname],
    };
    this.#sign(copy);
    this.#buttons();
    const asked = this.#kept;
    this.#saving = this.#saving.then(() => this.#save(asked));
  }

  /** @param {Kept} asked what the sheet held then: it may show another copy by now */
  async #save(asked) {
    let { copy } = asked;
    try {
      let written = await write({ ...asked, ...this.#keptAt(asked), copy });
      const clash = !written;
      if (clash) {
        copy = { ...copy, name: fill(this.#word("clash-name"), { name: copy.name || this.#word("unnamed") }) };
        written = await write({ ...asked, ...this.#blank(), copy });
      }
      if (!written) throw new Error("not written");
      const { key, revision } = written;
      this.#places.set(asked.key, { key, revision }).set(key, { key, revision });
      if (this.#kept.key === asked.key) {
        // What was typed while this was written is of the same copy.
        this.#kept = { ...this.#kept, key, revision, copy: clash ? { ...this.#kept.copy, name: copy.name } : this.#kept.copy };
        if (clash) this.#name.value = copy.name;
      }
      this.#say(clash ? "clash" : "kept");
      this.removeAttribute("data-unkept");
      tabs?.postMessage(key);
      await this.#list();
    } catch {
      this.setAttribute("data-unkept", "");
      this.#say("not-kept");
    }
  }

  /** Where a copy is kept: what is written one after the other knows of what was written before. @param {Kept} kept */
  #keptAt({ key, revision }) {
    return this.#places.get(key) ?? { key, revision };
  }

  /** @param {number} by */
  #step(by) {
    this.#commit();
    const state = this.#history.step(by);
    if (state === null) return;
    const copy = { ...this.#kept.copy, ...JSON.parse(state) };
    this.#fill(copy);
    this.#keep(copy);
  }

  // Copies

  async #fromStorage() {
    try {
      const kept = await copiesOf(this.#definition.id);
      const [last] = [...kept.filter(({ key }) => location.hash === `#${key}`), ...kept];
      if (last) this.#open(last);
      if (location.hash === `#${last?.key}`) this.scrollIntoView();
      await this.#list();
    } catch {
      this.#say("no-storage");
    }
  }

  /** A copy that was kept, perhaps of an older version of the worksheet. @param {Kept} kept */
  #open(kept) {
    try {
      this.#show({ ...kept, copy: checked(kept.copy, this.#definition).copy });
    } catch (error) {
      this.#fault(error);
    }
  }

  async #list() {
    const kept = await copiesOf(this.#definition.id);
    const choose = /** @type {HTMLSelectElement} */ (this.querySelector("[data-do=choose]"));
    const named = kept.map((one) => this.#option(one));
    if (!kept.some(({ key }) => key === this.#kept.key)) named.unshift(new Option(this.#word("new"), this.#kept.key, false, true));
    choose.replaceChildren(...named);
    /** @type {HTMLElement} */ (choose.closest("label")).hidden = named.length < 2;
    /** @type {HTMLElement} */ (this.querySelector("[data-do=compare]")).hidden = kept.length < 2;
    await this.#listSources();
  }

  /** A copy by its name and when it was changed. @param {Kept} kept */
  #option({ key, copy: { name, changed } }) {
    const moment = new Date(changed).toLocaleString(document.documentElement.lang);
    return new Option(`${name || this.#word("unnamed")} (${moment})`, key, false, key === this.#kept.key);
  }

  /** Copies of other worksheets that pieces of this one can take over. */
  async #listSources() {
    const take = /** @type {HTMLSelectElement | null} */ (this.querySelector("[data-do=take]"));
    if (!take) return;
    const worksheets = new Set(this.#definition.pieces.map(({ takes }) => takes.split("/")[0] ?? ""));
    const kept = (await Promise.all([...worksheets].filter(Boolean).map(copiesOf))).flat();
    take.replaceChildren(new Option(this.#word("choose"), ""), ...kept.map((one) => this.#option(one)));
    /** @type {HTMLElement} */ (take.closest("label")).hidden = !kept.length;
  }

  /** @param {string} key */
  async #takeOver(key) {
    this.#commit();
    const kept = await copyAt(key);
    if (!kept) return;
    const { takenOver } = await import("./copies.mjs");
    this.#fill({ ...this.#kept.copy, answers: takenOver(this.#definition, kept.copy, this.#kept.copy.answers) });
    this.#commit();
    await this.#saving;
    this.#say("taken");
  }

  /** Another tab wrote a copy. @param {unknown} key */
  async #elsewhere(key) {
    if (key !== this.#kept.key) return void this.#list().catch(() => {});
    this.#commit();
    await this.#saving;
    const kept = await copyAt(this.#kept.key);
    if (kept && kept.revision > this.#kept.revision) this.#open(kept);
  }

  async #fromLink() {
    if (!/^#w\d/.test(location.hash)) return false;
    const { unpacked } = await import("../answers/link.mjs");
    this.scrollIntoView();
    try {
      const from = location.hash;
      const data = await unpacked(from.slice(1));
      const own = (await copiesOf(this.#definition.id).catch(() => [])).find((kept) => kept.from === from);
      if (own) this.#open(own);
      else this.#received(data, "shared", from);
      if (own) this.#say("own");
    } catch (error) {
      this.#fault(error);
      return false;
    }
    await this.#list().catch(() => {});
    return true;
  }

  /**
   * Data of a link or a file: a new copy, kept once something in it is changed or, from a file, at once.
   * @param {unknown} data @param {string} word @param {string} [from] the link, whose own copy opens the next time
   */
  #received(data, word, from) {
    const { copy } = checked(data, this.#definition);
    this.#commit();
    this.#show({ ...this.#blank(), copy, from });
    if (word === "opened") this.#keep(copy);
    this.#saving = this.#saving.then(() => { if (!this.hasAttribute("data-unkept")) this.#say(word); });
  }

  // What somebody does

  /** @param {EventTarget | null} target */
  #typed(target) {
    const place = target instanceof Element ? target.closest(".kb-piece") : null;
    if (place instanceof HTMLElement) {
      if (place.dataset.kind === "driehoek" && target instanceof HTMLInputElement) balance(place, target);
      fit(place);
    } else if (target !== this.#name) return;
    this.#timer ||= window.setTimeout(() => this.#commit(), REST);
  }

  /** @param {EventTarget | null} target */
  #changed(target) {
    if (target instanceof HTMLSelectElement) void this.#selected(target);
    else if (target instanceof HTMLInputElement && target.type === "file") void this.#read(target);
    else this.#commit();
  }

  /** @param {HTMLSelectElement} select */
  async #selected({ dataset, value }) {
    if (dataset.do === "send") this.#send(value);
    else await (dataset.do === "take" ? this.#takeOver(value) : this.#choose(value));
  }

  /** @param {string} key */
  async #choose(key) {
    this.#commit();
    await this.#saving;
    const kept = await copyAt(key);
    if (kept) this.#open(kept);
    this.#say("chosen");
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    const by = Number(event.key === "ArrowDown") - Number(event.key === "ArrowUp");
    if (event.altKey && event.target instanceof HTMLTextAreaElement && moveLine(event.target, by)) event.preventDefault();
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    this.#step(key === "y" || event.shiftKey ? 1 : -1);
  }

  /** The bar to move points with goes to the list that somebody is in. @param {EventTarget | null} target */
  #came(target) {
    const here = target instanceof HTMLTextAreaElement && target.closest("[data-kind=lijst]")?.getAttribute("data-piece");
    const bar = this.querySelector(".kb-points");
    if (!here || !bar) return;
    const others = this.#definition.pieces.filter(({ id, kind }) => kind === "lijst" && id !== here);
    const named = others.map(({ id, title }) => new Option(title, id));
    bar.querySelector("select")?.replaceChildren(new Option(this.#word("send"), ""), ...named);
    target.after(bar);
  }

  /** The list that the bar to move points stands below. */
  get #points() {
    return /** @type {HTMLTextAreaElement} */ (this.querySelector("textarea:has(+ .kb-points)"));
  }

  /** @param {number} by */
  #move(by) {
    this.#points.focus();
    moveLine(this.#points, by);
  }

  /** @param {string} id the piece that a point goes to */
  #send(id) {
    this.#commit();
    const other = /** @type {HTMLTextAreaElement | null} */ (this.querySelector(`[data-piece="${id}"] textarea`));
    if (other) sendLine(this.#points, other);
    this.#points.focus();
    this.#commit();
  }

  /** @param {PointerEvent} event */
  #pointed(event) {
    const drawing = event.target instanceof Element ? event.target.closest(".kb-piece__triangle svg") : null;
    const place = drawing?.closest(".kb-piece");
    if (!drawing || !(place instanceof HTMLElement)) return;
    event.preventDefault();
    drawing.setPointerCapture(event.pointerId);
    const move = (/** @type {Event} */ moved) => pointDot(place, /** @type {PointerEvent} */ (moved));
    move(event);
    drawing.addEventListener("pointermove", move);
    drawing.addEventListener("pointerup", () => {
      drawing.removeEventListener("pointermove", move);
      this.#commit();
    }, { once: true });
  }

  /** @param {EventTarget | null} target */
  #clicked(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    const deed = button?.dataset.do;
    if (!deed) return;
    this.#commit();
    const deeds = /** @type {Record<string, () => unknown>} */ ({
      undo: () => this.#step(-1),
      redo: () => this.#step(1),
      new: () => { this.#show(this.#blank()); void this.#list(); this.#say("new"); },
      duplicate: () => this.#duplicate(),
      up: () => this.#move(-1),
      down: () => this.#move(1),
      share: () => this.#share(),
      copy: () => this.#copyLink(),
      print: () => window.print(),
      screen: () => document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen(),
      present: async () => (await import("./session.mjs")).present(this, places(this), this.#words),
      clock: async () => (await import("./session.mjs")).count(button, this.#words, () => this.#say("clock-over")),
      compare: () => this.#compare(),
      propose: () => this.#propose(),
      wipe: () => this.#wipe(),
    });
    Promise.resolve((deeds[deed] ?? (() => this.#saveAs(deed)))()).catch((error) => this.#fault(error));
  }

  /** Go on in a copy: this one stays as it is now, to compare with. */
  #duplicate() {
    const { copy } = this.#kept;
    const name = fill(this.#word("duplicate-name"), { name: copy.name || this.#word("unnamed") }).slice(0, 120);
    this.#show({ ...this.#blank(), copy: { ...copy, name } });
    this.#keep(this.#kept.copy);
    this.#saving = this.#saving.then(() => { if (!this.hasAttribute("data-unkept")) this.#say("duplicate"); });
  }

  async #wipe() {
    if (!window.confirm(this.#word("wipe"))) return;
    await this.#saving;
    await remove(this.#kept.key);
    this.#show(this.#blank());
    await this.#fromStorage();
    this.#say("wiped");
  }

  /** All copies beside one another, or away with them. */
  async #compare() {
    const place = /** @type {HTMLElement} */ (this.querySelector(".kb-worksheet__compared"));
    place.hidden = !place.hidden;
    if (place.hidden) return;
    await this.#saving;
    const { compared } = await import("./copies.mjs");
    const copies = (await copiesOf(this.#definition.id)).map(({ copy }) => checked(copy, this.#definition).copy);
    place.replaceChildren(compared(this.#definition, copies, this.#words));
    place.focus();
  }

  async #share() {
    if (typeof CompressionStream !== "function") {
      this.#say("no-link");
      return;
    }
    const { packed } = await import("../answers/link.mjs");
    const fragment = await packed(this.#kept.copy).catch((error) => {
      if (error instanceof WorksheetError && error.code === "too-long") return "";
      throw error;
    });
    const address = `${location.origin}${location.pathname}#${fragment}`;
    const place = /** @type {HTMLElement} */ (this.querySelector(".kb-worksheet__link"));
    place.hidden = !fragment || address.length > LINK;
    if (place.hidden) {
      this.#say("too-long-to-share");
      return;
    }
    const field = /** @type {HTMLInputElement} */ (place.querySelector("input"));
    field.value = address;
    field.focus();
    field.select();
    this.#say("link");
  }

  async #copyLink() {
    const field = /** @type {HTMLInputElement} */ (this.querySelector(".kb-worksheet__link input"));
    this.#say(await copyText(field.value) ? "copied" : "not-copied");
  }

  /** @param {HTMLInputElement} field */
  async #read(field) {
    const [file] = field.files ?? [];
    field.value = "";
    if (!file) return;
    try {
      if (file.size > 2_000_000) throw new WorksheetError("too-long");
      const text = await file.text();
      const isPage = /^\s*</.test(text);
      const data = isPage
        ? (await import("../worksheet-files/texts.mjs")).fromPage(text)
        : (await import("../answers/yaml.mjs")).fromYaml(text);
      this.#received(data, "opened");
    } catch (error) {
      this.#fault(error);
    }
  }

  /** @param {string} form */
  async #saveAs(form) {
    const { file } = await import("../worksheet-files/exports.mjs");
    const { name, blob } = await file(form, this.#definition, this.#kept.copy, this.#words);
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    this.#say("saved");
  }

  /** A new entry of the knowledge base with what is filled in: GitHub's page for a new file, or the file where that is too long. */
  async #propose() {
    if (!window.confirm(this.#word("propose"))) return;
    const { entryOf } = await import("../worksheet-files/exports.mjs");
    const text = await entryOf(this.#definition, this.#kept.copy, this.#words);
    const address = `${this.dataset.newFile ?? ""}${encodeURIComponent(text)}`;
    if (address.length <= NEW_FILE) window.open(address, "_blank", "noopener");
    else await this.#saveAs("entry");
  }

  // What is said

  /** @param {string} name */
  #word(name) {
    return this.#words[name] ?? "";
  }

  /** @returns {Record<string, string>} */
  get #words() {
    const words = this.querySelector("template")?.content.querySelectorAll("p") ?? [];
    return Object.fromEntries(Array.from(words, (one) => [one.dataset.word ?? "", one.textContent ?? ""]));
  }

  /** @param {string} word */
  #say(word) {
    const place = this.querySelector(".kb-worksheet__said");
    if (place) place.textContent = this.#word(word);
    place?.toggleAttribute("data-fault", /^(fault-|no)/.test(word));
  }

  /** @param {unknown} error */
  #fault(error) {
    if (!(error instanceof WorksheetError)) console.error(error);
    this.#say(error instanceof WorksheetError ? `fault-${error.code}` : "fault-damaged");
  }

  #buttons() {
    /** @param {string} deed @param {boolean} can */
    const enable = (deed, can) => {
      const button = this.querySelector(`[data-do=${deed}]`);
      if (button instanceof HTMLButtonElement) button.disabled = !can;
    };
    enable("undo", this.#history.canUndo);
    enable("redo", this.#history.canRedo);
  }
}

customElements.define("kb-worksheet", Worksheet);
