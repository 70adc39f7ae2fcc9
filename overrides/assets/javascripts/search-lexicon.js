/**
 * What is known of a language's words: its rules of spelling, what the glossary's terms are called
 * and which words its pages have. formats/search/lexicon.py writes the files; each is loaded when a
 * word of a query may be in it.
 */

import { once } from "./once.js";
import { Folding } from "./search-folding.js";

/** @typedef {[first: string, name: string]} File What it begins with, and what it is called. */
/** @typedef {{json: (name: string) => Promise<any>}} Source Where files come from. */
/** @typedef {{word: string, shown: string}} Word A word of the pages, folded and as it is written. */
/** @typedef {[language: string, terms: string[]][]} Meanings */
/** @typedef {[marker: string, label: string][]} Values */
/** @typedef {{topics: Values, places: Values}} Facets Markers and labels. */

/**
 * @typedef {object} First The first file of a language.
 * @property {import("./search-folding.js").Rules} rules
 * @property {number} documents
 * @property {File[]} forms
 * @property {File[]} words
 * @property {string} facets The name of a file; empty if there are none.
 */

/** How many files of words are looked through for those that are like one. */
const NEIGHBOURS = 3;

export class Lexicon {
  #bundle;
  #first;
  /** @type {Map<string, Promise<any>>} */
  #files = new Map();
  /** @type {Map<string, Promise<Word[]>>} */
  #folded = new Map();

  /**
   * @param {Source} bundle
   * @param {First} first The language's first file, which leads to the others.
   * @param {boolean} isStemmed Whether Pagefind knows the endings of the language's words.
   */
  constructor(bundle, first, isStemmed) {
    this.#bundle = bundle;
    this.isStemmed = isStemmed;
    this.#first = first;
    this.folding = new Folding(first.rules);
  }

  /**
   * @param {Source} bundle
   * @param {string} name
   * @param {boolean} isStemmed
   * @returns {Promise<Lexicon>} The lexicon that begins with a file.
   */
  static async load(bundle, name, isStemmed) {
    return new Lexicon(bundle, await bundle.json(name), isStemmed);
  }

  /** How many documents can be found. */
  get documents() {
    return this.#first.documents;
  }

  /**
   * @param {string} key A form, as one word.
   * @returns {Promise<Meanings>} What it stands for: the language that the form is of, empty for the
   *   lexicon's own, and the forms that are right in the lexicon's.
   */
  async meanings(key) {
    const { forms } = this.#first;
    if (!forms.length || key.length < 2) return [];
    const file = forms[at(forms, key)];
    if (!file) return [];
    /** @type {Record<string, Meanings>} */
    const found = await this.#load(file[1]);
    if (Object.hasOwn(found, key)) return found[key];
    const alike = Object.keys(found).find((other) => isInflected(key, other));
    return alike ? found[alike] : [];
  }

  /**
   * @param {string} word
   * @returns {Promise<Word[]>} Words of the pages among which are those
   *   that are written like it, the frequent ones first.
   */
  async words(word) {
    const { words } = this.#first;
    if (!words.length) return [];
    const own = Math.max(0, at(words, word));
    const near = words
      .map((file, index) => ({ file, index }))
      .filter(
        ({ file, index }) =>
          index === own || file[0].startsWith(word[0]) || words[index + 1]?.[0].startsWith(word[0]),
      )
      .sort((a, b) => Math.abs(a.index - own) - Math.abs(b.index - own))
      .slice(0, NEIGHBOURS);
    const lists = await Promise.all(near.map(({ file }) => this.#words(file[1])));
    return lists.flat();
  }

  /** @returns {Promise<Facets>} */
  async facets() {
    return this.#first.facets ? this.#load(this.#first.facets) : { topics: [], places: [] };
  }

  /** @param {string} name */
  #load(name) {
    return once(this.#files, name, () => this.#bundle.json(name));
  }

  /**
   * @param {string} name
   * @returns {Promise<Word[]>} The words of a file, which are folded but once.
   */
  #words(name) {
    return once(this.#folded, name, async () => {
      /** @type {string[]} */
      const shown = await this.#bundle.json(name);
      return shown.map((each) => ({ word: this.folding.joined(each), shown: each }));
    });
  }
}

/**
 * The file in which a key is, if any: the last that doesn't begin after it.
 * @param {File[]} files
 * @param {string} key
 */
function at(files, key) {
  return files.findLastIndex(([first]) => compare(first, key) <= 0);
}

/**
 * The order of code points, in which the files were cut; JavaScript's own is of UTF-16.
 * @param {string} one
 * @param {string} other
 */
function compare(one, other) {
  const a = Array.from(one, code);
  const b = Array.from(other, code);
  const differs = a.findIndex((character, index) => character !== b[index]);
  if (differs < 0) return a.length - b.length;
  if (differs >= b.length) return 1;
  return a[differs] - b[differs];
}

/** @param {string} character */
function code(character) {
  return character.codePointAt(0) ?? 0;
}

/**
 * Whether two long words differ by their endings alone.
 * @param {string} one
 * @param {string} other
 */
function isInflected(one, other) {
  const longest = Math.max(one.length, other.length);
  if (longest < 6 || Math.abs(one.length - other.length) > 3) return false;
  return common(one, other) >= Math.ceil(0.8 * longest);
}

/**
 * How many characters two words have in common at their beginning.
 * @param {string} one
 * @param {string} other
 */
export function common(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
