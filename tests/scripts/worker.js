/**
 * A service worker's world, as far as ours asks for it: caches, clients, a server with a site. Each
 * `begin` starts the worker anew, as a browser does, over caches that stay.
 */

import { createHash } from "node:crypto";
import { registerHooks } from "node:module";

export const SCOPE = "https://example.org/papers/";
const WORKERS = new URL("../../overrides/workers/", import.meta.url).href;

let edition = { version: "", languages: [] };
let runs = 0;

// As the build does, a new edition is written into the worker; and each run has modules of its own.
registerHooks({
  resolve(name, context, next) {
    const found = next(name, context);
    const isOurs = found.url.startsWith(WORKERS) && !found.url.includes("?");
    return isOurs ? { ...found, url: `${found.url}?run=${runs}` } : found;
  },
  load(url, context, next) {
    if (!url.startsWith(WORKERS)) return next(url, context);
    const loaded = next(url, { ...context, format: "module" });
    const line = `const EDITION = ${JSON.stringify(edition)};`;
    return { ...loaded, source: `${loaded.source}`.replace(/const EDITION = .*;/, () => line) };
  },
});

/** What the lists have of a file: the beginning of its SHA-256, and its size. */
export function row(text) {
  return [createHash("sha256").update(text).digest("hex").slice(0, 24), Buffer.byteLength(text)];
}

class FakeCache {
  #stored = new Map();
  #world;

  constructor(world) {
    this.#world = world;
  }

  async put(url, response) {
    if (this.#world.isFull) throw new DOMException("full", "QuotaExceededError");
    this.#stored.set(url, { body: await response.arrayBuffer(), headers: [...response.headers] });
  }

  async match(url) {
    const found = this.#stored.get(url);
    return found && new Response(found.body, { headers: found.headers });
  }

  async keys() {
    return [...this.#stored.keys()].map((url) => ({ url }));
  }

  async delete(request) {
    return this.#stored.delete(request.url);
  }
}

/** A browser with a worker, and the server of its site. */
export class World {
  caches = new Map();
  /** Path → text. */
  site = {};
  isDown = false;
  isFull = false;
  /** What the server was asked for. */
  requests = [];
  updates = 0;
  #listeners = {};

  async begin({ version, languages }) {
    edition = { version, languages };
    runs += 1;
    this.#listeners = {};
    Object.assign(globalThis, {
      self: {
        registration: {
          scope: SCOPE,
          update: async () => {
            this.updates += 1;
          },
        },
        addEventListener: (type, listener) => {
          this.#listeners[type] = listener;
        },
        skipWaiting: async () => {},
        clients: {
          claim: async () => {},
          matchAll: async () => [{ id: "page" }],
          get: async () => undefined,
        },
      },
      caches: {
        open: async (name) => {
          if (!this.caches.has(name)) this.caches.set(name, new FakeCache(this));
          return this.caches.get(name);
        },
        match: async (url, { cacheName }) => this.caches.get(cacheName)?.match(url),
        keys: async () => [...this.caches.keys()],
        delete: async (name) => this.caches.delete(name),
      },
      fetch: (request, options) => this.#answer(request.url ?? `${request}`, options),
    });
    await import(`${WORKERS}service-worker.js?run=${runs}`);
  }

  /** One of the worker's modules, as this run has it. */
  module(name) {
    return import(`${WORKERS}${name}?run=${runs}`);
  }

  async #answer(url, { signal } = {}) {
    signal?.throwIfAborted();
    if (this.isDown) throw new TypeError("no connection");
    const path = decodeURIComponent(url.slice(SCOPE.length));
    this.requests.push(path);
    const text = this.site[path];
    const headers = { "content-type": path.endsWith("/") ? "text/html" : "text/plain" };
    return new Response(text ?? "none", { status: text === undefined ? 404 : 200, headers });
  }

  /** Has the worker answer a request: what it says, or undefined where it leaves it to the browser. */
  async ask(path, { client = "page", mode = "no-cors", method = "GET", headers = {} } = {}) {
    const url = new URL(path, SCOPE).href;
    const request = { url, method, mode, headers: new Headers(headers), referrer: SCOPE };
    return this.#dispatch("fetch", { request, clientId: client, resultingClientId: client });
  }

  /** Comes to a page. */
  come(path, client = "page") {
    return this.ask(path, { client, mode: "navigate" });
  }

  /** Puts a page's question to the worker: its answer, and what it said before. */
  async question(data, { onNote } = {}) {
    const notes = [];
    const port = {
      postMessage: (said) => {
        notes.push(said);
        onNote?.(said, port);
      },
    };
    const source = { id: "page", url: SCOPE };
    await this.#dispatch("message", { data: { ...data }, ports: [port], source });
    return { ...notes.pop(), notes };
  }

  install() {
    return this.#dispatch("install", {});
  }

  activate() {
    return this.#dispatch("activate", {});
  }

  async #dispatch(type, event) {
    let answer;
    const waiting = [];
    this.#listeners[type]({
      ...event,
      respondWith: (response) => {
        answer = response;
      },
      waitUntil: (work) => waiting.push(work),
    });
    const response = await answer;
    for (const work of waiting) await work; // what an answer has begun is added while we wait
    return response;
  }

  /** The paths that are stored of an edition, in order. */
  async stored(version) {
    const cache = this.caches.get(`issue-papers:/papers/:${version}`);
    const keys = cache ? await cache.keys() : [];
    return keys.map(({ url }) => url.slice(SCOPE.length)).sort();
  }
}
