// @ts-check
// The theme fetches the whole search index on every page, for everyone. This runs
// before the theme and keeps that one request until a visitor goes to the search box,
// or comes with words to search for in the address.
(() => {
  const { open, send } = XMLHttpRequest.prototype;
  let address = "";

  XMLHttpRequest.prototype.open = function (/** @type {string} */ method, /** @type {string | URL} */ url) {
    address = String(url);
    return open.call(this, method, url, true);
  };

  XMLHttpRequest.prototype.send = function (body) {
    if (!address.endsWith("/search/search_index.json")) return send.call(this, body);
    Object.assign(XMLHttpRequest.prototype, { open, send });
    const asked = new URLSearchParams(location.search).has("q") && !("kbSearch" in document.documentElement.dataset);
    if (asked || document.activeElement?.closest(".md-search")) return send.call(this, body);
    const waiting = new AbortController();
    // On the window, before whatever keeps this event to itself.
    addEventListener("focusin", ({ target }) => {
      if (!(target instanceof Element) || !target.closest(".md-search")) return;
      waiting.abort();
      send.call(this, body);
    }, { capture: true, signal: waiting.signal });
  };
})();
