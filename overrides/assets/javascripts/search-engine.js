/**
 * Questions to Pagefind (pagefind.js and its index, which formats/search writes), one language at a
 * time.
 * Nothing is loaded before the first question.
 */

import { Bundle } from "./search-bundle.js";

/** What the index has between the parts of an elided word, l’|hébergement: the build puts it there. */
const JOINT = "\u2060 ";

/** What a result is labelled with: Pagefind searches all metadata, and these aren't text. */
const LABELS = ["kind", "parent", "image"];

/** @import { Entry } from "./search-bundle.js" */

/**
 * @typedef {object} Part A part of a page that matches, as Pagefind has it.
 * @property {string} title
 * @property {string} url
 * @property {string} excerpt
 * @property {object} [anchor]
 * @property {{balanced_score: number}[]} weighted_locations
 */

/**
 * @typedef {object} Page A page that matches.
 * @property {string} url
 * @property {string} excerpt
 * @property {string} content
 * @property {number[]} locations
 * @property {Record<string, string | undefined>} meta
 * @property {Part[]} sub_results
 */

/** @typedef {{data: () => Promise<Page>, words: number[], matchedMetaFields?: string[]}} Result */
/** @typedef {{search: (query: string) => Promise<{results: Result[]}>}} Index One language's. */

/** The index can't be reached: no connection, or no index on the server. */
export class Unreachable extends Error {}

/** Pagefind, one instance a language. */
export class Engine {
  #bundle;
  /** @type {Promise<Entry & {cacheTag: string}> | null} */
  #entry = null;
  /** @type {Map<string, Promise<Index>>} */
  #instances = new Map();

  /** @param {URL} base The site's root. */
  constructor(base) {
    this.base = base;
    this.#bundle = new Bundle(base);
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
   * @returns {Promise<Result[]>} Best match first.
   */
  async search(tag, query) {
    try {
      const index = await this.#instance(tag);
      const found = await index.search(mainWords(query));
      const results = found.results.filter(isInText);
      // Pagefind takes a chunk it couldn't fetch for an empty one: nothing found is only true
      // when the server still answers.
      if (!results.length) await this.#probe();
      return (await isAnswer(index, results, mainWords(query))) ? results : [];
    } catch (error) {
      this.#entry = null;
      this.#instances.clear();
      if (error instanceof Unreachable) throw error;
      throw new Unreachable(String(error), { cause: error });
    }
  }

  /** @param {string} tag */
  #instance(tag) {
    const known = this.#instances.get(tag) ?? this.#create(tag);
    this.#instances.set(tag, known);
    return known;
  }

  /**
   * @param {string} tag
   * @returns {Promise<Index>}
   */
  async #create(tag) {
    const entry = await this.#load();
    const module = await this.#bundle.engine(tag);
    // Pagefind 1.5 takes the language from <html lang> and from nowhere else (its issue 593). It
    // is read before createInstance returns, so nobody sees it change.
    const root = document.documentElement;
    const own = root.lang;
    root.lang = tag;
    try {
      return module.createInstance({
        ...this.#bundle.options,
        metaCacheTag: entry.cacheTag,
        noWorker: true,
        ranking: { metaWeights: Object.fromEntries(LABELS.map((name) => [name, 0])) },
      });
    } finally {
      root.lang = own;
    }
  }

  #load() {
    this.#entry ??= this.#probe().then((entry) => ({
      ...entry,
      cacheTag: Object.values(entry.languages)
        .map(({ hash }) => hash)
        .join("."),
    }));
    this.#entry.catch(() => {
      this.#entry = null;
    });
    return this.#entry;
  }

  async #probe() {
    const entry = await this.#bundle.entry();
    if (!entry) throw new Unreachable("no answer");
    return entry;
  }
}

/**
 * The query with normal spaces (what is copied from a page has no-break ones) and without elided
 * words: only "hébergement" of "l’hébergement", as they are indexed.
 * @param {string} query
 */
function mainWords(query) {
  const longest = (/** @type {string[]} */ parts) =>
    parts.reduce((best, part) => (part.length < best.length ? best : part));
  return query
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .replace(/\p{L}+(?:['’]\p{L}+)+/gu, (word) => longest(word.split(/['’]/)));
}

/**
 * Whether a result's text or title has the query, and not merely its labels.
 * @param {Result} result
 */
function isInText({ words, matchedMetaFields = [] }) {
  return words.length > 0 || matchedMetaFields.some((field) => !LABELS.includes(field));
}

/**
 * Whether Pagefind found the words of the query. For a word no page has, Pagefind 1.5 answers with
 * the longest beginning of it that some page has ("en" for "environment"; its issue 793), which
 * would bury the offer of the other languages. A word is really found when it is found as a phrase
 * (with its inflections), or when what is marked contains it (a word being typed).
 * @param {Index} index
 * @param {Result[]} results
 * @param {string} query
 */
async function isAnswer(index, results, query) {
  const isPhrase = /^".+"$/.test(query);
  const isSpaced = !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(query);
  if (!results.length || isPhrase || !isSpaced) return true;
  for (const word of query.split(/\s+/).map(fold).filter(Boolean)) {
    const exact = await index.search(`"${word}"`);
    if (exact.results.length) continue;
    const { content, locations, meta } = await results[0].data();
    const words = content.split(/\s+/);
    const found = [meta.title ?? "", ...locations.map((at) => words[at] ?? "")];
    if (!found.some((text) => fold(text).includes(word))) return false;
  }
  return true;
}

/**
 * A word's letters and digits, without accents and case.
 * @param {string} word
 */
function fold(word) {
  return word
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();
}

/**
 * Elided words as they are written on the page.
 * @param {string} text
 */
export function rejoin(text) {
  return text.replaceAll(JOINT, "");
}
