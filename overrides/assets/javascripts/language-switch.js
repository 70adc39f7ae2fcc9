/**
 * Keeps the passage when the language changes: a link marked data-same-place gets the id of the
 * passage at the reader's eye, which is the same in every language. Its height in the window is
 * noted for the page that comes, and forgotten by it.
 */

import { placeAtEye } from "./reading-place.js";

const NOTE = "issue-papers.place";

/** @param {Event} event */
function aim(event) {
  const link = event.target instanceof Element && event.target.closest("a[data-same-place]");
  if (!(link instanceof HTMLAnchorElement)) return;
  const place = placeAtEye();
  link.hash = place?.ids[0] ?? "";
  if (event.type !== "click" || !place) return;
  try {
    sessionStorage.setItem(NOTE, JSON.stringify({ path: link.pathname, ...place }));
  } catch {
    // Where nothing can be stored, the address leads to the passage, if not to its height.
  }
}

/** @returns {{path: string, ids: string[], top: number} | null} What the page before has noted. */
function noted() {
  try {
    const found = JSON.parse(sessionStorage.getItem(NOTE) ?? "null");
    sessionStorage.removeItem(NOTE);
    return found?.path === location.pathname && location.hash ? found : null;
  } catch {
    return null;
  }
}

/**
 * Brings a passage to the height that it had, until the reader moves.
 *
 * @param {{ids: string[], top: number}} place
 */
function land({ ids, top }) {
  const place = ids.map((id) => document.getElementById(id)).find(Boolean);
  if (!place) return;
  const moved = new AbortController();
  const settle = () => {
    if (moved.signal.aborted) return;
    const by = place.getBoundingClientRect().top - top;
    if (Math.abs(by) >= 1) window.scrollBy({ top: by, behavior: "instant" });
  };
  for (const type of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    addEventListener(type, () => moved.abort(), { once: true, passive: true, signal: moved.signal });
  }
  settle();
  requestAnimationFrame(settle);
  document.fonts?.ready.then(settle);
  addEventListener(
    "load",
    () => {
      settle();
      setTimeout(() => moved.abort(), 500);
    },
    { once: true },
  );
}

const place = noted();
if (place) land(place);

// Whatever comes before a link is followed, opened in a new tab or copied.
for (const type of ["pointerdown", "focusin", "click", "contextmenu"]) {
  document.addEventListener(type, aim, { capture: true });
}
