/** @param {string} text @param {(address: string) => string | null} _lead @param {(src: string) => { src: string } | null} _picture */
export function rendered(text, _lead, _picture) {
  const made = document.createDocumentFragment();
  for (const part of text.split(/\n\n+/)) made.append(Object.assign(document.createElement("p"), { textContent: part }));
  return made;
}
