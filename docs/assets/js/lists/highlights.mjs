import { foldInPlace } from "../lib/folding.mjs";
import { fill } from "../lib/plurals.mjs";

/** Showing on a card what a search found: coloured in its text, or in a line below it. */

/** Colour what was found, without touching the page; a browser that cannot do it shows plain text. @param {StaticRange[]} ranges */
export function colour(ranges) {
  if (!("highlights" in CSS)) return;
  const highlight = new Highlight();
  for (const range of ranges) highlight.add(range); // as arguments, a hundred thousand would be too many
  if (ranges.length) CSS.highlights.set("kb-match", highlight);
  else CSS.highlights.delete("kb-match");
}

/** Where the words stand in the text of a card. @param {Element} card @param {string[]} words */
export function rangesOf(card, words) {
  const ranges = [];
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? "";
    const { folded, places } = foldInPlace(text);
    for (const word of words) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        let end = at + word.length;
        while (places[end] === places[end - 1] && end < places.length) end++; // an æ is coloured whole
        // A live Range would be kept up to date with every later change of the page, thousands of them.
        const [startOffset, endOffset] = [places[at] ?? at, places[end] ?? end];
        ranges.push(new StaticRange({ startContainer: node, startOffset, endContainer: node, endOffset }));
      }
    }
  }
  return ranges;
}

/** The line below a card that says where a word was found. @param {string} sentence @param {string} label @param {string} text */
export function foundLine(sentence, label, text) {
  const line = document.createElement("p");
  line.className = "kb-card__found";
  line.textContent = fill(sentence, { label, text });
  return line;
}
