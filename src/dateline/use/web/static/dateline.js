// The little that pages cannot do without a script: short addresses, choosing a span or an area with the pointer.
"use strict";

const SVG = "http://www.w3.org/2000/svg";

// Fields that were left empty stay out of the address, so that it can be shared.
document.addEventListener("submit", ({ target: form }) => {
  if (!form.matches("form[data-tidy]")) return;
  for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  const sort = form.elements.sort;
  if (sort && sort.value === "-day") sort.disabled = true;
});
window.addEventListener("pageshow", () =>
  document.querySelectorAll("form[data-tidy] :disabled").forEach((field) => (field.disabled = false)),
);

// The review changes its card in place: a page that loads anew hears no key until its script runs, and the card is there before that.
let changing = false;
const waiting = []; // keys that were pressed meanwhile: they are for the next card

async function change(address, request) {
  const main = document.getElementById("main");
  changing = true;
  main.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, request);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    main.replaceChildren(...document.adoptNode(page.getElementById("main")).childNodes);
    document.title = page.title;
    if (answer.ok) history.replaceState(null, "", answer.url);
    const card = main.querySelector(".card");
    (card || main).focus();
  } catch {
    waiting.length = 0;
    const note = document.createElement("p");
    note.className = "warn";
    note.setAttribute("role", "alert");
    note.textContent = "The server did not answer, so nothing was kept of this. Try again.";
    main.prepend(note);
  } finally {
    main.removeAttribute("aria-busy");
    changing = false;
  }
  while (waiting.length && !changing) press(waiting.shift());
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("[data-in-place]") || form.method !== "post") return;
  event.preventDefault();
  if (!changing) change(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)) });
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-in-place] a[data-key]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!changing) change(link.href);
});

// One key each on the review: a button says which by data-key. Fields keep their letters; Escape leaves them.
function press(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  target.click();
  const fix = target.closest("details.fix");
  if (fix && fix.open) {
    waiting.length = 0;
    fix.querySelector("select").focus();
  }
  return true;
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (typing && event.key === "Escape") {
    typing.blur();
    const fix = typing.closest("details.fix");
    if (fix) fix.open = false;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (changing && event.key.length === 1) waiting.push(event.key);
  else if (!press(event.key)) return;
  event.preventDefault();
});

function go(changes, path = "/events") {
  const query = new URLSearchParams(location.pathname === path ? location.search : "");
  for (const name of ["page", "read"]) query.delete(name);
  for (const [name, value] of Object.entries(changes)) value ? query.set(name, value) : query.delete(name);
  location.assign(path + "?" + query);
}

function at(svg, event) {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
}

function shape(svg, name) {
  const node = document.createElementNS(SVG, name);
  node.setAttribute("class", "brush");
  svg.append(node);
  return node;
}

function drag(svg, draw, done) {
  svg.addEventListener("pointerdown", (down) => {
    if (down.button || down.pointerType === "touch") return;
    const from = at(svg, down);
    let moved = false;
    let node = null;
    const move = (event) => {
      const to = at(svg, event);
      moved = moved || Math.hypot(to.x - from.x, to.y - from.y) > 4;
      if (!moved) return;
      event.preventDefault();
      node = draw(node, from, to);
    };
    const up = (event) => {
      window.removeEventListener("pointermove", move);
      if (node) node.remove();
      done(from, at(svg, event), moved, down.target);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up, { once: true });
  });
}

document.querySelectorAll('svg[data-brush="time"]').forEach((svg) => {
  const bars = [...svg.querySelectorAll(".bar")].map((bar) => {
    const grip = bar.querySelector(".grip");
    const x = Number(grip.getAttribute("x"));
    return { label: bar.dataset.at, from: x, to: x + Number(grip.getAttribute("width")) };
  });
  drag(
    svg,
    (node, from, to) => {
      node = node || shape(svg, "rect");
      node.setAttribute("x", Math.min(from.x, to.x));
      node.setAttribute("y", 0);
      node.setAttribute("width", Math.abs(to.x - from.x));
      node.setAttribute("height", svg.viewBox.baseVal.height);
      return node;
    },
    (from, to) => {
      const low = Math.min(from.x, to.x);
      const high = Math.max(from.x, to.x);
      const inside = bars.filter((bar) => bar.to >= low && bar.from <= high);
      if (inside.length) go({ since: inside[0].label, until: inside[inside.length - 1].label }, svg.dataset.path);
    },
  );
});

document.querySelectorAll('svg[data-brush="map"]').forEach((svg) => {
  const { scale, squeeze, west, north } = Object.fromEntries(Object.entries(svg.dataset).map(([k, v]) => [k, Number(v)]));
  const earth = (point) => ({ lat: north - point.y / scale, lon: west + point.x / (scale * squeeze) });
  drag(
    svg,
    (node, from, to) => {
      node = node || shape(svg, "circle");
      node.setAttribute("cx", from.x);
      node.setAttribute("cy", from.y);
      node.setAttribute("r", Math.hypot(to.x - from.x, to.y - from.y));
      return node;
    },
    (from, to, moved, target) => {
      const spot = target.closest(".spot");
      if (!moved && spot) return go({ place: spot.dataset.place, km: "" });
      if (!moved) return;
      const centre = earth(from);
      const km = (Math.hypot(to.x - from.x, to.y - from.y) / scale) * 111.2; // kilometres of a degree of latitude
      go({ place: centre.lat.toFixed(3) + "," + centre.lon.toFixed(3), km: Math.max(1, km).toFixed(0) });
    },
  );
});

// Where a chart is wider than the screen, its latest end is what one came for.
document.querySelectorAll(".chart .scroll").forEach((box) => {
  if (box.querySelector(".bars, .dots")) box.scrollLeft = box.scrollWidth;
});

// Files may be dropped anywhere on the field that takes them.
document.querySelectorAll("[data-drop]").forEach((field) => {
  const input = field.querySelector("input");
  const mark = (on) => (event) => {
    event.preventDefault();
    field.classList.toggle("over", on);
  };
  field.addEventListener("dragover", mark(true));
  field.addEventListener("dragleave", mark(false));
  field.addEventListener("drop", (event) => {
    mark(false)(event);
    input.files = event.dataTransfer.files;
  });
});

// A delivery at work tells how far it is.
async function follow() {
  const now = document.getElementById("progress");
  if (!now || now.dataset.follow !== "on") return;
  await new Promise((wake) => setTimeout(wake, 800));
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("progress");
  if (next) now.replaceWith(document.adoptNode(next));
  follow();
}
follow();
