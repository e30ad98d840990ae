// The frame of the site as one scrolls and reads: what of the theme's own script these pages need. That script is not
// fetched; its classes and its styles are used here as it uses them.

// From here on what needs a script can be used; before, it is not shown.
document.documentElement.className = "js";

const header = document.querySelector(".md-header");
const title = document.querySelector(".md-header__title");
const heading = document.querySelector(".md-content h1");
const upwards = document.querySelector("button.md-top");
const drawer = document.querySelector("#__drawer");

/** The links of the table of contents, and what each leads to. */
const contents = [...document.querySelectorAll(".md-nav--secondary .md-nav__link")].flatMap((link) => {
  const place = link instanceof HTMLAnchorElement && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  return place ? [{ link, place }] : [];
});

let before = scrollY;

/** Follow: the shade of the header, the title in it, the way back to the top, and where one is in the contents. */
function follow() {
  const edge = header?.getBoundingClientRect().bottom ?? 0;
  const bottom = heading?.getBoundingClientRect().bottom;
  title?.classList.toggle("md-header__title--active", bottom !== undefined && bottom <= edge);
  // Who scrolls back may want to go all the way.
  if (scrollY !== before && upwards instanceof HTMLElement) {
    const shows = scrollY < before && scrollY > 0;
    if (!shows && upwards === document.activeElement) upwards.blur();
    upwards.hidden = !shows;
    before = scrollY;
  }
  if (contents.length) point(edge);
}

/** @param {number} edge where the header ends */
function point(edge) {
  const { scrollHeight, clientHeight } = document.documentElement;
  const atEnd = scrollY > 0 && scrollY + clientHeight >= scrollHeight - 1;
  const passed = contents.filter(({ place }) => place.getBoundingClientRect().top <= edge + 40);
  const here = (atEnd ? contents : passed).at(-1)?.link;
  for (const { link } of contents) {
    link.classList.toggle("md-nav__link--passed", passed.some((one) => one.link === link));
    if (link.classList.toggle("md-nav__link--active", link === here)) center(link);
  }
}

/** Let the box that a link of a menu scrolls in show it. @param {Element} link */
function center(link) {
  const box = link.closest(".md-sidebar__scrollwrap");
  if (!(box instanceof HTMLElement) || !link.clientHeight || box.scrollHeight <= box.clientHeight) return;
  const by = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollBy({ top: by - box.clientHeight / 2 });
}

/** What folds open shows what is asked for by name. */
function reveal() {
  if (drawer instanceof HTMLInputElement && drawer.checked) drawer.click();
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target?.closest("details:not([open])");
  if (!(folded instanceof HTMLDetailsElement)) return;
  folded.open = true;
  target?.scrollIntoView();
}

// Paper folds nothing.
/** @type {HTMLDetailsElement[]} */ let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll(/** @type {"details"} */ (".md-content details:not([open])"))];
  for (const one of unfolded) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of unfolded) one.open = false;
  unfolded = [];
});

upwards?.addEventListener("click", () => scrollTo({ top: 0 }));
addEventListener("hashchange", reveal);
addEventListener("scroll", follow, { passive: true });
addEventListener("resize", follow, { passive: true });
if (location.hash) reveal();
// Measured with the first frame that is painted: earlier, the whole page would be laid out before the other scripts
// change it, and once more after.
requestAnimationFrame(() => {
  for (const link of document.querySelectorAll(".md-sidebar--primary .md-nav__link--active")) center(link);
  follow();
});
