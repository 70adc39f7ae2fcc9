/**
 * Keeps the paragraph when the language changes: a link marked data-same-place gets the id of the
 * place last passed, which is the same in every language.
 */

import { currentPlace } from "./reading-place.js";

/** @param {Event} event */
function aim(event) {
  const link = event.target instanceof Element && event.target.closest("a[data-same-place]");
  if (link instanceof HTMLAnchorElement) link.hash = currentPlace();
}

// Whatever comes before a link is followed, opened in a new tab or copied.
for (const type of ["pointerdown", "focusin", "click", "contextmenu"]) {
  document.addEventListener(type, aim, { capture: true });
}
