/**
 * Shows which words of a passage have changed since an earlier edition (partials/quoting.html). What
 * has changed on a page stands beside it in `since.json`, and is asked for when a passage is opened.
 */

import { all, one } from "./dom.js";

/** @typedef {["" | "-" | "+", string]} Run Words that are kept, taken out, or put in. */
/** @typedef {{edition: number, words: Run[]}} Change */

/**
 * @param {string} kind The element's name: `ins` or `del`.
 * @param {string} label What is read out before its words.
 * @param {string} words
 */
function marked(kind, label, words) {
  const element = document.createElement(kind);
  const [before, after] = [document.createElement("span"), document.createElement("span")];
  before.className = "ip-hidden";
  before.textContent = `[${label} `;
  after.className = "ip-hidden";
  after.textContent = "]";
  element.append(before, words.trimEnd(), after);
  return element;
}

export class ChangedWords {
  /** @param {HTMLElement} box What has a section for each earlier edition. */
  constructor(box) {
    this.box = box;
    this.asked = "";
    /** @type {Promise<Record<string, Change>> | null} */
    this.changes = null;
  }

  /** @returns {Promise<Record<string, Change>>} What has changed, by passage; asked for once. */
  load() {
    this.changes ??= fetch(this.box.dataset.since ?? "")
      .then((response) => (response.ok ? response.json() : {}))
      .catch(() => {
        this.changes = null; // without a connection: the next passage asks again
        return {};
      });
    return this.changes;
  }

  /** @param {string} id The passage that is opened. */
  async show(id) {
    this.asked = id;
    const sections = all("[data-edition]", HTMLElement, this.box);
    for (const section of sections) section.hidden = true;
    const change = (await this.load())[id];
    const section = change && sections.find((each) => each.dataset.edition === String(change.edition));
    if (!section || this.asked !== id) return;
    const isNew = change.words.every(([sign]) => sign === "+");
    one("[data-changed]", HTMLElement, section).hidden = isNew;
    one("[data-new]", HTMLElement, section).hidden = !isNew;
    const words = one(".ip-since__words", HTMLElement, section);
    words.hidden = isNew;
    words.replaceChildren(...this.written(change.words));
    section.hidden = false;
  }

  /** @param {Run[]} runs */
  written(runs) {
    const { added = "", removed = "" } = this.box.dataset;
    return runs.flatMap(([sign, words]) => {
      if (!sign) return [words];
      const space = words.slice(words.trimEnd().length);
      const element = sign === "+" ? marked("ins", added, words) : marked("del", removed, words);
      return [element, space];
    });
  }
}
