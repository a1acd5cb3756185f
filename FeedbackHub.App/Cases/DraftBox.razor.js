// Owns one text area. Every keystroke is kept in the browser's storage at once, and told to the server after a short pause;
// once the server has it, the browser forgets. So a lost connection, a reload or a restart of the hub loses nothing.
const pause = 600;
const boxes = new WeakMap();

class Box {
  constructor(area, server, key, keptAt) {
    Object.assign(this, { area, server, key, keptAt, timer: 0, told: area.value, telling: false });
    area.addEventListener("input", () => this.typed());
    area.addEventListener("blur", () => this.tell());
    area.addEventListener("keydown", event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        event.stopPropagation();
        this.server.invokeMethodAsync("SendAsync");
      }
    });
    addEventListener("pagehide", () => this.tell());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.tell(); });
    addEventListener("online", () => this.tell());
  }

  typed() {
    this.store();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(), pause);
  }

  store() {
    try {
      localStorage.setItem(this.key, JSON.stringify({ text: this.area.value, at: Date.now(), from: this.keptAt }));
    } catch {
      // Full or forbidden: the server still keeps it.
    }
  }

  async tell() {
    clearTimeout(this.timer);
    if (!this.area.isConnected || this.telling || this.area.value === this.told) return;
    this.telling = true;
    const text = this.area.value;
    try {
      if (await this.server.invokeMethodAsync("KeepAsync", text)) {
        this.told = text;
        this.keptAt = Date.now();
        if (this.area.value === text) localStorage.removeItem(this.key);
      }
    } catch {
      // The connection is away: it stays in the browser, and is told again with the next keystroke, or when the page comes back.
    } finally {
      this.telling = false;
      if (this.area.isConnected && this.area.value !== text) this.typed();
    }
  }
}

export function attach(area, server, key, keptText, keptAt) {
  const early = area.value; // typed while this script was still on its way
  area.value = keptText;
  const box = new Box(area, server, key, keptAt);
  boxes.set(area, box);
  let left = null;
  try { left = JSON.parse(localStorage.getItem(key)); } catch { /* not ours */ }
  if (left && left.text !== keptText && (left.from >= keptAt || left.at > keptAt)) {
    area.value = left.text;
    box.tell();
  } else if (left) {
    localStorage.removeItem(key);
  }
  if (early) {
    area.value = area.value ? `${area.value}\n${early}` : early;
    box.typed();
  }
}

export function text(area) {
  return area.value;
}

// Takes away what was sent, and answers what is left: what was typed while it was on its way stays.
export function clear(area, sent) {
  const box = boxes.get(area);
  clearTimeout(box.timer);
  if (area.value.startsWith(sent)) area.value = area.value.slice(sent.length).trimStart();
  box.told = area.value;
  if (area.value) box.store();
  else localStorage.removeItem(box.key);
  return area.value;
}
