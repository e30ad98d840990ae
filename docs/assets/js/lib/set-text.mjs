/**
 * Put another text in an element of one text.
 * The node stays: a browser styles what lies around a new one anew, tens of elements for each number on a page.
 * @param {Element | null | undefined} element @param {string} text
 */
export function setText(element, text) {
  const node = element?.firstChild;
  if (node instanceof Text && !node.nextSibling) {
    if (node.data !== text) node.data = text;
  } else if (element && element.textContent !== text) element.textContent = text;
}
