import { fieldsOf } from "./fields.mjs";
import { inWords, issue, LONGEST, newFile, report } from "./sending.mjs";

/**
 * The panel in which one sees what leaves, and chooses how.
 *
 * @typedef {{ name: string, text: string }} File
 */

/**
 * Show the file as it is now, what it says in words, and where it can go.
 * @param {HTMLElement} form with the addresses in `data-…`, and the changed fields marked
 * @param {HTMLElement} panel @param {File} file @param {string[]} missing what is not there yet @param {Record<string, string>} words
 * @param {string} [mends] the address of the entry that is mended
 */
export function showPanel(form, panel, { name, text }, missing, words, mends) {
  const { newFile: address = "", issue: asked = "", edit = "", report: about = "" } = form.dataset;
  const ways = mends === undefined ? { file: newFile(address, name, text), issue: issue(form, asked) } : {
    edit: `${edit}${name}`, issue: report(form, about, { title: document.title, page: mends, words }),
  };
  for (const [way, url] of Object.entries(ways)) {
    const long = url.length > LONGEST;
    const place = /** @type {HTMLElement} */ (panel.querySelector(`[data-way=${way}]`));
    const link = /** @type {HTMLAnchorElement} */ (place.querySelector("a"));
    link.href = long ? newFile(address, name, "") : url;
    link.hidden = long && way === "issue";
    /** @type {HTMLElement} */ (place.querySelector(".kb-form__long")).hidden = !long;
  }
  for (const [what, said] of Object.entries({ name, text })) {
    const place = panel.querySelector(`[data-shows=${what}]`);
    if (place) place.textContent = said;
  }
  const told = /** @type {HTMLElement} */ (panel.querySelector(".kb-form__missing"));
  told.hidden = !missing.length;
  told.textContent = `${missing.join(" ")} ${words.missing}`;
  const shown = fieldsOf(form).filter((field) => mends === undefined || field.hasAttribute("data-changed"));
  panel.querySelector("dl")?.replaceChildren(...inWords(shown).map(rowOf));
}

/** @param {{ label: string, lines: string[] }} said */
function rowOf({ label, lines }) {
  const row = document.createElement("div");
  const parts = lines.map((line) => Object.assign(document.createElement("dd"), { textContent: line }));
  row.append(Object.assign(document.createElement("dt"), { textContent: label }), ...parts);
  return row;
}
