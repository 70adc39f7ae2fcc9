/**
 * The search dialog: what the reader types, and what is answered. Its markup is in
 * partials/search-dialog.html; search.js loads it when it is opened for the first time.
 *
 * A query is answered from the reader's own language. Where that answers only some of it, or nothing,
 * the other languages are offered whose pages have its words.
 */

import { answerList, button, choices, element } from "./search-drawing.js";
import { Engine, Unreachable } from "./search-engine.js";
import { filters } from "./search-filters.js";
import { recentSearches, whereToGoOn } from "./search-onward.js";
import { remember } from "./search-recent.js";
import { Strings } from "./search-strings.js";

const DEBOUNCE_MS = 180;
/** How long a search may take before we say that it is under way. */
const PATIENCE_MS = 500;
/** A weak search isn't looked up elsewhere until the reader has stopped typing. */
const SETTLED_MS = 450;

export class SearchDialog {
  #dialog = document.getElementById("search-dialog");
  #input = document.getElementById("search-input");
  #status = document.getElementById("search-status");
  #results = document.getElementById("search-results");
  #config;
  #strings;
  #engine;
  #opener = null;
  #current = new AbortController();
  #query = "";
  #timer = 0;
  #patience = 0;

  constructor(config, strings) {
    this.#config = config;
    this.#strings = new Strings(strings);
    this.#engine = new Engine(new URL(`${config.base || "."}/`.replace(/\/+$/, "/"), document.baseURI));

    this.#input.addEventListener("input", (event) => {
      if (!event.isComposing) this.#schedule();
    });
    this.#input.addEventListener("compositionend", () => this.#schedule());
    document.getElementById("search-form").addEventListener("submit", (event) => {
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

  /** Answers what is in the field of the dialog, which has just been opened. */
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
      const ask = (other) => this.#ask(other);
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
    const before = this.#understanding(answered, query);
    if (!answered.answers.length) {
      await this.#elsewhere(query, this.#strings.text("none", { query }), before, signal);
      return;
    }
    const found = element("div", "ip-search__found", await answerList(answered.answers, this.#strings));
    const narrowing = answered.answers.length > 1 ? [this.#filters(answered.answers, query, found)] : [];
    if (signal.aborted) return;
    const content = [...before, ...narrowing, found];
    this.#show(query, this.#outcome(answered, query), content);
    if (answered.isWhole) return;
    const offer = await this.#offer(query, signal);
    if (!signal.aborted && offer) this.#results.prepend(offer);
  }

  /** What is said of the answers: how many there are, or how far they are from the query. */
  #outcome({ answers, unknown, isWhole }, query) {
    const [first] = unknown.filter(({ near }) => near.length);
    if (first) {
      return this.#strings.text("nearest", { query: first.word, words: this.#strings.list([first.near[0]]) });
    }
    if (!isWhole) return this.#strings.text("partly");
    return this.#strings.text("results", { count: answers.length, query });
  }

  /** What the query was taken for, and what else it may have been. */
  #understanding({ meant, unknown }, query) {
    const notes = meant.map(({ word, language, terms }) => {
      const { name } = this.#config.languages.find(({ tag }) => tag === language) ?? {};
      const words = terms.join(" · ");
      const said = name ? this.#strings.text("meant", { word, language: name, words })
        : this.#strings.text("also", { words });
      return element("p", "ip-search__note", said);
    });
    const others = unknown.flatMap(({ word, near }) => near.map((other) => ({ word, other })));
    if (others.length) {
      const buttons = others.map(({ word, other }) => {
        const node = button(other);
        node.addEventListener("click", () => this.#ask(replaced(query, word, other)));
        return node;
      });
      notes.push(choices(this.#strings.text("suggestion"), buttons));
    }
    return notes;
  }

  #filters(answers, query, found) {
    return filters({
      answers,
      engine: this.#engine,
      tag: this.#config.language,
      strings: this.#strings,
      labels: this.#config.labels,
      change: async (left) => {
        found.replaceChildren(...await answerList(left, this.#strings));
        this.#say(left.length ? this.#strings.text("results", { count: left.length, query })
          : this.#strings.text("none", { query }));
      },
    });
  }

  /** Nothing in the reader's language: says so, then looks in the others, and where to go on. */
  async #elsewhere(query, nothing, before, signal) {
    const { language, labels } = this.#config;
    const topics = await this.#engine.topics(language);
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

  /** @returns {Promise<HTMLElement|null>} The languages whose pages have the words of the query. */
  async #offer(query, signal) {
    if (!this.#config.languages.length) return null;
    await new Promise((resolve) => { setTimeout(resolve, SETTLED_MS); });
    const found = [];
    for (const language of this.#config.languages) {
      if (signal.aborted) return null;
      if (!(await this.#engine.covers(language.tag))) continue;
      if (await this.#engine.knows(language.tag, query)) found.push(language);
    }
    if (!found.length) return null;
    return choices(this.#strings.text("elsewhere"), found.map(({ tag, name, home }) => {
      const url = new URL(home, this.#engine.base);
      url.searchParams.set("q", query);
      return element("a", "ip-search__choice", name, { href: url.href, hreflang: tag, lang: tag });
    }));
  }

  #show(query, status, content) {
    clearTimeout(this.#patience);
    if (query !== this.#query) this.#results.scrollTop = 0;
    this.#query = query;
    this.#say(status);
    this.#results.replaceChildren(...content);
  }

  #say(text) {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  /** @returns {HTMLElement[]} What the arrow keys go through. */
  #links() {
    const found = this.#results.querySelectorAll(".ip-search__found a, .ip-search__found button:not([hidden])");
    return found.length ? [...found] : [...this.#results.querySelectorAll("a, button:not([hidden])")];
  }

  #onKey(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      // A search field keeps the first Escape to itself in some browsers.
      event.preventDefault();
      this.#dialog.close();
      return;
    }
    const links = this.#links();
    const at = links.indexOf(document.activeElement);
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (at < 0 && document.activeElement !== this.#input) return;
    let target;
    if (event.key === "ArrowDown") target = links[Math.min(at + 1, links.length - 1)];
    else if (event.key === "ArrowUp") target = at > 0 ? links[at - 1] : this.#input;
    else if (event.key === "Home" && at >= 0) [target] = links;
    else if (event.key === "End" && at >= 0) target = links.at(-1);
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  #onClick(event) {
    const onBackdrop = event.target === this.#dialog;
    const link = event.target.closest("a");
    if (link) remember(this.#query);
    const follows = link && !(event.ctrlKey || event.metaKey || event.shiftKey);
    // Following a link to a place on this same page has to uncover it.
    if (onBackdrop || follows || event.target.closest("[data-search-close]")) this.#dialog.close();
  }

  #onClose() {
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

/** A query with a word in another's place; the word alone where it is written otherwise there. */
function replaced(query, word, other) {
  const words = query.split(/\s+/);
  const at = words.findIndex((each) => each.toLowerCase() === word);
  return at < 0 ? (words.length > 1 ? query : other) : words.with(at, other).join(" ");
}
