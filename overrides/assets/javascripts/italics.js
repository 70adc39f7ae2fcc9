/**
 * Has italics fetched when one is in sight, and when the reader begins to scroll: few first views have
 * any. Until then a browser slants what it has. The pages after it have them at once (colours.js).
 */

import { all } from "./dom.js";
import { wear } from "./sheets.js";

const KEY = "issue-papers.italics";
const SHEET = "link[data-italics][disabled]";
const ITALICS = "main :is(em, i, cite, dfn, var, address, blockquote)";

function watch() {
  const asked = new AbortController();
  const seen = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) fetchItalics();
  });
  const fetchItalics = () => {
    seen.disconnect();
    asked.abort();
    void wear(SHEET);
    try {
      sessionStorage.setItem(KEY, "fetched");
    } catch {
      /* storage is blocked: each page is a first one */
    }
  };
  for (const element of all(ITALICS, HTMLElement)) seen.observe(element);
  addEventListener("scroll", fetchItalics, { passive: true, signal: asked.signal });
}

if (document.querySelector(SHEET)) watch();
