/** The words of the search dialog, in the reader's language. */

import { locale } from "./locale.js";

/** @import { Forms } from "./words.js" */

/** @typedef {Record<string, string | Forms>} Texts By key; those that count by plural form. */

export class Strings {
  #strings;
  #plurals = new Intl.PluralRules(locale);
  #numbers = new Intl.NumberFormat(locale);
  #lists = new Intl.ListFormat(locale, { type: "disjunction" });

  /** @param {Texts} strings */
  constructor(strings) {
    this.#strings = strings;
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   * @returns {string} The string with its placeholders filled in.
   */
  text(key, values = {}) {
    const forms = this.#strings[key];
    const template =
      typeof forms === "object" ? (forms[this.#plurals.select(Number(values.count))] ?? forms.other) : forms;
    return template.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === "number" ? this.number(value) : value;
    });
  }

  /**
   * @param {string} name
   * @returns {string} What a kind of document is called.
   */
  kind(name) {
    return this.text(`kinds.${name}` in this.#strings ? `kinds.${name}` : "kinds.page");
  }

  /**
   * @param {number} value
   * @returns {string} A number as the page writes it.
   */
  number(value) {
    return this.#numbers.format(value);
  }

  /**
   * @param {string[]} words
   * @returns {string} Any of some words.
   */
  list(words) {
    return this.#lists.format(words);
  }
}
