// The steps of a story, and filling the screen with them.

function go(to, { address = true } = {}) {
  if (!steps.length) return;
  const before = new Set(told() ? told().there : []);
  now.step = Math.min(Math.max(to, 0), steps.length - 1);
  now.whole = false;
  now.chosen = -1;
  const entry = steps[now.step], title = one(".title", entry).textContent;
  steps.forEach((each) => {
    if (each === entry) each.setAttribute("aria-current", "step");
    else each.removeAttribute("aria-current");
  });
  entry.scrollIntoView({ block: "nearest" });
  one("#step-number").textContent = `${now.step + 1} / ${steps.length}`;
  one("#step-title").textContent = title;
  one("#big-title").textContent = title;
  one("#back").disabled = now.step === 0;
  one("#next").disabled = now.step === steps.length - 1;
  if (one("#notes")) one("#notes").textContent = one(".notes", entry)?.textContent ?? "";
  blank("");
  detail(-1);
  show();
  goHome();
  if (address) setAddress(entry.id);
  const fresh = map.steps[now.step].there.filter((i) => !before.has(i));
  const words = fresh.map((i) => map.statements[i].words).join(" ");
  say(`Step ${now.step + 1} of ${steps.length}: ${title}. ${words}`);
}

// Covers the page in black or white; the same again, or an empty word, uncovers it.
function blank(colour) {
  const cover = one("#blank");
  cover.className = cover.className === colour ? "" : colour;
}

// The whole map in place of the step, or back.
function wholeMap() {
  now.whole = now.step >= 0 && !now.whole;
  show();
  goHome();
}

function present(on = !root.classList.contains("presenting")) {
  if (on === root.classList.contains("presenting")) return;
  root.classList.toggle("presenting", on);
  if (on) root.requestFullscreen?.().catch(() => {}); // where that may not be, it fills the window
  else if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
  requestAnimationFrame(goHome);
}
