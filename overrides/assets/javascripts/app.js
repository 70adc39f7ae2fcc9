/**
 * The site as an app: registers the service worker, and tells when a page that is open has become an
 * old edition. What keeps a paper on the device (keep-offline.js) is loaded where there is its control.
 *
 * A first visit asks the server for nothing but its page: most readers come for one, from a search, and
 * are gone. That visit is only noted. The worker comes with the second page, and stores the first one,
 * too; or at once when the reader keeps a paper or installs the site.
 *
 * Where service workers are off (from disk, over plain http, in some private windows) nothing of
 * this is shown and nothing is missing. The worker itself: workers/service-worker.js.
 *
 * Markup: partials/app.html.
 */

/** @typedef {{page: string, resources: string[]}} Visited A page, and the files that it has loaded. */

const SITE = new URL("../../", import.meta.url);
/** Where the first visit is noted, until the worker knows of it. */
const FIRST = `issue-papers:${SITE.pathname}:first`;
/** How long a page lies open before it asks for a new edition when it is looked at again. */
const RECHECK_MS = 60 * 60 * 1000;
/** How long a new worker may wait by itself. */
const PAUSE_MS = 500;
/** How long a worker may think about its edition, which it knows by heart. */
const PATIENCE_MS = 2000;

/**
 * Puts a question to the worker.
 * @param {ServiceWorker} worker
 * @param {{type: string}} question With what it needs (workers/questions.js).
 * @param {(note: any) => void} [onNote] Gets what is said before the answer.
 * @param {(port: MessagePort) => void} [onPort] Gets the way to say more.
 * @returns {Promise<any>}
 */
export function ask(worker, question, onNote, onPort) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data: said }) => {
      if ("result" in said) resolve(said.result);
      else if ("error" in said) reject(new Error(said.error));
      else onNote?.(said);
    };
    onPort?.(port1);
    worker.postMessage(question, [port2]);
  });
}

/**
 * @typedef {{page: string | null, current: string}} Known The editions that a worker knows: a page's, and
 *   its own.
 */

/**
 * Asks a worker for the editions that it knows. A question to a worker that is just taking over can be
 * lost: nobody waits for long.
 * @param {ServiceWorker | null} worker
 * @returns {Promise<Known | undefined>}
 */
function editionsOf(worker) {
  /** @type {Promise<undefined>} */
  const later = new Promise((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
  return worker ? Promise.race([ask(worker, { type: "edition" }), later]) : later;
}

/**
 * Asks the worker of now, again until it answers.
 * @param {ServiceWorkerContainer} workers
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<Known>}
 */
async function editionsNow(workers, registration) {
  const known = await editionsOf(workers.controller ?? registration.active);
  return known ?? editionsNow(workers, registration);
}

/** @returns {Visited} This page, with what it has loaded so far. */
function here() {
  const resources = performance.getEntriesByType("resource").map(({ name }) => name);
  return { page: location.href, resources: resources.filter(isOwn) };
}

/** @param {string} address */
function isOwn(address) {
  return address.startsWith(`${location.origin}/`);
}

/**
 * Tells the worker that the reader has come to a page, with what that has loaded without it.
 * @param {ServiceWorker} worker
 * @param {Visited} [visited]
 */
function visit(worker, visited = here()) {
  return ask(worker, { type: "visit", ...visited });
}

/** @returns {Visited | null} The first page that a reader came to. */
function noted() {
  return JSON.parse(localStorage.getItem(FIRST) ?? "null");
}

async function note() {
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  localStorage.setItem(FIRST, JSON.stringify(here()));
}

/** Follows the editions: this page's, and the worker's. */
class Editions {
  /** @type {string | null} */
  #own = null;
  #workers;
  #registration;
  #hastening = 0;

  /**
   * @param {ServiceWorkerContainer} workers
   * @param {ServiceWorkerRegistration} registration
   */
  constructor(workers, registration) {
    this.#workers = workers;
    this.#registration = registration;
    let checked = Date.now();
    document.addEventListener("visibilitychange", () => {
      if (document.hidden || Date.now() - checked < RECHECK_MS) return;
      checked = Date.now();
      registration.update().catch(() => {}); // no connection
    });
    workers.addEventListener("controllerchange", () => this.#changed());
    registration.addEventListener("updatefound", () => this.#follow());
    this.#follow();
  }

  /**
   * Chromium can leave a new worker waiting that asked to take over while the old one was busy or asleep,
   * and forget it there. What a waiting worker asks first counts: it asks when the old one has answered.
   */
  #follow() {
    let isAwake = false;
    const hasten = async () => {
      clearTimeout(this.#hastening);
      const { installing, waiting, active } = this.#registration;
      if (waiting) {
        if (!isAwake) await editionsOf(active).catch(() => {});
        isAwake = true;
        ask(waiting, { type: "takeOver" }).catch(() => {});
      }
      if (installing || waiting) this.#hastening = setTimeout(hasten, PAUSE_MS);
    };
    this.#hastening = setTimeout(hasten, PAUSE_MS);
  }

  async start() {
    const { page, current } = await editionsNow(this.#workers, this.#registration);
    // Without a worker, the page has come from where its first worker came from; and a worker that
    // was started anew since it answered has forgotten whom, but not its own edition.
    this.#own = page ?? current;
  }

  async #changed() {
    const { current } = await editionsNow(this.#workers, this.#registration);
    // A page of another edition whose name the server didn't give came with the one that took over.
    this.#own ||= current;
    if (this.#own !== current) tellOfNewEdition();
    const { controller } = this.#workers;
    if (controller) await visit(controller).catch(() => {}); // the next visit will do
  }
}

/** With nothing but what is here: another file of this edition may be gone from the server. */
function tellOfNewEdition() {
  const place = document.querySelector("[data-app-notice]");
  const template = place?.querySelector("template");
  if (!place || !template || place.querySelector("button")) return;
  place.append(template.content.cloneNode(true));
  place.querySelector("button")?.addEventListener("click", () => location.reload());
}

/** @type {Promise<ServiceWorker> | null} */
let beginning = null;

/**
 * Registers the worker and follows its editions, once.
 * @param {ServiceWorkerContainer} workers
 * @returns {Promise<ServiceWorker>}
 */
function begin(workers) {
  const registered = async () => {
    await workers.register(new URL("service-worker.js", SITE));
    const registration = await workers.ready;
    await new Editions(workers, registration).start();
    if (!registration.active) throw new Error("the worker has gone");
    return registration.active;
  };
  beginning ??= registered().catch((error) => {
    beginning = null; // it may be refused now, and not later
    throw error;
  });
  return beginning;
}

/**
 * @param {HTMLElement} box
 * @param {ServiceWorkerContainer} workers
 */
async function keeperOf(box, workers) {
  const { Keeper } = await import("./keep-offline.js");
  return new Keeper(box, workers, { ask, begin: () => begin(workers) });
}

/** @param {ServiceWorkerContainer} workers */
async function start(workers) {
  const box = document.querySelector("[data-keep-offline]");
  const keeper = box instanceof HTMLElement ? await keeperOf(box, workers) : null;
  const known = await workers.getRegistration(SITE);
  const isInstalled = matchMedia("(display-mode: standalone)").matches;
  if (known?.scope !== SITE.href && !isInstalled && !noted()) {
    addEventListener("appinstalled", () => begin(workers).catch(() => {}));
    await keeper?.refresh();
    await note();
    document.documentElement.dataset.app = "noted";
    return;
  }
  const worker = await begin(workers);
  await keeper?.refresh(worker);
  const first = noted();
  if (first) await visit(worker, first).catch(() => {}); // no connection or no space
  await visit(worker)
    .then(() => localStorage.removeItem(FIRST))
    .catch(() => {});
  document.documentElement.dataset.app = "ready";
}

const canKeep = isSecureContext && /^https?:$/.test(location.protocol) && "caches" in window;
// Refused by the browser, or by its reader: then this is a site, and no app.
if (canKeep && navigator.serviceWorker) start(navigator.serviceWorker).catch(() => {});
