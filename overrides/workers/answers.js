/** What the worker answers when a page, or something that a page needs, is asked for. */

import { addressOf, EDITION, languageOf, pathOf, worker } from "./edition.js";
import {
  CACHE,
  current,
  digest,
  isStored,
  listAtHand,
  listOf,
  sealed,
  store,
  storeAll,
  stored,
} from "./files.js";
import {
  editionOf,
  lookForEdition,
  PATIENCE_MS,
  publishedVersion,
  quietly,
  rememberEdition,
  tidy,
} from "./life.js";
import { bytesOf, contents } from "./lists.js";
import { remember } from "./memory.js";

/** @import { Language } from "./edition.js" */
/** @import { List } from "./lists.js" */

/** So many pages are stored because they were visited; the oldest goes first. */
const VISITED_PAGES = 60;
/** A search index up to this size is stored when it is used; a larger one, when a paper is kept. */
const SEARCH_BYTES = 3_000_000;
const NOT_OURS = /^(app|downloads)\/|^data\/.|\.(pdf|epub|zip|ics|xml|webmanifest)$|^service-worker\.js$/;

/**
 * Answers what this worker has something to say to; all else is left to the browser.
 * @param {FetchEvent} event
 */
export function answer(event) {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method !== "GET" || path === null || NOT_OURS.test(path)) return;
  if (request.headers.has("range")) return;
  if (request.mode !== "navigate") event.respondWith(answerFile(event, path).then(whole));
  else if (!/\.[^/]*$/.test(path)) event.respondWith(answerPage(event, path).then(whole));
}

/**
 * An answer that was read to its end. Chromium counts one that a page has stopped reading as work of
 * this worker, and the next edition's waits until this one has none.
 * @param {Response} response
 * @returns {Promise<Response>}
 */
async function whole(response) {
  if (!response.ok || response.redirected) return response;
  return new Response(await response.arrayBuffer(), response);
}

/**
 * Stores a page that a reader has come to, with what it needs.
 * @param {string} path
 * @param {(string | null)[]} [resources] What else it has loaded.
 */
export async function visit(path, resources = []) {
  const list = await listOf(languageOf(path));
  if (!(path in list.pages)) return;
  const paths = contents(list, [path], { fonts: false });
  for (const resource of resources) if (resource !== null && resource in list.files) paths.add(resource);
  await storeAll(list, paths);
  let leaves = false;
  await remember((memory) => {
    const visited = [...memory.visited.filter((other) => other !== path), path];
    leaves = visited.length > VISITED_PAGES;
    memory.visited = visited.slice(-VISITED_PAGES);
  });
  if (leaves) await tidy();
}

/**
 * @param {FetchEvent} event
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function answerPage(event, path) {
  const list = await listAtHand(languageOf(path));
  const hash = list && path in list.pages ? list.files[path][0] : null;
  const own = hash ? await stored(path) : undefined;
  const { response, version, body } = await asked(event.request.url, hash, own);
  if (own && (!response || response.status >= 500)) {
    await rememberEdition(event.resultingClientId, EDITION.version);
    return own;
  }
  if (!response) return withoutConnection(path, list);
  const isOwn = !body || (await digest(body)) === hash;
  const isOther = !isOwn || (version !== null && version !== EDITION.version);
  await rememberEdition(event.resultingClientId, isOther ? (version ?? "") : EDITION.version);
  if (isOther) {
    lookForEdition();
  } else if (response.ok) {
    const file = body && hash && !own ? sealed(body, response, hash) : null;
    event.waitUntil(quietly(storePage(path, file)));
  }
  return response;
}

/**
 * Asks the server for a page, and which version it has.
 * @param {string} address
 * @param {string | null} hash What the page holds in this edition, if that is known.
 * @param {Response} [own] The page as it is stored: then the server may not take long.
 * @returns {Promise<{response: Response | null, version: string | null, body?: ArrayBuffer}>}
 */
async function asked(address, hash, own) {
  const signal = own ? AbortSignal.timeout?.(PATIENCE_MS) : undefined;
  try {
    // A request to navigate can't be given options; this one asks for the same.
    const page = fetch(address, { cache: "no-cache", redirect: "manual", signal });
    const [response, version] = await Promise.all([page, publishedVersion()]);
    const body = hash && response.ok ? await response.clone().arrayBuffer() : undefined;
    return { response, version, body };
  } catch {
    return { response: null, version: null };
  }
}

/**
 * @param {string} path
 * @param {Response | null} file What is stored of the page itself, if it isn't yet.
 */
async function storePage(path, file) {
  if (file) await (await caches.open(CACHE)).put(addressOf(path), file);
  await visit(path);
}

/**
 * The offline page in an address's language, else in one that is there.
 * @param {string} path
 * @param {List | null} list
 * @returns {Promise<Response>}
 */
async function withoutConnection(path, list) {
  if (await stored(`${path}/`)) return Response.redirect(addressOf(`${path}/`));
  for (const known of [list, ...(await Promise.all(EDITION.languages.map(listAtHand)))]) {
    const page = known && (await stored(known.offline));
    if (page) {
      // It stands at the address that was asked for; its own addresses are relative to its place.
      const base = `<head><base href="${addressOf(known.offline)}">`;
      const html = (await page.text()).replace("<head>", base);
      return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
    }
  }
  return Response.error();
}

/**
 * @param {FetchEvent} event
 * @param {string} path
 * @returns {Promise<Response>}
 */
async function answerFile(event, path) {
  const { request, clientId } = event;
  if (((await editionOf(clientId)) ?? EDITION.version) !== EDITION.version) {
    return current(request);
  }
  const client = clientId ? await worker.clients.get(clientId) : null;
  const page = pathOf(client?.url || request.referrer || request.url);
  const language = languageOf(page ?? path);
  const list = await listAtHand(language);
  if (!list || !(path in list.files)) return fetch(request);
  if (path === list.search[0]) return answerSearch(event, language, list);
  try {
    return await store(path, list.files[path][0]);
  } catch {
    return current(request);
  }
}

/**
 * The index's first file. The search asks for it to learn whether its server can be reached, so that
 * "nothing found" is true: without a connection it is only given when the whole index is there.
 * @param {FetchEvent} event
 * @param {Language} language
 * @param {List} list
 * @returns {Promise<Response>}
 */
async function answerSearch(event, language, list) {
  try {
    const response = await fetch(event.request);
    event.waitUntil(quietly(storeSearch(language, list)));
    return response;
  } catch (error) {
    const own = (await isStored(list.search)) ? await stored(list.search[0]) : undefined;
    if (own) return own;
    throw error;
  }
}

/**
 * @param {Language} language
 * @param {List} list
 */
async function storeSearch(language, list) {
  /** @type {WorkerNavigator & {connection?: {saveData?: boolean}}} Chromium alone knows it. */
  const { connection } = navigator;
  if (bytesOf(list, list.search) > SEARCH_BYTES || connection?.saveData) return;
  await storeAll(list, list.search);
  await remember((memory) => {
    memory.searched = [...new Set([...memory.searched, language.tag])];
  });
}
