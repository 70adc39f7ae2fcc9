/** What the reader visited, searched and keeps: in the only cache that outlives an edition. */

import { addressOf, EDITION, languageOf, OURS } from "./edition.js";

/** @import { Language } from "./edition.js" */
/** @import { Memory } from "./lists.js" */

export const MEMORY = `${OURS}memory`;
const PLACE = "app/memory";

/** @returns {Promise<Memory>} */
export async function recall() {
  const stored = await caches.match(addressOf(PLACE), { cacheName: MEMORY });
  return { kept: [], visited: [], searched: [], editions: {}, ...(stored ? await stored.json() : {}) };
}

/** @type {Promise<void>} */
let turn = Promise.resolve();

/**
 * Changes what is remembered; one change after the other.
 * @param {(memory: Memory) => void} change
 */
export function remember(change) {
  turn = turn
    .catch(() => {})
    .then(async () => {
      const memory = await recall();
      change(memory);
      const cache = await caches.open(MEMORY);
      await cache.put(addressOf(PLACE), new Response(JSON.stringify(memory)));
    });
  return turn;
}

/**
 * @param {Memory} memory
 * @returns {Language[]} The languages of which a reader has something.
 */
export function languagesOf({ kept, visited, searched }) {
  const used = new Set([...kept, ...visited].map((path) => languageOf(path).tag));
  return EDITION.languages.filter(({ tag }) => used.has(tag) || searched.includes(tag));
}
