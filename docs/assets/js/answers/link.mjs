/** A copy in the part of an address that no server sees: everything that a link holds, whoever made it. */
import { bounded, WorksheetError } from "./answers.mjs";

const PREFIX = "w1.";
const LONGEST = 20_000; // what mail and chats still pass on whole
const LARGEST = 400_000; // bytes, once unpacked

/** @param {Uint8Array<ArrayBuffer>} bytes @param {TransformStream<BufferSource, Uint8Array<ArrayBuffer>>} change @param {number} most */
async function through(bytes, change, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(change).getReader();
  const parts = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > most) {
      reader.cancel().catch(() => {}); // what comes out of a small link without end
      throw new WorksheetError("too-long");
    }
    parts.push(value);
  }
}

/** @param {import("./answers.mjs").Copy} copy @returns {Promise<string>} the fragment, without its `#` */
export async function packed(copy) {
  const bytes = new TextEncoder().encode(JSON.stringify(copy));
  const small = bytes.length > LARGEST ? bytes : await through(bytes, new CompressionStream("deflate-raw"), LARGEST);
  const length = PREFIX.length + Math.ceil(small.length * 4 / 3);
  if (length > LONGEST) throw new WorksheetError("too-long");
  const text = btoa(String.fromCharCode(...small));
  return PREFIX + text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** What a fragment holds, for `checked` to look at. @param {string} fragment @param {number} [limit] bytes @returns {Promise<unknown>} */
export async function unpacked(fragment, limit = LARGEST) {
  const [, version, text = ""] = /^w([1-9]\d?)\.([^]*)$/.exec(fragment) ?? [];
  if (!version) throw new WorksheetError("not-ours");
  if (version !== "1") throw new WorksheetError("newer");
  if (fragment.length > LONGEST) throw new WorksheetError("too-long");
  if (!/^[\w-]+$/.test(text)) throw new WorksheetError("damaged");
  const inflation = new DecompressionStream("deflate-raw");
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
    const json = new TextDecoder("utf-8", { fatal: true }).decode(await through(bytes, inflation, limit));
    return bounded(JSON.parse(json));
  } catch (error) {
    throw error instanceof WorksheetError ? error : new WorksheetError("damaged");
  }
}
