// A button that prints its page shows only where a script can make it work.
for (const button of document.querySelectorAll("button[data-kb-print]")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => print());
}
