/** Style sheets that a page names, and fetches when they are wanted: `<link rel="stylesheet" disabled>`. */

import { maybe } from "./dom.js";

/**
 * @param {string} selector
 * @returns {Promise<void>} Settled when the sheet holds, or can't be had.
 */
export function wear(selector) {
  const sheet = maybe(selector, HTMLLinkElement);
  if (!sheet?.disabled) return Promise.resolve();
  return new Promise((done) => {
    for (const type of ["load", "error"]) sheet.addEventListener(type, () => done(), { once: true });
    sheet.disabled = false;
  });
}
