/** Texts of the interface with what fills them: numbers as the page writes them, plural forms by CLDR. */

import { locale } from "./locale.js";

/** @typedef {Partial<Record<Intl.LDMLPluralRule, string>> & {other: string}} Forms */

const plural = new Intl.PluralRules(locale);
const number = new Intl.NumberFormat(locale);

/**
 * @param {string | Forms} text A text with placeholders such as `{count}`, or its plural forms.
 * @param {number} count Chooses among the forms.
 * @param {Record<string, number>} values What fills the placeholders.
 * @returns {string}
 */
export function filled(text, count, values) {
  const form = typeof text === "string" ? text : (text[plural.select(count)] ?? text.other);
  return form.replace(/\{(\w+)\}/g, (place, name) => (name in values ? number.format(values[name]) : place));
}
