/** What the search dialog offers beside answers: what was searched for last, ways on, other languages. */

import { all } from "./dom.js";
import { button, choices, element } from "./search-drawing.js";
import { forget, recent } from "./search-recent.js";

/** @import { Engine } from "./search-engine.js" */
/** @import { Strings } from "./search-strings.js" */

/** @typedef {{tag: string, name: string, home: string}} Language */

/** A weak search isn't looked up elsewhere until the reader has stopped typing. */
const SETTLED_MS = 450;

/**
 * @param {object} given
 * @param {Strings} given.strings
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
 * @param {Strings} given.strings
 * @param {(query: string) => void} given.ask Searches for something else.
 * @returns {HTMLElement[]} The site's menu, and the topics.
 */
export function whereToGoOn({ topics, labels, strings, ask }) {
  const links = all("#search-onward a", HTMLAnchorElement).map((link) => {
    const copy = /** @type {HTMLAnchorElement} */ (link.cloneNode(true));
    copy.className = "ip-search__choice";
    return copy;
  });
  const buttons = topics.map((topic) => asking(topic, topic, ask));
  const ways = [
    { label: strings.text("onward"), items: links },
    { label: labels.topics, items: buttons },
  ];
  return ways.filter(({ items }) => items.length).map(({ label, items }) => choices(label, items));
}

/**
 * @param {object} given
 * @param {string} given.query
 * @param {Language[]} given.languages The other languages of the site.
 * @param {Engine} given.engine
 * @param {Strings} given.strings
 * @param {AbortSignal} given.signal
 * @returns {Promise<HTMLElement | null>} The languages whose pages have the words of the query.
 */
export async function otherLanguages({ query, languages, engine, strings, signal }) {
  if (!languages.length) return null;
  await new Promise((resolve) => {
    setTimeout(resolve, SETTLED_MS);
  });
  const found = [];
  for (const language of languages) {
    if (signal.aborted) return null;
    if (!(await engine.covers(language.tag))) continue;
    if (await engine.knows(language.tag, query)) found.push(language);
  }
  if (!found.length) return null;
  const links = found.map(({ tag, name, home }) => {
    const url = new URL(home, engine.base);
    url.searchParams.set("q", query);
    return element("a", "ip-search__choice", name, { href: url.href, hreflang: tag, lang: tag });
  });
  return choices(strings.text("elsewhere"), links);
}

/**
 * @param {string | Node} content
 * @param {string} query
 * @param {(query: string) => void} ask
 */
function asking(content, query, ask) {
  const node = button(content);
  node.addEventListener("click", () => ask(query));
  return node;
}
