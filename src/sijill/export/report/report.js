"use strict";
(() => {
  const root = document.documentElement;
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  root.classList.add("has-js");

  // --- the two languages: the English words stand beside the Arabic ones
  const ATTRIBUTES = [["enLabel", "aria-label"], ["enPlaceholder", "placeholder"]];
  const swap = (element, key, read, write) => {
    const now = read();
    write(element.dataset[key]);
    element.dataset[key] = now;
  };
  const inLanguage = (english) => {
    if ((root.lang === "en") === english) return;
    for (const element of $$("[data-en]")) {
      swap(element, "en", () => element.textContent, (words) => { element.textContent = words; });
    }
    for (const [key, attribute] of ATTRIBUTES) {
      const name = "data-" + key.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
      for (const element of $$(`[${name}]`)) {
        const target = element.localName === "optgroup" ? "label" : attribute;
        swap(element, key, () => element.getAttribute(target), (words) => element.setAttribute(target, words));
      }
    }
    root.lang = english ? "en" : "ar";
    root.dir = english ? "ltr" : "rtl";
    const button = $("#lang");
    button.textContent = english ? "العربية" : "English";
    button.lang = english ? "ar" : "en";
    texts = new WeakMap();
  };
  $("#lang").addEventListener("click", () => inLanguage(root.lang !== "en"));

  // --- the reading pane: a copy of the article with the evidence marked
  const reader = $("#reader");
  let opener = null;

  // Spans count code points, the page's strings count UTF-16 units: surrogate pairs are one character.
  const unitsOf = (text, points) => {
    let units = 0;
    for (const letter of text) {
      if (points-- <= 0) break;
      units += letter.length;
    }
    return units;
  };
  const pointsOf = (text) => {
    let points = 0;
    for (const _ of text) points += 1;
    return points;
  };

  const markRange = (paper, start, end) => {
    const marks = [];
    for (const piece of $$("[data-s]", paper)) {
      let at = Number(piece.dataset.s);
      if (at >= end) break;
      for (const node of [...piece.childNodes]) {
        if (node.nodeType !== Node.TEXT_NODE) continue;
        const length = pointsOf(node.data);
        const from = Math.max(start - at, 0), to = Math.min(end - at, length);
        if (from < to) {
          const first = unitsOf(node.data, from), last = unitsOf(node.data, to);
          const inside = node.splitText(first);
          inside.splitText(last - first);
          const mark = document.createElement("mark");
          inside.replaceWith(mark);
          mark.append(inside);
          marks.push(mark);
        }
        at += length;
      }
    }
    return marks;
  };

  const openEvidence = (hash) => {
    const found = /^#a(\d+)(?:-(\d+)-(\d+))?$/.exec(hash);
    const source = found && document.getElementById("a" + found[1]);
    if (!source) return false;
    const paper = $(".paper", source).cloneNode(true);
    for (const anchor of $$("i[id]", paper)) anchor.remove();
    $(".text", paper).normalize();
    const proof = $(".proof", paper);
    proof.remove();
    $("#reader-by").replaceChildren(...$(".by", source).cloneNode(true).childNodes);
    $("#reader-text").replaceChildren(paper);
    $("#reader-proof").replaceChildren(proof);
    root.classList.add("reading");
    reader.hidden = false;
    $("#reader-text").scrollTop = 0;
    if (found[2]) {
      const marks = markRange(paper, Number(found[2]), Number(found[3]));
      // Words outside the article (a clock, a source line) show only on the whole page.
      if (marks.length && marks.every((mark) => mark.closest(".f, .g"))) $(".whole input", paper).checked = true;
      const range = document.createElement("bdi");
      range.className = "range";
      range.textContent = `[${found[2]}, ${found[3]})`;
      proof.append(" ", range);
      if (marks[0]) marks[0].scrollIntoView({ block: "center" });
    }
    reader.focus({ preventScroll: true });
    return true;
  };
  const closeReader = () => {
    if (reader.hidden) return;
    reader.hidden = true;
    root.classList.remove("reading");
    for (const line of $$(".current")) line.classList.remove("current");
    if (opener) opener.focus({ preventScroll: true });
    opener = null;
  };
  const go = (hash, from) => {
    if (!openEvidence(hash)) return;
    opener = from;
    history.pushState(null, "", hash);
    for (const line of $$(".current")) line.classList.remove("current");
    const line = from.closest(".ev, .st");
    if (line) {
      line.classList.add("current");
      line.scrollIntoView({ block: "nearest" });
    }
  };
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a[href]");
    if (link) {
      const hash = link.getAttribute("href");
      if (/^#a\d/.test(hash)) {
        event.preventDefault();
        go(hash, link);
      } else if (/^#e\d/.test(hash)) {
        const line = document.getElementById(hash.slice(1));
        if (line && line.hidden) clearFilters();
      }
      return;
    }
    const line = !event.target.closest("summary") && event.target.closest(".ev, .st");
    if (line && !String(getSelection())) {
      const first = $(".head a, blockquote a", line);
      go(first.getAttribute("href"), first);
    }
  });
  $("#close").addEventListener("click", () => { history.pushState(null, "", location.pathname + location.search); closeReader(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !reader.hidden) $("#close").click();
    if (event.key === "/" && !/^(input|select|textarea)$/i.test(event.target.localName)) {
      event.preventDefault();
      $("#q").focus();
    }
  });
  const follow = () => { if (!openEvidence(location.hash)) closeReader(); };
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);

  // --- search and filters
  const fold = (text) => text.normalize("NFKC").toLowerCase()
    .replace(/[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/[\u0623\u0625\u0622\u0671]/g, "\u0627").replace(/[\u0649\u06cc\u0626]/g, "\u064a").replace(/\u0629/g, "\u0647")
    .replace(/\u0624/g, "\u0648").replace(/\u06a9/g, "\u0643")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
  let texts = new WeakMap();
  const textOf = (element) => {
    if (!texts.has(element)) texts.set(element, fold(element.textContent));
    return texts.get(element);
  };
  const lines = $$(".ev, .st, .card");
  const controls = { q: $("#q"), who: $("#who"), type: $("#type"), year: $("#year") };
  const FOUND = { ar: (count) => (count ? `${count} من ${lines.length}` : "لا شيء يطابق"), en: (count) => (count ? `${count} of ${lines.length}` : "nothing matches") };

  const filter = () => {
    const words = fold(controls.q.value).split(/\s+/).filter(Boolean);
    const { who, type, year } = controls;
    const active = words.length || who.value || type.value || year.value;
    let count = 0;
    for (const line of lines) {
      const { t, y, p } = line.dataset;
      const isArticle = line.classList.contains("card");
      const fits = (!year.value || y === year.value)
        && (!type.value || (!isArticle && t.split(" ").includes(type.value)))
        && (!who.value || (!isArticle && (p || "").split(" ").includes(who.value)))
        && words.every((word) => textOf(line).includes(word));
      line.hidden = !fits;
      count += fits;
    }
    for (const group of $$(".month, .year, .speaker, .openday")) {
      group.hidden = Boolean(active) && !$(".ev:not([hidden]), .st:not([hidden])", group);
      if (active && !group.hidden && group.localName === "details") group.open = true;
    }
    $("#clear").hidden = !active;
    $("#found").textContent = active ? FOUND[root.lang](count) : "";
  };
  const clearFilters = () => { $("#filters").reset(); };
  let waiting = 0;
  $("#filters").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  $("#filters").addEventListener("reset", () => setTimeout(filter));
  $("#filters").addEventListener("submit", (event) => { event.preventDefault(); filter(); });

  // --- printing opens what is folded, except the articles
  addEventListener("beforeprint", () => { for (const group of $$(".speaker, .openday")) group.open = true; });

  follow();
})();
