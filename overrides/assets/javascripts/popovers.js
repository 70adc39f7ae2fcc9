/**
 * Opens a definition, a reference or a footnote where the text has a term, cites a work or calls a
 * note. Without this, and where the browser has no popovers, all are links: to the glossary, to the list
 * of references, to the foot of the text.
 *
 * Markup: fragments/nodes/term.html, fragments/nodes/citation.html; partials/definitions.html,
 * partials/citations.html. Their places: popovers.css.
 */

import { all } from "./dom.js";
import { makeBoxes } from "./footnotes.js";
import { isPlain } from "./plain-press.js";

/** @typedef {{link: HTMLElement, box: HTMLElement}} Shown What is open, and the link that opened it. */

/** @type {Shown | null} */
let shown = null;

/**
 * A browser that can't anchor shows a box at the window's foot. One that would cover its link there
 * goes to the top: as boxes are lower than half a window, the link is clear of it.
 * @param {Shown} shown
 */
function uncover({ link, box }) {
  box.removeAttribute("data-at-top");
  const own = box.getBoundingClientRect();
  const { top, bottom } = link.getBoundingClientRect();
  box.toggleAttribute("data-at-top", top < own.bottom && bottom > own.top);
}

function forget() {
  shown?.link.setAttribute("aria-expanded", "false");
  shown?.link.style.removeProperty("anchor-name");
  shown = null;
}

/**
 * @param {HTMLElement} link
 * @param {HTMLElement} box
 */
function open(link, box) {
  if (box.matches(":popover-open")) box.hidePopover();
  forget();
  shown = { link, box };
  link.style.setProperty("anchor-name", "--ip-opener");
  box.showPopover({ source: link });
  link.setAttribute("aria-expanded", "true");
  uncover(shown);
  box.focus({ preventScroll: true });
}

/** @param {ToggleEvent} event */
function onToggle({ newState, target }) {
  if (newState !== "closed" || !shown || shown.box !== target) return;
  const { link, box } = shown;
  forget();
  if (box.contains(document.activeElement) || document.activeElement === document.body) {
    link.focus({ preventScroll: true });
  }
}

if ("popover" in HTMLElement.prototype) {
  makeBoxes();
  for (const link of all("a[data-opens]", HTMLElement)) {
    const box = document.getElementById(link.dataset.opens ?? "");
    if (!box) continue;
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    const onAsked = (/** @type {MouseEvent | KeyboardEvent} */ event) => {
      if (!isPlain(event)) return;
      event.preventDefault();
      open(link, box);
    };
    link.addEventListener("click", onAsked);
    // Enter is a click; what opens something answers to the space bar, too.
    link.addEventListener("keydown", (event) => {
      if (event.key === " ") onAsked(event);
    });
    box.addEventListener("toggle", onToggle);
  }
}
