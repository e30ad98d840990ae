// Parts of every page that only scripts use: they come in a file that a browser keeps, not in each page. The build fills this
// one in, from templates/search/box.html and templates/bookmarks/tray.html; `{root}` is where the site begins.

const parts = { search: "", tray: "" };

/** The HTML of a part. @param {keyof typeof parts} name */
export const part = (name) => parts[name].replaceAll("{root}", new URL("../../../", import.meta.url).pathname);
