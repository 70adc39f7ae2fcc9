/**
 * Words as they are searched: what formats/search/folding.py does to a page's text is done to a query
 * here. What is data in those rules comes from there, in the language's data file.
 */

const SPACE = /[ \t\r\n\f]+/;
const NUMBER = /\p{Nd}{1,3}(?:,\p{Nd}\p{Nd})*(?:[.,'’٬\s]\p{Nd}{3})+(?!\p{Nd})/uy;
const INITIALS = /(?:(?![ªº])\p{L}\.)+(?![ªº])\p{L}(?![\p{L}\p{N}])\.?/uy;
const APOSTROPHE = /^['’ʼʻ‘`´＇]/u;
/** What is typed within a Hebrew word for the geresh and the gershayim. */
export const HEBREW_MARK = /(?<=[\u05d0-\u05ea])['’ʼʻ‘`´＇"“”](?=[\u05d0-\u05ea])/gu;
/** Some are letters to Unicode, but an apostrophe, or the end of an ordinal. */
const LETTER = /^(?![ʼʻªº])[\p{L}\p{M}\p{N}]/u;
/** The letters that follow something. */
const AFTER = /^(?:(?![ʼʻªº])[\p{L}\p{M}\p{N}])+/u;
const DIGIT = /\p{Nd}/u;
/** What goes with the character before: marks, and the sounds of half-width kana. */
const MARK = /^[\p{Mn}\uff9e\uff9f]/u;

/**
 * @typedef {object} Rules What the index of a language was made with.
 * @property {string} invisible Characters that no word is told by, as a class of patterns holds them.
 * @property {string} accents Marks that are left out, likewise.
 * @property {string} single Characters that are words, likewise.
 * @property {Record<string, string>} letters Letters, and what they are searched as.
 * @property {[pattern: string, spelled: string][]} spellings
 * @property {[pattern: string, spelled: string][]} typed What people type for letters they haven't.
 * @property {string} joined What stays with the word before an apostrophe: a pattern.
 */

/**
 * The value of a digit of any script: ten of them stand together in Unicode, from 0 on.
 * @param {string} character
 */
function digit(character) {
  if (!DIGIT.test(character)) return character;
  let code = codeAt(character, 0);
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - 1))) {
    code -= 1;
    value += 1;
  }
  return String(value);
}

/** The rules of a language, ready for use. */
export class Folding {
  #invisible;
  #accents;
  #single;
  #letters;
  #spellings;
  #typed;
  #joined;

  /** @param {Rules} rules */
  constructor(rules) {
    this.#invisible = new RegExp(`[${rules.invisible}]`, "gu");
    this.#accents = new RegExp(`[${rules.accents}]`, "gu");
    this.#single = new RegExp(`^[${rules.single}]`, "u");
    this.#letters = rules.letters;
    this.#spellings = rules.spellings.map(([pattern, to]) => ({ pattern: new RegExp(pattern, "u"), to }));
    this.#typed = rules.typed.map(([pattern, to]) => ({ pattern: new RegExp(pattern, "gu"), to }));
    this.#joined = new RegExp(`^(?:${rules.joined})$`, "u");
  }

  /**
   * Whether a word is a character of a script that puts no spaces between words.
   * @param {string} word
   */
  isSingle(word) {
    return this.#single.test(word);
  }

  /**
   * @param {string} word
   * @returns {string} A single word as it is searched; nothing of marks alone.
   */
  fold(word) {
    const bare = word.normalize("NFKD").toLowerCase().replace(this.#accents, "").normalize("NFC");
    const letters = [...bare].map((character) => this.#letters[character] ?? character).join("");
    const plain = [...letters]
      .filter((character) => LETTER.test(character))
      .map(digit)
      .join("");
    return this.#spellings.reduce((text, { pattern, to }) => text.replace(pattern, to), plain);
  }

  /**
   * @param {string} text
   * @returns {{word: string, glued: boolean}[]} Its words, and whether each is written together
   *   with the one before.
   */
  words(text) {
    return text
      .replace(this.#invisible, "")
      .replace(HEBREW_MARK, "")
      .split(SPACE)
      .flatMap((written) => {
        const parts = this.#runs(written)
          .map((part) => this.fold(part))
          .filter(Boolean);
        return parts.map((word, index) => ({ word, glued: index > 0 }));
      });
  }

  /**
   * @param {string} text
   * @returns {string} A text as one word, by which it is compared.
   */
  joined(text) {
    return this.words(text)
      .map(({ word }) => word)
      .join("");
  }

  /**
   * @param {string} word
   * @returns {string[]} What else a word may be, as people type it that haven't its letters.
   */
  typed(word) {
    const others = this.#typed.map(({ pattern, to }) => word.replace(pattern, to));
    return [...new Set(others)].filter((other) => other !== word && other.length > 1);
  }

  /**
   * The words in something that is written without a space.
   * @param {string} written
   */
  #runs(written) {
    const found = [];
    let at = 0;
    while (at < written.length) {
      const whole = [NUMBER, INITIALS]
        .map((pattern) => {
          pattern.lastIndex = at;
          return pattern.exec(written)?.[0];
        })
        .find(Boolean);
      const run = whole ?? this.#run(written.slice(at));
      if (run) found.push(run);
      at += run.length || next(written, at).length;
    }
    return found;
  }

  /** @param {string} text */
  #run(text) {
    let run = "";
    while (LETTER.test(text.slice(run.length))) {
      const character = next(text, run.length);
      if (run && this.isSingle(character)) break;
      run += character;
      if (this.isSingle(character)) {
        while (MARK.test(text.slice(run.length))) run += next(text, run.length);
        break;
      }
      if (this.#isJoined(text.slice(run.length))) run += next(text, run.length);
    }
    return run;
  }

  /**
   * Whether an apostrophe is inside a word, as in don’t.
   * @param {string} rest
   */
  #isJoined(rest) {
    if (!APOSTROPHE.test(rest)) return false;
    const letters = AFTER.exec(rest.slice(1))?.[0] ?? "";
    return this.#joined.test(letters.toLowerCase());
  }
}

/**
 * @param {string} text
 * @param {number} at A place in it, before its end.
 */
function codeAt(text, at) {
  return /** @type {number} */ (text.codePointAt(at));
}

/**
 * @param {string} text
 * @param {number} at
 */
function next(text, at) {
  return String.fromCodePoint(codeAt(text, at));
}
