/** What the search dialog says of answers, and of what the query was taken for. */

import { button, choices, element } from "./search-drawing.js";

/** @import { Answered } from "./search-answers.js" */
/** @import { Language } from "./search-onward.js" */
/** @import { Strings } from "./search-strings.js" */

/**
 * What is said of the answers: how many there are, or how far they are from the query.
 * @param {Answered} answered
 * @param {string} query
 * @param {Strings} strings
 */
export function outcome({ answers, unknown, isWhole }, query, strings) {
  const [first] = unknown.filter(({ near }) => near.length);
  if (first) return strings.text("nearest", { query: first.word, words: strings.list([first.near[0]]) });
  if (!isWhole) return strings.text("partly");
  return strings.text("results", { count: answers.length, query });
}

/**
 * What the query was taken for, and what else it may have been.
 * @param {object} given
 * @param {Answered} given.answered
 * @param {string} given.query
 * @param {Language[]} given.languages The other languages of the site.
 * @param {Strings} given.strings
 * @param {(query: string) => void} given.ask Searches for something else.
 */
export function understanding({ answered: { meant, unknown }, query, languages, strings, ask }) {
  /** @type {HTMLElement[]} */
  const notes = meant.map(({ word, language, terms }) => {
    const name = languages.find(({ tag }) => tag === language)?.name;
    const words = terms.join(" · ");
    const said = name
      ? strings.text("meant", { word, language: name, words })
      : strings.text("also", { words });
    return element("p", "ip-search__note", said);
  });
  const others = unknown.flatMap(({ word, near }) => near.map((other) => ({ word, other })));
  if (others.length) {
    const buttons = others.map(({ word, other }) => {
      const node = button(other);
      node.addEventListener("click", () => ask(replaced(query, word, other)));
      return node;
    });
    notes.push(choices(strings.text("suggestion"), buttons));
  }
  return notes;
}

/**
 * A query with a word in another's place; the word alone where it is written otherwise there.
 * @param {string} query
 * @param {string} word
 * @param {string} other
 */
function replaced(query, word, other) {
  const words = query.split(/\s+/);
  const at = words.findIndex((each) => each.toLowerCase() === word);
  return at < 0 ? (words.length > 1 ? query : other) : words.with(at, other).join(" ");
}
