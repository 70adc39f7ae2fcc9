/**
 * The service worker: pages that were visited, and papers that a reader keeps, without a connection.
 *
 * formats/app/web_app.py publishes it at the site's root, as one script of all that it imports, and
 * fills in EDITION (edition.js): this build's version, and where the lists of its files are, one a
 * language.
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

import { answer } from "./answers.js";
import { worker } from "./edition.js";
import { prepare, takeOver } from "./life.js";
import { answerQuestion } from "./questions.js";

worker.addEventListener("install", (event) => {
  event.waitUntil(prepare().then(() => worker.skipWaiting()));
});
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("fetch", answer);
worker.addEventListener("message", answerQuestion);
