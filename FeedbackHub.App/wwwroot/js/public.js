// Improves the public pages where JavaScript is on; every page works without it. All words come from data- attributes.
import { sendForms } from "./public-send.js";
import { pickFiles } from "./public-files.js";
import { keepDrafts, clearDrafts } from "./public-drafts.js";

/** Enhances what is in the page now; called again after a form's answer has replaced the page. */
export function enhance() {
  fillTimeZone();
  if (document.querySelector("[data-clear-drafts]")) clearDrafts();
  keepDrafts();
  pickFiles();
  sendForms(enhance);
  receiptButtons();
  document.querySelector("[data-summary]")?.focus();
}

function fillTimeZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  for (const field of document.querySelectorAll("[data-time-zone]")) field.value = zone;
}

function receiptButtons() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  const receipt = document.querySelector("[data-receipt]");
  const text = receipt?.dataset.saveText;
  if (!text) return;
  const copy = receipt.querySelector("[data-copy]");
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const copied = await copyText(text);
    receipt.querySelector("[data-said]").textContent = copied ? copy.dataset.textDone : copy.dataset.textFailed;
  });
  const save = receipt.querySelector("[data-save]");
  save.hidden = false;
  save.addEventListener("click", () => saveText(receipt.dataset.saveName, text));
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no permission, or not a secure address
  }
}

function saveText(name, text) {
  const link = document.createElement("a");
  // The mark at the start tells old editors on Windows that this is UTF-8.
  link.href = URL.createObjectURL(new Blob(["\ufeff", text.replaceAll("\n", "\r\n")], { type: "text/plain" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

enhance();
