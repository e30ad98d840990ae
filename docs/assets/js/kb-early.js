// @ts-check
// The theme's own search opens on any address with `?q=`, and an index keeps its
// words there too. This runs before the theme does: it lays the address aside,
// where the index finds it, and the index puts it back once the theme has started.
(() => {
  const address = new URL(location.href);
  if (!address.searchParams.has("q")) return;
  document.documentElement.dataset.kbSearch = address.search;
  address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
})();
