"use strict";
// Everything works without this script; with it, lists change in place, the drawing can be zoomed, and days can be slid.
(() => {
  const root = document.documentElement, DAY = 864e5;
  root.classList.add("has-js");
  const $ = (query, from = document) => from.querySelector(query);
  const dayOf = (text) => Date.parse(text + "T00:00:00Z") / DAY;
  const textOf = (day) => new Date(Math.round(day) * DAY).toISOString().slice(0, 10);

  // Pages in place: the same address, only the parts that differ.
  let loading = null;
  const load = async (address, push = true) => {
    if (loading) loading.abort();
    loading = new AbortController();
    root.classList.add("loading");
    try {
      const answer = await fetch(address, { signal: loading.signal, headers: { accept: "text/html" } });
      if (!(answer.headers.get("content-type") || "").includes("text/html")) return void location.assign(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!$(".site", page)) return void location.assign(address);
      const focused = document.activeElement && document.activeElement.name;
      $(".site").replaceWith($(".site", page));
      $("main").replaceWith($("main", page));
      $("body>footer").replaceWith($("body>footer", page));
      document.title = page.title;
      if (push) history.pushState({}, "", answer.url);
      const again = focused && $(`main [name="${CSS.escape(focused)}"]`);
      if (again) again.focus({ preventScroll: true });
      dress();
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
    } finally {
      root.classList.remove("loading");
    }
  };
  const addressOf = (form) => {
    const words = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    const address = new URL(form.action, location.href);
    address.search = words;
    return address.href;
  };
  const changes = (form) => form && form.matches(".sift,.asof-bar") && form.method !== "post";
  document.addEventListener("submit", (event) => {
    if (!changes(event.target)) return;
    event.preventDefault();
    load(addressOf(event.target));
  });
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (event.target.matches("select,[type=checkbox]") && changes(form)) form.requestSubmit();
    if (event.target.matches(".layers input")) keepLayers();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".pages a,.clear,.facets a,.asof-bar a,.past a");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    load(link.href).then(() => link.closest(".pages,.facets") && $("main").scrollIntoView());
  });
  addEventListener("popstate", () => { if (!location.hash) load(location.href, false); });

  // Which layers are drawn stands in the address too.
  const keepLayers = () => {
    const shown = [...document.querySelectorAll(".layers input:checked")].map((box) => box.value);
    const address = new URL(location.href);
    if (shown.length) address.searchParams.set("layers", shown.join(",")); else address.searchParams.delete("layers");
    history.replaceState({}, "", address.href.replaceAll("%2C", ","));
  };

  // The day of the view.
  const dressSlide = () => {
    const slide = $("#slide"), field = $("#as-of");
    if (!slide) return;
    const first = dayOf(slide.dataset.first), last = dayOf(slide.dataset.last);
    slide.max = last - first;
    slide.value = field.value && !isNaN(dayOf(field.value)) ? dayOf(field.value) - first : last - first;
    slide.addEventListener("input", () => { field.value = textOf(first + Number(slide.value)); });
    slide.addEventListener("change", () => slide.form.requestSubmit());
  };

  // Dragging over the drawing asks for those days.
  const dressBrush = () => {
    const figure = $("#overview"), form = $(".sift"), brush = $("#brush");
    if (!figure || !brush || !form || !form.elements.from) return;
    const svg = $("svg", figure), first = dayOf(figure.dataset.first), last = dayOf(figure.dataset.last);
    let from = null;
    const share = (event) => {
      const box = svg.getBoundingClientRect();
      return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    };
    const day = (x) => textOf(first + (root.dir === "rtl" ? 1 - x : x) * (last - first));
    svg.addEventListener("pointerdown", (event) => { if (!event.button) from = share(event); });
    addEventListener("pointermove", (event) => {
      if (from === null) return;
      const x = share(event);
      brush.setAttribute("x", `${100 * Math.min(from, x)}%`);
      brush.setAttribute("width", `${100 * Math.abs(x - from)}%`);
      event.preventDefault();
    });
    addEventListener("pointerup", (event) => {
      if (from === null) return;
      const days = [day(from), day(share(event))].sort(), wide = Math.abs(share(event) - from) > 0.01;
      from = null;
      if (!wide) return void brush.setAttribute("width", "0");
      svg.addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
      [form.elements.from.value, form.elements.to.value] = days;
      form.requestSubmit();
    });
    svg.addEventListener("dragstart", (event) => event.preventDefault());
  };

  // Beside the article the page stands at the same words.
  const dressPage = () => {
    const page = $(".whole-page"), mark = page && $(".l-mark", page);
    if (mark) page.scrollTop = mark.offsetTop - page.offsetTop - page.clientHeight / 3;
  };
  // Files dropped anywhere on their field; how far a sending is.
  const dressDrop = () => {
    const drop = $(".drop"), field = $("#files");
    if (!drop) return;
    const tell = () => { $("output", drop).textContent = [...field.files].map((file) => file.name).slice(0, 8).join(" · ") + (field.files.length > 8 ? " …" : ""); };
    for (const name of ["dragover", "dragleave", "drop"]) drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) { field.files = event.dataTransfer.files; tell(); }
    });
    field.addEventListener("change", tell);
  };
  const watchJob = async () => {
    const job = $("#job");
    if (!job || !job.dataset.watch) return;
    try {
      const state = await (await fetch(job.dataset.watch)).json();
      if (state.state !== job.dataset.state) return void load(location.href, false);
      const bar = $("progress", job);
      bar.max = Math.max(state.total, state.done, 1);
      if (state.state !== "waiting") bar.value = state.done;
      $("#job-done").textContent = state.done.toLocaleString("en");
    } catch { /* the next look may get through */ }
    setTimeout(watchJob, 700);
  };
  // The part one is in stays in sight where the row of parts is wider than the screen.
  const dressParts = () => {
    const row = $(".parts ul"), here = row && $("[aria-current]", row);
    if (here) row.scrollLeft = here.offsetLeft + here.offsetWidth / 2 - row.clientWidth / 2 - row.offsetLeft;
  };
  // A map wider than the screen begins where most is told.
  const dressMaps = () => {
    for (const map of document.querySelectorAll(".atlas .pan")) {
      const spots = [...map.querySelectorAll("circle")].map((one) => one.getBoundingClientRect());
      const widest = spots.reduce((best, one) => (best && best.width >= one.width ? best : one), null), box = map.getBoundingClientRect();
      if (widest) map.scrollLeft += widest.left + widest.width / 2 - box.left - box.width / 2;
    }
  };
  // A network is zoomed by its buttons and then dragged: what is shown of it is changed, nothing is loaded.
  const dressNets = () => {
    for (const figure of document.querySelectorAll(".net")) {
      const parts = [...figure.querySelectorAll("svg")].map((svg) => ({ svg, whole: svg.getAttribute("viewBox").split(" ").map(Number) }));
      let zoom = 1, from = null, moved = false;
      const shown = (svg) => svg.getAttribute("viewBox").split(" ").map(Number);
      const show = ({ svg, whole }, x, y) => {
        const wide = whole[2] / zoom, tall = whole[3] / zoom, within = (value, most) => Math.min(most, Math.max(0, value));
        svg.setAttribute("viewBox", [within(x, whole[2] - wide), within(y, whole[3] - tall), wide, tall].map((one) => one.toFixed(1)).join(" "));
      };
      figure.addEventListener("click", (event) => {
        const button = event.target.closest("[data-zoom]");
        if (!button) return;
        zoom = Math.min(6, Math.max(1, zoom * Number(button.dataset.zoom)));
        if (zoom < 1.01) zoom = 1;
        figure.classList.toggle("zoomed", zoom > 1);
        for (const part of parts) {
          const [x, y, wide, tall] = shown(part.svg);
          show(part, x + (wide - part.whole[2] / zoom) / 2, y + (tall - part.whole[3] / zoom) / 2);
        }
      });
      for (const part of parts) {
        part.svg.addEventListener("dragstart", (event) => event.preventDefault());
        part.svg.addEventListener("pointerdown", (event) => {
          moved = false;
          if (zoom > 1 && !event.button) from = { x: event.clientX, y: event.clientY, view: shown(part.svg) };
        });
        part.svg.addEventListener("pointermove", (event) => {
          if (!from || !event.buttons) return void (from = null);
          const unit = from.view[2] / part.svg.getBoundingClientRect().width, dx = event.clientX - from.x, dy = event.clientY - from.y;
          moved = moved || Math.hypot(dx, dy) > 4;
          if (moved) show(part, from.view[0] - dx * unit, from.view[1] - dy * unit);
        });
        part.svg.addEventListener("pointerup", () => { from = null; });
        part.svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, { capture: true });
      }
    }
  };
  const dress = () => { dressNets(); dressParts(); dressMaps(); dressSlide(); dressBrush(); dressPage(); dressDrop(); watchJob(); };
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input,textarea,select")) { event.preventDefault(); $(".ask input").focus(); }
  });
  dress();
})();
