// Keys, selection and scroll of the live queue. The selection lives here alone: moving it asks no server and feels like it.
// Which row is selected is remembered by case, so that rows may come, go and move around it.
const places = new Map(); // address → { id, top }: going back finds the row again
let selected = null; // case id
let tops = new Map(); // visible rows before the last change: case id → distance from the top
let lastIndex = 0;
let goPending = 0;
let returnedAt = -1e9; // when the row one came from was given the focus back

const queue = () => document.querySelector("[data-queue]");
const scroller = () => document.querySelector("[data-queue] [data-scroll]");
const rows = () => [...document.querySelectorAll("[data-queue] tr[data-case]")];
const rowOf = id => document.querySelector(`[data-queue] tr[data-case="${id}"]`);
const click = selector => document.querySelector(selector)?.click();

function mark(row, focus) {
  for (const other of document.querySelectorAll('[data-queue] tr[aria-selected="true"]')) {
    if (other !== row) { other.removeAttribute("aria-selected"); other.removeAttribute("tabindex"); }
  }
  if (!row) return;
  row.setAttribute("aria-selected", "true");
  row.tabIndex = 0;
  selected = row.dataset.case;
  lastIndex = rows().indexOf(row);
  if (focus) {
    row.focus({ preventScroll: true });
    reveal(row);
  }
  remember();
}

function reveal(row) {
  const box = scroller().getBoundingClientRect();
  const head = document.querySelector(".queue-table thead")?.offsetHeight ?? 0;
  const rect = row.getBoundingClientRect();
  if (rect.top < box.top + head) scroller().scrollTop -= box.top + head - rect.top;
  else if (rect.bottom > box.bottom) scroller().scrollTop += rect.bottom - box.bottom;
}

function move(by) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex(r => r.dataset.case === selected);
  mark(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))], true);
}

function remember() {
  const place = queue()?.dataset.queue;
  if (place) places.set(place, { id: selected, top: scroller()?.scrollTop ?? 0 });
}

function measure() {
  tops = new Map();
  const box = scroller()?.getBoundingClientRect();
  if (!box) return;
  for (const row of rows()) {
    const rect = row.getBoundingClientRect();
    if (rect.bottom > box.top && rect.top < box.bottom) tops.set(row.dataset.case, rect.top);
    else if (rect.top >= box.bottom) break;
  }
}

// What one reads stays where it is: the distance by which the selected row and its neighbours were moved, or else most of the
// visible rows, is scrolled back, before painting. At the very top new rows may show themselves.
function hold() {
  const area = scroller();
  if (!area || area.scrollTop === 0) return;
  const moved = new Map();
  for (const [id, top] of tops) {
    const row = rowOf(id);
    if (row) {
      const by = Math.round(row.getBoundingClientRect().top - top);
      moved.set(by, (moved.get(by) ?? 0) + 1);
    }
  }
  const own = tops.has(selected) && rowOf(selected) ? Math.round(rowOf(selected).getBoundingClientRect().top - tops.get(selected)) : null;
  const most = moved.get(own) > 1 ? own : [...moved].sort((a, b) => b[1] - a[1])[0]?.[0];
  if (most) area.scrollTop += most;
}

let shown = null; // the address whose rows are on the page
function settle() {
  const now = queue();
  if (!now) { shown = null; return; }
  const first = document.querySelector("[data-queue] tr[data-case]");
  if (now.dataset.queue !== shown) {
    // The address changes with the title at once; its rows come with the answer.
    if (first || document.querySelector(".queue-empty")) {
      shown = now.dataset.queue;
      const was = places.get(shown);
      selected = was?.id ?? null;
      if (scroller()) scroller().scrollTop = was?.top ?? 0;
      const row = (selected && rowOf(selected)) || first;
      const typing = document.activeElement?.matches("input, textarea, select");
      mark(row, !!was?.id && !typing);
      if (was?.id && !typing) returnedAt = performance.now();
      offer();
    }
    measure();
    return;
  }
  hold();
  const lost = document.activeElement === document.body || !document.activeElement;
  if (selected && !document.querySelector('[data-queue] tr[aria-selected="true"]')) {
    const all = rows();
    mark(rowOf(selected) ?? all[Math.min(lastIndex, all.length - 1)], lost);
  } else if (selected && lost) {
    rowOf(selected)?.focus({ preventScroll: true });
  }
  measure();
}

function offer() {
  const button = document.querySelector("[data-notify]");
  if (button) button.hidden = !("Notification" in window) || Notification.permission !== "default";
  document.querySelector("[data-density]")?.setAttribute("aria-pressed", String("dense" in document.documentElement.dataset));
}

function help() {
  const dialog = document.querySelector("[data-help-dialog]");
  if (dialog?.open) dialog.close(); else dialog?.showModal();
}

function openCase(fragment) {
  const link = selected && rowOf(selected)?.querySelector("td a");
  if (!link) return;
  remember();
  if (fragment) Blazor.navigateTo(link.getAttribute("href") + fragment); else link.click();
}

const views = { m: "mine", u: "unassigned", d: "dueToday", o: "overdue", w: "waiting", r: "returned", a: "all", f: "finished" };
const keys = {
  j: () => move(1), ArrowDown: () => move(1),
  k: () => move(-1), ArrowUp: () => move(-1),
  Home: () => move(-1e6), End: () => move(1e6),
  PageDown: () => move(10), PageUp: () => move(-10),
  Enter: () => openCase(), c: () => selected && rowOf(selected)?.querySelector("td button")?.click(),
  r: () => openCase("#reply"), n: () => click("[data-next]"),
  "/": () => { const input = document.querySelector("[data-search]"); input?.focus(); input?.select(); },
  f: () => { click(".queue-filter > summary"); document.querySelector(".queue-filter select")?.focus(); },
  "?": help,
};

addEventListener("keydown", event => {
  if (!queue() || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  if (event.key === "Escape") {
    const popover = document.querySelector(".queue-filter[open]");
    if (popover) { popover.open = false; popover.querySelector("summary").focus(); return; }
    if (target.matches?.("[data-search]")) {
      event.preventDefault();
      const leave = document.querySelector("[data-leave]");
      if (leave) leave.click();
      target.value = "";
      target.dispatchEvent(new Event("input", { bubbles: true }));
      target.blur();
      move(0);
    } else if (document.querySelector("[data-leave]") && !document.querySelector("dialog[open]")) {
      click("[data-leave]");
    }
    return;
  }
  if (target.matches?.("[data-search]") && (event.key === "ArrowDown" || event.key === "Enter")) {
    event.preventDefault();
    target.blur();
    move(selected && rowOf(selected) ? 0 : 1);
    return;
  }
  if (target.closest?.("input, textarea, select, [contenteditable], .mud-dialog, dialog[open]") && event.key !== "?") return;
  if (target.closest?.("dialog[open]") && event.key === "?") { help(); return; }
  if (target.closest?.("input, textarea, select, [contenteditable]")) return;
  if (event.key === "Enter" && target.closest?.("a, button, summary")) return;
  if (goPending && Date.now() - goPending < 1500) {
    goPending = 0;
    if (views[event.key]) { event.preventDefault(); Blazor.navigateTo(`/staff/queue?view=${views[event.key]}`); }
    return;
  }
  if (event.key === "g") { goPending = Date.now(); return; }
  const act = keys[event.key];
  if (act) { event.preventDefault(); act(); }
});

document.addEventListener("click", event => {
  const target = event.target;
  if (!target.closest(".queue-filter")) document.querySelectorAll(".queue-filter[open]").forEach(d => { d.open = false; });
  if (target.closest("[data-help]")) help();
  if (target.closest("[data-density]")) {
    const root = document.documentElement;
    if ("dense" in root.dataset) delete root.dataset.dense; else root.dataset.dense = "";
    try { localStorage.setItem("fh-dense", "dense" in root.dataset ? "1" : ""); } catch { /* not kept, then */ }
    offer();
  }
  if (target.closest("[data-notify]")) Notification.requestPermission().then(offer);
  const row = target.closest("[data-queue] tr[data-case]");
  if (row && !event.defaultPrevented) {
    mark(row, false);
    // Anywhere on the row opens it; marking text with the mouse does not.
    if (!target.closest("a, button") && String(getSelection()) === "") openCase();
  }
});

document.addEventListener("focusin", event => {
  const row = event.target.closest?.("[data-queue] tr[data-case]");
  if (row && row.dataset.case !== selected) mark(row, false);
  // A page newly opened puts the focus on its heading; whoever comes back stays on their row.
  if (event.target.matches?.("[data-queue] h1") && performance.now() - returnedAt < 1000) rowOf(selected)?.focus({ preventScroll: true });
});

// Texts that are cut off say all of it to whoever points at them.
document.addEventListener("mouseover", event => {
  const text = event.target.closest?.("[data-queue] td a, [data-queue] td:nth-child(2) span");
  if (text && text.scrollWidth > text.clientWidth) text.title = text.textContent;
});

document.addEventListener("scroll", event => { if (event.target === scroller()) { measure(); remember(); } }, { capture: true, passive: true });
addEventListener("resize", measure);

try { if (localStorage.getItem("fh-dense")) document.documentElement.dataset.dense = ""; } catch { /* as it comes */ }
new MutationObserver(settle).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-queue"] });
