// The staff area's small script: starts Blazor, shows the connection's state, and comes back by itself.
const panel = document.getElementById("components-reconnect-modal");
const root = document.documentElement;
let retrying = false;

function away(failed) {
  root.dataset.connection = "away";
  panel.classList.toggle("failed", failed);
}

function back() {
  delete root.dataset.connection;
  panel.classList.remove("failed");
}

// Whoever is no longer let in is sent to sign in: only then does the address redirect.
async function isSignedOut() {
  try {
    return (await fetch("/staff/account/still-in", { redirect: "manual", cache: "no-store" })).type === "opaqueredirect";
  } catch {
    return false;
  }
}

// After a restart of the hub, or a long sleep, the circuit is gone: the page is loaded anew, and finds its drafts in the database.
async function reconnect() {
  if (retrying) return;
  retrying = true;
  try {
    for (let attempt = 0; ; attempt++) {
      away(attempt > 3);
      try {
        const resumed = await Blazor.reconnect();
        if (resumed) { back(); return; }
        location.reload();
        return;
      } catch {
        if (await isSignedOut()) { location.assign("/sign-in?ended"); return; }
        // The server does not answer yet.
        await new Promise(done => setTimeout(done, Math.min(1000 * (attempt + 1), 5000)));
      }
    }
  } finally {
    retrying = false;
  }
}

panel.addEventListener("click", event => { if (event.target.closest("[data-reconnect]")) reconnect(); });
addEventListener("online", () => { if (root.dataset.connection) reconnect(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden && root.dataset.connection) reconnect(); });

await Blazor.start({
  circuit: {
    reconnectionHandler: {
      onConnectionDown: () => { reconnect(); },
      onConnectionUp: () => { back(); },
    },
    configureSignalR: builder => builder.withServerTimeout(30000).withKeepAliveInterval(10000),
  },
});
root.dataset.started = "";
