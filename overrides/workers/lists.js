/** What an edition has in one language, and what of that a reader is to have. */

/**
 * @typedef {object} Page
 * @property {string} title
 * @property {number} assets Which of the list's `assets` the page needs.
 * @property {string} [language] The text's, where it isn't that of the list.
 */

/**
 * @typedef {object} List Paths are relative to the scope, and those of pages end with a slash.
 * @property {Record<string, [hash: string, bytes: number]>} files
 * @property {Record<string, Page>} pages In the order of reading.
 * @property {string[][]} assets
 * @property {string[]} search The index and its engine.
 * @property {Record<string, string[]>} papers Landing page → the pages that are kept with it.
 * @property {string} home
 * @property {string} offline
 */

/**
 * @typedef {object} Memory What the worker remembers of its reader.
 * @property {string[]} kept Landing pages of the papers that are kept.
 * @property {string[]} visited Pages, the latest last.
 * @property {string[]} searched Tags of languages.
 * @property {Record<string, string>} editions Those of open pages that aren't of the worker's, by the
 *   pages' ids.
 */

const FONT = /\.woff2?$/;

/**
 * What some pages need, themselves and the way home among it.
 * @param {List} list
 * @param {Iterable<string>} pages Pages that the list hasn't are passed over.
 * @param {{fonts: boolean}} how Whether fonts are among it.
 * @returns {Set<string>} Paths.
 */
export function contents(list, pages, { fonts }) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const page of [list.home, list.offline, ...pages]) {
    if (!(page in list.pages)) continue;
    found.add(page);
    for (const asset of list.assets[list.pages[page].assets]) {
      if (fonts || !FONT.test(asset)) found.add(asset);
    }
  }
  return found;
}

/**
 * What belongs to a kept paper.
 * @param {List} list
 * @param {string} paper Its landing page.
 * @returns {Set<string>} Paths.
 */
export function belongings(list, paper) {
  const found = contents(list, list.papers[paper] ?? [], { fonts: true });
  for (const file of list.search) found.add(file);
  return found;
}

/**
 * What a reader is to have in one language.
 * @param {List} list
 * @param {string} tag The language.
 * @param {Memory} memory
 * @param {{fonts: boolean}} how Whether the fonts of visited pages are among it.
 * @returns {Set<string>} Paths.
 */
export function wanted(list, tag, memory, { fonts }) {
  const found = contents(list, memory.visited, { fonts });
  const kept = memory.kept.filter((paper) => paper in list.papers);
  for (const paper of kept) for (const path of belongings(list, paper)) found.add(path);
  if (memory.searched.includes(tag)) for (const path of list.search) found.add(path);
  return found;
}

/**
 * @param {List} list
 * @param {Iterable<string>} paths
 * @returns {number} How many bytes some files have together.
 */
export function bytesOf(list, paths) {
  return [...paths].reduce((sum, path) => sum + list.files[path][1], 0);
}
