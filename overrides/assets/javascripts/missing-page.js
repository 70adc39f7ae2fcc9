/**
 * Names the pages whose addresses are most like the one at which there is nothing, and searches for its
 * words.
 *
 * Where the root's error page has turned to this one (missing-language.js), the address that was asked
 * for is put back: it is what a reader would mend, or pass on.
 *
 * Markup: 404.html.
 */

import { data, maybe, one } from "./dom.js";
import { nearest, wordsOf } from "./nearest.js";

const asked = new URLSearchParams(location.search).get("at");
if (asked?.startsWith("/") && new URL(asked, location.href).origin === location.origin) {
  history.replaceState(history.state, "", asked);
}

/** @type {[string, string, string][]} Path from the site's root, title, and its language if it is another. */
const pages = data("#addresses");
const search = one("[data-missing-search]", HTMLElement);
const home = one("a", HTMLAnchorElement, search);

/**
 * @param {Location} address
 * @returns {string} What was asked for, from the language's home; as it stands where it says nothing.
 */
function pathOf({ pathname }) {
  const path = pathname.startsWith(home.pathname) ? pathname.slice(home.pathname.length) : pathname.slice(1);
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

const path = pathOf(location);

/** @param {[string, string, string]} page */
function item([address, title, language]) {
  const link = document.createElement("a");
  link.href = new URL(address, home.href).href;
  link.textContent = title;
  if (language) link.lang = language;
  const node = document.createElement("li");
  node.append(link);
  return node;
}

const found = nearest(path, pages);
if (found.length) {
  const list = one("[data-nearest]", HTMLElement);
  one("ul", HTMLElement, list).append(...found.map(item));
  list.hidden = false;
}

const words = path.endsWith("404.html") ? "" : wordsOf(path); // nobody looks for this page itself
if (words && maybe("[data-search-open]", HTMLElement)) {
  home.search = `?${new URLSearchParams({ q: words })}`;
  home.textContent = (search.dataset.words ?? "").replace("{words}", () => words);
  search.hidden = false;
}
