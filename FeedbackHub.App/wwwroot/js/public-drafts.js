// Keeps what is typed in this tab until it is sent: a reload, a change of language or a wrong tap loses nothing. The
// form key is kept with it, so that a form sent before a cut and again after a reload still counts once.

const prefix = "draft:";

/** Restores untouched forms and keeps every change. What the server sent back is newer, and stays. */
export function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (!form.querySelector("[data-summary]")) restore(form);
    form.addEventListener("input", () => keep(form));
  }
}

/** Forgets them all: what was typed has arrived. */
export function clearDrafts() {
  for (const key of stored()) sessionStorage.removeItem(key);
}

function stored() {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return []; // storage is switched off
  }
}

function fields(form) {
  return [...form.elements].filter((field) =>
    field.name && !field.closest(".trap") && !["file", "checkbox", "submit"].includes(field.type) &&
    (field.type !== "hidden" || field.name === "formKey"));
}

function keep(form) {
  const typed = fields(form)
    .filter((field) => field.type !== "radio" || field.checked)
    .map((field) => [field.name, field.value]);
  try {
    sessionStorage.setItem(prefix + form.dataset.draft, JSON.stringify(typed));
  } catch {
    // full or switched off: the form itself still holds everything
  }
}

function restore(form) {
  if (!stored().includes(prefix + form.dataset.draft)) return;
  const typed = new Map(JSON.parse(sessionStorage.getItem(prefix + form.dataset.draft)));
  for (const field of fields(form)) {
    if (!typed.has(field.name)) continue;
    if (field.type === "radio") field.checked = field.value === typed.get(field.name);
    else field.value = typed.get(field.name);
  }
  const folded = form.closest("details");
  if (folded && fields(form).some((field) => field.type === "textarea" && field.value)) folded.open = true;
}
