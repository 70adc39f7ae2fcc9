/**
 * The button for dark colours.
 *
 * Without a choice, CSS follows the system. A choice is written to <html data-md-color-scheme> and
 * kept; choosing what the system has anyway is no choice, so that the page follows it again.
 * partials/javascripts/base.html restores the choice before anything is drawn.
 */

const KEY = "issue-papers.color-scheme";
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const buttons = document.querySelectorAll("[data-theme-toggle]");

function isDark() {
  const chosen = root.dataset.mdColorScheme;
  return chosen ? chosen === "slate" : system.matches;
}

function show() {
  for (const button of buttons) button.setAttribute("aria-pressed", String(isDark()));
}

function toggle() {
  const dark = !isDark();
  if (dark === system.matches) delete root.dataset.mdColorScheme;
  else root.dataset.mdColorScheme = dark ? "slate" : "default";
  try {
    if (dark === system.matches) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, root.dataset.mdColorScheme);
  } catch { /* storage is blocked: the choice holds until the page is left */ }
  show();
}

for (const button of buttons) {
  button.addEventListener("click", toggle);
  button.hidden = false;
}
system.addEventListener("change", show);
show();
