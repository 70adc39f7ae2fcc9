/** Where the reader is: the heading or box last passed on the way down. */

import { all } from "./dom.js";

const PLACES = "article :is(h2, h3, aside, figure, li, section)[id]";

/** How far below its place of rest something already counts as reached. */
const REACH_PX = 16;

/** @returns {HTMLElement[]} What has an id and can be seen, in the order of the page. */
function places() {
  return all(PLACES, HTMLElement).filter((place) => place.offsetParent !== null);
}

/**
 * @param {Element} place
 * @returns {number} How far below the window's edge a place comes to rest that is jumped to.
 */
export function rest(place) {
  return parseFloat(getComputedStyle(place).scrollMarginTop);
}

/**
 * Whether a place is where a jump to it would bring it to rest, or above. The one that the address
 * names may lie lower: fonts that come late push it down after the jump, and it's still what the
 * reader asked for as long as it is in the window's upper half.
 */
function isPassed(/** @type {Element} */ place) {
  const { top } = place.getBoundingClientRect();
  return top <= rest(place) + REACH_PX || (place.matches(":target") && top <= window.innerHeight / 2);
}

/**
 * @param {Element[]} [among] Elements to choose from, in the order of the page.
 * @returns {string} The id of the last place passed; empty at the page's top.
 */
export function currentPlace(among = places()) {
  return among.filter(isPassed).at(-1)?.id ?? "";
}
