/**
 * The order of answers. Pure functions of what Pagefind found for each way to ask for a query's words.
 *
 * The name of a fragment says what it is and where (formats/search/writing.py):
 * en_s001f3c9ae-2 is a part of a section, the third document of the page 1f.
 */

/** @import { Fragment } from "./search-passages.js" */

/**
 * How much a kind of document counts, by its letter in a fragment's name.
 * @type {Record<string, {name: string, weight: number}>}
 */
const KINDS = {
  p: { name: "paper", weight: 1.25 },
  s: { name: "section", weight: 1.15 },
  c: { name: "case-study", weight: 1.12 },
  r: { name: "recommendation", weight: 1.05 },
  t: { name: "term", weight: 0.85 },
  d: { name: "downloads", weight: 1.3 },
  b: { name: "references", weight: 0.75 },
  o: { name: "page", weight: 0.95 },
  e: { name: "event", weight: 0.65 },
  n: { name: "news", weight: 0.62 },
};
/** Documents of these kinds are answers of their own; others are put together by page. */
const APART = new Set(["recommendation", "term", "downloads", "references"]);
/** What a hit counts at least, however weak Pagefind finds it beside the best one. */
const FLOOR = 0.4;
/**
 * What it counts more if the word is in the title of the page or of the part.
 * @type {Record<string, number>}
 */
const TITLES = { title: 0.5, heading: 0.25 };
/** What the glossary's own entry counts more if the words asked for are a form of the term. */
const ENTRY = 0.12;
/** What other passages of the same page add. */
const COMPANY = 0.08;

/**
 * @param {string} id
 * @returns {{kind: string, weight: number, page: string}} What the name of a fragment says.
 */
export function described(id) {
  const name = id.slice(id.lastIndexOf("_") + 1);
  const { name: kind, weight } = KINDS[name[0]] ?? KINDS.o;
  return { kind, weight, page: APART.has(kind) ? id : name.slice(0, name.indexOf("-")) };
}

/**
 * @typedef {object} Result A document, as Pagefind finds it.
 * @property {string} id
 * @property {number} score
 * @property {number[]} words Where the words are in it.
 * @property {string[]} [matchedMetaFields]
 * @property {() => Promise<Fragment>} data
 *
 * @typedef {object} Asked A way to ask for some words of a query, and what was found for it.
 * @property {number[]} covers Which words.
 * @property {number} weight How good an answer to them it is; 1 for the words themselves.
 * @property {boolean} isTerm Whether the words are a form of one of the glossary's terms.
 * @property {number} size How many words were asked for at once: a title may have one of them only.
 * @property {Result[]} results
 *
 * @typedef {object} Hit A document.
 * @property {string} id
 * @property {number} score
 * @property {number} quality How good it is as an answer to the words that it has.
 * @property {Map<number, number>} qualities How good it is for each of them.
 * @property {Set<number>} found Which words of the query it answers.
 * @property {{location: number, word: number}[]} locations
 * @property {() => Promise<Fragment>} data
 *
 * @typedef {object} Answer What readers see as one: a page with its passages.
 * @property {string} kind
 * @property {string} page Which one, as fragments' names have it.
 * @property {number} score
 * @property {Set<number>} found Which words of the query it answers.
 * @property {boolean} isWhole Whether it answers all words that tell anything.
 * @property {Hit[]} hits The best first.
 */

/**
 * @param {Asked[]} asked
 * @param {number} count How many words the query has.
 * @param {number} documents How many documents there are.
 * @returns {number[]} How much each word tells: little if many documents have it.
 */
export function informations(asked, count, documents) {
  return Array.from({ length: count }, (_, word) => {
    const found = new Set(
      asked
        .filter(({ covers }) => covers.length === 1 && covers[0] === word)
        .flatMap(({ results }) => results.map(({ id }) => id)),
    ).size;
    return Math.log(1 + (documents + 1) / (found + 0.5)) ** 1.5;
  });
}

/**
 * @param {Asked[]} asked
 * @param {number[]} information
 * @returns {Answer[]} The best first.
 */
export function ranked(asked, information) {
  const hits = merged(asked, information);
  const total = information.reduce((sum, each) => sum + each, 0) || 1;
  // A word that most documents have needn't be there.
  const needed = information.map((each) => each >= 0.25 * Math.max(...information));
  /** @type {Map<string, Answer>} */
  const answers = new Map();
  for (const hit of hits.values()) {
    const { kind, weight, page } = described(hit.id);
    const covered = [...hit.found].reduce((sum, word) => sum + information[word], 0) / total;
    hit.score = (hit.quality / total) * covered * weight;
    /** @type {Answer} */
    const answer = answers.get(page) ?? { kind, page, score: 0, isWhole: false, hits: [], found: new Set() };
    answers.set(page, answer);
    answer.hits.push(hit);
    for (const word of hit.found) answer.found.add(word);
  }
  for (const answer of answers.values()) {
    answer.hits.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    const [best, ...others] = answer.hits;
    const company = others.slice(0, 3).reduce((sum, { score }) => sum + score, 0);
    const isMore = answer.found.size > best.found.size;
    answer.score = best.score + COMPANY * company + (isMore ? 0.5 * company : 0);
    answer.isWhole = needed.every((is, word) => !is || answer.found.has(word));
  }
  return [...answers.values()].sort((a, b) => b.score - a.score || (a.hits[0].id < b.hits[0].id ? -1 : 1));
}

/**
 * The documents found, each with the best that was found of it for each word.
 * @param {Asked[]} asked
 * @param {number[]} information
 */
function merged(asked, information) {
  /** @type {Map<string, Hit>} */
  const hits = new Map();
  for (const { covers, weight, isTerm, size, results } of asked) {
    const best = Math.max(...results.map(({ score }) => score), Number.MIN_VALUE);
    for (const { id, score, words, data, matchedMetaFields = [] } of results) {
      const hit = hits.get(id) ?? unmet(id, data);
      hits.set(id, hit);
      const title = matchedMetaFields.reduce((most, field) => Math.max(most, TITLES[field] ?? 0), 0) / size;
      const entry = isTerm && title && described(id).kind === "term" ? ENTRY : 0;
      const quality = weight * (FLOOR + title + entry + (1 - FLOOR) * (score / best));
      for (const word of covers) {
        hit.found.add(word);
        hit.qualities.set(word, Math.max(hit.qualities.get(word) ?? 0, quality));
      }
      hit.locations.push(...words.map((location) => ({ location, word: covers[0] })));
    }
  }
  for (const hit of hits.values()) {
    hit.quality = [...hit.qualities].reduce((sum, [word, each]) => sum + each * information[word], 0);
  }
  return hits;
}

/**
 * @param {string} id
 * @param {() => Promise<Fragment>} data
 * @returns {Hit} A document of which nothing is known yet.
 */
function unmet(id, data) {
  return { id, data, score: 0, quality: 0, qualities: new Map(), found: new Set(), locations: [] };
}
