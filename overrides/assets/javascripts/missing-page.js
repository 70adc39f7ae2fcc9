/**
 * Names the pages whose addresses are most like the one at which there is nothing, and searches for its
 * words.
 *
 * Where the root's error page has turned to this one (missing-language.js), the address that was asked
 * for is put back: it is what a reader would mend, or pass on.
 *
 * Markup: 404.html.
 */

import { nearest, wordsOf } from "./nearest.js";

const asked = new URLSearchParams(location.search).get("at");
if (asked?.startsWith("/") && new URL(asked, location).origin === location.origin) {
  history.replaceState(history.state, "", asked);
}

/** @type {[string, string, string][]} Path from the site's root, title, and its language if it is another. */
const pages = JSON.parse(document.getElementById("addresses").textContent);
const home = document.querySelector("[data-missing-search] a");

/** @returns {string} What was asked for, from the language's home; as it stands where it says nothing. */
function pathOf({ pathname }) {
  const path = pathname.startsWith(home.pathname) ? pathname.slice(home.pathname.length) : pathname.slice(1);
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

const path = pathOf(location);

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
  const list = document.querySelector("[data-nearest]");
  list.querySelector("ul").append(...found.map(item));
  list.hidden = false;
}

const words = wordsOf(path);
const search = document.querySelector("[data-missing-search]");
if (words && document.querySelector("[data-search-open]")) {
  home.search = `?${new URLSearchParams({ q: words })}`;
  home.textContent = search.dataset.words.replace("{words}", words);
  search.hidden = false;
}
