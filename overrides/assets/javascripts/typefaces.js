/**
 * Has a first page fetch its typefaces when it has been drawn in the reader's own, which are made as wide
 * (fonts-serif.css, fonts-sans.css): nobody waits for them, and what is to be read comes before them. The
 * pages after it, to which the browser has kept them, are drawn in them at once (colours.js).
 */

const KEY = "issue-papers.typefaces";
const PAINT = "paint";

function fetchThem() {
  document.documentElement.dataset.typefaces = "";
  try {
    sessionStorage.setItem(KEY, "fetched");
  } catch {
    /* storage is blocked: each page is a first one */
  }
}

/** When something can be read: paint timing tells, where a browser has it. */
function start() {
  if (document.documentElement.dataset.typefaces !== undefined) return;
  if (!globalThis.PerformanceObserver?.supportedEntryTypes?.includes(PAINT)) {
    requestAnimationFrame(() => setTimeout(fetchThem));
    return;
  }
  const observer = new PerformanceObserver((list) => {
    if (list.getEntriesByName("first-contentful-paint").length === 0) return;
    observer.disconnect();
    fetchThem();
  });
  observer.observe({ type: PAINT, buffered: true });
}

start();
