/**
 * Where Pagefind's files come from: the site's server. A copy that is read without a server has
 * another module with the same exports in this one's place (editions/offline/search-bundle.js).
 */

/**
 * @typedef {object} Entry
 * @property {Record<string, {hash: string, wasm: string | null, lexicon: string}>} languages By tag, in
 *   small letters: the name of the index, of its stemmer and of the first file of the lexicon.
 */

export class Bundle {
  #base;
  #folder;

  /** @param {URL} base The site's root. */
  constructor(base) {
    this.#base = base;
    this.#folder = new URL("pagefind/", base);
  }

  /** What Pagefind has to know: where its files are, and what its results are relative to. */
  get options() {
    return { basePath: this.#folder.href, baseUrl: this.#base.pathname };
  }

  /** @returns {Promise<Entry | null>} The languages of the index; null when no server answers. */
  async entry() {
    // A server on this very machine is reached without a network, and so is the service worker.
    const local = /^(localhost|127\.|\[::1\])/.test(this.#base.hostname);
    if (!navigator.onLine && !local && !navigator.serviceWorker?.controller) return null;
    try {
      const response = await fetch(new URL("pagefind-entry.json", this.#folder), { cache: "no-store" });
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  /**
   * @param {string} name
   * @returns {Promise<any>} What a JSON file of the index holds; rejects when it can't be had.
   */
  async json(name) {
    const response = await fetch(new URL(name, this.#folder));
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response.json();
  }

  /**
   * A module holds one WebAssembly engine, and that is the stemmer of one language: another
   * language needs the module again, which a different query string gives.
   * @param {string} tag
   * @returns {Promise<any>} The module.
   */
  engine(tag) {
    return import(new URL(`pagefind.js?language=${tag.toLowerCase()}`, this.#folder).href);
  }
}
