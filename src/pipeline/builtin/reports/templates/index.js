"use strict";
(function () {
  const table = document.querySelector(".documents");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const words = document.getElementById("words");
  const kind = document.getElementById("kind");
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const texts = new Map(rows.map((row) => [row, row.cells[0].textContent.toLowerCase()]));
  const kinds = new Map(rows.map((row) => [row, row.dataset.kinds.split(" ")]));

  function filter() {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row) => {
      const fits = wanted.every((word) => texts.get(row).includes(word)) && (!kind.value || kinds.get(row).includes(kind.value));
      row.hidden = !fits;
      count += fits;
    });
    shown.textContent = count === rows.length ? String(count) : shown.dataset.label + " " + count + " / " + rows.length;
    nothing.hidden = count > 0;
  }

  function value(row, index, type) {
    const text = row.cells[index].textContent.trim();
    return type === "number" ? Number(text.replace(/,/g, "")) || 0 : text;
  }

  table.querySelectorAll("th button").forEach((button) => {
    button.addEventListener("click", () => {
      const head = button.parentElement;
      const type = button.dataset.type;
      const before = head.getAttribute("aria-sort");
      const down = before === "none" ? type === "number" : before === "ascending";
      table.querySelectorAll("th").forEach((one) => one.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const keyed = rows.map((row) => [value(row, head.cellIndex, type), row]);
      keyed.sort((a, b) => (type === "number" ? a[0] - b[0] : order.compare(a[0], b[0])) * (down ? -1 : 1));
      body.append(...keyed.map((pair) => pair[1]));
    });
  });
  words.addEventListener("input", filter);
  kind.addEventListener("change", filter);
  filter();
})();
