// A dialog of the browser's own: opened modally, left by Esc, and the focus goes back to where it came from.
const shown = [];

export function show(dialog) {
  shown.push({ dialog, opener: document.activeElement });
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

// Called while the dialog still stands in the page: as long as it is open, nothing behind it can take the focus.
export function restore() {
  const { dialog, opener } = shown.pop();
  dialog.close();
  const visible = opener?.isConnected && opener.getClientRects().length > 0;
  const menu = opener?.isConnected ? opener.closest("[data-menu]")?.querySelector("summary") : null; // closed by now
  (visible ? opener : menu ?? document.querySelector("#case-next, .case-menu summary"))?.focus();
}
