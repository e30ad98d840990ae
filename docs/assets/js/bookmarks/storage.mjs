/**
 * What a visitor keeps in her own browser: entries in a list of hers, and entries to compare. Nothing is written but
 * after a click of hers, and nothing is left once a list is empty. What stands there is a stranger's: another tab,
 * another version of the site or a curious hand may have written it, so whatever is not an entry is passed over.
 */

const ENTRY = /^[a-z][a-z0-9_-]{0,60}\/[a-z0-9][a-z0-9-]{0,150}$/; // its collection and its id
const MOST = 200;
export const SIDE_BY_SIDE = 4;

const root = new URL("../../../", import.meta.url); // of the site

/** The address of a page of this site. @param {string} path from its root */
export const pageAt = (path) => new URL(path, root).href;

/** @param {unknown} given @param {number} [most] @returns {string[]} the entries in it, each once */
export function entriesIn(given, most = MOST) {
  const texts = Array.isArray(given) ? given.filter((one) => typeof one === "string" && ENTRY.test(one)) : [];
  return [...new Set(texts)].slice(0, most);
}

/** A list of entries under a name of its own. */
class EntryList {
  /** @param {string} name */
  constructor(name) {
    // Sites of one owner on GitHub Pages share their storage: the path of this one tells them apart.
    this.key = `${root.pathname}.${name}`;
  }

  /** @returns {string[]} */
  get entries() {
    try {
      return entriesIn(JSON.parse(localStorage.getItem(this.key) ?? "[]"));
    } catch {
      return []; // no storage, or not ours
    }
  }

  /** @param {string} entry */
  has(entry) {
    return this.entries.includes(entry);
  }

  /** Keep these. @param {string[]} entries @returns {boolean} whether the browser did */
  write(entries) {
    try {
      if (entries.length) localStorage.setItem(this.key, JSON.stringify(entriesIn(entries)));
      else localStorage.removeItem(this.key);
    } catch {
      return false;
    }
    document.dispatchEvent(new Event("kb-bookmarks"));
    return true;
  }

  /** @param {string} entry @returns {boolean} whether the browser kept it */
  add(entry) {
    return this.write([...this.entries.filter((one) => one !== entry), entry]) && this.has(entry);
  }

  /** @param {string[]} entries */
  remove(...entries) {
    return this.write(this.entries.filter((one) => !entries.includes(one)));
  }
}

export const bookmarked = new EntryList("kb-kept"); // what browsers hold already stands under this name
export const compared = new EntryList("kb-compared");

// Another tab wrote, or this page comes back from the browser's memory.
addEventListener("storage", () => document.dispatchEvent(new Event("kb-bookmarks")));
addEventListener("pageshow", (event) => {
  if (event.persisted) document.dispatchEvent(new Event("kb-bookmarks"));
});
