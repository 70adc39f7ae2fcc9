/** What was searched for last: kept on the reader's device alone, and only until it is cleared. */

const KEY = "issue-papers.searches";
const KEPT = 6;

/** @returns {string[]} The last searches, the latest first. */
export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string").slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/**
 * Keeps a search that led somewhere.
 * @param {string} query
 */
export function remember(query) {
  if (query) write([query, ...recent().filter((each) => each !== query)].slice(0, KEPT));
}

/** Forgets all searches. */
export function forget() {
  write([]);
}

/** @param {string[]} queries */
function write(queries) {
  try {
    if (queries.length) localStorage.setItem(KEY, JSON.stringify(queries));
    else localStorage.removeItem(KEY);
  } catch {
    /* storage is blocked: nothing is kept */
  }
}
