/**
 * Remembers on this device where its reader left a paper, and says so on the paper's page and on the
 * home page: by the passage's address, which stays. A paper in another language is another one.
 *
 * Markup: partials/continue.html; a section's article says to which pages it belongs (data-continue-on).
 */

import { recall, remember } from "./device.js";
import { all, maybe, one } from "./dom.js";
import { currentPlace, placeAtEye } from "./reading-place.js";

/**
 * @typedef {object} Place
 * @property {string} url The passage's address.
 * @property {string} section
 * @property {string} heading Empty where none was passed.
 * @property {string} language Of both.
 * @property {string[]} pages The paths of the pages that say so.
 */

/**
 * colours.js asks for the same key. In a copy on a disk, a page's path has its file's name.
 *
 * @param {string} path
 */
const keyOf = (path) => `place.${path.replace(/index\.html$/, "")}`;

/**
 * @param {string | null} kept
 * @returns {Place | null} What was kept, if it is a place on this site.
 */
export function read(kept) {
  try {
    const place = JSON.parse(kept ?? "");
    const { protocol, host } = new URL(place.url);
    const isHere = protocol === location.protocol && host === location.host;
    const isWhole = [place.section, place.heading, place.language].every((each) => typeof each === "string");
    return isHere && isWhole && Array.isArray(place.pages) ? place : null;
  } catch {
    return null;
  }
}

/** @param {Place} place */
function forget(place) {
  for (const path of place.pages) {
    if (read(recall(keyOf(path)))?.url === place.url) remember(keyOf(path), null);
  }
}

/** @param {HTMLElement} article */
function keep(article) {
  const pages = (article.dataset.continueOn ?? "")
    .split(" ")
    .map((href) => new URL(href, document.baseURI).pathname);
  const id = currentPlace(all("article :is(h2, h3)[id]", HTMLElement));
  const link = all(".ip-toc a[href^='#']", HTMLAnchorElement).find(
    ({ hash }) => decodeURIComponent(hash.slice(1)) === id,
  );
  const place = {
    url: new URL(`#${placeAtEye()?.ids[0] ?? ""}`, location.href).href.replace(/#$/, ""),
    section: maybe("h1", HTMLElement)?.textContent.trim() ?? document.title,
    heading: link?.textContent.trim() ?? "",
    language: article.lang || document.documentElement.lang,
    pages,
  };
  for (const path of pages) remember(keyOf(path), JSON.stringify(place));
}

/**
 * @param {HTMLElement} line
 * @param {Place} place
 */
function fill(line, place) {
  one("a", HTMLAnchorElement, line).href = place.url;
  for (const [selector, text] of [
    ["[data-section]", place.section],
    ["[data-heading]", place.heading],
  ]) {
    const part = one(selector, HTMLElement, line);
    part.textContent = text;
    part.lang = place.language;
  }
  one("[data-heading-part]", HTMLElement, line).hidden = !place.heading;
  line.hidden = false;
  one("button", HTMLButtonElement, line).addEventListener("click", () => {
    forget(place);
    delete document.documentElement.dataset.continues;
    line.hidden = true;
    maybe("main", HTMLElement)?.focus({ preventScroll: true });
  });
}

const article = maybe("[data-continue-on]", HTMLElement);
const line = maybe("[data-continue]", HTMLElement);
if (article) addEventListener("pagehide", () => keep(article));
if (line) {
  const place = read(recall(keyOf(location.pathname)));
  if (place) fill(line, place);
  else delete document.documentElement.dataset.continues;
}
