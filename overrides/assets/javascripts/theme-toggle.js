/**
 * The button for dark colours.
 *
 * Without a choice, CSS follows the system. A choice is written to <html data-colours> and
 * kept; choosing what the system has anyway is no choice, so that the page follows it again.
 * colours.js restores the choice before anything is drawn. The browser's own bars take the page's
 * colour, also when the reader has chosen other colours.
 */

import { all } from "./dom.js";

const KEY = "issue-papers.color-scheme";
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const buttons = all("[data-theme-toggle]", HTMLElement);
const bars = all("meta[name=theme-color]", HTMLMetaElement).map((meta) => ({ meta, given: meta.content }));

function isDark() {
  const chosen = root.dataset.colours;
  return chosen ? chosen === "dark" : system.matches;
}

function show() {
  for (const button of buttons) button.setAttribute("aria-pressed", String(isDark()));
  const paper = getComputedStyle(root).getPropertyValue("--ip-paper").trim();
  for (const { meta, given } of bars) meta.content = root.dataset.colours ? paper : given;
}

function toggle() {
  const isChosen = isDark() === system.matches;
  const colours = isDark() ? "light" : "dark";
  if (isChosen) root.dataset.colours = colours;
  else delete root.dataset.colours;
  try {
    if (isChosen) localStorage.setItem(KEY, colours);
    else localStorage.removeItem(KEY);
  } catch {
    /* storage is blocked: the choice holds until the page is left */
  }
  show();
}

for (const button of buttons) {
  button.addEventListener("click", toggle);
  button.hidden = false;
}
system.addEventListener("change", show);
show();
