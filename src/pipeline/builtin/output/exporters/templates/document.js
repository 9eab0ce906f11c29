"use strict";
(function () {
  const body = document.body;
  const card = document.getElementById("card");
  const cardList = card.querySelector("ol");
  const cardMore = card.querySelector("p");
  const counter = document.getElementById("at");
  const entries = Array.from(document.querySelectorAll(".whole .finding, .list .finding"));
  const narrow = window.matchMedia("(max-width: 820px)");
  let current = -1;
  let pinned = false;

  function markOf(entry) {
    if (!entry.querySelector("a.where")) return null;
    const number = entry.dataset.number;
    const named = document.querySelector('mark[data-numbers~="' + number + '"]');
    if (named) return named;
    let next = document.getElementById("m" + number);
    while (next && next.tagName !== "MARK") next = next.nextElementSibling;
    return next || document.getElementById("m" + number);
  }

  function place(mark) {
    if (narrow.matches) return;
    const box = (mark.getClientRects()[0] || mark.getBoundingClientRect());
    const height = card.offsetHeight;
    const below = box.bottom + 8 + height < window.innerHeight || box.top < height + 16;
    card.style.top = window.scrollY + (below ? box.bottom + 8 : box.top - height - 8) + "px";
    card.style.left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8)) + "px";
  }

  function light(number) {
    document.querySelectorAll('mark[data-numbers~="' + number + '"]').forEach((one) => one.classList.add("now"));
  }

  function open(mark, chosen) {
    document.querySelectorAll("mark.now").forEach((one) => one.classList.remove("now"));
    const numbers = (mark.dataset.numbers || "").split(" ");
    if (chosen && !numbers.includes(chosen)) numbers.push(chosen);
    if (chosen) numbers.sort((a, b) => (b === chosen) - (a === chosen));
    cardList.replaceChildren();
    numbers.forEach((number) => {
      const entry = document.getElementById("n" + number);
      if (!entry) return;
      const copy = entry.cloneNode(true);
      copy.removeAttribute("id");
      copy.classList.remove("now");
      const where = copy.querySelector(".where");
      if (where) where.remove();
      cardList.append(copy);
      if (!chosen || number === chosen) light(number);
    });
    cardMore.textContent = mark.dataset.more || "";
    card.hidden = false;
    place(mark);
  }

  function close() {
    pinned = false;
    card.hidden = true;
    document.querySelectorAll(".now").forEach((one) => one.classList.remove("now"));
  }

  function visible(entry) {
    return entry.offsetParent !== null;
  }

  function say() {
    if (counter) counter.textContent = (current < 0 ? "–" : current + 1) + " / " + entries.length;
  }

  // On a wide screen the entry stands beside its mark; on a narrow one a card shows it.
  function go(index, scrollList) {
    const entry = entries[index];
    const mark = markOf(entry);
    current = index;
    close();
    pinned = true;
    say();
    (mark || entry).scrollIntoView({ block: "center" });
    if (mark) {
      mark.focus({ preventScroll: true });
      if (narrow.matches) open(mark, entry.dataset.number);
      else light(entry.dataset.number);
    }
    entry.classList.add("now");
    const side = entry.closest(".side");
    if (scrollList && side && side.scrollHeight > side.clientHeight) {
      side.scrollTop += entry.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 3;
    }
  }

  function step(by) {
    for (let index = current + by; index >= 0 && index < entries.length; index += by) {
      if (visible(entries[index])) return go(index, true);
    }
  }

  document.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("mark");
    if (mark && !pinned) open(mark);
  });
  document.addEventListener("mouseout", (event) => {
    if (!pinned && event.target.closest("mark") && !(event.relatedTarget && card.contains(event.relatedTarget))) close();
  });
  document.addEventListener("focusin", (event) => {
    const mark = event.target.closest("mark");
    if (mark && !pinned) open(mark);
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    const link = event.target.closest("a.where");
    const walk = event.target.closest("[data-step]");
    const toggle = event.target.closest("[data-severity]");
    if (mark) {
      const index = entries.findIndex((entry) => entry.dataset.number === mark.dataset.numbers.split(" ")[0]);
      if (index >= 0) { current = index; say(); }
      open(mark);
      pinned = true;
    } else if (link) {
      event.preventDefault();
      go(entries.indexOf(link.closest(".finding")), false);
    } else if (walk) {
      step(Number(walk.dataset.step));
    } else if (toggle) {
      const off = body.classList.toggle("hide-" + toggle.dataset.severity);
      toggle.setAttribute("aria-pressed", String(!off));
      close();
    } else if (event.target.closest(".close") || !card.contains(event.target)) {
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const mark = event.target.closest && event.target.closest("mark");
    if (event.key === "j" || event.key === "n") step(1);
    else if (event.key === "k" || event.key === "p") step(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && mark) { open(mark); pinned = true; }
  });
  if (window.matchMedia("(max-width: 1180px)").matches) {
    document.querySelectorAll("nav details").forEach((part) => { part.open = false; });
  }
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((part) => { part.open = true; });
  });
  say();
})();
