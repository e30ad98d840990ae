import { download } from "../lib/download.mjs";
import { fill } from "../lib/plurals.mjs";
import { fieldsOf } from "./fields.mjs";
import { inWords, issue, labelOf, LONGEST, newFile, report } from "./sending.mjs";

/**
 * The panel in which one sees what leaves, and chooses how.
 *
 * @typedef {{ name: string, text: string }} File
 * @typedef {{ page: string, before: import("./before.mjs").Before }} Mends the address of an entry, and what it said
 * @typedef {{ src: string, width: number, height: number }} Picture as a `data:` address, which the policy of our pages lets in
 * @typedef {HTMLElement & { pictures: Record<string, Picture> }} WithPictures the form, with what was chosen for its texts by name
 */

/**
 * Show the file as it is now, what it says in words, and where it can go.
 * @param {WithPictures} form with the addresses in `data-…`, and the changed fields marked
 * @param {HTMLElement} panel @param {File} file @param {string[]} missing what is not there yet @param {Record<string, string>} words
 * @param {Mends} [mends] the entry that is mended
 */
export function showPanel(form, panel, { name, text }, missing, words, mends) {
  const { newFile: address = "", issue: asked = "", edit = "", report: about = "" } = form.dataset;
  const fields = fieldsOf(form).filter((field) => !mends || field.hasAttribute("data-changed"));
  const said = mends ? fields.map((field) => ({ label: labelOf(field), lines: mends.before.told(field) })) : inWords(fields);
  const ways = !mends ? { file: newFile(address, name, text), issue: issue(form, asked) } : {
    edit: `${edit}${name}`, issue: report(said, about, { title: document.title, page: mends.page, words }),
  };
  for (const [way, url] of Object.entries(ways)) {
    const long = url.length > LONGEST;
    const place = /** @type {HTMLElement} */ (panel.querySelector(`[data-way=${way}]`));
    const link = /** @type {HTMLAnchorElement} */ (place.querySelector("a"));
    link.href = long ? newFile(address, name, "") : url;
    link.hidden = long && way === "issue";
    /** @type {HTMLElement} */ (place.querySelector(".kb-form__long")).hidden = !long;
  }
  for (const [what, shown] of Object.entries({ name, text })) {
    const place = panel.querySelector(`[data-shows=${what}]`);
    if (place) place.textContent = shown;
  }
  const told = /** @type {HTMLElement} */ (panel.querySelector(".kb-form__missing"));
  told.hidden = !missing.length;
  const [above] = told.children;
  if (above) above.textContent = `${missing.join(" ")} ${words.missing}`;
  showPictures(panel, Object.entries(form.pictures).filter(([picture]) => text.includes(`/${picture}`)), words);
  panel.querySelector("dl")?.replaceChildren(...said.map(rowOf));
}

/**
 * The pictures in the text, each to save.
 * @param {HTMLElement} panel @param {[string, Picture][]} pictures @param {Record<string, string>} words
 */
function showPictures(panel, pictures, words) {
  const place = panel.querySelector(".kb-form__pictures");
  place?.toggleAttribute("hidden", !pictures.length);
  place?.querySelector("ul")?.replaceChildren(...pictures.map(([name, { src }]) => {
    const button = document.createElement("button");
    const label = fill(words["save-picture"] ?? "", { name });
    Object.assign(button, { type: "button", className: "kb-button kb-button--quiet", textContent: label });
    button.addEventListener("click", () => {
      const bytes = Uint8Array.from(atob(src.replace(/.*,/, "")), (letter) => letter.charCodeAt(0));
      download(name, "", new Blob([bytes]));
    });
    const line = document.createElement("li");
    line.append(button);
    return line;
  }));
}

/** @param {{ label: string, lines: string[] }} said */
function rowOf({ label, lines }) {
  const row = document.createElement("div");
  const parts = lines.map((line) => Object.assign(document.createElement("dd"), { textContent: line }));
  row.append(Object.assign(document.createElement("dt"), { textContent: label }), ...parts);
  return row;
}
