// @ts-check
// The theme's own search opens on any address with `?q=`, and an index keeps its
// words there too. This runs before the theme does: it lays the address aside,
// where the index finds it, and puts it back once the theme has started, unless a
// visitor has made a choice by then.
(() => {
  const address = new URL(location.href);
  if (!address.searchParams.has("q")) return;
  const page = document.documentElement;
  const whole = address.href;
  page.dataset.kbSearch = address.search;
  address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
  addEventListener("load", () => {
    if ("kbSearch" in page.dataset) history.replaceState(history.state, "", whole);
    delete page.dataset.kbSearch;
  });
})();
