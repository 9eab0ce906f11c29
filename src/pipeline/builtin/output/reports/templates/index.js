"use strict";
(function () {
  const table = document.querySelector("table.documents");
  if (!table) return;
  const body = table.tBodies[0];
  const words = document.getElementById("words");
  const kind = document.getElementById("kind");
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const narrowed = document.getElementById("narrowed");
  const heads = Array.from(table.tHead.rows[0].cells);
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const rows = Array.from(body.rows, (row) => ({
    row,
    path: row.dataset.path,
    text: row.cells[0].textContent.toLowerCase(),
    kinds: row.dataset.kinds.split(" "),
    rules: row.dataset.rules.split(" "),
  }));
  const choice = { folder: "", rule: "", sort: "" };

  function fits(one, wanted) {
    return one.path.startsWith(choice.folder)
      && (!choice.rule || one.rules.includes(choice.rule))
      && (!kind.value || one.kinds.includes(kind.value))
      && wanted.every((word) => one.text.includes(word));
  }

  function filter() {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((one) => {
      const fit = fits(one, wanted);
      if (one.row.hidden === fit) one.row.hidden = !fit;
      count += fit;
    });
    shown.textContent = count === rows.length ? String(count) : shown.dataset.label + " " + count + " / " + rows.length;
    nothing.hidden = count > 0;
    ["folder", "rule"].forEach((name) => {
      document.querySelectorAll("[data-" + name + "]").forEach((button) => {
        button.setAttribute("aria-pressed", String(button.dataset[name] === choice[name]));
      });
    });
    sayNarrowed();
    remember();
  }

  function sayNarrowed() {
    narrowed.replaceChildren(narrowed.dataset.label);
    ["folder", "rule"].filter((name) => choice[name]).forEach((name) => {
      const chosen = document.querySelector("[data-" + name + "][aria-pressed=true]");
      const button = document.createElement("button");
      button.type = "button";
      button.title = narrowed.dataset.clear;
      button.textContent = (name === "folder" || !chosen ? choice[name] : chosen.textContent) + " ×";
      button.addEventListener("click", () => choose(name, ""));
      narrowed.append(" ", button);
    });
    narrowed.hidden = narrowed.childElementCount === 0;
  }

  function choose(name, value) {
    choice[name] = choice[name] === value ? "" : value;
    filter();
  }

  function sort(index, direction) {
    const number = heads[index].firstElementChild.dataset.type === "number";
    heads.forEach((head, at) => head.setAttribute("aria-sort", at === index ? direction : "none"));
    choice.sort = index + direction;
    const keyed = rows.map((one) => {
      const text = one.row.cells[index].textContent.trim();
      return [number ? Number(text.replace(/,/g, "")) || 0 : text, one.row];
    });
    const sign = direction === "descending" ? -1 : 1;
    keyed.sort((a, b) => sign * (number ? a[0] - b[0] : order.compare(a[0], b[0])));
    body.append(...keyed.map((pair) => pair[1]));
    remember();
  }

  // The choice stands in the address, so that it is there again after a look at a document.
  let later = 0;
  function remember() {
    clearTimeout(later);
    later = setTimeout(() => {
      const said = Object.entries({ words: words.value, kind: kind.value, ...choice }).filter((pair) => pair[1]);
      history.replaceState(null, "", said.length ? "#" + new URLSearchParams(said) : location.pathname);
    }, 200);
  }

  function recall() {
    const said = new URLSearchParams(location.hash.slice(1));
    words.value = said.get("words") || "";
    kind.value = said.get("kind") || "";
    if (kind.selectedIndex < 0) kind.value = "";
    choice.folder = said.get("folder") || "";
    choice.rule = said.get("rule") || "";
    const place = /^([0-5])((a|de)scending)$/.exec(said.get("sort") || "");
    if (place) sort(Number(place[1]), place[2]);
    filter();
  }

  heads.forEach((head, index) => head.firstElementChild.addEventListener("click", () => {
    const before = head.getAttribute("aria-sort");
    const first = head.firstElementChild.dataset.type === "number" ? "descending" : "ascending";
    const other = first === "descending" ? "ascending" : "descending";
    sort(index, before === first ? other : first);
  }));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-folder], [data-rule], [data-kind]");
    if (!button) return;
    if (button.dataset.kind) kind.value = button.dataset.kind;
    if (button.dataset.folder !== undefined) choose("folder", button.dataset.folder);
    else if (button.dataset.rule) choose("rule", button.dataset.rule);
    else filter();
    if (!button.closest(".all")) document.getElementById("documents").scrollIntoView();
  });
  words.addEventListener("input", filter);
  kind.addEventListener("change", filter);
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((part) => { part.open = true; });
  });
  recall();
})();
