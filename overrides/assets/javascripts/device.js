/** What this device remembers of its reader, and nobody else learns. */

const PREFIX = "issue-papers.";

/**
 * @param {string} key
 * @returns {string | null} What was remembered; nothing where the browser keeps nothing.
 */
export function recall(key) {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {string | null} value Nothing: it is forgotten.
 */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, value);
  } catch {
    /* storage is blocked or full: what was chosen holds until the page is left */
  }
}
