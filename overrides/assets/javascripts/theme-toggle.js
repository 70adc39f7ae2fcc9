/**
 * The button for dark colours.
 *
 * Without a choice, CSS follows the system. A choice is written to <html data-colours> and
 * kept; choosing what the system has anyway is no choice, so that the page follows it again.
 * colours.js restores the choice before anything is drawn.
 */

const KEY = "issue-papers.color-scheme";
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const buttons = document.querySelectorAll("[data-theme-toggle]");

function isDark() {
  const chosen = root.dataset.colours;
  return chosen ? chosen === "dark" : system.matches;
}

function show() {
  for (const button of buttons) button.setAttribute("aria-pressed", String(isDark()));
}

function toggle() {
  const dark = !isDark();
  if (dark === system.matches) delete root.dataset.colours;
  else root.dataset.colours = dark ? "dark" : "light";
  try {
    if (dark === system.matches) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, root.dataset.colours);
  } catch { /* storage is blocked: the choice holds until the page is left */ }
  show();
}

for (const button of buttons) {
  button.addEventListener("click", toggle);
  button.hidden = false;
}
system.addEventListener("change", show);
show();
