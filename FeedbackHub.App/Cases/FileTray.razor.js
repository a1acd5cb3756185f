// Uploads files by plain HTTP as soon as they are chosen or dropped, one after the other, and tells how far they are.
export function attach(tray, server, path, nameHeader) {
  const input = tray.querySelector("input[type=file]");
  const zone = tray.closest("[data-drop]") ?? tray;

  async function take(list) {
    const files = [...list];
    if (files.length === 0) return;
    const ids = await server.invokeMethodAsync("Choose", files.map(f => ({ name: f.name, size: f.size })));
    for (let i = 0; i < files.length; i++) {
      if (ids[i] > 0) await upload(files[i], ids[i]);
    }
  }

  function upload(file, id) {
    return new Promise(done => {
      const request = new XMLHttpRequest();
      let told = 0;
      request.open("POST", path);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.setRequestHeader(nameHeader, encodeURIComponent(file.name.toWellFormed?.() ?? file.name));
      request.setRequestHeader("RequestVerificationToken", document.querySelector("#antiforgery input").value);
      request.upload.addEventListener("progress", event => {
        const percent = event.lengthComputable ? Math.floor(event.loaded / event.total * 100) : 0;
        if (percent >= told + 10) {
          told = percent;
          server.invokeMethodAsync("Progress", id, percent);
        }
      });
      request.addEventListener("loadend", () => {
        const arrived = request.status === 200 ? request.responseText : null;
        server.invokeMethodAsync("ArrivedAsync", id, arrived, request.status).finally(done);
      });
      request.send(file);
    });
  }

  input.addEventListener("change", async () => {
    await take(input.files);
    input.value = "";
  });
  zone.addEventListener("dragover", event => {
    if (event.dataTransfer.types.includes("Files") && tray.offsetParent) {
      event.preventDefault();
      zone.classList.add("dropping");
    }
  });
  zone.addEventListener("dragleave", event => { if (!zone.contains(event.relatedTarget)) zone.classList.remove("dropping"); });
  zone.addEventListener("drop", event => {
    zone.classList.remove("dropping");
    if (event.dataTransfer.files.length > 0 && tray.offsetParent) {
      event.preventDefault();
      take(event.dataTransfer.files);
    }
  });
}
