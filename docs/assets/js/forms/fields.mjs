/**
 * The fields of a form in the page: what they hold, as the values of an entry, and back. What is not filled in is left out.
 *
 * A field is an element with `data-field` (its name) and `data-kind`; an item of a list has `data-item`.
 *
 * @typedef {string | number | boolean | Group | List} Value
 * @typedef {{ [name: string]: Value }} Group
 * @typedef {(string | number | boolean | Group)[]} List
 * @typedef {(string | number)[]} Path
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control
 * @typedef {import("./picker.mjs").ReferencePicker} Pick
 */

// What the check takes for no part of a text, as macros/yaml_text/characters.py: it comes along unseen with what is copied.
const NEVER =
  /[^\t\n\x20-\x7e\xa0-\u200a\u200c-\u2027\u202f-\u2065\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{dffff}\u{e0100}-\u{10ffff}]/gu;
const LIKE_A_LINE_END = /[\v\f\x85\u2028\u2029]+/g; // between words it is a space
const NUMBER = /^-?\d{1,9}$/;

/** A text as a file can have it. @param {string} text */
const clean = (text) =>
  text.replace(/\r\n?/g, "\n").replace(LIKE_A_LINE_END, " ").replace(/\p{Cs}/gu, "\ufffd").replace(NEVER, "")
    .replace(/^\s*\n|\s+$/g, "").trimStart();

/** The fields right below a form, an item or a group. @param {Element} element @returns {HTMLElement[]} */
export function fieldsOf(element) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-field]"));
  return [...all].filter((field) => field.parentElement?.closest("[data-field], [data-item], kb-form") === element);
}

/** @param {Element} field @returns {HTMLElement[]} */
export const itemsOf = (field) => /** @type {HTMLElement[]} */ ([...field.querySelectorAll(":scope > .kb-ask__items > [data-item]")]);

/** What one types in or chooses from. @param {Element} element @returns {Control[]} */
export const controlsOf = (element) => /** @type {Control[]} */ ([...element.querySelectorAll("input, textarea, select")]);

/** @param {Element} field */
export const boxesOf = (field) => /** @type {HTMLInputElement[]} */ (controlsOf(field));

/** @param {Element} field @returns {Pick | null} */
export const pickOf = (field) => field.querySelector("kb-reference");

/** @param {Element} element @param {string} kind @returns {Value | undefined} */
function readOne(element, kind) {
  const [control, number, second] = controlsOf(element);
  const text = clean(control?.value ?? "");
  switch (kind) {
    case "group": return groupIn(element);
    case "pick": return /** @type {string} */ (pickOf(element)?.value ?? text) || undefined;
    case "number": return text ? asNumber(text) : undefined;
    case "truth": return text ? text === "true" : undefined;
    case "either": {
      const parts = (control?.value ?? "").split(" ").filter(Boolean);
      const texts = [number, second].map((one) => clean(one?.value ?? ""));
      if (!texts.some(Boolean)) return undefined;
      if (!parts.length) return texts[0] ? asNumber(texts[0]) : undefined;
      return Object.fromEntries(parts.map((part, i) => [part, asNumber(texts[i] ?? "")]).filter(([, value]) => value !== ""));
    }
    case "long": return text || undefined;
    default: return text.replace(/\s+/g, " ") || undefined;
  }
}

/** A choice may be a number too. @param {string} text */
const asNumber = (text) => (NUMBER.test(text) ? Number(text) : text);

/** @param {HTMLElement} field @returns {Value | undefined} */
function valueOf(field) {
  const { kind = "", of = "" } = field.dataset;
  if (kind === "choices") {
    const chosen = boxesOf(field).filter((box) => box.checked).map(({ value }) => choice(field, value));
    return chosen.length ? chosen : undefined;
  }
  if (kind === "picks") {
    const picked = /** @type {string[]} */ (pickOf(field)?.value ?? []);
    return picked.length ? picked : undefined;
  }
  if (kind === "list") {
    const values = itemsOf(field).map((item) => {
      const value = readOne(item, of);
      item.toggleAttribute("data-filled", value !== undefined);
      return value;
    });
    const filled = /** @type {List} */ (values.filter((value) => value !== undefined));
    return filled.length ? filled : undefined;
  }
  const value = readOne(field, kind);
  return kind === "choice" && typeof value === "string" ? choice(field, value) : value;
}

/** @param {HTMLElement} field @param {string} value */
const choice = (field, value) => (field.dataset.numbers === undefined ? value : Number(value));

/** What the fields in an element hold, by name. @param {Element} element @returns {Group | undefined} */
export function groupIn(element) {
  const found = fieldsOf(element).map((field) => [field.dataset.field ?? "", valueOf(field)]).filter(([, value]) => value !== undefined);
  return found.length ? Object.fromEntries(found) : undefined;
}

/** @param {Element} element @param {string} kind @param {Value | undefined} value */
function writeOne(element, kind, value) {
  const [control, number, second] = controlsOf(element);
  const pick = pickOf(element);
  if (kind === "group") {
    fillGroup(element, isGroup(value) ? value : {});
  } else if (kind === "pick" && pick) {
    pick.value = String(value ?? "");
  } else if (kind === "either" && control) {
    const parts = isGroup(value) ? Object.keys(value) : [];
    control.value = parts.join(" ");
    if (number) number.value = String((isGroup(value) ? value[parts[0] ?? ""] : value) ?? "");
    if (second) second.value = String((isGroup(value) ? value[parts[1] ?? ""] : undefined) ?? "");
    showShape(element);
  } else if (control) control.value = String(value ?? "");
}

/** As many boxes as the chosen shape of a number has parts. @param {Element} element of which the first control chooses it */
export function showShape(element) {
  const [shape, , second] = controlsOf(element);
  if (second) second.hidden = !shape?.value.includes(" ");
}

/** @param {unknown} value @returns {value is Group} */
const isGroup = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Fill in a field, or empty it. @param {HTMLElement} field @param {Value | undefined} value */
export function fillField(field, value) {
  const { kind = "", of = "" } = field.dataset;
  const values = Array.isArray(value) ? value : [];
  if (kind === "choices") {
    for (const box of boxesOf(field)) box.checked = values.map(String).includes(box.value);
  } else if (kind === "picks") {
    const pick = pickOf(field);
    if (pick) pick.value = values.map(String);
  } else if (kind === "list") {
    while (itemsOf(field).length < values.length) addItem(field);
    for (const item of itemsOf(field).slice(Math.max(1, values.length))) item.remove();
    itemsOf(field).forEach((item, i) => writeOne(item, of, values[i]));
  } else writeOne(field, kind, value);
}

/** Fill in the fields of an element, and empty those that have no value. @param {Element} element @param {Group} values */
export function fillGroup(element, values) {
  for (const field of fieldsOf(element)) {
    const name = field.dataset.field ?? "";
    fillField(field, Object.hasOwn(values, name) ? values[name] : undefined);
  }
}

let items = 0;
const REFERS = ["id", "for", "aria-describedby"];

/** One more item in a list: as the first, but empty and with ids of its own. @param {Element} field @returns {HTMLElement} */
export function addItem(field) {
  const [first] = itemsOf(field);
  const item = /** @type {HTMLElement} */ (first?.cloneNode(true));
  for (const other of item.querySelectorAll("[data-item] ~ [data-item], .kb-ask__wrong, .kb-ask__fix")) other.remove();
  const own = new Set(Array.from(item.querySelectorAll("[id]"), ({ id }) => id));
  items++;
  for (const element of item.querySelectorAll("*")) {
    for (const name of REFERS) {
      const ids = element.getAttribute(name)?.split(" ");
      const left = ids?.filter((id) => !id.endsWith("-wrong")).map((id) => (own.has(id) ? `${id}~${items}` : id));
      if (left) element.setAttribute(name, left.join(" "));
    }
    for (const mark of ["aria-invalid", "data-wrong"]) element.removeAttribute(mark);
  }
  first?.parentElement?.append(item);
  writeOne(item, /** @type {HTMLElement} */ (field).dataset.of ?? "", undefined);
  return item;
}

/**
 * The element of a value: the field, the item or the part that `at` leads to; the nearest above it where there is none.
 * @param {Element} form @param {Path} at @returns {HTMLElement | null}
 */
export function placeOf(form, at) {
  /** @type {Element} */ let place = form;
  for (const step of at) {
    const next = typeof step === "number"
      ? itemsOf(place).filter((item) => item.hasAttribute("data-filled"))[step]
      : fieldsOf(place).find((field) => field.dataset.field === step);
    if (!next) break;
    place = next;
  }
  return place === form ? null : /** @type {HTMLElement} */ (place);
}
