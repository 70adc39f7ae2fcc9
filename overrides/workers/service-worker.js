/**
 * The service worker: pages that were visited, and papers that a reader keeps, without a connection.
 *
 * formats/app/web_app.py publishes it at the site's root and fills in EDITION: this build's version,
 * and where the lists of its files are, one a language. It works below any path, and takes its part
 * of the origin from its scope.
 *
 * One rule keeps editions apart: the cache of an edition holds only files whose SHA-256 is the one
 * in that edition's list. Whatever a server, a proxy or the browser's HTTP cache sends in between,
 * a file of another edition is never stored, and never served beside this edition's files.
 *
 * - It comes with a reader's second page, or when a paper is kept: see app.js. It stores a page with what
 *   that needs, of which the browser has most at hand, and the way home and the offline page with the
 *   first.
 * - A page is asked of the server first. Is it this edition's, it is stored with what it needs. Is
 *   it another edition's, the reader gets it as it is, and everything that this page asks for comes
 *   from the server, too; meanwhile the browser fetches that edition's worker.
 * - A new worker is installed when it has everything that its reader had: unchanged files are copied
 *   from the old cache, the others fetched. If one is missing, the old edition stays, whole; the
 *   browser tries again at the next visit, and what was fetched is still there. Then it takes over
 *   at once and deletes the old cache. A page that is still open in the old edition is told.
 * - Without a connection, what isn't stored is answered with the offline page of its language.
 */

/** @type {{version: string, languages: {tag: string, prefix: string, list: string, hash: string}[]}} */
const EDITION = {};

/**
 * @typedef {object} List What an edition has in one language; paths are relative to the scope, and
 *   those of pages end with a slash.
 * @property {Record<string, [hash: string, bytes: number]>} files
 * @property {Record<string, {title: string, assets: number, language?: string}>} pages In the order
 *   of reading; `assets` says which of the list's `assets` the page needs.
 * @property {string[][]} assets
 * @property {string[]} search The index and its engine.
 * @property {Record<string, string[]>} papers Landing page → the pages that are kept with it.
 * @property {string} home
 * @property {string} offline
 */

const SCOPE = new URL(self.registration.scope);
/** Another site on the same origin has caches of its own. */
const OURS = `issue-papers:${SCOPE.pathname}:`;
const CACHE = OURS + EDITION.version;
/** What the reader visited, searched and keeps: the only cache that outlives an edition. */
const MEMORY = `${OURS}memory`;
const HASH = "x-content-hash";
/**
 * Keeps the next page from using a file that this page has in memory, past the worker: the two pages
 * may be of different editions.
 */
const ASK_AGAIN = { "cache-control": "no-cache" };

/** So many pages are stored because they were visited; the oldest goes first. */
const VISITED_PAGES = 60;
/** A search index up to this size is stored when it is used; a larger one, when a paper is kept. */
const SEARCH_BYTES = 3_000_000;
/** How long the server may take for a page that is stored as well. */
const PATIENCE_MS = 4000;
const AT_ONCE = 6;

const NOT_OURS = /^(app|downloads)\/|^data\/.|\.(pdf|epub|zip|ics|xml|webmanifest)$|^service-worker\.js$/;
const FONT = /\.woff2?$/;

/** The server has another edition than this worker. */
class OtherEdition extends Error {}

// Paths and lists

/** @returns {string|null} An address as a path in the lists; null outside the scope. */
function pathOf(address) {
  const url = new URL(address, SCOPE);
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return null;
  try {
    const path = decodeURIComponent(url.pathname.slice(SCOPE.pathname.length));
    return path.replace(/(^|\/)index\.html$/, "$1");
  } catch {
    return null;
  }
}

function addressOf(path) {
  return new URL(path.split("/").map(encodeURIComponent).join("/"), SCOPE).href;
}

function languageOf(path) {
  const { languages } = EDITION;
  return languages.find(({ prefix }) => prefix && path.startsWith(prefix))
    ?? languages.find(({ prefix }) => !prefix);
}

const lists = new Map();

/** @returns {Promise<List>} */
async function listOf(language) {
  if (!lists.has(language.tag)) {
    const response = await store(language.list, language.hash);
    lists.set(language.tag, await response.json());
  }
  return lists.get(language.tag);
}

/** @returns {Promise<List|null>} The same, where it needs no server: nobody waits for a list. */
async function listAtHand(language) {
  return lists.has(language.tag) || (await stored(language.list)) ? listOf(language) : null;
}

/** What some pages need, themselves and the way home among it. */
function contents(list, pages, { fonts }) {
  const found = new Set();
  for (const page of [list.home, list.offline, ...pages]) {
    if (!(page in list.pages)) continue;
    found.add(page);
    for (const asset of list.assets[list.pages[page].assets]) {
      if (fonts || !FONT.test(asset)) found.add(asset);
    }
  }
  return found;
}

/** What belongs to a kept paper. */
function belongings(list, paper) {
  const found = contents(list, list.papers[paper] ?? [], { fonts: true });
  for (const file of list.search) found.add(file);
  return found;
}

/** What a reader is to have in one language. */
function wanted(list, tag, memory, { fonts }) {
  const found = contents(list, memory.visited.filter((path) => path in list.pages), { fonts });
  const kept = memory.kept.filter((paper) => paper in list.papers);
  for (const paper of kept) for (const path of belongings(list, paper)) found.add(path);
  if (memory.searched.includes(tag)) for (const path of list.search) found.add(path);
  return found;
}

const bytesOf = (list, paths) => [...paths].reduce((sum, path) => sum + list.files[path][1], 0);

// What is remembered from edition to edition

/**
 * @returns {Promise<{kept: string[], visited: string[], searched: string[],
 *   editions: Record<string, string>}>}
 */
async function recall() {
  const stored = await caches.match(addressOf("app/memory"), { cacheName: MEMORY });
  return { kept: [], visited: [], searched: [], editions: {}, ...(stored ? await stored.json() : {}) };
}

let turn = Promise.resolve();

/** Changes what is remembered; one change after the other. */
function remember(change) {
  turn = turn.catch(() => {}).then(async () => {
    const memory = { ...(await recall()) };
    change(memory);
    const cache = await caches.open(MEMORY);
    await cache.put(addressOf("app/memory"), new Response(JSON.stringify(memory)));
  });
  return turn;
}

function languagesOf({ kept, visited, searched }) {
  const used = new Set([...kept, ...visited].map((path) => languageOf(path).tag));
  return EDITION.languages.filter(({ tag }) => used.has(tag) || searched.includes(tag));
}

// The cache of this edition

async function digest(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return [...bytes.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const stored = (path) => caches.match(addressOf(path), { cacheName: CACHE });

async function olderCaches() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  return names.filter((name) => name !== CACHE && name !== MEMORY);
}

/** @returns {Promise<Response|undefined>} The same bytes from another edition's cache. */
async function copied(path, hash) {
  for (const cacheName of await olderCaches()) {
    const found = await caches.match(addressOf(path), { cacheName });
    if (found?.headers.get(HASH) === hash) return found;
  }
  return undefined;
}

async function fetched(path, hash, signal) {
  // What the browser has at hand is as good as what the server sends, if it is the right file.
  for (const cache of ["default", "reload"]) {
    const response = await fetch(addressOf(path), { cache, signal });
    const body = await response.arrayBuffer();
    if (response.ok && (await digest(body)) === hash) return sealed(body, response, hash);
    if (response.status >= 500) throw new Error(`${path}: ${response.status}`);
  }
  throw new OtherEdition(path);
}

/** A response to store: the bytes, what they are, and their hash. */
function sealed(body, response, hash) {
  const type = response.headers.get("content-type") ?? "application/octet-stream";
  return new Response(body, { headers: { "content-type": type, [HASH]: hash, ...ASK_AGAIN } });
}

/** @returns {Promise<Response>} What the server has now. */
async function current(request) {
  const response = await fetch(request, { cache: "no-cache" });
  const { body, status, statusText } = response;
  if (!response.ok) return response;
  const headers = { ...Object.fromEntries(response.headers), ...ASK_AGAIN };
  return new Response(body, { status, statusText, headers });
}

/** @returns {Promise<Response>} A file of this edition, which is stored then. */
async function store(path, hash, signal) {
  const found = await stored(path);
  if (found) return found;
  const file = (await copied(path, hash)) ?? (await fetched(path, hash, signal));
  const cache = await caches.open(CACHE);
  await cache.put(addressOf(path), file.clone());
  return file;
}

async function storeAll(list, paths, { signal, progress } = {}) {
  const queue = [...paths];
  const work = async () => {
    try {
      while (queue.length) {
        const path = queue.shift();
        signal?.throwIfAborted();
        await store(path, list.files[path][0], signal);
        progress?.(list.files[path][1]);
      }
    } finally {
      queue.length = 0; // one failure ends it for all
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function isStored(paths) {
  const cache = await caches.open(CACHE);
  const have = new Set((await cache.keys()).map(({ url }) => url));
  return [...paths].every((path) => have.has(addressOf(path)));
}

/** Deletes what is no longer wanted. */
async function tidy() {
  const memory = await recall();
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

// The life of an edition

/** Fetches all that its readers have of the edition before; throws if anything is missing. */
async function prepare() {
  const memory = await recall();
  const before = new Set();
  for (const name of await olderCaches()) {
    for (const { url } of await (await caches.open(name)).keys()) before.add(pathOf(url));
  }
  for (const language of languagesOf(memory)) {
    const list = await listOf(language);
    const paths = wanted(list, language.tag, memory, { fonts: false });
    // Fonts and pictures that were asked for once.
    for (const path of before) if (path in list.files && !(path in list.pages)) paths.add(path);
    await storeAll(list, paths);
  }
}

async function takeOver() {
  for (const name of await olderCaches()) await caches.delete(name);
  await self.clients.claim();
}

self.addEventListener("install", (event) => {
  event.waitUntil(prepare().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

// Answers

/** The editions of open pages, as far as this worker has seen them load. */
const editions = new Map();

/**
 * The edition of an open page; "" where the server didn't give its name. A worker is ended and started
 * anew whenever the browser likes, and one that follows must know, too: other editions are remembered.
 * @returns {Promise<string|null>} Null for a page that no worker has seen load.
 */
async function editionOf(client) {
  return editions.get(client) ?? (await recall()).editions[client] ?? null;
}

async function rememberEdition(client, version) {
  editions.set(client, version);
  if (version === EDITION.version) return;
  const open = new Set((await self.clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id));
  await remember((memory) => {
    const others = Object.entries(memory.editions).filter(([id]) => open.has(id));
    memory.editions = Object.fromEntries([...others, [client, version]]);
  });
}

/** @returns {Promise<string|null>} The version that is published; null if the server doesn't say. */
async function publishedVersion() {
  try {
    const signal = AbortSignal.timeout?.(PATIENCE_MS);
    const response = await fetch(addressOf("app/build.json"), { cache: "no-store", signal });
    return (await response.json()).version;
  } catch {
    return null;
  }
}

/** Stores a page that a reader has come to, with what it needs. */
async function visit(path, resources = []) {
  const language = languageOf(path);
  const list = await listOf(language);
  if (!(path in list.pages)) return;
  const paths = contents(list, [path], { fonts: false });
  for (const resource of resources) if (resource in list.files) paths.add(resource);
  await storeAll(list, paths);
  let leaves = false;
  await remember((memory) => {
    const visited = [...memory.visited.filter((other) => other !== path), path];
    leaves = visited.length > VISITED_PAGES;
    memory.visited = visited.slice(-VISITED_PAGES);
  });
  if (leaves) await tidy();
}

const quietly = (work) => work.catch(() => {}); // no connection or no space: the next visit will do

/** Nothing may wait for this: the new worker takes over when this one has nothing left to do. */
function lookForEdition() {
  quietly(self.registration.update());
}

async function answerPage(event, path) {
  const list = await listAtHand(languageOf(path));
  const hash = list && path in list.pages ? list.files[path][0] : null;
  const own = hash && (await stored(path));
  const signal = own ? AbortSignal.timeout?.(PATIENCE_MS) : undefined;
  let response = null;
  let body;
  let version;
  try {
    // A request to navigate can't be given options; this one asks for the same.
    const page = fetch(event.request.url, { cache: "no-cache", redirect: "manual", signal });
    [response, version] = await Promise.all([page, publishedVersion()]);
    if (hash && response.ok) body = await response.clone().arrayBuffer();
  } catch {
    response = null;
  }
  if (own && (!response || response.status >= 500)) {
    await rememberEdition(event.resultingClientId, EDITION.version);
    return own;
  }
  if (!response) return withoutConnection(path, list);
  const isOwn = !body || (await digest(body)) === hash;
  const isOther = !isOwn || (version !== null && version !== EDITION.version);
  await rememberEdition(event.resultingClientId, isOther ? version ?? "" : EDITION.version);
  if (isOther) {
    lookForEdition();
  } else if (response.ok) {
    const file = body && !own ? sealed(body, response, hash) : null;
    const storing = file ? caches.open(CACHE).then((cache) => cache.put(addressOf(path), file)) : null;
    event.waitUntil(quietly(Promise.resolve(storing).then(() => visit(path))));
  }
  return response;
}

/** The offline page in an address's language, else in one that is there. */
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

async function answerFile(event, path) {
  const { request, clientId } = event;
  if (((await editionOf(clientId)) ?? EDITION.version) !== EDITION.version) {
    return current(request);
  }
  const client = clientId ? await self.clients.get(clientId) : null;
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
 */
async function answerSearch(event, language, list) {
  try {
    const response = await fetch(event.request);
    event.waitUntil(quietly(storeSearch(language, list)));
    return response;
  } catch (error) {
    if (await isStored(list.search)) return stored(list.search[0]);
    throw error;
  }
}

async function storeSearch(language, list) {
  if (bytesOf(list, list.search) > SEARCH_BYTES || navigator.connection?.saveData) return;
  await storeAll(list, list.search);
  await remember((memory) => {
    memory.searched = [...new Set([...memory.searched, language.tag])];
  });
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method !== "GET" || path === null || NOT_OURS.test(path)) return;
  if (request.headers.has("range")) return;
  if (request.mode !== "navigate") event.respondWith(answerFile(event, path));
  else if (!/\.[^/]*$/.test(path)) event.respondWith(answerPage(event, path));
});

// What pages ask for (app.js, offline.js)

/** Whether a paper is kept, whole. */
async function status(paper) {
  const list = await listOf(languageOf(paper));
  const paths = belongings(list, paper);
  const { kept } = await recall();
  return { kept: kept.includes(paper) && (await isStored(paths)) };
}

async function keep(paper, port) {
  const stop = new AbortController();
  port.onmessage = () => stop.abort();
  try {
    const list = await listOf(languageOf(paper));
    const paths = belongings(list, paper);
    const total = bytesOf(list, paths);
    let done = 0;
    const progress = (bytes) => port.postMessage({ done: (done += bytes), total });
    // First, so that nothing tidies up behind us; a paper that isn't whole doesn't count as kept.
    await remember((memory) => { memory.kept = [...new Set([...memory.kept, paper])]; });
    await storeAll(list, paths, { signal: stop.signal, progress });
    return { kept: true };
  } catch (error) {
    await quietly(forget(paper));
    if (stop.signal.aborted || error.name === "QuotaExceededError") await quietly(tidy());
    if (stop.signal.aborted) return { kept: false };
    if (error instanceof OtherEdition) {
      lookForEdition();
      return { failed: "edition" };
    }
    return { failed: error.name === "QuotaExceededError" ? "space" : "connection" };
  }
}

function forget(paper) {
  return remember((memory) => { memory.kept = memory.kept.filter((other) => other !== paper); });
}

async function drop(paper) {
  await forget(paper);
  await tidy();
  return { kept: false };
}

/** The pages of a language that can be read without a connection. */
async function readable(path) {
  const list = await listOf(languageOf(path));
  const cache = await caches.open(CACHE);
  const have = new Set((await cache.keys()).map(({ url }) => url));
  return Object.entries(list.pages)
    .filter(([page]) => page !== list.offline && have.has(addressOf(page)))
    .map(([page, { title, language }]) => ({ address: addressOf(page), title, language }));
}

const ANSWERS = {
  takeOver: () => self.skipWaiting(),
  edition: async ({ source }) => ({ page: await editionOf(source.id), current: EDITION.version }),
  visit: ({ data }) => visit(pathOf(data.page), data.resources.map(pathOf)),
  status: ({ data }) => status(pathOf(data.paper)),
  keep: ({ data, ports }) => keep(pathOf(data.paper), ports[0]),
  drop: ({ data }) => drop(pathOf(data.paper)),
  readable: ({ source }) => readable(pathOf(source.url)),
};

self.addEventListener("message", (event) => {
  const answer = ANSWERS[event.data?.type];
  const [port] = event.ports;
  if (!answer || !port) return;
  const work = async () => answer(event);
  event.waitUntil(work().then(
    (result) => port.postMessage({ result: result ?? null }),
    (error) => port.postMessage({ error: String(error) }),
  ));
});
