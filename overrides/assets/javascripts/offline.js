/**
 * The offline page: lists the pages that are on the device, and loads the wanted one as soon as there
 * is a connection. The worker shows this page at the address that was asked for.
 *
 * Markup: offline.html.
 */

const RETRY_MS = 3000;

/** @returns {Promise<{address: string, title: string, language?: string}[]>} */
function readable() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data.result ?? []);
    navigator.serviceWorker.controller.postMessage({ type: "readable" }, [port2]);
  });
}

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
  for (const link of document.querySelectorAll("a[href^='#']")) {
    link.href = location.href.replace(/#.*$/, "") + link.hash;
  }
  document.querySelector("[data-offline-retry]").addEventListener("click", () => location.reload());
  addEventListener("online", retry);
  setInterval(retry, RETRY_MS);
  if (!navigator.serviceWorker?.controller) return;
  const pages = await readable();
  if (!pages.length) return;
  const section = document.querySelector("[data-offline-pages]");
  section.querySelector("ul").append(...pages.map(item));
  section.hidden = false;
}

start();
