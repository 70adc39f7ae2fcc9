/**
 * Has italics fetched when one is in sight, and when the reader begins to scroll: few first views have
 * any. Their style sheet (italics.css) came as one for paper; until then a browser slants what it has.
 * The pages after it have them at once (colours.js).
 */

import { all, maybe } from "./dom.js";

const KEY = "issue-papers.italics";
const ITALICS = "main :is(em, i, cite, dfn, var, address, blockquote)";

/** @param {HTMLLinkElement} sheet */
function watch(sheet) {
  const asked = new AbortController();
  const seen = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) fetchItalics();
  });
  const fetchItalics = () => {
    seen.disconnect();
    asked.abort();
    sheet.media = "all";
    try {
      sessionStorage.setItem(KEY, "fetched");
    } catch {
      /* storage is blocked: each page is a first one */
    }
  };
  for (const element of all(ITALICS, HTMLElement)) seen.observe(element);
  addEventListener("scroll", fetchItalics, { passive: true, signal: asked.signal });
}

const sheet = maybe("link[data-italics]", HTMLLinkElement);
if (sheet && sheet.media !== "all") watch(sheet);
