/**
 * Published in the service worker's place when the site is built without the app: whoever has the
 * worker of an earlier build loses it, with all that it stored, at the next visit.
 */

/** What the types call `self` is any worker's world. */
const worker = /** @type {ServiceWorkerGlobalScope & typeof globalThis} */ (self);
const OURS = `issue-papers:${new URL(worker.registration.scope).pathname}:`;

async function leave() {
  for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
  await worker.registration.unregister();
}

/** How long Chromium may forget that this worker asked to take over, as it does while the old one is busy. */
const PAUSE_MS = 500;
let asking = 0;

worker.addEventListener("install", () => {
  worker.skipWaiting();
  asking = setInterval(() => worker.skipWaiting(), PAUSE_MS);
});
worker.addEventListener("activate", (event) => {
  clearInterval(asking);
  event.waitUntil(leave());
});
