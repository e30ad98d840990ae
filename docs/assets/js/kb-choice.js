// @ts-check
// The theme writes light or dark into the browser on the first visit, before anybody
// chose. This runs just before the theme, and lets it keep that only from the moment
// that a visitor works the switch. What is not kept follows the visitor's own system.
(() => {
  /** @type {any} */
  const page = globalThis;
  const keep = page.__md_set;
  if (!keep) return;
  let chose = false;
  const listen = (/** @type {Event} */ event) => {
    if (event.target instanceof Element && event.target.closest('[data-md-component="palette"]')) chose = true;
  };
  addEventListener("change", listen, { capture: true });
  page.__md_set = (/** @type {string} */ key, /** @type {unknown[]} */ ...rest) => {
    if (key !== "__palette" || chose) keep(key, ...rest);
  };
})();
