/**
 * Published in the service worker's place when the site is built without the app: whoever has the
 * worker of an earlier build loses it, with all that it stored, at the next visit.
 */

const OURS = `issue-papers:${new URL(self.registration.scope).pathname}:`;

async function leave() {
  for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
  await self.registration.unregister();
}

self.addEventListener("install", () => { self.skipWaiting(); });
self.addEventListener("activate", (event) => event.waitUntil(leave()));
