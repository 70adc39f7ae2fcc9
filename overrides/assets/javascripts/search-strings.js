/** The words of the search dialog, in the reader's language. */

import { locale } from "./locale.js";

export class Strings {
  #strings;
  #plurals = new Intl.PluralRules(locale);
  #numbers = new Intl.NumberFormat(locale);
  #lists = new Intl.ListFormat(locale, { type: "disjunction" });

  /** @param {object} strings By key; those that count by plural form. */
  constructor(strings) {
    this.#strings = strings;
  }

  /** @returns {string} The string with its placeholders filled in. */
  text(key, values = {}) {
    let template = this.#strings[key];
    if (typeof template === "object") {
      template = template[this.#plurals.select(values.count)] ?? template.other;
    }
    return template.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === "number" ? this.number(value) : value;
    });
  }

  /** @returns {string} What a kind of document is called. */
  kind(name) {
    return this.#strings[`kinds.${name}`] ?? this.#strings["kinds.page"];
  }

  /** @returns {string} A number as the page writes it. */
  number(value) {
    return this.#numbers.format(value);
  }

  /** @returns {string} Any of some words. */
  list(words) {
    return this.#lists.format(words);
  }
}
