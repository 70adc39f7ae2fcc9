/**
 * The offline page: lists the pages that are on the device, and loads the wanted one as soon as there
 * is a connection. The worker shows this page at the address that was asked for.
 *
 * Markup: offline.html.
 */

import { all, one } from "./dom.js";

/** @typedef {{address: string, title: string, language?: string}} Readable A page that is stored. */

const RETRY_MS = 3000;

/**
 * @param {ServiceWorker} worker
 * @returns {Promise<Readable[]>}
 */
function readable(worker) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data.result ?? []);
    worker.postMessage({ type: "readable" }, [port2]);
  });
}

/** @param {Readable} page */
function item({ address, title, language }) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = title;
  link.dir = "auto";
  if (language) link.lang = language;
  const node = document.createElement("li");
  node.append(link);
  return node;
}

/** Loads the page when its server really answers: a network may be there before it leads anywhere. */
async function retry() {
  if (!navigator.onLine || document.hidden) return;
  const build = new URL("../../app/build.json", import.meta.url);
  const response = await fetch(build, { cache: "no-store" }).catch(() => null);
  if (response?.ok) location.reload();
}

async function start() {
  // Links to places on this page: its base is another address than its own.
  for (const link of all("a[href^='#']", HTMLAnchorElement)) {
    link.href = location.href.replace(/#.*$/, "") + link.hash;
  }
  one("[data-offline-retry]", HTMLElement).addEventListener("click", () => location.reload());
  addEventListener("online", retry);
  setInterval(retry, RETRY_MS);
  const worker = navigator.serviceWorker?.controller;
  const pages = worker ? await readable(worker) : [];
  if (!pages.length) return;
  const section = one("[data-offline-pages]", HTMLElement);
  one("ul", HTMLElement, section).append(...pages.map(item));
  section.hidden = false;
}

start();
