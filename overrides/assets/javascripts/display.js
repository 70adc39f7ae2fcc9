/**
 * How pages are shown: dark colours, more contrast, larger letters.
 *
 * Without a choice, CSS follows the system. A choice is written to <html> (data-colours, data-contrast,
 * data-text-size) and kept; choosing what the system has anyway is no choice, so that the page follows it
 * again. colours.js restores choices before anything is drawn. The browser's own bars take the page's
 * colour, also when the reader has chosen other colours.
 *
 * Markup: partials/display.html.
 */

import { remember } from "./device.js";
import { all } from "./dom.js";

const root = document.documentElement;
const bars = all("meta[name=theme-color]", HTMLMetaElement).map((meta) => ({ meta, given: meta.content }));

/** What is either so or not: as the system asks for it, or else as it was chosen. */
const switches = [
  {
    boxes: all("[data-choose-dark]", HTMLInputElement),
    system: matchMedia("(prefers-color-scheme: dark)"),
    name: "colours",
    key: "color-scheme",
    on: "dark",
    off: "light",
  },
  {
    boxes: all("[data-choose-contrast]", HTMLInputElement),
    system: matchMedia("(prefers-contrast: more)"),
    name: "contrast",
    key: "contrast",
    on: "more",
    off: "usual",
  },
];
const sizes = all("[data-choose-size]", HTMLInputElement);
const USUAL = "100";

/**
 * @param {string} name Of the data attribute.
 * @param {string} key
 * @param {string | null} value
 */
function choose(name, key, value) {
  if (value === null) delete root.dataset[name];
  else root.dataset[name] = value;
  remember(key, value);
  show();
}

function show() {
  for (const { boxes, system, name, on } of switches) {
    const chosen = root.dataset[name];
    for (const box of boxes) box.checked = chosen ? chosen === on : system.matches;
  }
  for (const size of sizes) size.checked = size.value === (root.dataset.textSize ?? USUAL);
  const paper = getComputedStyle(root).getPropertyValue("--ip-paper").trim();
  const isChosen = root.dataset.colours || root.dataset.contrast;
  for (const { meta, given } of bars) meta.content = isChosen ? paper : given;
}

for (const { boxes, system, name, key, on, off } of switches) {
  for (const box of boxes) {
    box.addEventListener("change", () => {
      choose(name, key, box.checked === system.matches ? null : box.checked ? on : off);
    });
  }
  system.addEventListener("change", show);
}
const percent = new Intl.NumberFormat(root.lang, { style: "percent" });
for (const size of sizes) {
  const label = size.labels?.[0]?.querySelector("[data-percent]");
  if (label) label.textContent = percent.format(Number(size.value) / 100);
  size.addEventListener("change", () => {
    choose("textSize", "text-size", size.value === USUAL ? null : size.value);
  });
}
for (const part of all("[data-display]", HTMLElement)) part.hidden = false;
show();
