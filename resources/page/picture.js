// The page of a map: what of it is seen now, and folds. Without scripts the page is an outline and
// a picture. The chapters of the script stand one after the other in the page; they ask nothing of
// any place.
"use strict";

const one = (what, within = document) => within.querySelector(what);
const all = (what, within = document) => [...within.querySelectorAll(what)];
const root = document.documentElement;
const map = JSON.parse(one("#map-data").textContent);
const svg = one("#picture svg[role]");
const steps = all("#story li[data-step]");

// What is seen: a step (-1 for none), the whole map in its place, folds, what is chosen and found.
const now = { step: -1, whole: false, folded: new Set(), chosen: -1, found: [], at: -1 };

for (const each of map.statements) {
  each.card = document.getElementById(each.card);
  each.entry = document.getElementById(each.id);
  each.row = one(".row", each.entry);
  each.about = one(":scope > .about, :scope > details > .about", each.entry);
  each.words = one(".words", each.row).textContent;
  each.branch = one(":scope > details:not(.about)", each.entry);
  each.children = [];
}
map.statements.forEach(({ up }, i) => up >= 0 && map.statements[up].children.push(i));
for (const each of map.links) {
  each.parts = [document.getElementById(each.line), document.getElementById(each.sign)];
}
for (const each of map.polls) each.poll = document.getElementById(each.poll);
for (const each of map.frames) each.frame = document.getElementById(each.frame);

// ------------------------------------------------------------------------------------- what shows

// The step that is told now, or null where all is shown.
function told() {
  return now.whole || now.step < 0 ? null : map.steps[now.step];
}

// What the step has brought up so far, folded away or not.
function broughtUp() {
  const step = told();
  return new Set(step ? step.there : map.statements.keys());
}

// Whether a statement hangs, at any depth, under one of which this holds.
function hangsUnder(i, holds) {
  for (let up = map.statements[i].up; up >= 0; up = map.statements[up].up) {
    if (holds(up)) return true;
  }
  return false;
}

function shownStatements() {
  const there = broughtUp(), { folded } = now;
  if (!folded.size) return there;
  const hides = (k) => folded.has(k) && there.has(k);
  return new Set([...there].filter((i) => !hangsUnder(i, hides)));
}

// How many statements a fold of this one hides, of those that are brought up.
function countUnder(i) {
  return [...broughtUp()].filter((k) => hangsUnder(k, (up) => up === i)).length;
}

// A link is there with all its ends; an end below 0 is a link, -1 the first one.
function shownLinks(there) {
  const known = new Map();
  const isShown = (j) => {
    if (!known.has(j)) {
      known.set(j, false); // links in a circle end here
      const { from, to } = map.links[j];
      const target = to < 0 ? isShown(-to - 1) : there.has(to);
      known.set(j, target && from.every((i) => there.has(i)));
    }
    return known.get(j);
  };
  return new Set([...map.links.keys()].filter(isShown));
}

function show() {
  const step = told(), there = shownStatements(), links = shownLinks(there);
  const dim = new Set(step ? step.dim : []), dimLinks = new Set(step ? step.dimLinks : []);
  const found = new Set(now.found);
  map.statements.forEach((each, i) => {
    put(each.card, {
      gone: !there.has(i), dim: dim.has(i), chosen: i === now.chosen, found: found.has(i),
      folded: now.folded.has(i),
    });
    put(each.entry, { later: step && !step.there.includes(i), found: found.has(i) });
    if (i === now.chosen) each.row.setAttribute("aria-current", "true");
    else each.row.removeAttribute("aria-current");
    if (each.count) each.count.textContent = now.folded.has(i) ? `+${countUnder(i)}` : "−";
  });
  map.links.forEach((each, j) => {
    for (const part of each.parts) put(part, { gone: !links.has(j), dim: dimLinks.has(j) });
  });
  const bars = step ? step.bars : map.bars;
  for (const { poll, of } of map.polls) {
    const here = of < 0 ? links.has(-of - 1) : there.has(of);
    put(poll, { gone: !bars || !here, dim: of < 0 ? dimLinks.has(-of - 1) : dim.has(of) });
  }
  for (const each of map.frames) put(each.frame, { gone: !each.of.every((i) => there.has(i)) });
}

function put(element, classes) {
  for (const [name, on] of Object.entries(classes)) element?.classList.toggle(name, Boolean(on));
}

// Reads words aloud where somebody listens.
function say(words) {
  one("#announce").textContent = words;
}

// ------------------------------------------------------------------------------------------ folds

function fold(i, closed = !now.folded.has(i)) {
  const { branch, children } = map.statements[i];
  if (closed === now.folded.has(i) || !(branch || children.length)) return;
  if (closed) now.folded.add(i);
  else now.folded.delete(i);
  if (branch) branch.open = !closed;
  show();
  say(closed ? `Folded, ${countUnder(i)} hidden` : "Unfolded");
  if (i === now.chosen) detail(i);
}

// A pill at the edge of a card, where its branch hangs: − while open, +n while folded.
function addFoldButton(each, i) {
  if (!each.children.length) return;
  const [x, y, w, h] = each.box, boxes = each.children.map((k) => map.statements[k].box);
  const mean = (of) => boxes.reduce((sum, box) => sum + of(box), 0) / boxes.length;
  const dx = mean((box) => box[0] + box[2] / 2) - x - w / 2;
  const dy = mean((box) => box[1] + box[3] / 2) - y - h / 2;
  const sideways = Math.abs(dx) / w > (Math.abs(dy) / h) * 1.5;
  const cx = sideways ? (dx > 0 ? x + w : x) : x + w / 2;
  const cy = sideways ? y + h / 2 : dy > 0 ? y + h : y;
  const half = 18;
  const group = drawn("g", { class: "fold-sign" });
  group.append(drawn("rect", { x: cx - half, y: cy - 10, width: 2 * half, height: 20, rx: 10 }));
  each.count = drawn("text", { x: cx, y: cy + 4, "text-anchor": "middle", "font-size": 11 });
  group.append(each.count);
  group.addEventListener("click", (event) => {
    event.stopPropagation();
    fold(i);
  });
  each.card.append(group);
}

function drawn(tag, attributes) {
  const element = document.createElementNS(svg.namespaceURI, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
