/** What is copied of a passage: pure functions, without the page. */

import { plain } from "./passage-words.js";

/** How many words of a long selection name its beginning and its end in an address. */
const WORDS = 5;

/**
 * A text as a part of `#:~:text=`: https://wicg.github.io/scroll-to-text-fragment/
 *
 * @param {string} text
 */
function encoded(text) {
  return encodeURIComponent(text).replace(/-/g, "%2D");
}

/**
 * The directive that has a browser find words on a page and mark them.
 *
 * @param {string[]} lines The words that are quoted, a line for each block of text that they are in: all
 *   of a directive's words, or all of its first and all of its last, must stand in one.
 * @returns {string} `:~:text=…`; empty for nothing.
 */
export function directive(lines) {
  const parts = lines.map((line) => plain(line).split(" "));
  if (!parts.length) return "";
  if (parts.length === 1 && parts[0].length <= 2 * WORDS) return `:~:text=${encoded(parts[0].join(" "))}`;
  const [start, end] = [parts[0].slice(0, WORDS), parts[parts.length - 1].slice(-WORDS)];
  return `:~:text=${encoded(start.join(" "))},${encoded(end.join(" "))}`;
}

/**
 * @param {string} page The page's address.
 * @param {string} id The passage's id.
 * @param {string[]} [lines] The words of it that are quoted, by block; none for all of it.
 */
export function address(page, id, lines = []) {
  const url = new URL(page);
  url.search = "";
  url.hash = `${id}${directive(lines)}`;
  return url.href;
}

/**
 * @typedef {object} Source
 * @property {string} pattern How the language writes a quotation: `“{text}”`.
 * @property {string} reference Who wrote what, as a style has it; it may end with the page's address.
 * @property {string} [origin] Whose words the passage is, in an edition after another work.
 * @property {string} status What is to be known of a translation; empty for others.
 * @property {string} page The address that the reference has for the page.
 */

/**
 * A reference without the page's address, which the place behind it has; not where a style leads up to
 * it by words or a comma, which would be left alone.
 *
 * @param {string} reference
 * @param {string} page
 */
function withoutAddress(reference, page) {
  const [before = "", after = ""] = reference.split(page, 2);
  return !page || /[,:]\s*$/.test(before) ? reference : plain(`${before}${after}`);
}

/**
 * The quotation with its source: a line each for the words, the work, and the place.
 *
 * @param {string} text
 * @param {Source} source
 * @param {string} place The passage's address.
 */
export function quotation(text, source, place) {
  const reference = withoutAddress(plain(source.reference), source.page);
  const status = source.status && !reference.includes(source.status) ? `[${source.status}]` : "";
  const origin = source.origin ? `[${plain(source.origin)}]` : "";
  const quoted = source.pattern.replace("{text}", () => plain(text));
  return [quoted, [reference, status, origin].filter(Boolean).join(" "), place].filter(Boolean).join("\n");
}
