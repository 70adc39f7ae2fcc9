/** The words of a passage, as they are quoted and told. */

/**
 * @param {string} text
 * @returns {string} In one line.
 */
export function plain(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** How much of a selection is told: enough to find it by. */
const MOST = 300;

/**
 * The passage: words of it, and the id of the place that they are at.
 *
 * @param {string} words
 * @param {string} id
 */
export function told(words, id) {
  const short = plain(words).slice(0, MOST);
  return [short && `“${short}”`, id && `#${id}`].filter(Boolean).join(" ");
}
