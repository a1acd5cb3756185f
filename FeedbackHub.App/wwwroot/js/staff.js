// The staff area's small script: starts Blazor, shows the connection's state, and comes back by itself.
const panel = document.getElementById("components-reconnect-modal");
const root = document.documentElement;
let retrying = false;
let hurry = () => {};

function away(failed) {
  root.dataset.connection = "away";
  panel.classList.toggle("failed", failed);
}

function back() {
  delete root.dataset.connection;
  panel.classList.remove("failed");
}

// Loads the page anew, but only from a server that answers: the browser's own error page would never come back by itself.
async function reload() {
  const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store", redirect: "manual" });
  if (answer.status >= 500) throw new Error("The server is not ready.");
  location.reload();
}

// Whoever is no longer let in is sent to sign in: only then does the address redirect.
async function isSignedOut() {
  try {
    return (await fetch("/staff/account/still-in", { redirect: "manual", cache: "no-store" })).type === "opaqueredirect";
  } catch {
    return false;
  }
}

// After a restart of the hub, or a long sleep, the circuit is gone: the page is loaded anew at the same address, and finds its
// drafts in the database. Whoever was signed out meanwhile is led to the sign-in page the same way.
async function reconnect() {
  if (retrying) { hurry(); return; }
  retrying = true;
  try {
    for (let attempt = 0; ; attempt++) {
      away(attempt > 3);
      try {
        if (await Blazor.reconnect()) { back(); return; }
        await reload();
        return;
      } catch {
        if (await isSignedOut()) { location.assign("/sign-in?ended"); return; }
        // The server does not answer yet.
        await new Promise(done => { hurry = done; setTimeout(done, Math.min(1000 * (attempt + 1), 3000)); });
      }
    }
  } finally {
    retrying = false;
  }
}

panel.addEventListener("click", event => { if (event.target.closest("[data-reconnect]")) reconnect(); });
// The network is gone: say so at once. When it is back, a socket that did not survive is noticed within the server timeout.
addEventListener("offline", () => away(false));
addEventListener("online", () => { if (retrying) hurry(); else back(); });
addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden && retrying) hurry(); });

// Called by the server when somebody gave the person a case; only where they allowed it, and only while they look elsewhere.
window.feedbackHub = {
  notify(title, text, address) {
    if (!("Notification" in window) || Notification.permission !== "granted" || !document.hidden) return;
    const note = new Notification(title, { body: text, tag: address, icon: "/icon.svg" });
    note.onclick = () => { window.focus(); Blazor.navigateTo(address); note.close(); };
  },
};

await Blazor.start({
  circuit: {
    reconnectionHandler: {
      onConnectionDown: () => { reconnect(); },
      onConnectionUp: () => { back(); },
    },
    configureSignalR: builder => builder.withServerTimeout(15000).withKeepAliveInterval(5000),
  },
});
root.dataset.started = "";
