/** Where the reader is: the heading last passed on the way down, or the passage at the eye. */

import { all } from "./dom.js";

/** Of the text: not what a page adds to it, which the search leaves out. */
const ADDED = "[data-pagefind-ignore], [data-pagefind-ignore] *";
const PLACES = `article :is(h2, h3, aside, figure, li, section)[id]:not(${ADDED})`;
const PASSAGES = 'article :is([id^="p-"], h2[id], h3[id], aside[id], figure[id], section[id], li[id])';

/** How far below its place of rest something already counts as reached. */
const REACH_PX = 16;

/** How many passages before the one at the eye are told, for a page that hasn't got that one. */
const BEFORE = 12;

/**
 * @param {string} selector
 * @returns {HTMLElement[]} What has an id and can be seen, in the order of the page.
 */
function places(selector) {
  return all(selector, HTMLElement).filter((place) => place.offsetParent !== null);
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
export function currentPlace(among = places(PLACES)) {
  return among.filter(isPassed).at(-1)?.id ?? "";
}

/**
 * The passage at the reader's eye: the first that begins below the header and in the window's upper
 * half, or else the one that is being read there.
 * @returns {{ids: string[], top: number} | null} Its id, those of the passages before it, and where
 *   it begins, in pixels below the window's edge; nothing at the page's top.
 */
export function placeAtEye() {
  if (window.scrollY < 1) return null;
  const found = places(PASSAGES);
  const edge = found.length ? rest(found[0]) - REACH_PX : 0;
  const tops = found.map((place) => place.getBoundingClientRect().top);
  let at = tops.findIndex((top) => top >= edge);
  if (at < 0 || tops[at] > window.innerHeight / 2) {
    at = tops.findLastIndex((top) => top < edge);
  }
  if (at < 0) return null;
  const ids = found
    .slice(Math.max(0, at - BEFORE), at + 1)
    .map((place) => place.id)
    .reverse();
  return { ids, top: tops[at] };
}
