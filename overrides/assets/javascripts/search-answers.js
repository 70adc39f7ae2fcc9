/**
 * From a query to answers: asks Pagefind for its words, and for all that they may stand for, and puts
 * together what is found. Several words need not all be found, and a word that no page has is looked
 * for as the one that it is nearest to.
 */

import { inflections, nearest } from "./search-nearest.js";
import { compounds, isEnough, pairs, phrase, spans, termsOf } from "./search-query.js";
import { informations, ranked } from "./search-ranking.js";

/** @import { Index } from "./search-index.js" */
/** @import { Lexicon, Word } from "./search-lexicon.js" */
/** @import { Term } from "./search-query.js" */
/** @import { Answer, Asked, Result } from "./search-ranking.js" */

/** How good an answer is that isn't the word itself. */
const WEIGHTS = {
  own: 1,
  begun: 0.55,
  together: 1.3,
  alike: 0.8,
  meant: 0.75,
  typed: 0.85,
  inflected: 0.6,
  near: 0.5,
  pair: 0.5,
};

/**
 * @typedef {{word: string, language: string, terms: string[]}} Meant What a word was taken for.
 *
 * @typedef {{word: string, near: string[]}} Unknown A word that no page has, and the nearest.
 *
 * @typedef {object} Answered
 * @property {Answer[]} answers The best first.
 * @property {Meant[]} meant
 * @property {Unknown[]} unknown
 * @property {boolean} isShort Whether there was too little to search for.
 * @property {boolean} isWhole Whether the best answer answers all of the query as it was put.
 */

/**
 * @param {Index} index
 * @param {Lexicon} lexicon The same language's.
 * @param {string} query
 * @returns {Promise<Answered>}
 */
export async function answer(index, lexicon, query) {
  const terms = termsOf(query, lexicon.folding);
  const empty = { answers: [], meant: [], unknown: [], isShort: true, isWhole: false };
  if (!isEnough(terms, lexicon.folding)) return empty;
  const asking = new Asking(index, lexicon, terms);
  const meant = await asking.meanings();
  const unknown = (await Promise.all(terms.map((term, number) => asking.term(term, number)))).filter(
    (term) => term !== null,
  );
  await asking.together();
  const information = informations(asking.asked, terms.length, lexicon.documents);
  const answers = ranked(asking.asked, information);
  const understood = unknown.filter(({ number }) => !meant.some(({ covers }) => covers.includes(number)));
  return {
    answers,
    meant,
    unknown: understood,
    isShort: false,
    isWhole: !understood.length && (answers[0]?.isWhole ?? false),
  };
}

class Asking {
  #index;
  #lexicon;
  #terms;
  /** @type {Asked[]} */
  asked = [];

  /**
   * @param {Index} index
   * @param {Lexicon} lexicon
   * @param {Term[]} terms
   */
  constructor(index, lexicon, terms) {
    this.#index = index;
    this.#lexicon = lexicon;
    this.#terms = terms;
  }

  /** Asks for what the glossary calls the query's words, in this language. */
  async meanings() {
    /** @type {(Meant & {covers: number[]})[]} */
    const found = [];
    const looked = await Promise.all(
      spans(this.#terms).map(async ({ covers, key }) => ({
        covers,
        meanings: await this.#lexicon.meanings(key),
      })),
    );
    for (const { covers, meanings } of looked) {
      // A word inside a form that was found isn't looked for on its own.
      if (found.some((form) => covers.every((each) => form.covers.includes(each)))) continue;
      for (const [language, terms] of meanings) {
        const weight = language ? WEIGHTS.meant : WEIGHTS.alike;
        const results = await Promise.all(
          terms.map((term, order) => this.#phrase(covers, this.#words(term), weight - 0.02 * order, true)),
        );
        const there = terms.filter((_, order) => results[order]);
        const word = covers.map((each) => this.#terms[each].words.join("")).join(" ");
        if (there.length) found.push({ covers, word, language, terms: there });
      }
    }
    return found;
  }

  /**
   * Asks for a term, as it is or as what is nearest to it.
   * @param {Term} term
   * @param {number} number Which one of the query.
   * @returns {Promise<(Unknown & {number: number}) | null>} The term, if no page has it.
   */
  async term({ words, quoted }, number) {
    const covers = [number];
    const isFound = await this.#phrase(covers, words, WEIGHTS.own);
    if (quoted) return isFound ? null : { number, word: words.join(" "), near: [] };
    if (words.length > 1) return isFound ? null : this.#pairs(words, number);
    const [word] = words;
    // A letter or two begin too many words.
    const isBegun = word.length > 2 && !this.#lexicon.folding.isSingle(word);
    if (isFound) {
      if (isBegun) await this.#begun(covers, word);
      if (!this.#lexicon.isStemmed) await this.#inflected(word, covers, await this.#lexicon.words(word));
      return null;
    }
    const candidates = await this.#lexicon.words(word);
    if (isBegun && candidates.some((other) => other.word.startsWith(word))) {
      await this.#begun(covers, word);
      await this.#inflected(word, covers, candidates);
      return null;
    }
    for (const other of this.#lexicon.folding.typed(word)) {
      if (await this.#phrase(covers, [other], WEIGHTS.typed)) return null;
    }
    if (await this.#inflected(word, covers, candidates)) return null;
    return this.#nearest(word, number, candidates);
  }

  /** Asks for the query as one phrase, and for words that are written together as one. */
  async together() {
    const terms = this.#terms;
    for (const { covers, words } of compounds(terms)) await this.#phrase(covers, words, WEIGHTS.own);
    if (terms.length < 2 || terms.length > 8) return;
    const words = terms.flatMap((term) => term.words);
    await this.#phrase(
      terms.map((_, number) => number),
      words,
      WEIGHTS.together,
    );
  }

  /**
   * @param {string[]} words
   * @param {number} number
   */
  async #pairs(words, number) {
    const found = await Promise.all(pairs(words).map((pair) => this.#phrase([number], pair, WEIGHTS.pair)));
    const near = pairs(words)
      .filter((_, order) => found[order])
      .map((pair) => pair.join(""));
    return { number, word: words.join(""), near };
  }

  /**
   * @param {string} word
   * @param {number[]} covers
   * @param {Word[]} candidates
   */
  async #inflected(word, covers, candidates) {
    const others = inflections(word, candidates);
    const found = await Promise.all(others.map((other) => this.#phrase(covers, [other], WEIGHTS.inflected)));
    return found.some(Boolean);
  }

  /**
   * @param {string} word
   * @param {number} number
   * @param {Word[]} candidates
   */
  async #nearest(word, number, candidates) {
    const near = nearest(word, candidates);
    const isSame = near[0]?.word === word;
    if (near.length) {
      await this.#phrase([number], this.#words(near[0].shown), isSame ? WEIGHTS.own : WEIGHTS.near);
    }
    return isSame ? null : { number, word, near: near.map(({ shown }) => shown) };
  }

  /** @param {string} text */
  #words(text) {
    return this.#lexicon.folding.words(text).map(({ word }) => word);
  }

  /**
   * Asks for words one after the other, in their forms and no others. For Pagefind all documents
   * with a phrase are equal: how good each is it says of the words alone.
   * @param {number[]} covers Which of the query's terms they stand for.
   * @param {string[]} words
   * @param {number} weight
   * @param {boolean} [isTerm]
   * @returns {Promise<boolean>} Whether anything was found.
   */
  async #phrase(covers, words, weight, isTerm = false) {
    const { results: exact } = await this.#index.search(phrase(words));
    if (!exact.length) return false;
    const { results: ranked } = await this.#index.search(words.join(" "));
    const scores = new Map(ranked.map((result) => [result.id, result]));
    const results = exact.map(({ id, words: one, data }) => {
      const found = scores.get(id);
      // Of a phrase that a document has more than once, Pagefind tells one place only.
      const locations = found ? runs(found.words, words.length) : [];
      return { score: 0, ...found, id, words: locations.length ? locations : one, data };
    });
    this.asked.push({ covers, weight, isTerm, size: words.length, results });
    return true;
  }

  /**
   * Asks for all words that begin like this one.
   * @param {number[]} covers
   * @param {string} word
   */
  async #begun(covers, word) {
    const { results } = await this.#index.search(word);
    if (results.length) this.asked.push({ covers, weight: WEIGHTS.begun, isTerm: false, size: 1, results });
  }
}

/**
 * Those of some places that are part of as many in a row.
 * @param {number[]} locations
 * @param {number} length
 */
function runs(locations, length) {
  const all = new Set(locations);
  const starts = locations.filter((at) =>
    Array.from({ length }, (_, step) => at + step).every((each) => all.has(each)),
  );
  return [...new Set(starts.flatMap((at) => Array.from({ length }, (_, step) => at + step)))];
}
