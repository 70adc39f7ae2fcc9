/**
 * How scripts write numbers and dates: as the page has them, which is as CLDR says for its language.
 *
 * Browsers have defaults of their own, which differ from one to the next: a calendar by the language,
 * as the Persian and the Thai one, and digits. Pages say days by the Gregorian calendar in every
 * language, for they are those of publication and of calendars. views/numerals.py and
 * views/formats.py write what stands on the page.
 */

/**
 * Where a tag leaves the region open, English is that of the world: the day comes first.
 * @type {Record<string, string>}
 */
const REGIONS = { en: "en-001" };
/**
 * Arabic without a region has the digits that are read in all its countries.
 * @type {Record<string, string>}
 */
const DIGITS = { ar: "latn" };

/**
 * @param {string} lang A language, as `<html lang>` has it.
 * @returns {string} What Intl is to be asked with for it.
 */
export function localeOf(lang) {
  return new Intl.Locale(REGIONS[lang] ?? lang, {
    calendar: "gregory",
    ...(DIGITS[lang] && { numberingSystem: DIGITS[lang] }),
  }).toString();
}

/** For Intl.NumberFormat, Intl.DateTimeFormat and their like. */
export const locale = localeOf(document.documentElement.lang);
