/**
 * In place of assets/javascripts/search-bundle.js in an offline copy: a page opened from a folder
 * may not fetch what lies beside it, but may run a script from there. One script therefore holds all
 * files of the index (pagefind/data.js).
 */

const DATA = Symbol.for("issue-papers.search");

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

  get root() {
    return this.#base.pathname;
  }

  async entry() {
    this.#files ??= load(new URL("pagefind/data.js", this.#base));
    return (await this.#files) && this.json("pagefind-entry.json");
  }

  /**
   * @param {string} name
   * @returns {Promise<any>}
   */
  async json(name) {
    return JSON.parse(new TextDecoder().decode(await this.bytes(name)));
  }

  /** @param {string} name */
  async bytes(name) {
    const base64 = (await this.#files)?.[name];
    if (base64 === undefined) throw new Error(`${name}: not in the copy`);
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  }
}
