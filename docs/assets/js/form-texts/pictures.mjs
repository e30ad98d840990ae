/**
 * A picture that goes in a text: chosen, described, made as small as the site shows it, and kept until the form is sent.
 *
 * @typedef {import("../forms/panel.mjs").WithPictures} Form
 * @typedef {import("../forms/panel.mjs").Picture} Picture
 */
import { nameOf } from "../forms/entry-file.mjs";
import { change } from "./toolbar.mjs";

const GOOD = 0.86; // of a photo: what one sees no difference at
const IN_TEXT = 3 / 4; // bytes that a letter of a `data:` address stands for
/** @type {Record<string, string>} */
const ENDINGS = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" };

/**
 * A picture at most so large, with nothing in its file but what one sees. Throws where it is none.
 * @param {Blob} file @param {number} side in pixels @param {number} bytes @returns {Promise<Picture>}
 */
async function madeSmall(file, side, bytes) {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const [width, height] = [image.width, image.height].map((one) => Math.max(1, Math.round(one * scale)));
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, width ?? 1, height ?? 1);
  image.close();
  const first = canvas.toDataURL(ENDINGS[file.type] ? file.type : "image/jpeg", GOOD);
  const src = first.length * IN_TEXT > bytes ? canvas.toDataURL("image/jpeg", GOOD) : first;
  if (src.length * IN_TEXT > bytes) throw new Error("too large");
  return { src, width: canvas.width, height: canvas.height };
}

/** The Markdown of a picture. @param {string} src @param {string} alt @param {string} caption */
function inMarkdown(src, alt, caption) {
  const title = caption && ` "${caption.replace(/[\\"]/g, "\\$&")}"`;
  return `![${alt.replace(/[\\[\]]/g, "\\$&")}](${src}${title})`;
}

/** Put a picture between the paragraphs of a text. @param {HTMLTextAreaElement} box @param {number} at @param {string} picture */
function put(box, at, picture) {
  const { value } = box;
  const ahead = value.slice(0, at).trim() ? "\n".repeat(2 - Math.min(2, /\n*$/.exec(value.slice(0, at))?.[0].length ?? 0)) : "";
  const behind = value.slice(at).trim() ? "\n".repeat(2 - Math.min(2, /^\n*/.exec(value.slice(at))?.[0].length ?? 0)) : "";
  const end = at + ahead.length + picture.length;
  change(box, { from: at, to: at, text: ahead + picture + behind, select: [end, end] });
}

/** Ask for a picture, and put it in the text of a box. @param {Form} form @param {HTMLTextAreaElement} box */
export function askPicture(form, box) {
  const dialog = /** @type {HTMLDialogElement} */ (form.querySelector(".kb-picture"));
  const [file, alt, caption] = dialog.querySelectorAll("input");
  const said = /** @type {HTMLElement} */ (dialog.querySelector("[role=alert]"));
  if (!file || !alt || !caption) return;
  const at = box.selectionEnd; // a box behind a dialog forgets it
  for (const field of [file, alt, caption]) field.value = "";
  said.textContent = "";
  const end = new AbortController();
  /** @param {string} word @param {HTMLElement} field */
  const say = (word, field) => {
    said.textContent = said.dataset[word] ?? "";
    field.focus();
  };
  const take = async () => {
    const [chosen] = file.files ?? [];
    const words = [alt, caption].map(({ value }) => value.trim().replace(/\s+/g, " "));
    if (!chosen || !words[0]) return say("empty", chosen ? alt : file);
    const { side, bytes, folder = "" } = dialog.dataset;
    const picture = await madeSmall(chosen, Number(side), Number(bytes)).catch(() => null);
    if (!picture) return say("broken", file);
    // Of two that are called the same the size differs: GitHub would write one over the other.
    const name = `${nameOf(words[0])}-${picture.src.length.toString(36)}.${ENDINGS[picture.src.slice(5, picture.src.indexOf(";"))]}`;
    form.pictures = { ...form.pictures, [name]: picture };
    dialog.close();
    put(box, at, inMarkdown(folder + name, words[0], words[1] ?? ""));
  };
  const { signal } = end;
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation(); // it does not send the form around it
    void take();
  }, { signal });
  dialog.querySelector("[data-shut]")?.addEventListener("click", () => dialog.close(), { signal });
  dialog.addEventListener("close", () => {
    end.abort();
    box.focus();
  }, { signal });
  dialog.showModal();
}
