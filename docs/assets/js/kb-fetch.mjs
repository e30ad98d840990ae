// @ts-check
/** Fetching what a page does not hold, without holding up the visitor. */

/** @param {string} url @param {AbortSignal} [signal] */
export async function fetchJson(url, signal) {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

/** Let the browser answer the visitor first. */
export function pause() {
  return new Promise((done) => { setTimeout(done); });
}
