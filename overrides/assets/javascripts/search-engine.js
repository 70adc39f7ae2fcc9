/**
 * Questions to the site's indexes (formats/search writes them), one language at a time. Nothing is
 * loaded before the first question.
 */

import { answer } from "./search-answers.js";
import { Index } from "./search-index.js";
import { common, Lexicon } from "./search-lexicon.js";
import { isEnough, phrase, termsOf } from "./search-query.js";

/** @import { Answered } from "./search-answers.js" */
/** @import { Bundle, Entry } from "./search-bundle.js" */
/** @import { Facets } from "./search-lexicon.js" */

/** The index can't be reached: no connection, or no index on the server. */
export class Unreachable extends Error {}

/** The indexes, one a language, and what is known of each language's words. */
export class Engine {
  #bundle;
  /** @type {Promise<Entry> | null} */
  #entry = null;
  /** @type {Map<string, Promise<Index>>} */
  #instances = new Map();
  /** @type {Map<string, Promise<Lexicon>>} */
  #lexicons = new Map();

  /**
   * @param {URL} base The site's root.
   * @param {Bundle} bundle Where the index comes from.
   */
  constructor(base, bundle) {
    this.base = base;
    this.#bundle = bundle;
  }

  /**
   * Whether there is anything to search in a language.
   * @param {string} tag
   */
  async covers(tag) {
    const { languages } = await this.#load();
    return tag.toLowerCase() in languages;
  }

  /**
   * @param {string} tag A language covered by the index.
   * @param {string} query
   * @returns {Promise<Answered>}
   */
  search(tag, query) {
    return this.#reaching(async () => {
      const [index, lexicon] = await Promise.all([this.#instance(tag), this.lexicon(tag)]);
      return answer(index, lexicon, query);
    });
  }

  /**
   * @param {string} tag A language covered by the index.
   * @param {string} query
   * @returns {Promise<boolean>} Whether the pages of the language have all words of the query. Its index
   *   isn't loaded for it, only the words that are written like these.
   */
  knows(tag, query) {
    return this.#reaching(async () => {
      const lexicon = await this.lexicon(tag);
      const terms = termsOf(query, lexicon.folding);
      if (!isEnough(terms, lexicon.folding)) return false;
      const words = terms
        .flatMap((term) => term.words)
        .filter((word) => word.length > 2 || lexicon.folding.isSingle(word));
      const known = await Promise.all(
        words.map(async (word) => (await lexicon.words(word)).some((other) => isForm(word, other.word))),
      );
      return known.length > 0 && known.every(Boolean);
    });
  }

  /**
   * @param {string} tag
   * @param {string} marker
   * @returns {Promise<Set<string>>} The documents that have a marker (formats/search/lexicon.py).
   */
  marked(tag, marker) {
    return this.#reaching(async () => {
      const { results } = await (await this.#instance(tag)).search(phrase([marker]));
      return new Set(results.map(({ id }) => id));
    });
  }

  /**
   * @param {string} tag
   * @returns {Promise<Facets>} The topics and the places of a language's pages, if it has any.
   */
  facets(tag) {
    return this.#reaching(async () =>
      (await this.covers(tag)) ? (await this.lexicon(tag)).facets() : { topics: [], places: [] },
    );
  }

  /**
   * @param {string} tag
   * @returns {Promise<Lexicon>} What is known of a language's words.
   */
  async lexicon(tag) {
    const { languages } = await this.#load();
    const there = this.#lexicons.get(tag);
    if (there) return there;
    const { lexicon, wasm } = languages[tag.toLowerCase()];
    const loading = Lexicon.load(this.#bundle, lexicon, wasm !== null);
    this.#lexicons.set(tag, loading);
    return loading;
  }

  /**
   * @template T
   * @param {() => Promise<T>} ask
   */
  async #reaching(ask) {
    try {
      return await ask();
    } catch (error) {
      this.#entry = null;
      this.#instances.clear();
      this.#lexicons.clear();
      if (error instanceof Unreachable) throw error;
      throw new Unreachable(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }

  /** @param {string} tag */
  #instance(tag) {
    const instance = this.#instances.get(tag) ?? this.#create(tag);
    this.#instances.set(tag, instance);
    return instance;
  }

  /**
   * @param {string} tag
   * @returns {Promise<Index>}
   */
  async #create(tag) {
    const { languages } = await this.#load();
    const { hash, wasm } = languages[tag.toLowerCase()];
    return Index.load(this.#bundle, tag.toLowerCase(), hash, wasm ?? "unknown");
  }

  #load() {
    const loading = this.#entry ?? this.#probe();
    this.#entry = loading;
    loading.catch(() => {
      this.#entry = null;
    });
    return loading;
  }

  async #probe() {
    const entry = await this.#bundle.entry();
    if (!entry) throw new Unreachable("no answer");
    return entry;
  }
}

/**
 * Whether a word of a page is the one looked for, or a form of it.
 * @param {string} word
 * @param {string} other
 */
function isForm(word, other) {
  const longest = Math.max(word.length, other.length);
  return word === other || (longest > 4 && common(word, other) >= 0.75 * longest);
}
