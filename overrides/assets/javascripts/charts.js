/** Has a page's charts read out their values: their script comes when one is a window's height away. */

import { all } from "./dom.js";

const charts = all("[data-chart]", HTMLElement);
if (charts.length) {
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      near.disconnect();
      void import("./chart.js");
    },
    { rootMargin: "100% 0px" },
  );
  for (const chart of charts) near.observe(chart);
}
