import { fetchWell } from "../lib/fetching.mjs";

const SVG = "http://www.w3.org/2000/svg";

/**
 * The drawing of a figure on the page at an address, and what one must know to read it. What led to this page is marked in
 * it; where the drawing names nobody, the column that a number falls in.
 * @param {string} address @param {string} name @param {number} at
 */
export async function marked(address, name, at) {
  const there = new DOMParser().parseFromString(await (await fetchWell(address)).text(), "text/html");
  const figure = there.getElementById(name);
  const drawing = figure?.querySelector("svg");
  if (!figure || !drawing) throw new Error(`${address}: no figure`);
  for (const link of drawing.querySelectorAll("a[href]")) {
    const { pathname } = new URL(link.getAttribute("href") ?? "", address);
    link.replaceWith(part(there, link, pathname === location.pathname));
  }
  for (const column of drawing.querySelectorAll("[data-from]")) {
    const { from, to } = (/** @type {SVGElement} */ (column)).dataset;
    column.classList.toggle("kb-chart__own", Number(from) <= at && at <= Number(to));
  }
  if (!drawing.querySelector(".kb-chart__own")) throw new Error(`${address}: not in the figure`);
  await dressed(there, address);
  drawing.setAttribute("role", "img");
  const words = figure.querySelectorAll(".kb-figure__coverage, .kb-figure__note");
  return [drawing, ...words].map((one) => document.importNode(one, true));
}

/**
 * A part of a drawing as something to look at: where the figure stands, a table has the same links, large enough to touch.
 * @param {Document} there @param {Element} link @param {boolean} own
 */
function part(there, link, own) {
  const made = there.createElementNS(SVG, "g");
  const name = there.createElementNS(SVG, "title");
  name.textContent = link.getAttribute("aria-label");
  made.append(name, ...link.childNodes);
  made.setAttribute("class", own ? "kb-chart__own" : link.getAttribute("class") ?? "");
  return made;
}

/** Wait for the sheets that a page there has and this one has not. @param {Document} there @param {string} address */
async function dressed(there, address) {
  const sheets = (/** @type {Document} */ page, /** @type {string} */ base) =>
    [...page.querySelectorAll("link[rel=stylesheet]")].map((sheet) => new URL(sheet.getAttribute("href") ?? "", base).href);
  const here = new Set(sheets(document, location.href));
  const more = sheets(there, address).filter((href) => !here.has(href));
  await Promise.all(more.map((href) => new Promise((done) => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = href;
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", done);
    document.head.append(sheet);
  })));
}
