// Sends forms with progress. A cut connection loses nothing: the form stays, and the same form key is sent again, so
// that the server counts it once.

/** Takes over the forms of the page; `enhance` is called when an answer has replaced the page. */
export function sendForms(enhance) {
  for (const form of document.querySelectorAll("form[data-send]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (form.dataset.busy) return;
      if (form.querySelector("[data-files-error]:not([hidden])")) {
        form.querySelector("input[type=file]").focus();
        return;
      }
      send(form, event.submitter, enhance);
    });
  }
}

function send(form, button, enhance) {
  const texts = form.dataset;
  const request = new XMLHttpRequest();
  const progress = form.querySelector("input[type=file]")?.files.length ? showProgress(form) : null;
  setBusy(form, true);
  if (!progress) say(form, texts.textSending);

  request.upload.addEventListener("progress", (event) => {
    if (progress && event.lengthComputable) progress(event.loaded / event.total);
  });
  request.addEventListener("load", () => {
    if (isPage(request)) {
      show(request, enhance);
    } else {
      fail(form, { 413: texts.textLarge, 429: texts.textBusy }[request.status] ?? texts.textFailed);
    }
  });
  for (const cut of ["error", "timeout", "abort"]) {
    request.addEventListener(cut, () => fail(form, texts.textCut));
  }

  // A button without an address of its own answers with the page's, not the form's.
  request.open("POST", button?.hasAttribute("formaction") ? button.formAction : form.action);
  request.send(new FormData(form, button));
}

/** The receipt, the case, or the same form with what is to be mended. */
function isPage(request) {
  const html = request.getResponseHeader("Content-Type")?.startsWith("text/html");
  return html && (request.status === 200 || request.status === 422);
}

/** Puts the answer in place of the page. It is not asked for again: a receipt shows its code only once. */
function show(request, enhance) {
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  document.title = answer.title;
  document.documentElement.lang = answer.documentElement.lang;
  document.body.replaceWith(document.adoptNode(answer.body));
  history.replaceState(null, "", request.responseURL);
  window.scrollTo(0, 0);
  if (!document.querySelector("[data-summary]")) focusOn(document.querySelector("h1"));
  enhance();
}

function focusOn(heading) {
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
}

function setBusy(form, busy) {
  const button = form.querySelector("button[type=submit]");
  if (busy) form.dataset.busy = "1";
  else delete form.dataset.busy;
  button.setAttribute("aria-disabled", String(busy));
}

function fail(form, text) {
  setBusy(form, false);
  say(form, text, "error");
}

function say(form, text, kind) {
  const place = form.querySelector("[data-sending]");
  const line = document.createElement("p");
  line.textContent = text;
  if (kind) line.className = kind;
  place.replaceChildren(line);
  return place;
}

function showProgress(form) {
  const place = say(form, form.dataset.textSending);
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", form.dataset.textSending);
  place.append(bar);
  let said = 0;
  return (part) => {
    const percent = Math.floor(part * 100);
    bar.value = percent;
    // Screen readers hear a quarter at a time, not every percent.
    if (percent < 100 && percent < said + 25) return;
    said = percent - (percent % 25);
    place.firstChild.textContent = form.dataset.textProgress.replace("{0}", percent);
  };
}
