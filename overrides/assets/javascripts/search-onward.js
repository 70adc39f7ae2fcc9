/** What the search dialog offers where it has no answers: what was searched for last, and ways on. */

import { button, choices, element } from "./search-drawing.js";
import { forget, recent } from "./search-recent.js";

/**
 * @param {object} given
 * @param {import("./search-strings.js").Strings} given.strings
 * @param {(query: string) => void} given.ask Searches for something else.
 * @returns {HTMLElement[]} The last searches, and a button that clears them; nothing if there are none.
 */
export function recentSearches({ strings, ask }) {
  const queries = recent();
  if (!queries.length) return [];
  const clear = element("button", "ip-search__more", strings.text("clear"), { type: "button" });
  clear.addEventListener("click", () => {
    forget();
    ask("");
  });
  const buttons = queries.map((query) => asking(element("bdi", "", query), query, ask));
  return [choices(strings.text("recent"), buttons), clear];
}

/**
 * @param {object} given
 * @param {string[]} given.topics What the site's topics are called.
 * @param {{topics: string}} given.labels What they are, in the plural.
 * @param {import("./search-strings.js").Strings} given.strings
 * @param {(query: string) => void} given.ask Searches for something else.
 * @returns {HTMLElement[]} The site's menu, and the topics.
 */
export function whereToGoOn({ topics, labels, strings, ask }) {
  const links = [...document.querySelectorAll("#search-onward a")].map((link) => {
    const copy = link.cloneNode(true);
    copy.className = "ip-search__choice";
    return copy;
  });
  const buttons = topics.map((topic) => asking(topic, topic, ask));
  return [[strings.text("onward"), links], [labels.topics, buttons]]
    .filter(([, items]) => items.length).map(([label, items]) => choices(label, items));
}

function asking(content, query, ask) {
  const node = button(content);
  node.addEventListener("click", () => ask(query));
  return node;
}
