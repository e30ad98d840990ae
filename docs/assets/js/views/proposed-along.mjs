import { fill } from "../lib/plurals.mjs";
import { fold } from "../lib/folding.mjs";
import { copiesOf } from "../worksheets/storage.mjs";

/** @typedef {import("../forms/picker.mjs").ReferencePicker} Picker */

/**
 * Lead to the form of each entry that is referred to and that is not there yet, or to what was begun of it in this browser.
 * @param {Element} form @param {Element | null} list @param {Record<string, string>} words
 */
export async function showAlong(form, list, words) {
  const pickers = /** @type {Picker[]} */ ([...form.querySelectorAll("kb-reference")]);
  const missing = pickers.flatMap((picker) => picker.fresh.map((name) => ({ picker, name })));
  const lines = missing.map(async ({ picker, name }) => {
    const { pathname = "", textContent = "" } = picker.querySelector("a") ?? {};
    const add = textContent.replace(/ \(.*/, ""); // without what is said of the tab
    const begun = await draftOf(`form/${(picker.dataset.names ?? "").replace(/.*\/|\.json$/g, "")}`, name);
    const told = fill(words[begun ? "along-begun" : "along"] ?? "", { name, add });
    const href = begun ? `${pathname}#${begun}` : `${pathname}?${String(new URLSearchParams({ title: name }))}`;
    const line = document.createElement("li");
    line.append(Object.assign(document.createElement("a"), { href, textContent: told, target: "_blank" }));
    return line;
  });
  list?.replaceChildren(...await Promise.all(lines));
}

/** What was begun under this name. @param {string} worksheet @param {string} name */
async function draftOf(worksheet, name) {
  const drafts = await copiesOf(worksheet).catch(() => []); // where nothing can be kept, nothing is
  return drafts.find(({ copy }) => fold(copy.name) === fold(name))?.key;
}
