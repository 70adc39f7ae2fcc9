/** Which of a site's addresses are most like one at which there is nothing. */

/** How unlike two addresses may be: the part of the letters that differ. */
const MOST = 0.45;
const HOW_MANY = 3;

/**
 * Without what people add to addresses, or lose: suffixes, capitals, accents, marks.
 *
 * @param {string} text
 */
function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/(^|\/)(index|readme)?(\.(html?|md|php|aspx?))?\/?$/, "")
    .replace(/\.(html?|md|php|aspx?)$/, "")
    .replace(/[^\p{L}\p{N}/]+/gu, "-")
    .replace(/^[-/]+|[-/]+$/g, "");
}

/**
 * @param {string} path
 * @returns {string} The words of an address's last part that has some.
 */
export function wordsOf(path) {
  return plain(path).split("/").slice(-1)[0].replaceAll("-", " ").trim();
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {number} How many letters must be put in, taken out or changed (Levenshtein 1966).
 */
function edits(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[other.length];
}

/**
 * @param {string} one
 * @param {string} other
 */
const unlike = (one, other) => edits(one, other) / Math.max(one.length, other.length, 1);

/**
 * From 0, alike, to 1: by the whole address, or by its last part, which stays when a page moves.
 *
 * @param {string} asked
 * @param {string} address
 */
function distance(asked, address) {
  const last = unlike(asked.split("/").slice(-1)[0], address.split("/").slice(-1)[0]);
  return Math.min(unlike(asked, address), last + 0.1);
}

/**
 * @template {[string, ...unknown[]]} T
 * @param {string} path What was asked for, from the site's root.
 * @param {T[]} pages Those that there are, each with its path first.
 * @returns {T[]} The most alike, the best first; none where none is.
 */
export function nearest(path, pages) {
  const asked = plain(path);
  if (!asked) return [];
  return pages
    .map((page) => ({ page, address: plain(page[0]) }))
    .filter(({ address }) => address)
    .map(({ page, address }) => ({ page, by: distance(asked, address) }))
    .filter(({ by }) => by <= MOST)
    .sort((one, other) => one.by - other.by)
    .slice(0, HOW_MANY)
    .map(({ page }) => page);
}
