// The camera over the picture: what it looks at, in the map's own units, and how it gets there.

const MOST_ZOOM = 1.6, WHOLE_ZOOM = 1.2, LEGIBLE = 0.9;
const ROOM = 1.08; // how much more than what is looked at is seen
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let view = { ...map.whole }, homed = view, flight = 0;

const pane = () => svg.getBoundingClientRect();
const scale = () => pane().width / view.w;

function look(at) {
  view = at;
  svg.setAttribute("viewBox", `${at.x} ${at.y} ${at.w} ${at.h}`);
}

// The view that shows a box whole, in the shape of the pane.
function around([x, y, width, height], most = MOST_ZOOM) {
  const { width: across, height: down } = pane();
  const zoom = Math.min(across / (width * ROOM), down / (height * ROOM), most);
  const w = across / zoom, h = down / zoom;
  return { x: x + width / 2 - w / 2, y: y + height / 2 - h / 2, w, h };
}

function fly(to) {
  cancelAnimationFrame(flight);
  const from = view, began = performance.now();
  if (calm.matches || document.hidden || !(pane().width > 0)) return look(to);
  const [fx, fy] = [from.x + from.w / 2, from.y + from.h / 2];
  const [tx, ty] = [to.x + to.w / 2, to.y + to.h / 2];
  const way = Math.hypot(tx - fx, ty - fy) / Math.max(from.w, to.w);
  const lasts = Math.min(200 + 200 * (way + Math.abs(Math.log(to.w / from.w))), 600);
  const frame = (time) => {
    const t = Math.min(Math.max((time - began) / lasts, 0), 1);
    const eased = t < 0.5 ? 4 * t ** 3 : 1 - (2 - 2 * t) ** 3 / 2;
    const w = from.w * (to.w / from.w) ** eased;
    // Moving keeps pace with zooming, as for a camera on a straight line.
    const part = Math.abs(to.w - from.w) > 1 ? (w - from.w) / (to.w - from.w) : eased;
    const h = from.h + (to.h - from.h) * part;
    const x = fx + (tx - fx) * part - w / 2, y = fy + (ty - fy) * part - h / 2;
    look(t < 1 ? { x, y, w, h } : to);
    if (t < 1) flight = requestAnimationFrame(frame);
  };
  flight = requestAnimationFrame(frame);
}

function wholeBox() {
  const { x, y, w, h } = map.whole;
  const boxes = [...shownStatements()].map((i) => map.statements[i].box);
  if (!boxes.length || (!told() && !now.folded.size)) return [x, y, w, h];
  const left = Math.min(...boxes.map((box) => box[0]));
  const top = Math.min(...boxes.map((box) => box[1]));
  const right = Math.max(...boxes.map((box) => box[0] + box[2]));
  const bottom = Math.max(...boxes.map((box) => box[1] + box[3]));
  return [left, top, right - left, bottom - top];
}

// Where the camera belongs now: at what the step looks at, else over all that is there.
function home() {
  const step = told();
  if (!step) return around(wholeBox(), WHOLE_ZOOM);
  return around(step.fit || wholeBox(), step.most || MOST_ZOOM);
}

function goHome() {
  homed = home();
  fly(homed);
}

// The pane has another size: a view that was at home stays so, any other keeps its middle.
function refit() {
  if (!(pane().width > 0)) return;
  if (view === homed) look(homed = home());
  else look(around([view.x, view.y, view.w / ROOM, view.h / ROOM], 8));
}

function zoom(by, px = pane().width / 2, py = pane().height / 2) {
  cancelAnimationFrame(flight);
  const { width, height } = pane();
  const times = scale() / Math.min(Math.max(scale() * by, 0.02), 8);
  look({
    x: view.x + (px / width) * view.w * (1 - times),
    y: view.y + (py / height) * view.h * (1 - times),
    w: view.w * times, h: view.h * times,
  });
}

function pan(dx, dy) {
  const by = scale();
  look({ ...view, x: view.x - dx / by, y: view.y - dy / by });
}

// Moves no more than is needed to read a card beside the details that cover part of the pane.
function bring([x, y, w, h]) {
  const { left, top, width, height } = pane(), cover = one("#details").getBoundingClientRect();
  const covered = cover.height > 0;
  const aside = covered && cover.left > left + 40;
  const across = aside ? Math.max(cover.left - left, 80) : width;
  const down = covered && !aside ? Math.max(cover.top - top, 80) : height;
  const by = scale(), legible = by < 0.55 ? LEGIBLE : by;
  const px = (x - view.x) * by, py = (y - view.y) * by;
  const inside = px > 16 && py > 16 && px + w * by < across - 16 && py + h * by < down - 16;
  if (inside && legible === by) return;
  fly({
    x: x + w / 2 - across / 2 / legible, y: y + h / 2 - down / 2 / legible,
    w: width / legible, h: height / legible,
  });
}
