// The case page's small script: keys, the timeline that follows its end, menus that close by themselves, and whether
// anybody is looking.
let leave = null;

export function attach(page, server) {
  detach();
  const stop = new AbortController();
  const on = (target, name, act, options) => target.addEventListener(name, act, { signal: stop.signal, ...options });
  const timeline = page.querySelector("[data-timeline]");
  const list = timeline.querySelector("ol");

  // On a phone the whole page scrolls, on a desktop the timeline.
  const scroller = () => timeline.scrollHeight > timeline.clientHeight + 1 && getComputedStyle(timeline).overflowY !== "visible" ? timeline : document.querySelector(".staff-main");
  const desktop = () => scroller() === timeline;
  let atEnd = true;
  let height = 0;
  let first = null;
  const look = () => {
    const s = scroller();
    atEnd = s.scrollTop + s.clientHeight >= s.scrollHeight - 48;
    height = s.scrollHeight;
    first = list.querySelector("[data-seq]")?.dataset.seq ?? null;
  };
  on(timeline, "scroll", look);
  on(document.querySelector(".staff-main"), "scroll", look);
  const watch = new MutationObserver(() => {
    const s = scroller();
    const earliest = list.querySelector("[data-seq]")?.dataset.seq ?? null;
    if (earliest !== first) s.scrollTop += s.scrollHeight - height; // earlier entries came in above: what is read stays where it is
    else if (atEnd && s.scrollHeight > height) s.scrollTop = s.scrollHeight;
    look();
  });
  watch.observe(list, { childList: true });
  if (desktop()) timeline.scrollTop = timeline.scrollHeight;
  look();
  // The composer grows with what is written in it: the end stays in sight.
  const resized = new ResizeObserver(() => { if (desktop() && atEnd) { timeline.scrollTop = timeline.scrollHeight; look(); } });
  resized.observe(timeline);

  const typing = target => target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog[open]");
  const step = by => {
    const messages = [...list.querySelectorAll("[data-message]")];
    const at = messages.indexOf(document.activeElement);
    const next = at < 0 ? (by < 0 ? messages.length - 1 : 0) : Math.min(Math.max(at + by, 0), messages.length - 1);
    messages[next]?.focus();
  };
  const back = () => {
    const entries = window.navigation?.entries?.() ?? [];
    const before = entries[(window.navigation?.currentEntry?.index ?? 0) - 1];
    const from = before?.url && new URL(before.url);
    if (from && (from.pathname === "/staff" || from.pathname === "/staff/queue")) history.back();
    else server.invokeMethodAsync("KeyAsync", "Escape");
  };
  on(document, "keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const edit = event.target instanceof Element && event.target.closest("[data-edit]");
    if (edit && event.key === "Escape") { edit.querySelector("[data-cancel]").click(); return; }
    if (edit && event.key === "Enter" && event.target instanceof HTMLSelectElement) { event.preventDefault(); edit.requestSubmit(); return; }
    const menu = page.querySelector("[data-menu][open]");
    if (menu && event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); return; }
    if (typing(event.target)) {
      if (event.key === "Escape" && event.target.closest(".composer")) event.target.blur();
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    switch (event.key) {
      case "r": case "n": case "a": case "h":
        event.preventDefault();
        server.invokeMethodAsync("KeyAsync", event.key);
        break;
      case "e":
        event.preventDefault();
        page.querySelector("[data-field='Subject']")?.click();
        break;
      case "j": step(1); break;
      case "k": step(-1); break;
      case "Escape": back(); break;
    }
  });
  on(document, "keydown", event => {
    // Ctrl+Enter in a long field saves it.
    const edit = event.target instanceof Element && event.target.closest("[data-edit]");
    if (edit && event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); event.target.blur(); }
  }, { capture: true });
  on(document, "click", event => {
    for (const menu of page.querySelectorAll("[data-menu][open]")) {
      if (menu.contains(event.target) && !event.target.closest("button")) continue;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus(); // what is hidden cannot keep the focus
      menu.open = false;
    }
    if (event.target instanceof Element && event.target.closest("[data-back]") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      back();
    }
  });
  on(document, "visibilitychange", () => server.invokeMethodAsync("SeenAsync", !document.hidden));
  page.dataset.keys = ""; // from here on they are listened to
  leave = () => { stop.abort(); watch.disconnect(); resized.disconnect(); };
}

export function detach() {
  leave?.();
  leave = null;
}
