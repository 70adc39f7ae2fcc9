/**
 * In place of assets/javascripts/search-bundle.js in an offline copy: a page opened from a folder
 * may not fetch what lies beside it, but may run a script from there. One script therefore holds all
 * of Pagefind's files (search-data.js), and Pagefind gets a fetch of its own that reads from it.
 */

const DATA = Symbol.for("issue-papers.search");
const FOLDER = "/pagefind/";

/**
 * Runs the script that holds the files; once, and not before the first question.
 * @param {URL} address
 * @returns {Promise<Record<string, string> | null>} The files by name, in base64; null without it.
 */
function load(address) {
  return new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = address.href;
    script.addEventListener("load", () => resolve(Reflect.get(globalThis, DATA)));
    script.addEventListener("error", () => resolve(null));
    document.head.append(script);
  });
}

export class Bundle {
  #base;
  /** @type {Promise<Record<string, string> | null> | null} */
  #files = null;

  /** @param {URL} base The copy's root. */
  constructor(base) {
    this.#base = base;
  }

  get options() {
    return { basePath: FOLDER, baseUrl: this.#base.pathname };
  }

  async entry() {
    this.#files ??= load(new URL("pagefind/data.js", this.#base));
    return (await this.#files) && (await this.#read("pagefind-entry.json")).json();
  }

  /**
   * @param {string} name
   * @returns {Promise<any>}
   */
  async json(name) {
    return (await this.#read(name)).json();
  }

  async engine() {
    const source = await (await this.#read("pagefind.js")).text();
    const fetch = Symbol.for("issue-papers.search-fetch");
    const answer = (/** @type {string | URL} */ address) => {
      const name = `${address}`.split(FOLDER).at(-1) ?? "";
      return this.#read(name.split("?")[0]);
    };
    Reflect.set(globalThis, fetch, answer);
    // Declared in the module, it hides the browser's own from Pagefind, and from nothing else.
    const module = `const fetch = globalThis[Symbol.for("${fetch.description}")];\n${source}`;
    return import(URL.createObjectURL(new Blob([module], { type: "text/javascript" })));
  }

  /** @param {string} name */
  async #read(name) {
    const base64 = (await this.#files)?.[name];
    if (base64 === undefined) return new Response(null, { status: 404 });
    return new Response(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
  }
}
