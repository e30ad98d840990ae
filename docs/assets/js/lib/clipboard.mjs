/** Put a text on the clipboard: whether it is there now. A browser may have none to give, or refuse it. @param {string} text */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
