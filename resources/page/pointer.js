// Mouse, pen and fingers on the picture: drag, pinch, wheel, click.

const STILL = 4; // pixels that a click may wander
const held = new Map();
let moved = 0;

const apart = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y);

svg.addEventListener("pointerdown", (event) => {
  cancelAnimationFrame(flight);
  if (!held.size) moved = 0;
  held.set(event.pointerId, { x: event.clientX, y: event.clientY });
});

svg.addEventListener("pointermove", (event) => {
  const before = held.get(event.pointerId);
  if (!before) return;
  const was = held.size === 2 ? apart([...held.values()]) : 0;
  const dx = event.clientX - before.x, dy = event.clientY - before.y;
  moved += Math.hypot(dx, dy);
  held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (moved <= STILL) return;
  svg.setPointerCapture(event.pointerId);
  pan(dx / held.size, dy / held.size);
  if (was) {
    const [a, b] = held.values(), { left, top } = pane();
    zoom(apart([a, b]) / was, (a.x + b.x) / 2 - left, (a.y + b.y) / 2 - top);
  }
});

for (const end of ["pointerup", "pointercancel"]) {
  svg.addEventListener(end, (event) => held.delete(event.pointerId));
}

svg.addEventListener("click", (event) => {
  if (moved > STILL) return;
  const card = event.target.closest(".statement");
  const presenting = root.classList.contains("presenting") && steps.length;
  if (presenting) go(now.step + 1);
  else if (card) choose(map.statements.findIndex((each) => each.card === card));
  else if (now.chosen >= 0) choose(-1);
});

svg.addEventListener("wheel", (event) => {
  event.preventDefault();
  const { left, top } = pane(), unit = event.deltaMode ? 24 : 1;
  const by = Math.exp(-event.deltaY * unit * (event.ctrlKey ? 0.01 : 0.0015)); // ctrl: a pinch
  if (event.shiftKey) pan(-(event.deltaX || event.deltaY) * unit, 0);
  else zoom(by, event.clientX - left, event.clientY - top);
}, { passive: false });
