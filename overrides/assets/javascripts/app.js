/**
 * The site as an app: registers the service worker, tells when a page that is open has become an old
 * edition, and runs the control that keeps a paper on the device.
 *
 * A first visit asks the server for nothing but its page: most readers come for one, from a search, and
 * are gone. That visit is only noted. The worker comes with the second page, and stores the first one,
 * too; or at once when the reader keeps a paper or installs the site.
 *
 * Where service workers are off (from disk, over plain http, in some private windows) nothing of
 * this is shown and nothing is missing. The worker itself: workers/service-worker.js.
 *
 * Markup: partials/app.html, partials/keep-offline.html.
 */

const workers = isSecureContext && /^https?:$/.test(location.protocol) && "caches" in window
  ? navigator.serviceWorker
  : undefined;
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
 * @param {object} question
 * @param {(note: object) => void} [onNote] Gets what is said before the answer.
 * @param {(port: MessagePort) => void} [onPort] Gets the way to say more.
 * @returns {Promise<any>}
 */
function ask(worker, question, onNote, onPort) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if ("result" in data) resolve(data.result);
      else if ("error" in data) reject(new Error(data.error));
      else onNote?.(data);
    };
    onPort?.(port1);
    worker.postMessage(question, [port2]);
  });
}

/**
 * Asks the worker for the editions that it knows: this page's, and its own. A question to a worker that
 * is just taking over can be lost: it is put again.
 * @returns {Promise<{page: string|null, current: string}>}
 */
async function editionsNow(registration) {
  const worker = workers.controller ?? registration.active;
  const later = new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); });
  return (await Promise.race([ask(worker, { type: "edition" }), later])) ?? editionsNow(registration);
}

/** A page, with what it has loaded so far. */
function here() {
  const resources = performance.getEntriesByType("resource").map(({ name }) => name);
  return { page: location.href, resources: resources.filter(isOwn) };
}

const isOwn = (address) => address.startsWith(`${location.origin}/`);

/** Tells the worker that the reader has come to a page, with what that has loaded without it. */
function visit(worker, page = here()) {
  return ask(worker, { type: "visit", ...page });
}

/** @returns {{page: string, resources: string[]}|null} The first page that a reader came to. */
const noted = () => JSON.parse(localStorage.getItem(FIRST));

async function note() {
  if (document.readyState !== "complete") {
    await new Promise((resolve) => { addEventListener("load", resolve, { once: true }); });
  }
  localStorage.setItem(FIRST, JSON.stringify(here()));
}

/** Follows the editions: this page's, and the worker's. */
class Editions {
  #own = null;
  #registration;
  #hastening;

  constructor(registration) {
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
   * Chromium can leave a new worker waiting that asked to take over while the old one was busy, and
   * forget it there: asked again, and again if it was still busy then, it takes over.
   */
  #follow() {
    const hasten = () => {
      clearTimeout(this.#hastening);
      const { installing, waiting } = this.#registration;
      if (waiting) ask(waiting, { type: "takeOver" }).catch(() => {});
      if (installing || waiting) this.#hastening = setTimeout(hasten, PAUSE_MS);
    };
    this.#hastening = setTimeout(hasten, PAUSE_MS);
  }

  async start() {
    const { page, current } = await editionsNow(this.#registration);
    // Without a worker, the page has come from where its first worker came from; and a worker that
    // was started anew since it answered has forgotten whom, but not its own edition.
    this.#own = page ?? current;
  }

  async #changed() {
    const { current } = await editionsNow(this.#registration);
    // A page of another edition whose name the server didn't give came with the one that took over.
    this.#own ||= current;
    if (this.#own !== current) tellOfNewEdition();
    await visit(workers.controller).catch(() => {}); // the next visit will do
  }
}

function tellOfNewEdition() {
  const place = document.querySelector("[data-app-notice]");
  if (!place || place.querySelector("button")) return;
  place.append(place.querySelector("template").content.cloneNode(true));
  place.querySelector("button").addEventListener("click", () => location.reload());
}

let beginning = null;

/**
 * Registers the worker and follows its editions, once.
 * @returns {Promise<ServiceWorker>}
 */
function begin() {
  const registered = async () => {
    await workers.register(new URL("service-worker.js", SITE));
    const registration = await workers.ready;
    await new Editions(registration).start();
    return registration.active;
  };
  beginning ??= registered().catch((error) => {
    beginning = null; // it may be refused now, and not later
    throw error;
  });
  return beginning;
}

/** The control of one paper: nothing, being kept, kept. */
class Keeper {
  #worker = null;
  #box;
  #paper;
  #button;
  #progress;
  #status;
  #strings;
  #state = "";
  #port = null;

  constructor(box) {
    this.#box = box;
    this.#paper = location.href;
    this.#button = box.querySelector("button");
    this.#progress = box.querySelector("progress");
    this.#status = box.querySelector("[role=status]");
    this.#strings = JSON.parse(box.querySelector("script").textContent);
    this.#button.addEventListener("click", () => this.#press());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.refresh(); });
    workers.addEventListener("controllerchange", () => {
      this.#worker = workers.controller;
      if (this.#state !== "keeping") this.refresh();
    });
  }

  /** Shows what is really on the device; another tab may have changed it. Without a worker, nothing is. */
  async refresh(worker = this.#worker) {
    if (this.#state === "keeping") return;
    this.#worker = worker;
    const { kept } = worker ? await ask(worker, { type: "status", paper: this.#paper }) : {};
    this.#show(kept ? "kept" : "offered");
    this.#box.hidden = false;
  }

  #press() {
    if (this.#state === "keeping") this.#port?.postMessage("stop");
    else if (this.#state === "kept") this.#drop();
    else this.#keep();
  }

  async #keep() {
    this.#progress.value = 0;
    this.#show("keeping");
    this.#say("started");
    navigator.storage?.persist?.().catch(() => {}); // a browser may refuse: it is kept all the same
    const onNote = ({ done, total }) => { this.#progress.value = done / total; };
    const question = { type: "keep", paper: this.#paper };
    const { kept, failed } = await begin()
      .then((worker) => {
        this.#worker ??= worker;
        return ask(this.#worker, question, onNote, (port) => { this.#port = port; });
      })
      .catch(() => ({ failed: "connection" }));
    this.#port = null;
    this.#show(kept ? "kept" : "offered");
    this.#say(failed ? `failed_${failed}` : kept ? "done" : "stopped");
  }

  async #drop() {
    await ask(this.#worker, { type: "drop", paper: this.#paper });
    this.#show("offered");
    this.#say("dropped");
  }

  #show(state) {
    this.#state = state;
    this.#box.dataset.state = state;
    this.#progress.hidden = state !== "keeping";
    const { size } = this.#box.dataset;
    this.#button.querySelector("[data-label]").textContent = this.#strings[`button_${state}`];
    const note = this.#strings[`note_${state}`].replace("{size}", size);
    this.#box.querySelector("[data-note]").textContent = note;
  }

  #say(key) {
    this.#status.toggleAttribute("data-failed", key.startsWith("failed"));
    this.#status.textContent = this.#strings[key];
  }
}

/** The browser's own bars take the page's colour, also when the reader has chosen other colours. */
function followColours() {
  const metas = document.querySelectorAll("meta[name=theme-color]");
  const root = document.documentElement;
  const given = [...metas].map(({ content }) => content);
  const follow = () => {
    const chosen = root.dataset.colours;
    const paper = getComputedStyle(root).getPropertyValue("--ip-paper").trim();
    metas.forEach((meta, index) => { meta.content = chosen ? paper : given[index]; });
  };
  new MutationObserver(follow).observe(root, { attributeFilter: ["data-colours"] });
  follow();
}

async function start() {
  const box = document.querySelector("[data-keep-offline]");
  const keeper = box && new Keeper(box);
  const known = await workers.getRegistration(SITE);
  const isInstalled = matchMedia("(display-mode: standalone)").matches;
  if (known?.scope !== SITE.href && !isInstalled && !noted()) {
    addEventListener("appinstalled", () => { begin().catch(() => {}); });
    await keeper?.refresh();
    await note();
    document.documentElement.dataset.app = "noted";
    return;
  }
  const worker = await begin();
  await keeper?.refresh(worker);
  const first = noted();
  if (first) await visit(worker, first).catch(() => {}); // no connection or no space
  await visit(worker).then(() => localStorage.removeItem(FIRST)).catch(() => {});
  document.documentElement.dataset.app = "ready";
}

followColours();
// Refused by the browser, or by its reader: then this is a site, and no app.
if (workers) start().catch(() => {});
