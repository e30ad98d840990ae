/** Where a text in Markdown becomes something else by a script than by Python: tests/browser/test_markdown_parity.py gives it both. */
import { rendered } from "../docs/assets/js/form-preview/markdown.mjs";

const BLOCKS = "p ul ol li blockquote h2 h3 h4 h5 h6 hr table thead tbody tr th td div pre figure figcaption br".toUpperCase().split(" ");
const LINKS = { "a": "../b/", "kop": "../x/#kop-y" };
const lead = (link) => LINKS[link] ?? (/^[\w./-]+\.(?:md|yml)$/.test(link) ? `/seen/${link}` : null);
const picture = (src) => (src.startsWith("../images/") ? { src: `/${src.slice(3)}`, width: 40, height: 30 } : null);

/** A node in words: without the space between blocks and the colours of code. */
function told(node) {
  const coloured = node instanceof Element && node.closest("code") && node.tagName === "SPAN";
  if (node instanceof Text || coloured) return node.textContent.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const pre = node instanceof Element && node.closest("pre");
  const inside = Array.from(node.childNodes, told).join("");
  const name = node instanceof Element ? node.tagName.toLowerCase() : "";
  if (!name) return trimmed(inside);
  const given = Array.from(node.attributes, (one) => ` ${one.name}="${one.value.replaceAll(" ", "").replace(/;$/, "")}"`).sort();
  return `<${name}${given.join("")}>${pre ? inside : trimmed(inside)}</${name}>`;
}

const edges = BLOCKS.map((one) => one.toLowerCase()).join("|");
const trimmed = (html) => html
  .replace(new RegExp(`\\s*(</?(?:${edges})(?: [^<>]*)?>)\\s*`, "g"), "$1").trim();

/** Pairs of a text and the HTML of Python: which differ, as text, HTML of Python and of the script. */
export const differences = (pairs) => pairs.flatMap(([text, html]) => {
  const page = document.createElement("template");
  page.innerHTML = html;
  const shown = [told(page.content), told(rendered(text, lead, picture))];
  return shown[0] === shown[1] ? [] : [[text, ...shown]];
});

/** How long a text takes, in ms. */
export function time(text) {
  const start = performance.now();
  rendered(text, lead, picture);
  return performance.now() - start;
}
