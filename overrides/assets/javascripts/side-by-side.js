/**
 * Puts a page's text next to the same text in another language, for `?with=<language>`: two-texts.js,
 * which is loaded where that is asked for.
 */

import { all, maybe, one } from "./dom.js";

const links = maybe("[data-pair-links]", HTMLElement);
const prose = maybe("article .ip-prose", HTMLElement);

if (links && prose && location.protocol.startsWith("http")) {
  links.hidden = false;
  for (const shortcut of all("[data-pair-shortcut]", HTMLElement)) shortcut.hidden = false;
  const wanted = new URLSearchParams(location.search).get("with");
  const link = all("[data-pair]", HTMLAnchorElement, links).find((a) => a.dataset.pair === wanted);
  if (link) {
    const status = one("[data-pair-status]", HTMLElement, links);
    link.setAttribute("aria-current", "true");
    one("[data-pair-close]", HTMLElement, links).hidden = false;
    import("./two-texts.js")
      .then(({ show }) => show(link, prose, status))
      .catch(() => {
        status.textContent = status.dataset.failed ?? "";
      });
  }
}
