/** A query as words to ask for. Pure functions of what is typed. */

import { HEBREW_MARK } from "./search-folding.js";

/** @import { Folding } from "./search-folding.js" */

/** How many words a glossary's form has at most. */
const LONGEST_FORM = 6;
const QUOTED = /["“”„«»「」『』]([^"“”„«»「」『』]+)["“”„«»「」『』]/gu;

/**
 * @typedef {object} Term What has to be found as a whole: a word, a phrase in quotation marks, or
 *   characters of a script without spaces that stand together.
 * @property {string[]} words
 * @property {boolean} glued Whether it is written together with the one before.
 * @property {boolean} quoted
 */

/**
 * @param {string} query
 * @param {Folding} folding
 * @returns {Term[]}
 */
export function termsOf(query, folding) {
  /** @type {Term[]} */
  const terms = [];
  const plain = query
    .normalize("NFC")
    .replace(HEBREW_MARK, "")
    .replace(QUOTED, (_, phrase) => {
      const words = folding.words(phrase).map(({ word }) => word);
      if (words.length) terms.push({ words, glued: false, quoted: true });
      return " ";
    });
  /** @type {Term | null} */
  let last = null;
  for (const { word, glued } of folding.words(plain)) {
    const isSingle = folding.isSingle(word);
    if (isSingle && glued && last && folding.isSingle(last.words.at(-1) ?? "")) {
      last.words.push(word);
      continue;
    }
    last = { words: [word], glued, quoted: false };
    terms.push(last);
  }
  return numbers(terms);
}

/**
 * Numbers in groups of three digits are one, as they are on the pages.
 * @param {Term[]} terms
 */
function numbers(terms) {
  /** @type {Term[]} */
  const joined = [];
  for (const term of terms) {
    const [last] = joined.slice(-1);
    const continues = last && /^\d{3}$/.test(term.words[0]) && /^\d{1,3}(\d{3})*$/.test(last.words[0]);
    if (continues && terms.length > 1 && last.words[0].length <= 9 && !term.quoted) {
      joined.splice(-1, 1, { ...last, words: [last.words[0] + term.words[0]] });
    } else {
      joined.push(term);
    }
  }
  return joined;
}

/**
 * Whether there is enough to search for: a letter or none would find everything or nothing.
 * @param {Term[]} terms
 * @param {Folding} folding
 */
export function isEnough(terms, folding) {
  return terms.some(({ words }) => words.length > 1 || words[0].length > 1 || folding.isSingle(words[0]));
}

/**
 * What Pagefind is asked for to find words one after the other, in their forms and no others.
 * @param {string[]} words
 */
export function phrase(words) {
  return `"${words.join(" ")}"`;
}

/**
 * @param {Term[]} terms
 * @returns {{covers: number[], key: string}[]} What may be a form of the glossary, long ones first.
 */
export function spans(terms) {
  const found = [];
  for (let length = Math.min(LONGEST_FORM, terms.length); length > 0; length -= 1) {
    for (let start = 0; start + length <= terms.length; start += 1) {
      const covers = Array.from({ length }, (_, index) => start + index);
      found.push({ covers, key: covers.flatMap((each) => terms[each].words).join("") });
    }
  }
  return found;
}

/**
 * @param {Term[]} terms
 * @returns {{covers: number[], words: string[]}[]} Words that may be one: written together, a-b.
 */
export function compounds(terms) {
  return terms.flatMap((term, index) =>
    term.glued && !term.quoted
      ? [{ covers: [index - 1, index], words: [terms[index - 1].words.concat(term.words).join("")] }]
      : [],
  );
}

/**
 * @param {string[]} words
 * @returns {string[][]} Pairs of characters, for a term of a script without spaces.
 */
export function pairs(words) {
  return words.slice(1).map((word, index) => [words[index], word]);
}
