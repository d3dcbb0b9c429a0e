// Choosing a statement: its details, the search, the outline, the address of what is seen.

const CALLED = {
  supports: "Supported by", opposes: "Opposed by", contradicts: "Contradicted by",
  restates: "Restated by", answers: "Answered by", backs: "Backed by", undercuts: "Undercut by",
};
const field = one("#search");

function choose(i, { bringing = true, address = true } = {}) {
  now.chosen = i;
  if (i >= 0) {
    const each = map.statements[i];
    for (let up = each.up; up >= 0; up = map.statements[up].up) fold(up, false);
    if (told() && !told().there.includes(i)) now.whole = true;
    if (address) setAddress(each.id);
    say(`${one(".kind", each.row).textContent}: ${each.words}`);
    walkTo(each.row, false);
  }
  show();
  detail(i);
  if (i >= 0 && bringing) bring(map.statements[i].box);
}

// ---------------------------------------------------------------------------------------- details

function detail(i) {
  const body = one("#details-body"), folding = one("#fold");
  one("#details").hidden = i < 0;
  if (i < 0) return;
  const each = map.statements[i];
  body.replaceChildren(one(".kind", each.row).cloneNode(true), made("p", each.words, "words"));
  if (each.about) {
    body.append(...[...each.about.children].slice(1).map((child) => child.cloneNode(true)));
  }
  for (const { from, to, how } of map.links) {
    if (from.includes(i)) {
      const title = how[0].toUpperCase() + how.slice(1) + (to < 0 ? " the step" : "");
      if (to < 0) body.append(ends(`${title} from`, map.links[-to - 1].from));
      else body.append(ends(title, [to]));
      if (from.length > 1) body.append(ends("Together with", from.filter((k) => k !== i)));
    }
  }
  for (const { from, to, how } of map.links) {
    if (to === i) body.append(ends(CALLED[how], from));
    else if (to < 0 && map.links[-to - 1].from.includes(i)) {
      body.append(ends(`Its step is ${CALLED[how].toLowerCase()}`, from));
    }
  }
  const under = countUnder(i);
  folding.hidden = !under;
  folding.textContent = now.folded.has(i) ? `Unfold (+${under})` : `Fold (${under})`;
  one("#details").scrollTop = 0;
}

function made(tag, text, name = "") {
  const element = document.createElement(tag);
  element.className = name;
  element.dir = "auto";
  element.textContent = text;
  return element;
}

// A list of statements under what they have to do with the chosen one.
function ends(title, ids) {
  const list = document.createElement("dl");
  list.append(made("dt", title));
  for (const k of ids) {
    const item = document.createElement("dd"), link = made("a", map.statements[k].words);
    link.href = `#${map.statements[k].id}`;
    item.append(link);
    list.append(item);
  }
  return list;
}

// ----------------------------------------------------------------------------------------- search

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

function search() {
  const wanted = plain(field.value.trim());
  now.at = -1;
  now.found = !wanted ? [] : map.statements.flatMap(({ row, about }, i) => {
    const text = `${row.textContent} ${about ? about.textContent : ""}`;
    return plain(text).includes(wanted) ? [i] : [];
  });
  // In the order of the outline, which is that of the eye.
  const order = new Map(all("#outline li[id]").map((entry, k) => [entry, k]));
  const place = (i) => order.get(map.statements[i].entry);
  now.found.sort((a, b) => place(a) - place(b));
  const count = now.found.length;
  one("#found").textContent = !wanted ? "" : count ? `${count} found` : "none";
  show();
}

function findNext(by) {
  const count = now.found.length;
  if (!count) return;
  now.at = now.at < 0 ? (by > 0 ? 0 : count - 1) : (now.at + by + count) % count;
  choose(now.found[now.at]);
  one("#found").textContent = `${now.at + 1} of ${count}`;
}

// ---------------------------------------------------------------------------------------- outline

// One row can be reached by Tab; the others by arrows from there.
function walkTo(row, focus = true) {
  for (const each of all("#outline .row[tabindex='0']")) each.tabIndex = -1;
  row.tabIndex = 0;
  if (focus) row.focus();
  else row.scrollIntoView({ block: "nearest" });
}

function chosenBy(row) {
  const { s } = row.closest("li").dataset;
  return map.statements.findIndex((each) => each.id === s);
}

function outlineKey(event) {
  const row = event.target.closest(".row"), i = chosenBy(row);
  const rows = all("#outline .row").filter((each) => each.offsetParent), at = rows.indexOf(row);
  const { branch } = map.statements[i], isHome = branch?.contains(row) && row.tagName === "SUMMARY";
  const above = row.closest("li").parentElement.closest("li");
  const next = () => walkTo(rows[at + 1] || row);
  const moves = {
    ArrowDown: next,
    ArrowUp: () => walkTo(rows[at - 1] || row),
    ArrowRight: () => (isHome && !branch.open ? fold(i, false) : next()),
    ArrowLeft: () => (isHome && branch.open ? fold(i, true) : above && walkTo(one(".row", above))),
    Home: () => walkTo(rows[0]),
    End: () => walkTo(rows.at(-1)),
    Enter: () => choose(i),
    " ": () => fold(i),
  };
  if (!moves[event.key]) return false;
  event.preventDefault();
  moves[event.key]();
  return true;
}

function outlineClick(event) {
  const row = event.target.closest(".row");
  if (!row) return;
  event.preventDefault();
  walkTo(row);
  const atSign = event.clientX < row.getBoundingClientRect().left + 20;
  if (atSign && row.tagName === "SUMMARY") fold(chosenBy(row));
  else choose(chosenBy(row));
}

// ---------------------------------------------------------------------------------------- address

function setAddress(id) {
  try {
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  } catch {
    // A page within another one may not; nothing is lost but the address.
  }
}

// Shows what the address asks for: #step-3, or a statement. Tells whether there is such a thing.
function followAddress() {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // Somebody wrote a % by hand.
  }
  const step = steps.findIndex((each) => each.id === id);
  const chosen = map.statements.findIndex((each) => each.id === id);
  if (step >= 0) go(step, { address: false });
  else if (chosen >= 0) choose(chosen, { address: false });
  return step >= 0 || chosen >= 0;
}
