// Shows the chosen files with a button to remove each, lets files be added in several goes, and says before sending
// when there are too many or one is too large.

/** Takes over the file fields of the page. */
export function pickFiles() {
  for (const group of document.querySelectorAll("[data-files]")) {
    const input = group.querySelector("input[type=file]");
    let chosen = [];
    // The browser's own words may be in another language than the page; the list below says what was chosen.
    group.querySelector("[data-files-text]").hidden = false;
    input.addEventListener("change", () => {
      chosen = merge(chosen, [...input.files]);
      update();
    });
    group.addEventListener("change", (event) => {
      if (event.target.type === "checkbox") update();
    });

    function update() {
      const files = new DataTransfer();
      for (const file of chosen) files.items.add(file);
      input.files = files.files;
      list(group, chosen, (file) => {
        chosen = chosen.filter((f) => f !== file);
        update();
        input.focus();
      });
      const error = group.querySelector("[data-files-error]");
      error.textContent = mistake(group, chosen);
      error.hidden = !error.textContent;
    }
  }
}

/** A phone gives one photo at a time: what was chosen before stays. */
function merge(before, added) {
  const same = (a, b) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
  return [...before, ...added.filter((file) => !before.some((b) => same(b, file)))];
}

function mistake(group, chosen) {
  const { maxFiles, maxBytes, textMany, textLarge } = group.dataset;
  const large = chosen.find((file) => file.size > Number(maxBytes));
  if (large) return textLarge.replace("{0}", large.name);
  const kept = group.querySelectorAll("[data-kept-file]").length - group.querySelectorAll(":checked").length;
  return kept + chosen.length > Number(maxFiles) ? textMany : "";
}

function list(group, chosen, remove) {
  const place = group.querySelector("[data-files-list]");
  place.hidden = chosen.length === 0;
  place.replaceChildren(...chosen.map((file) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.className = "file-name";
    name.textContent = file.name;
    const size = document.createElement("span");
    size.className = "file-size";
    size.textContent = words(file.size);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = group.dataset.textRemoveShort;
    button.setAttribute("aria-label", group.dataset.textRemove.replace("{0}", file.name));
    button.addEventListener("click", () => remove(file));
    item.append(name, size, button);
    return item;
  }));
}

function words(bytes) {
  return bytes < 1_000_000 ? `${Math.max(1, Math.floor(bytes / 1000))} KB` : `${Number((bytes / 1e6).toFixed(1))} MB`;
}
