/** The life of an edition: how it comes, what it leaves, and of which one an open page is. */

import { addressOf, EDITION, pathOf, worker } from "./edition.js";
import { CACHE, listOf, olderCaches, storeAll } from "./files.js";
import { wanted } from "./lists.js";
import { languagesOf, recall, remember } from "./memory.js";

/** How long the server may take for a page that is stored as well. */
export const PATIENCE_MS = 4000;

/** Fetches all that its readers have of the edition before; throws if anything is missing. */
export async function prepare() {
  const memory = await recall();
  /** @type {Set<string>} */
  const before = new Set();
  for (const name of await olderCaches()) {
    for (const { url } of await (await caches.open(name)).keys()) {
      const path = pathOf(url);
      if (path !== null) before.add(path);
    }
  }
  for (const language of languagesOf(memory)) {
    const list = await listOf(language);
    const paths = wanted(list, language.tag, memory, { fonts: false });
    // Fonts and pictures that were asked for once.
    for (const path of before) if (path in list.files && !(path in list.pages)) paths.add(path);
    await storeAll(list, paths);
  }
}

/** Leaves nothing of the editions before, and answers the pages that are open. */
export async function takeOver() {
  for (const name of await olderCaches()) await caches.delete(name);
  await worker.clients.claim();
}

/** Deletes what is no longer wanted. */
export async function tidy() {
  const memory = await recall();
  /** @type {Set<string>} */
  const allowed = new Set();
  for (const language of languagesOf(memory)) {
    allowed.add(addressOf(language.list));
    const list = await listOf(language);
    const paths = wanted(list, language.tag, memory, { fonts: true });
    for (const path of paths) allowed.add(addressOf(path));
  }
  const cache = await caches.open(CACHE);
  for (const request of await cache.keys()) {
    if (!allowed.has(request.url)) await cache.delete(request);
  }
}

/**
 * For what may fail: without a connection or space, the next visit will do.
 * @param {Promise<unknown>} work
 * @returns {Promise<unknown>}
 */
export function quietly(work) {
  return work.catch(() => {});
}

/** Nothing may wait for this: the new worker takes over when this one has nothing left to do. */
export function lookForEdition() {
  quietly(worker.registration.update());
}

/** @returns {Promise<string | null>} The version that is published; null if the server doesn't say. */
export async function publishedVersion() {
  try {
    const signal = AbortSignal.timeout?.(PATIENCE_MS);
    const response = await fetch(addressOf("app/build.json"), { cache: "no-store", signal });
    return (await response.json()).version;
  } catch {
    return null;
  }
}

/**
 * The editions of open pages, as far as this worker has seen them load.
 * @type {Map<string, string>}
 */
const editions = new Map();

/**
 * The edition of an open page; "" where the server didn't give its name. A worker is ended and started
 * anew whenever the browser likes, and one that follows must know, too: other editions are remembered.
 * @param {string} client
 * @returns {Promise<string | null>} Null for a page that no worker has seen load.
 */
export async function editionOf(client) {
  return editions.get(client) ?? (await recall()).editions[client] ?? null;
}

/**
 * @param {string} client A page that loads.
 * @param {string} version Its edition.
 */
export async function rememberEdition(client, version) {
  editions.set(client, version);
  if (version === EDITION.version) return;
  const open = new Set((await worker.clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id));
  await remember((memory) => {
    const others = Object.entries(memory.editions).filter(([id]) => open.has(id));
    memory.editions = Object.fromEntries([...others, [client, version]]);
  });
}
