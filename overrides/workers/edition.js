/**
 * What a build tells its worker, and how addresses and paths belong together.
 *
 * formats/app/web_app.py fills in EDITION. The worker works below any path, and takes its part of the
 * origin from its scope.
 */

/**
 * @typedef {object} Language A language of an edition.
 * @property {string} tag
 * @property {string} prefix What its paths begin with; empty for the source language.
 * @property {string} list Where the list of its files is.
 * @property {string} hash What that list holds.
 */

/** @type {{version: string, languages: Language[]}} This build. */
export const EDITION = { version: "", languages: [] };

/** The worker's own world: what the types call `self` is that of any worker. */
export const worker = /** @type {ServiceWorkerGlobalScope & typeof globalThis} */ (self);

const SCOPE = new URL(worker.registration.scope);
/** How its caches begin: another site on the same origin has caches of its own. */
export const OURS = `issue-papers:${SCOPE.pathname}:`;

/**
 * @param {string} address
 * @returns {string | null} An address as a path in the lists; null outside the scope.
 */
export function pathOf(address) {
  const url = new URL(address, SCOPE);
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return null;
  try {
    const path = decodeURIComponent(url.pathname.slice(SCOPE.pathname.length));
    return path.replace(/(^|\/)index\.html$/, "$1");
  } catch {
    return null;
  }
}

/**
 * @param {string} path
 * @returns {string} The address of a path in the lists.
 */
export function addressOf(path) {
  return new URL(path.split("/").map(encodeURIComponent).join("/"), SCOPE).href;
}

/**
 * @param {string} path
 * @returns {Language} The language that a page or a file is in.
 */
export function languageOf(path) {
  const { languages } = EDITION;
  const named = languages.find(({ prefix }) => prefix && path.startsWith(prefix));
  return named ?? languages.find(({ prefix }) => !prefix) ?? languages[0];
}
