/** What is fetched when its place is a window's height away: readers who never get there don't wait for it. */

import { all } from "./dom.js";

/**
 * @param {string} selector What is looked for on the page.
 * @param {() => void} load Called once, when some of it is near.
 */
export function whenNear(selector, load) {
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      near.disconnect();
      load();
    },
    { rootMargin: "100% 0px" },
  );
  for (const element of all(selector, Element)) near.observe(element);
}
