/**
 * The files of this edition: the cache holds only those whose SHA-256 is the one in the edition's
 * lists, so that a file of another edition is never stored, whatever a server, a proxy or the browser's
 * HTTP cache sends in between.
 */

import { addressOf, EDITION, OURS } from "./edition.js";
import { MEMORY } from "./memory.js";

/** @import { Language } from "./edition.js" */
/** @import { List } from "./lists.js" */

export const CACHE = OURS + EDITION.version;
const HASH = "x-content-hash";
/**
 * Keeps the next page from using a file that this page has in memory, past the worker: the two pages
 * may be of different editions.
 */
const ASK_AGAIN = { "cache-control": "no-cache" };
const AT_ONCE = 6;

/** The server has another edition than this worker. */
export class OtherEdition extends Error {}

/**
 * @param {ArrayBuffer} body
 * @returns {Promise<string>} The beginning of its SHA-256, as the lists have it.
 */
export async function digest(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...bytes.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} path
 * @returns {Promise<Response | undefined>} What is stored of this edition.
 */
export function stored(path) {
  return caches.match(addressOf(path), { cacheName: CACHE });
}

/** @returns {Promise<string[]>} The names of other editions' caches. */
export async function olderCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  return names.filter((name) => name !== CACHE && name !== MEMORY);
}

/**
 * @param {string} path
 * @param {string} hash
 * @returns {Promise<Response | undefined>} The same bytes from another edition's cache.
 */
async function copied(path, hash) {
  for (const cacheName of await olderCaches()) {
    const found = await caches.match(addressOf(path), { cacheName });
    if (found?.headers.get(HASH) === hash) return found;
  }
  return undefined;
}

/**
 * @param {string} path
 * @param {string} hash
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>} A file from the server; throws where that has another.
 */
async function fetched(path, hash, signal) {
  // What the browser has at hand is as good as what the server sends, if it is the right file.
  for (const cache of /** @type {const} */ (["default", "reload"])) {
    const response = await fetch(addressOf(path), { cache, signal });
    const body = await response.arrayBuffer();
    if (response.ok && (await digest(body)) === hash) return sealed(body, response, hash);
    if (response.status >= 500) throw new Error(`${path}: ${response.status}`);
  }
  throw new OtherEdition(path);
}

/**
 * A response to store: the bytes, what they are, and their hash.
 * @param {ArrayBuffer} body
 * @param {Response} response As it came.
 * @param {string} hash
 */
export function sealed(body, response, hash) {
  const type = response.headers.get("content-type") ?? "application/octet-stream";
  return new Response(body, { headers: { "content-type": type, [HASH]: hash, ...ASK_AGAIN } });
}

/**
 * @param {Request} request
 * @returns {Promise<Response>} What the server has now.
 */
export async function current(request) {
  const response = await fetch(request, { cache: "no-cache" });
  const { body, status, statusText } = response;
  if (!response.ok) return response;
  const headers = { ...Object.fromEntries(response.headers), ...ASK_AGAIN };
  return new Response(body, { status, statusText, headers });
}

/**
 * @param {string} path
 * @param {string} hash
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>} A file of this edition, which is stored then.
 */
export async function store(path, hash, signal) {
  const found = await stored(path);
  if (found) return found;
  const file = (await copied(path, hash)) ?? (await fetched(path, hash, signal));
  const cache = await caches.open(CACHE);
  await cache.put(addressOf(path), file.clone());
  return file;
}

/**
 * @param {List} list
 * @param {Iterable<string>} paths
 * @param {{signal?: AbortSignal, progress?: (bytes: number) => void}} [how] What ends it before its
 *   time, and who is told of each file's size when it is there.
 */
export async function storeAll(list, paths, { signal, progress } = {}) {
  const queue = [...paths];
  const work = async () => {
    try {
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        signal?.throwIfAborted();
        const [hash, bytes] = list.files[path];
        await store(path, hash, signal);
        progress?.(bytes);
      }
    } finally {
      queue.length = 0; // one failure ends it for all
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** @returns {Promise<Set<string>>} The addresses of all that is stored of this edition. */
export async function addressesStored() {
  const cache = await caches.open(CACHE);
  return new Set((await cache.keys()).map(({ url }) => url));
}

/**
 * @param {Iterable<string>} paths
 * @returns {Promise<boolean>} Whether all of them are stored.
 */
export async function isStored(paths) {
  const have = await addressesStored();
  return [...paths].every((path) => have.has(addressOf(path)));
}

/** @type {Map<string, List>} */
const lists = new Map();

/**
 * @param {Language} language
 * @returns {Promise<List>}
 */
export async function listOf({ tag, list: path, hash }) {
  const known = lists.get(tag);
  if (known) return known;
  /** @type {List} */
  const list = await (await store(path, hash)).json();
  lists.set(tag, list);
  return list;
}

/**
 * @param {Language} language
 * @returns {Promise<List | null>} The same, where it needs no server: nobody waits for a list.
 */
export async function listAtHand(language) {
  return lists.has(language.tag) || (await stored(language.list)) ? listOf(language) : null;
}
