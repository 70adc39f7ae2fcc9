/**
 * The search dialog: what the reader types, and what is answered. Its markup is in
 * partials/search-dialog.html; search.js loads it when it is opened for the first time.
 *
 * A query is answered from the reader's own language. Where that answers only some of it, or nothing,
 * the other languages are offered whose pages have its words.
 */

import { all, one } from "./dom.js";
import { isPlain } from "./plain-press.js";
import { answerList, element } from "./search-drawing.js";
import { Engine, Unreachable } from "./search-engine.js";
import { filters } from "./search-filters.js";
import { otherLanguages, recentSearches, whereToGoOn } from "./search-onward.js";
import { outcome, understanding } from "./search-outcome.js";
import { remember } from "./search-recent.js";
import { Strings } from "./search-strings.js";

/** @import { Bundle } from "./search-bundle.js" */
/** @import { Language } from "./search-onward.js" */
/** @import { Answer } from "./search-ranking.js" */
/** @import { Texts } from "./search-strings.js" */

/**
 * @typedef {object} Config What the page says of itself.
 * @property {string} language Its language's tag.
 * @property {string} base The site's root, as this page has it.
 * @property {string} between What stands between two sentences.
 * @property {{topic: string, topics: string, place: string}} labels
 * @property {Language[]} languages The others of the site.
 */

const DEBOUNCE_MS = 180;
/** How long a search may take before we say that it is under way. */
const PATIENCE_MS = 500;

export class SearchDialog {
  #dialog = one("#search-dialog", HTMLDialogElement);
  #input = one("#search-input", HTMLInputElement);
  #status = one("#search-status", HTMLElement);
  #results = one("#search-results", HTMLElement);
  #config;
  #strings;
  #engine;
  /** @type {HTMLElement | SVGElement | null} */
  #opener = null;
  #current = new AbortController();
  #query = "";
  #timer = 0;
  #patience = 0;

  /**
   * @param {Config} config
   * @param {Texts} strings
   * @param {typeof Bundle} Source Where the index comes from.
   */
  constructor(config, strings, Source) {
    this.#config = config;
    this.#strings = new Strings(strings);
    const base = new URL(`${config.base || "."}/`.replace(/\/+$/, "/"), document.baseURI);
    this.#engine = new Engine(base, new Source(base));

    this.#input.addEventListener("input", (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) this.#schedule();
    });
    this.#input.addEventListener("compositionend", () => this.#schedule());
    one("#search-form", HTMLFormElement).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#dialog.addEventListener("keydown", (event) => this.#onKey(event));
    this.#dialog.addEventListener("click", (event) => this.#onClick(event));
    this.#dialog.addEventListener("close", () => this.#onClose());
    window.addEventListener("online", () => {
      if (this.#dialog.open) this.#run();
    });
  }

  /**
   * Answers what is in the field of the dialog, which has just been opened.
   * @param {HTMLElement | SVGElement | null} opener What has the focus afterwards.
   */
  begin(opener) {
    this.#opener = opener;
    this.#run();
  }

  #schedule() {
    this.#current.abort();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), DEBOUNCE_MS);
  }

  /** Enter in the field: search at once, then move to what was found. */
  async #submit() {
    await this.#run();
    remember(this.#query);
    if (document.activeElement === this.#input) this.#links()[0]?.focus();
  }

  /** @param {string} query */
  #ask(query) {
    this.#input.value = query;
    this.#input.focus();
    this.#run();
  }

  /** Searches for what is in the field; a search still under way is abandoned. */
  async #run() {
    clearTimeout(this.#timer);
    this.#current.abort();
    this.#current = new AbortController();
    const { signal } = this.#current;
    const query = this.#input.value.trim();
    clearTimeout(this.#patience);
    if (!query) {
      const ask = (/** @type {string} */ other) => this.#ask(other);
      this.#show(query, "", recentSearches({ strings: this.#strings, ask }));
      return;
    }
    this.#patience = setTimeout(() => this.#say(this.#strings.text("loading")), PATIENCE_MS);
    try {
      await this.#answer(query, signal);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      if (!signal.aborted) this.#show(query, this.#strings.text(navigator.onLine ? "failed" : "offline"), []);
    }
  }

  /**
   * @param {string} query
   * @param {AbortSignal} signal
   */
  async #answer(query, signal) {
    const { language } = this.#config;
    if (!(await this.#engine.covers(language))) {
      await this.#elsewhere(query, this.#strings.text("not_covered"), [], signal);
      return;
    }
    const answered = await this.#engine.search(language, query);
    if (signal.aborted) return;
    if (answered.isShort) {
      this.#show(query, this.#strings.text("short"), []);
      return;
    }
    const before = understanding({
      answered,
      query,
      languages: this.#config.languages,
      strings: this.#strings,
      ask: (other) => this.#ask(other),
    });
    if (!answered.answers.length) {
      await this.#elsewhere(query, this.#strings.text("none", { query }), before, signal);
      return;
    }
    const found = element("div", "ip-search__found", await answerList(answered.answers, this.#strings));
    const narrowing = answered.answers.length > 1 ? [this.#filters(answered.answers, query, found)] : [];
    if (signal.aborted) return;
    const content = [...before, ...narrowing, found];
    this.#show(query, outcome(answered, query, this.#strings), content);
    if (answered.isWhole) return;
    const offer = await this.#offer(query, signal);
    if (!signal.aborted && offer) this.#results.prepend(offer);
  }

  /**
   * @param {Answer[]} answers
   * @param {string} query
   * @param {HTMLElement} found Where they are shown.
   */
  #filters(answers, query, found) {
    return filters({
      answers,
      engine: this.#engine,
      tag: this.#config.language,
      strings: this.#strings,
      labels: this.#config.labels,
      change: async (left) => {
        found.replaceChildren(...(await answerList(left, this.#strings)));
        this.#say(
          left.length
            ? this.#strings.text("results", { count: left.length, query })
            : this.#strings.text("none", { query }),
        );
      },
    });
  }

  /**
   * Nothing in the reader's language: says so, then looks in the others, and where to go on.
   * @param {string} query
   * @param {string} nothing What is said.
   * @param {HTMLElement[]} before What is shown before all else.
   * @param {AbortSignal} signal
   */
  async #elsewhere(query, nothing, before, signal) {
    const { language, labels } = this.#config;
    const facets = await this.#engine.facets(language);
    const topics = facets.topics.map(([, label]) => label);
    const onward = whereToGoOn({ topics, labels, strings: this.#strings, ask: (other) => this.#ask(other) });
    if (signal.aborted) return;
    this.#show(query, nothing, [...before, ...onward]);
    const offer = await this.#offer(query, signal);
    if (signal.aborted || !this.#config.languages.length) return;
    if (offer) {
      this.#show(query, nothing, [...before, offer, ...onward]);
    } else {
      this.#say(nothing + this.#config.between + this.#strings.text("none_elsewhere"));
    }
  }

  /**
   * @param {string} query
   * @param {string} status
   * @param {HTMLElement[]} content
   */
  #show(query, status, content) {
    clearTimeout(this.#patience);
    if (query !== this.#query) this.#results.scrollTop = 0;
    this.#query = query;
    this.#say(status);
    this.#results.replaceChildren(...content);
  }

  /**
   * @param {string} query
   * @param {AbortSignal} signal
   */
  #offer(query, signal) {
    const { languages } = this.#config;
    return otherLanguages({ query, languages, engine: this.#engine, strings: this.#strings, signal });
  }

  /** @param {string} text */
  #say(text) {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  /** @returns {HTMLElement[]} What the arrow keys go through. */
  #links() {
    const found = all(".ip-search__found :is(a, button:not([hidden]))", HTMLElement, this.#results);
    return found.length ? found : all("a, button:not([hidden])", HTMLElement, this.#results);
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      // A search field keeps the first Escape to itself in some browsers.
      event.preventDefault();
      this.#dialog.close();
      return;
    }
    const links = this.#links();
    const active = document.activeElement;
    const at = active instanceof HTMLElement ? links.indexOf(active) : -1;
    if (!isPlain(event)) return;
    if (at < 0 && active !== this.#input) return;
    /** @type {HTMLElement | undefined} */
    let target;
    if (event.key === "ArrowDown") target = links[Math.min(at + 1, links.length - 1)];
    else if (event.key === "ArrowUp") target = at > 0 ? links[at - 1] : this.#input;
    else if (event.key === "Home" && at >= 0) [target] = links;
    else if (event.key === "End" && at >= 0) target = links.at(-1);
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    if (!(event.target instanceof Element)) return;
    const onBackdrop = event.target === this.#dialog;
    const link = event.target.closest("a");
    if (link) remember(this.#query);
    const follows = link && !(event.ctrlKey || event.metaKey || event.shiftKey);
    // Following a link to a place on this same page has to uncover it.
    if (onBackdrop || follows || event.target.closest("[data-search-close]")) this.#dialog.close();
  }

  #onClose() {
    if (this.#dialog.open) return; // opened again before this was told
    clearTimeout(this.#timer);
    clearTimeout(this.#patience);
    this.#current.abort();
    this.#opener?.focus({ preventScroll: true });
    const address = new URL(location.href);
    if (!address.searchParams.has("q")) return;
    address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
  }
}
