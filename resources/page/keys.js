// Keys and buttons, printing, and the beginning.

const next = () => go(now.step + 1), back = () => go(now.step - 1);
const blacken = () => blank("black"), whiten = () => blank("white");
const notes = () => root.classList.toggle("with-notes");

const STORY_KEYS = {
  ArrowRight: next, ArrowDown: next, " ": next, PageDown: next, n: next,
  ArrowLeft: back, ArrowUp: back, Backspace: back, PageUp: back,
  Home: () => go(0), End: () => go(steps.length - 1),
  b: blacken, ".": blacken, w: whiten, ",": whiten, s: notes,
};
const KEYS = {
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "/": () => field.focus(),
  f: wholeMap, c: () => now.chosen >= 0 && fold(now.chosen), p: () => present(),
  F3: (event) => findNext(event.shiftKey ? -1 : 1),
};
const MOVES = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };
let digits = "";

// Enter after a number goes to that step.
function numbered(key) {
  const typed = digits;
  digits = /^\d$/.test(key) ? digits + key : "";
  return key === "Enter" ? () => go(typed ? Number(typed) - 1 : now.step + 1) : null;
}

function key(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape") return leave();
  const on = event.target.closest("input, button, a, summary");
  if (on?.matches("input") || (on?.matches("#outline .row") && outlineKey(event))) return;
  if (on && (event.key === "Enter" || event.key === " ")) return;
  const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const telling = steps.length > 0;
  const move = (event.shiftKey || !telling) && MOVES[pressed];
  const act = move
    ? () => pan(...move)
    : (telling && (numbered(pressed) || STORY_KEYS[pressed])) || KEYS[pressed];
  if (!act) return;
  event.preventDefault();
  act(event);
}

// One thing after the other: the cover, the search, the details, the full screen.
function leave() {
  if (one("#blank").className) blank("");
  else if (document.activeElement === field && field.value) {
    field.value = "";
    search();
  } else if (document.activeElement === field) field.blur();
  else if (now.chosen >= 0) choose(-1);
  else present(false);
}

function turnTheme() {
  const asked = root.dataset.theme;
  const dark = asked ? asked === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
}

const BUTTONS = {
  "#back": back, "#next": next, "#present": () => present(), "#show-notes": notes,
  "#zoom-in": () => zoom(1.25), "#zoom-out": () => zoom(0.8), "#fit": wholeMap,
  "#find-next": () => findNext(1), "#find-back": () => findNext(-1),
  "#fold": () => fold(now.chosen), "#close": () => choose(-1), "#blank": () => blank(""),
  "#theme": turnTheme, "#outline": outlineClick,
  "#show-list": () => {
    root.classList.toggle("without-list");
    requestAnimationFrame(goHome);
  },
  "#steps": (event) => {
    const step = steps.indexOf(event.target.closest("li[data-step]"));
    if (step < 0) return;
    event.preventDefault();
    go(step);
  },
};

for (const [what, act] of Object.entries(BUTTONS)) one(what)?.addEventListener("click", act);
field.addEventListener("input", search);
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== "F3") return;
  event.preventDefault();
  findNext(event.shiftKey ? -1 : 1);
});
document.addEventListener("keydown", key);
document.addEventListener("fullscreenchange", () => document.fullscreenElement || present(false));
addEventListener("hashchange", followAddress);
new ResizeObserver(refit).observe(svg);

// A browser that finds words in a folded branch opens it by itself.
let printing = false;
map.statements.forEach(({ branch }, i) => branch?.addEventListener("toggle", () => {
  if (!printing) fold(i, !branch.open);
}));

addEventListener("beforeprint", () => {
  printing = true;
  const { x, y, w, h } = map.whole;
  for (const each of all("#outline details")) each.open = true;
  svg.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
});
addEventListener("afterprint", () => {
  printing = false;
  for (const each of all("#outline .about")) each.open = false;
  map.statements.forEach(({ branch }, i) => branch && (branch.open = !now.folded.has(i)));
  look(view);
});

map.statements.forEach(addFoldButton);
for (const row of all("#outline .row")) row.tabIndex = -1;
if (one("#outline .row")) walkTo(one("#outline .row"), false);
if (steps.length) go(0, { address: false });
else show();
followAddress();
cancelAnimationFrame(flight);
look(homed = home());
if (now.chosen >= 0) bring(map.statements[now.chosen].box);
