import { dayInWords } from "../lib/in-words.mjs";
import { copiesOf } from "../worksheets/storage.mjs";

/** The worksheets that somebody filled in here, to find them again; hidden where there are none. */
class OwnSheets extends HTMLElement {
  async connectedCallback() {
    const kept = await copiesOf().catch(() => []);
    this.querySelector("ul")?.replaceChildren(...kept.map(({ key, copy, place: [title, page] = ["", ""] }) => {
      const line = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: `${page}#${key}`, textContent: copy.name || title });
      line.append(link, `, ${[copy.name && title, dayInWords(new Date(copy.changed))].filter(Boolean).join(", ")}`);
      return line;
    }));
    this.hidden = !kept.length;
  }
}

customElements.define("kb-own-sheets", OwnSheets);
