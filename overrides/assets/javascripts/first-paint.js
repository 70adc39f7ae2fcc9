/**
 * What a page fetches or puts to use when there is something to read: nobody waits for it.
 *
 * - The typefaces of a first page: it has been drawn in the reader's own, which are made as wide
 *   (fonts-serif.css, fonts-sans.css). The pages after it are drawn in them at once (colours.js). Who
 *   has asked the browser to save data keeps their own. Both come in at once, so that a page is laid out
 *   anew once; what else of them it has letters for, the browser fetches then.
 * - The style sheet of what scripts show, and of paper (later.css).
 * - What makes the site an app (app.js), where it is one.
 */

import { maybe } from "./dom.js";
import { wear } from "./sheets.js";

const KEY = "issue-papers.typefaces";
const PAINT = "paint";
/** What is set in each, as every page has it: a title in the language of the text, a line of the interface. */
const ROLES = { "--ip-serif": "h1", "--ip-sans": 'a[href="#content"]' };
/** A typeface without variations has a file for each. */
const WEIGHTS = ["normal", "bold"];

function savesData() {
  const { connection } = /** @type {Navigator & {connection?: {saveData?: boolean}}} */ (navigator);
  return connection?.saveData === true;
}

/**
 * @param {string} name Of a custom property.
 * @returns {string[]} The typefaces in it.
 */
function stack(name) {
  const value = getComputedStyle(document.documentElement).getPropertyValue(name);
  return value.split(",").map((each) => each.trim());
}

/**
 * @param {string} range As `unicode-range` has them: `U+20-7E, U+A0`.
 * @param {number} point A code point.
 */
function has(range, point) {
  return range.split(",").some((span) => {
    const [first = 0, last = first] = span
      .replace(/\s*U\+/i, "")
      .split("-")
      .map((hex) => parseInt(hex, 16));
    return first <= point && point <= last;
  });
}

/**
 * @param {string[]} names Typefaces, in their order.
 * @param {string} text What is set in them.
 * @returns {Map<string, string>} The letters that each draws: the first that has one. Else a text in Arabic
 *   letters would ask the Latin typeface for spaces that its own has.
 */
function drawn(names, text) {
  const faces = [...document.fonts];
  const plain = names.map((name) => name.replace(/^["']|["']$/g, ""));
  const ranges = plain.map((name) =>
    faces
      .filter(({ family }) => family.replace(/^["']|["']$/g, "") === name)
      .map((face) => face.unicodeRange),
  );
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const letter of new Set(text)) {
    const point = letter.codePointAt(0) ?? 0;
    const name = names[ranges.findIndex((all) => all.some((range) => has(range, point)))];
    if (name) found.set(name, (found.get(name) ?? "") + letter);
  }
  return found;
}

/** @returns {Promise<FontFace[]>[]} The typefaces to come: what is in a page's stacks later, and isn't yet. */
function toCome() {
  const now = new Set(Object.keys(ROLES).flatMap(stack));
  return Object.entries(ROLES).flatMap(([role, selector]) => {
    const text = document.querySelector(selector)?.textContent?.trim() || " ";
    const later = stack(`${role}-later`).filter((name) => !now.has(name));
    return [...drawn(later, text)].flatMap(([name, letters]) =>
      WEIGHTS.map((weight) => document.fonts.load(`${weight} 1em ${name}`, letters)),
    );
  });
}

async function fetchTypefaces() {
  await Promise.allSettled(toCome());
  document.documentElement.dataset.typefaces = "";
  try {
    sessionStorage.setItem(KEY, "fetched");
  } catch {
    /* storage is blocked: each page is a first one */
  }
}

function afterwards() {
  if (document.documentElement.dataset.typefaces === undefined && !savesData()) void fetchTypefaces();
  void wear("link[data-later]");
  const app = maybe("[data-app-script]", HTMLElement)?.dataset.appScript;
  if (app) void import(new URL(app, document.baseURI).href);
}

/** Paint timing tells when something can be read, where a browser has it. */
function start() {
  if (!globalThis.PerformanceObserver?.supportedEntryTypes?.includes(PAINT)) {
    requestAnimationFrame(() => setTimeout(afterwards));
    return;
  }
  const observer = new PerformanceObserver((list) => {
    if (list.getEntriesByName("first-contentful-paint").length === 0) return;
    observer.disconnect();
    afterwards();
  });
  observer.observe({ type: PAINT, buffered: true });
}

start();
