// A dialog of the browser's own: opened modally, left by Esc, and the focus goes back to where it came from.
const openers = [];

export function show(dialog) {
  openers.push(document.activeElement);
  dialog.addEventListener("cancel", event => {
    event.preventDefault();
    dialog.querySelector("[data-cancel]").click();
  });
  dialog.addEventListener("keydown", event => {
    event.stopPropagation();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      document.activeElement?.blur(); // what was typed is told before it is sent
      dialog.querySelector("form").requestSubmit();
    }
  });
  dialog.showModal();
  dialog.querySelector("[data-first]")?.focus();
}

export function restore() {
  const opener = openers.pop();
  const visible = opener?.isConnected && opener.getClientRects().length > 0;
  (visible ? opener : document.querySelector("#case-next, .case-menu summary"))?.focus();
}
