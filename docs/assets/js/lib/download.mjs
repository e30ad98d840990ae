/** Let the browser save a text, or a file. @param {string} name @param {string} type as `text/csv` @param {string | Blob} text */
export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(text instanceof Blob ? text : new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
