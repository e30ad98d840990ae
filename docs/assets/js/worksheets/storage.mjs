/**
 * Copies of worksheets in the visitor's own browser. Each has a number that goes up as it is written: who writes with an
 * older number has not seen what another tab wrote, and must not write over it.
 *
 * @typedef {import("../answers/answers.mjs").Copy} Copy
 * @typedef {{ src: string, width: number, height: number }} Picture as a `data:` address, which the policy of our pages lets in
 * @typedef {{ key: string, revision: number, copy: Copy, who?: string, from?: string, place?: [string, string],
 *   pictures?: Record<string, Picture> }} Kept
 * of which `who` filled in last in this browser, `from` is the link that it came from, `place` the name and the page of the
 * worksheet, and `pictures` go in its texts
 */

// Sites of one owner on GitHub Pages share their storage: the path of this one tells them apart.
const NAME = `${new URL("../../../", import.meta.url).pathname}.worksheets`;
const STORE = "copies";

/** @type {Promise<IDBDatabase> | null} open as long as the page is: who leaves has no time to open it */
let opened = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => {
      asked.result.onversionchange = asked.result.onclose = close;
      done(asked.result);
    };
    asked.onerror = () => failed(asked.error);
  });
  return opened;
}

/** Somebody wipes it, or the browser closed it: the next who asks opens it anew. */
function close() {
  void opened?.then((database) => database.close(), () => {});
  opened = null;
}

/**
 * Do something with the store in one transaction, and wait until it is on disk.
 * @template Result
 * @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => Result} work
 * @returns {Promise<Result>}
 */
async function within(mode, work) {
  try {
    const database = await open();
    return await new Promise((done, failed) => {
      const transaction = database.transaction(STORE, mode);
      const result = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => done(result);
      transaction.onerror = () => failed(transaction.error);
      transaction.onabort = () => failed(transaction.error ?? new Error("aborted"));
    });
  } catch (error) {
    close();
    throw error;
  }
}

/** Whether anything was ever kept: looking must not make a database. Where a browser cannot tell, it is asked all the same. */
async function hasAny() {
  const known = await indexedDB.databases?.();
  return !known || known.some(({ name }) => name === NAME);
}

/** All copies, or those of one worksheet, the last that was changed first. @param {string} [worksheet] @returns {Promise<Kept[]>} */
export async function copiesOf(worksheet) {
  if (!await hasAny()) return [];
  const asked = await within("readonly", (store) => store.getAll());
  const found = /** @type {Kept[]} */ (asked.result).filter(({ copy }) => !worksheet || copy.worksheet === worksheet);
  return found.sort((a, b) => b.copy.changed.localeCompare(a.copy.changed));
}

/** @param {string} key @returns {Promise<Kept | undefined>} */
export async function copyAt(key) {
  return (await within("readonly", (store) => store.get(key))).result;
}

/**
 * Write a copy, unless another tab wrote it since.
 * @param {Kept} kept with the number that was read
 * @returns {Promise<Kept | null>} with its new number; null where it was not written
 */
export async function write(kept) {
  const next = { ...kept, revision: kept.revision + 1 };
  let clash = false;
  await within("readwrite", (store) => {
    const asked = store.get(kept.key);
    asked.onsuccess = () => {
      clash = (asked.result?.revision ?? 0) !== kept.revision;
      if (!clash) store.put(next);
    };
  });
  return clash ? null : next;
}

/** @param {string} key */
export async function remove(key) {
  await within("readwrite", (store) => { store.delete(key); });
}

/** What tells other tabs that a copy was written: a message is its key. */
export const tabs = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null;
