/** Words that are nearly alike. Pure functions of folded words. */

import { common } from "./search-lexicon.js";

/** @import { Word } from "./search-lexicon.js" */

const SHOWN = 4;

/**
 * How many letters have to be put in, left out, changed or swapped with the next one to make one word of
 * another (optimal string alignment).
 * @param {string} one
 * @param {string} other
 * @param {number} limit From where on it doesn't matter any more.
 */
export function distance(one, other, limit) {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return limit + 1;
    [before, last] = [last, row];
  }
  return last[other.length];
}

/**
 * How many slips of the finger a word of a length may have.
 * @param {{length: number}} word
 */
function tolerance({ length }) {
  if (length < 4) return 0;
  if (length < 6) return 1;
  return length < 10 ? 2 : 3;
}

/**
 * @param {string} word A word that no page has.
 * @param {Word[]} candidates The frequent ones first.
 * @returns {Word[]} Those it may have been meant to be, the likeliest first.
 */
export function nearest(word, candidates) {
  const limit = tolerance(word);
  if (!limit) return [];
  return candidates
    .map((candidate, order) => ({ candidate, order, steps: distance(word, candidate.word, limit) }))
    .filter(({ steps }) => steps <= limit)
    .map((found) => ({ ...found, cost: cost(word, found) }))
    .sort((a, b) => a.cost - b.cost || a.order - b.order)
    .slice(0, SHOWN)
    .map(({ candidate }) => candidate);
}

/**
 * A wrong first letter is rare.
 * @param {string} word
 * @param {{candidate: Word, steps: number}} found
 */
function cost(word, { candidate, steps }) {
  return word[0] === candidate.word[0] ? steps : steps + 0.5;
}

/**
 * @param {string} word
 * @param {{word: string}[]} candidates
 * @returns {string[]} Other forms of the word, told by their common beginning: for languages for
 *   whose endings Pagefind has no rules.
 */
export function inflections(word, candidates) {
  if (word.length < 4) return [];
  return candidates
    .map((candidate) => candidate.word)
    .filter((other) => {
      const same = common(word, other);
      return (
        other !== word &&
        same >= 4 &&
        same >= word.length - 3 &&
        other.length - same <= 3 &&
        same >= 0.65 * Math.max(word.length, other.length)
      );
    })
    .slice(0, 2 * SHOWN);
}
