/**
 * The index of a language, as formats/search/writing.py has it, and Pagefind's engine
 * (https://pagefind.app, 1.5), which finds words in it. The engine is WebAssembly; what is here takes
 * the place of Pagefind's own script, which is five times as long.
 *
 * Pagefind's engine wants a table of all documents before the first question. Names and lengths are
 * much of it, and follow from little, so that it is made here.
 */

import { once } from "./once.js";
import { array, number, text } from "./search-cbor.js";

/** @import { Bundle } from "./search-bundle.js" */
/** @import { Result } from "./search-ranking.js" */

/**
 * @typedef {object} First The first file of an index.
 * @property {string} version Pagefind's.
 * @property {string} kinds A letter for each document, a capital for the first one of a page.
 * @property {string} lengths A letter for each document.
 * @property {string[]} digests One for so many pages.
 * @property {number} together How many.
 * @property {string} words How the names of the files of words begin.
 * @property {string} from The first word of each file, a space between them.
 * @property {string} to The last word of each.
 * @property {string[]} fields What else a document is found by, in the order of their numbers.
 *
 * @typedef {object} Exports What the engine can do. A string goes in as an address and a length.
 * @property {WebAssembly.Memory} memory
 * @property {WebAssembly.Table} __wbindgen_externrefs
 * @property {() => void} __wbindgen_start
 * @property {(size: number, align: number) => number} __wbindgen_malloc
 * @property {(at: number, size: number, align: number) => void} __wbindgen_free
 * @property {(...table: number[]) => number} init_pagefind
 * @property {(index: number, ...weights: number[]) => number} set_ranking_weights
 * @property {(index: number, ...file: number[]) => number} load_index_chunk
 * @property {(index: number, ...words: number[]) => [number, number]} request_indexes
 * @property {(index: number, ...question: number[]) => [number, number]} search
 *
 * @typedef {{p: string, s: number, l: {l: number}[], mf?: string[]}} Found A document, as it is answered.
 */

/** For the engine, titles are words like others: search-ranking.js weighs them. */
const RANKING = { meta_weights: { title: 0, heading: 0 } };
/** How many bytes each file begins with, to say whose it is: "pagefind_dcd". */
const SIGNATURE = 12;

export class Index {
  #bundle;
  #tag;
  #engine;
  #names;
  #index;
  /** @type {Map<string, Promise<void>>} */
  #files = new Map();
  /** @type {Map<string, Promise<any>>} */
  #fragments = new Map();

  /**
   * @param {Bundle} bundle
   * @param {string} tag The language, in small letters.
   * @param {Engine} engine
   * @param {First} first
   */
  constructor(bundle, tag, engine, first) {
    this.#bundle = bundle;
    this.#tag = tag;
    this.#engine = engine;
    this.#names = names(tag, first);
    this.#index = engine.begun(table(first));
  }

  /**
   * @param {Bundle} bundle
   * @param {string} tag
   * @param {string} name The index's.
   * @param {string} stemmer The engine's, which knows the endings of a language's words.
   */
  static async load(bundle, tag, name, stemmer) {
    const [first, program] = await Promise.all([
      bundle.bytes(`pagefind.${name}.pf_meta`).then(unpacked),
      bundle.bytes(`wasm.${stemmer}.pagefind`).then(unpacked),
    ]);
    const engine = await Engine.started(program);
    return new Index(bundle, tag, engine, JSON.parse(new TextDecoder().decode(first)));
  }

  /**
   * @param {string} query Folded words, which may begin those that are found; in quotation marks
   *   those words, one after the other.
   * @returns {Promise<{results: Result[]}>} Rejects when a file of the index can't be had.
   */
  async search(query) {
    const isPhrase = query.startsWith('"');
    const given = segmented(isPhrase ? query.slice(1, -1) : query, this.#tag);
    const words = given.normalize("NFD").replace(/\p{M}/gu, "");
    const wanted = this.#engine.wanted(this.#index, words);
    await Promise.all(wanted.filter(Boolean).map((name) => this.#load(name)));
    const found = this.#engine.found(this.#index, words, given, isPhrase);
    return { results: found.map((each) => this.#result(each)) };
  }

  /**
   * @param {Found} found
   * @returns {Result}
   */
  #result({ p, s, l, mf = [] }) {
    const id = this.#names[Number(p)];
    return {
      id,
      score: s,
      words: l.map((place) => place.l),
      matchedMetaFields: mf,
      data: () => once(this.#fragments, id, () => this.#fragment(id)),
    };
  }

  /** @param {string} name */
  #load(name) {
    return once(this.#files, name, async () => {
      const file = await unpacked(await this.#bundle.bytes(`index/${name}.pf_index`));
      this.#index = this.#engine.grown(this.#index, file);
    });
  }

  /** @param {string} id */
  async #fragment(id) {
    const file = await unpacked(await this.#bundle.bytes(`fragment/${id}.pf_fragment`));
    const fragment = JSON.parse(new TextDecoder().decode(file));
    return { ...fragment, url: `${this.#bundle.root}/${fragment.url}`.replace(/\/+/g, "/") };
  }
}

/** Pagefind's engine. Its memory is given strings and files, which it frees itself. */
class Engine {
  #wasm;

  /** @param {Exports} wasm */
  constructor(wasm) {
    this.#wasm = wasm;
  }

  /** @param {Uint8Array<ArrayBuffer>} program */
  static async started(program) {
    /** @type {Exports | null} */
    let exports = null;
    // What wasm-bindgen asks of its surroundings: the values that JavaScript has for nothing.
    const __wbindgen_init_externref_table = () => {
      const table = exports?.__wbindgen_externrefs;
      if (!table) return;
      const at = table.grow(4);
      table.set(0, undefined);
      for (const [order, value] of [undefined, null, true, false].entries()) table.set(at + order, value);
    };
    const { instance } = await WebAssembly.instantiate(program, {
      "./pagefind_web_bg.js": { __wbindgen_init_externref_table },
    });
    exports = /** @type {Exports} */ (/** @type {unknown} */ (instance.exports));
    exports.__wbindgen_start();
    return new Engine(exports);
  }

  /** @param {Uint8Array} table */
  begun(table) {
    const index = this.#wasm.init_pagefind(...this.#put(table));
    return this.#wasm.set_ranking_weights(index, ...this.#text(JSON.stringify(RANKING)));
  }

  /**
   * @param {number} index
   * @param {Uint8Array} file
   */
  grown(index, file) {
    return this.#wasm.load_index_chunk(index, ...this.#put(file));
  }

  /**
   * @param {number} index
   * @param {string} words
   * @returns {string[]} The files in which words are, in which may be empty ones.
   */
  wanted(index, words) {
    return this.#read(this.#wasm.request_indexes(index, ...this.#text(words)));
  }

  /**
   * @param {number} index
   * @param {string} words
   * @param {string} given The same with their marks.
   * @param {boolean} isPhrase
   * @returns {Found[]}
   */
  found(index, words, given, isPhrase) {
    const [filter, order] = [this.#text("{}"), this.#text("")];
    const asked = [...this.#text(words), ...this.#text(given), ...filter, ...order];
    return this.#read(this.#wasm.search(index, ...asked, Number(isPhrase), 0)).results;
  }

  /** @param {string} value */
  #text(value) {
    return this.#put(new TextEncoder().encode(value));
  }

  /** @param {Uint8Array} bytes */
  #put(bytes) {
    const at = this.#wasm.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(this.#wasm.memory.buffer).set(bytes, at);
    return [at, bytes.length];
  }

  /** @param {[number, number]} place */
  #read([at, size]) {
    const bytes = new Uint8Array(this.#wasm.memory.buffer, at >>> 0, size);
    const value = new TextDecoder().decode(bytes);
    this.#wasm.__wbindgen_free(at, size, 1);
    return JSON.parse(value);
  }
}

/**
 * @param {string} tag
 * @param {First} first
 * @returns {string[]} The names of fragments.
 */
export function names(tag, { kinds, digests, together }) {
  let [page, order] = [-1, 0];
  return Array.from(kinds, (letter) => {
    const kind = letter.toLowerCase();
    if (kind === letter) order += 1;
    else [page, order] = [page + 1, 0];
    const digest = digests[Math.floor(page / together)];
    return `${tag}_${kind}${page.toString(16).padStart(4, "0")}${digest}-${order.toString(16)}`;
  });
}

/**
 * @param {First} first
 * @returns {Uint8Array} What Pagefind has as its own first file. A document's name is its number.
 */
export function table({ version, lengths, words, from, to, fields }) {
  const last = to.split(" ");
  const files = from
    .split(" ")
    .map((begins, order) => [begins, last[order], `${words}-${order.toString(16)}`]);
  const documents = Array.from(lengths, (letter, order) => array([text(`${order}`), number(length(letter))]));
  return Uint8Array.from(
    array([
      text(version),
      array(documents),
      array(from ? files.map((file) => array(file.map(text))) : []),
      array([]),
      array([]),
      array(fields.map(text)),
    ]),
  );
}

/** @param {string} letter */
function length(letter) {
  const at = letter.charCodeAt(0) - 65;
  return at < 8 ? at : (4 + (at & 3)) << ((at - 4) >> 2);
}

/**
 * What is written without spaces, in words: so Pagefind has it in the index.
 * @param {string} given
 * @param {string} tag
 */
function segmented(given, tag) {
  if (!/^(zh|ja|th)\b/.test(tag) || !Intl.Segmenter) return given;
  const words = new Intl.Segmenter(tag, { granularity: "word" }).segment(given);
  return Array.from(words, ({ segment }) => segment.trim())
    .filter(Boolean)
    .join(" ");
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes A file, packed, unless the server has unpacked it.
 * @returns {Promise<Uint8Array<ArrayBuffer>>} What it holds.
 */
async function unpacked(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.subarray(SIGNATURE);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer()).subarray(SIGNATURE);
}
