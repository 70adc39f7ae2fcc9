/**
 * The search dialog.
 *
 * A query is answered from the reader's own language; when that has nothing, the same query is put
 * to the other languages and they are offered with their counts.
 *
 * Markup: partials/search-dialog.html. Page contract: `kind` and, where it helps, `parent` as
 * data-pagefind-meta (section, case-study, paper, event, news or page; the title of the paper).
 */

import { all, data, maybe, one } from "./dom.js";
import { Engine, Unreachable } from "./search-engine.js";
import { element, resultItem, Strings } from "./search-results.js";
import { isTyping, shortcutSetting } from "./search-shortcut.js";

/** @import { Result } from "./search-engine.js" */
/** @import { Texts } from "./search-results.js" */

/** @typedef {{tag: string, name: string, home: string}} Language One that can be searched, too. */
/** @typedef {{base: string, between: string, language: string, languages: Language[]}} Config */

const DEBOUNCE_MS = 180;
/** How long a search may take before we say that it is under way. */
const PATIENCE_MS = 500;
/** A failed search isn't looked up elsewhere until the reader has stopped typing. */
const SETTLED_MS = 450;
const PAGE_SIZE = 8;

/** The dialog and what the reader does with it. */
class SearchDialog {
  #dialog = one("#search-dialog", HTMLDialogElement);
  #input = one("#search-input", HTMLInputElement);
  #status = one("#search-status", HTMLElement);
  #results = one("#search-results", HTMLElement);
  #config;
  #strings;
  #engine;
  /** @type {HTMLElement | null} */
  #opener = null;
  #current = new AbortController();
  #query = "";
  #timer = 0;
  #patience = 0;

  /**
   * @param {Config} config
   * @param {Texts} strings
   */
  constructor(config, strings) {
    this.#config = config;
    this.#strings = new Strings(strings);
    this.#engine = new Engine(new URL(`${config.base || "."}/`.replace(/\/+$/, "/"), document.baseURI));

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

  get open() {
    return this.#dialog.open;
  }

  /**
   * Shows the dialog, with a query when there is one.
   * @param {HTMLElement | null} opener What gets the focus back.
   * @param {string} [query]
   */
  show(opener, query = "") {
    if (this.#dialog.open) return;
    this.#opener = opener;
    if (query) this.#input.value = query;
    this.#dialog.showModal();
    // What search.css hides where there are no keys isn't read out there either.
    const isHintShown = one("#search-hint", HTMLElement).offsetParent !== null;
    if (!isHintShown) this.#input.removeAttribute("aria-describedby");
    this.#input.focus();
    this.#input.select();
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
    if (document.activeElement === this.#input) this.#links()[0]?.focus();
  }

  /** Searches for what is in the field; a search still under way is abandoned. */
  async #run() {
    clearTimeout(this.#timer);
    this.#current.abort();
    this.#current = new AbortController();
    const { signal } = this.#current;
    const query = this.#input.value.trim();
    const language = this.#config.language;
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#say(this.#strings.text("loading")), PATIENCE_MS);
    try {
      if (!(await this.#engine.covers(language))) {
        await this.#elsewhere(query, "not_covered", signal);
        return;
      }
      // One letter is a word in Chinese or Japanese, and every word in other scripts.
      const searchable = query.length > 1 || query > "\u2e80";
      const results = searchable ? await this.#engine.search(language, query) : [];
      if (signal.aborted) return;
      if (!searchable) {
        this.#show(query, "", []);
      } else if (results.length) {
        const items = await this.#items(results);
        if (signal.aborted) return;
        this.#show(query, this.#strings.text("results", { count: results.length, query }), items);
      } else {
        await this.#elsewhere(query, "none", signal);
      }
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      if (!signal.aborted) this.#show(query, this.#strings.text(navigator.onLine ? "failed" : "offline"), []);
    }
  }

  /**
   * @param {Result[]} results
   * @returns {Promise<Node[]>} The list of the first results, and a button for more.
   */
  async #items(results) {
    const list = element("ol", "ip-search__list", [], { role: "list" });
    const more = element("button", "ip-search__more", [], { type: "button" });
    let shown = 0;
    const extend = async () => {
      const pages = await Promise.all(results.slice(shown, shown + PAGE_SIZE).map((result) => result.data()));
      const items = pages.map((page) => resultItem(page, this.#strings));
      list.append(...items);
      shown += items.length;
      more.hidden = shown >= results.length;
      more.textContent = this.#strings.text("more", { count: Math.min(PAGE_SIZE, results.length - shown) });
      return items[0];
    };
    more.addEventListener("click", async () => (await extend()).querySelector("a")?.focus());
    await extend();
    return [list, more];
  }

  /**
   * Nothing in the reader's language: says so, then puts the query to the other languages.
   * @param {string} query
   * @param {"none" | "not_covered"} reason
   * @param {AbortSignal} signal
   */
  async #elsewhere(query, reason, signal) {
    const nothing = this.#strings.text(reason, { query });
    if (signal.aborted) return;
    this.#show(query, nothing, []);
    if (!query || !this.#config.languages.length) return;
    await new Promise((resolve) => {
      setTimeout(resolve, SETTLED_MS);
    });
    const found = [];
    for (const language of this.#config.languages) {
      if (signal.aborted) return;
      if (!(await this.#engine.covers(language.tag))) continue;
      const { length: count } = await this.#engine.search(language.tag, query);
      if (count) found.push({ ...language, count });
    }
    if (signal.aborted) return;
    const outcome = this.#strings.text(found.length ? "elsewhere" : "none_elsewhere");
    this.#show(
      query,
      nothing + this.#config.between + outcome,
      found.length ? [this.#offer(found, query)] : [],
    );
  }

  /**
   * @param {(Language & {count: number})[]} found
   * @param {string} query
   */
  #offer(found, query) {
    const items = found.map(({ tag, name, home, count }) => {
      const url = new URL(home, this.#engine.base);
      url.searchParams.set("q", query);
      const label = this.#strings.parts("in_language", {
        count,
        language: element("bdi", "", name, { lang: tag }),
      });
      return element(
        "li",
        "ip-search__language",
        element("a", "ip-search__link", label, { href: url.href, hreflang: tag }),
      );
    });
    return element("ul", "ip-search__list", items, { role: "list" });
  }

  /**
   * @param {string} query
   * @param {string} status
   * @param {Node[]} content
   */
  #show(query, status, content) {
    clearTimeout(this.#patience);
    if (query !== this.#query) this.#results.scrollTop = 0;
    this.#query = query;
    this.#say(status);
    this.#results.replaceChildren(...content);
  }

  /** @param {string} text */
  #say(text) {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  /** @returns {HTMLElement[]} What the arrow keys go through. */
  #links() {
    return all("a, button:not([hidden])", HTMLElement, this.#results);
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
    const { activeElement } = document;
    const at = activeElement instanceof HTMLElement ? links.indexOf(activeElement) : -1;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (at < 0 && document.activeElement !== this.#input) return;
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
    const follows = event.target.closest("a") && !(event.ctrlKey || event.metaKey || event.shiftKey);
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

function start() {
  const dialog = new SearchDialog(data("#search-config"), data("#search-strings"));
  const slashOpens = shortcutSetting(one("#search-shortcut", HTMLInputElement));
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

  for (const button of all("[data-search-open]", HTMLElement)) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-search-open]");
    if (button instanceof HTMLElement) dialog.show(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || dialog.open) return;
    const command = isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey;
    const asked =
      (command && !event.shiftKey && event.key.toLowerCase() === "k") ||
      (slash && slashOpens() && !isTyping(event.target));
    if (!asked) return;
    event.preventDefault();
    dialog.show(document.activeElement instanceof HTMLElement ? document.activeElement : null);
  });

  const query = new URLSearchParams(location.search).get("q")?.trim();
  if (query) dialog.show(null, query.slice(0, 200));
}

if (maybe("#search-dialog", HTMLDialogElement) && typeof WebAssembly === "object") start();
