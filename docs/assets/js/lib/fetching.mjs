/** Fetching what a page does not hold, without holding up the visitor. */

/** An answer that is one. @param {string} url @param {RequestInit} [how] */
export async function fetchWell(url, how) {
  const answer = await fetch(url, how);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

/** @param {string} url @param {RequestInit} [how] @returns {Promise<unknown>} */
export async function fetchJson(url, how) {
  return (await fetchWell(url, how)).json();
}

/** Let the browser answer the visitor first. */
export function pause() {
  return new Promise((done) => { setTimeout(done); });
}
