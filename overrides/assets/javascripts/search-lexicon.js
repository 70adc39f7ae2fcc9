/**
 * What is known of a language's words: its rules of spelling, what the glossary's terms are called
 * and which words its pages have. formats/search/lexicon.py writes the files; each is loaded when a
 * word of a query may be in it.
 */

import { Folding } from "./search-folding.js";

/** How many files of words are looked through for those that are like one. */
const NEIGHBOURS = 3;

export class Lexicon {
  #bundle;
  #first;
  #files = new Map();

  /**
   * @param {{json: (name: string) => Promise<any>}} bundle Where files come from.
   * @param {object} first The language's first file, which leads to the others.
   * @param {boolean} isStemmed Whether Pagefind knows the endings of the language's words.
   */
  constructor(bundle, first, isStemmed) {
    this.#bundle = bundle;
    this.isStemmed = isStemmed;
    this.#first = first;
    this.folding = new Folding(first.rules);
  }

  /** @returns {Promise<Lexicon>} The lexicon that begins with a file. */
  static async load(bundle, name, isStemmed) {
    return new Lexicon(bundle, await bundle.json(name), isStemmed);
  }

  /** How many documents can be found. */
  get documents() {
    return this.#first.documents;
  }

  /**
   * @param {string} key A form, as one word.
   * @returns {Promise<[string, string[]][]>} What it stands for: the language that the form is of, empty
   *   for the lexicon's own, and the forms that are right in the lexicon's.
   */
  async meanings(key) {
    const { forms } = this.#first;
    if (!forms.length || key.length < 2) return [];
    const file = forms[at(forms, key)];
    if (!file) return [];
    const found = await this.#load(file[1]);
    if (Object.hasOwn(found, key)) return found[key];
    const alike = Object.keys(found).find((other) => isInflected(key, other));
    return alike ? found[alike] : [];
  }

  /**
   * @param {string} word
   * @returns {Promise<{word: string, shown: string}[]>} Words of the pages among which are those
   *   that are written like it, the frequent ones first.
   */
  async words(word) {
    const { words } = this.#first;
    if (!words.length) return [];
    const own = Math.max(0, at(words, word));
    const near = words.map((file, index) => ({ file, index }))
      .filter(({ file, index }) => index === own || file[0].startsWith(word[0])
        || words[index + 1]?.[0].startsWith(word[0]))
      .sort((a, b) => Math.abs(a.index - own) - Math.abs(b.index - own))
      .slice(0, NEIGHBOURS);
    const lists = await Promise.all(near.map(({ file }) => this.#words(file[1])));
    return lists.flat();
  }

  /** @returns {Promise<{topics: string[][], places: string[][]}>} Markers and labels. */
  async facets() {
    return this.#first.facets ? this.#load(this.#first.facets) : { topics: [], places: [] };
  }

  #load(name) {
    if (!this.#files.has(name)) {
      const loading = this.#bundle.json(name);
      loading.catch(() => this.#files.delete(name));
      this.#files.set(name, loading);
    }
    return this.#files.get(name);
  }

  async #words(name) {
    const shown = await this.#load(name);
    // Folded once, and kept in the place of what was loaded.
    if (typeof shown[0] === "string") {
      const words = shown.map((each) => ({ word: this.folding.joined(each), shown: each }));
      shown.splice(0, shown.length, ...words);
    }
    return shown;
  }
}

/** The file in which a key is, if any: the last that doesn't begin after it. */
function at(files, key) {
  return files.findLastIndex(([first]) => compare(first, key) <= 0);
}

/** The order of code points, in which the files were cut; JavaScript's own is of UTF-16. */
function compare(one, other) {
  const [a, b] = [one, other].map((text) => [...text]);
  const differs = a.findIndex((character, index) => character !== b[index]);
  if (differs < 0) return a.length - b.length;
  if (differs >= b.length) return 1;
  return a[differs].codePointAt(0) - b[differs].codePointAt(0);
}

/** Whether two long words differ by their endings alone. */
function isInflected(one, other) {
  const longest = Math.max(one.length, other.length);
  if (longest < 6 || Math.abs(one.length - other.length) > 3) return false;
  return common(one, other) >= Math.ceil(0.8 * longest);
}

/** How many characters two words have in common at their beginning. */
export function common(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
