/**
 * The control that keeps a paper on the device, on the paper's landing page. app.js runs it where there
 * are service workers.
 *
 * Markup: partials/keep-offline.html.
 */

import { data, one } from "./dom.js";

/** @import { ask as Ask } from "./app.js" */

/**
 * @typedef {"offered" | "keeping" | "kept"} State What has become of a paper.
 * @typedef {{kept?: boolean, failed?: string}} Outcome
 */

/** The control of one paper: nothing, being kept, kept. */
export class Keeper {
  /** @type {ServiceWorker | null} */
  #worker = null;
  #ask;
  #begin;
  #box;
  #paper = location.href;
  #button;
  #progress;
  #status;
  /** @type {Record<string, string>} */
  #strings;
  /** @type {State | null} */
  #state = null;
  /** @type {MessagePort | null} */
  #port = null;

  /**
   * @param {HTMLElement} box
   * @param {ServiceWorkerContainer} workers
   * @param {{ask: typeof Ask, begin: () => Promise<ServiceWorker>}} app How a worker is asked, and how it comes.
   */
  constructor(box, workers, { ask, begin }) {
    this.#ask = ask;
    this.#begin = begin;
    this.#box = box;
    this.#button = one("button", HTMLElement, box);
    this.#progress = one("progress", HTMLProgressElement, box);
    this.#status = one("[role=status]", HTMLElement, box);
    this.#strings = data("script", box);
    this.#button.addEventListener("click", () => this.#press());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.refresh();
    });
    workers.addEventListener("controllerchange", () => {
      this.#worker = workers.controller;
      if (this.#state !== "keeping") this.refresh();
    });
  }

  /** Shows what is really on the device; another tab may have changed it. Without a worker, nothing is. */
  async refresh(worker = this.#worker) {
    if (this.#state === "keeping") return;
    this.#worker = worker;
    /** @type {Outcome} */
    const { kept } = worker ? await this.#asked("status", worker) : {};
    this.#show(kept ? "kept" : "offered");
    this.#box.hidden = false;
  }

  #press() {
    if (this.#state === "keeping") this.#port?.postMessage("stop");
    else if (this.#state === "kept") this.#drop();
    else this.#keep();
  }

  /**
   * @param {string} type
   * @param {ServiceWorker} worker
   * @returns {Promise<Outcome>}
   */
  #asked(type, worker) {
    const onProgress = (/** @type {{done: number, total: number}} */ { done, total }) => {
      this.#progress.value = done / total;
    };
    const question = { type, paper: this.#paper };
    return this.#ask(worker, question, onProgress, (port) => {
      this.#port = port;
    });
  }

  async #keep() {
    this.#progress.value = 0;
    this.#show("keeping");
    this.#say("started");
    navigator.storage?.persist?.().catch(() => {}); // a browser may refuse: it is kept all the same
    const { kept, failed } = await this.#begin()
      .then((worker) => {
        this.#worker ??= worker;
        return this.#asked("keep", this.#worker);
      })
      .catch(() => /** @type {Outcome} */ ({ failed: "connection" }));
    this.#port = null;
    this.#show(kept ? "kept" : "offered");
    this.#say(failed ? `failed_${failed}` : kept ? "done" : "stopped");
  }

  async #drop() {
    if (this.#worker) await this.#asked("drop", this.#worker);
    this.#show("offered");
    this.#say("dropped");
  }

  /** @param {State} state */
  #show(state) {
    this.#state = state;
    this.#box.dataset.state = state;
    this.#progress.hidden = state !== "keeping";
    const { size = "" } = this.#box.dataset;
    one("[data-label]", HTMLElement, this.#button).textContent = this.#strings[`button_${state}`];
    const note = this.#strings[`note_${state}`].replace("{size}", size);
    one("[data-note]", HTMLElement, this.#box).textContent = note;
  }

  /** @param {string} key */
  #say(key) {
    this.#status.toggleAttribute("data-failed", key.startsWith("failed"));
    this.#status.textContent = this.#strings[key];
  }
}
