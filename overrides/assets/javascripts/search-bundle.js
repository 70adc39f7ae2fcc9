/**
 * Where the index's files come from: the site's server. A copy that is read without a server has
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

  /** The path of the site's root, which answers are relative to. */
  get root() {
    return this.#base.pathname;
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
    return (await this.#fetched(name)).json();
  }

  /**
   * @param {string} name
   * @returns {Promise<Uint8Array<ArrayBuffer>>} A file of the index; rejects when it can't be had.
   */
  async bytes(name) {
    return new Uint8Array(await (await this.#fetched(name)).arrayBuffer());
  }

  /** @param {string} name */
  async #fetched(name) {
    const response = await fetch(new URL(name, this.#folder));
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return response;
  }
}
