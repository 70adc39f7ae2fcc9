/**
 * The search dialog.
 *
 * A query is answered from the reader's own language; when that has nothing, the same query is put
 * to the other languages and they are offered with their counts.
 *
 * Markup: partials/search-dialog.html. Page contract: `kind` and, where it helps, `parent` as
 * data-pagefind-meta (section, case-study, paper, event, news or page; the title of the paper).
 */

import { locale } from "./locale.js";
import { Engine, Unreachable, rejoin } from "./search-engine.js";

const DEBOUNCE_MS = 180;
/** How long a search may take before we say that it is under way. */
const PATIENCE_MS = 500;
/** A failed search isn't looked up elsewhere until the reader has stopped typing. */
const SETTLED_MS = 450;
const PAGE_SIZE = 8;
const PARTS_SHOWN = 3;
const SHORTCUT_KEY = "issue-papers.search-shortcut";

/** The interface strings in the reader's language. */
class Strings {
  #strings;
  #plurals;
  #numbers;

  constructor(strings) {
    this.#strings = strings;
    this.#plurals = new Intl.PluralRules(locale);
    this.#numbers = new Intl.NumberFormat(locale);
  }

  /** @returns {string} The string with its placeholders filled in. */
  text(key, values = {}) {
    return this.parts(key, values).join("");
  }

  /** @returns {string} What a kind of page is called. */
  kind(name) {
    return this.#strings[`kinds.${name}`] ?? this.#strings["kinds.page"];
  }

  /** @returns {(string|Node)[]} The same in pieces, for values that are elements. */
  parts(key, values) {
    let template = this.#strings[key];
    if (typeof template === "object") {
      template = template[this.#plurals.select(values.count)] ?? template.other;
    }
    return template.split(/\{(\w+)\}/).map((part, index) => {
      if (index % 2 === 0) return part;
      const value = values[part];
      return typeof value === "number" ? this.#numbers.format(value) : value;
    });
  }
}

/** An element with a class, attributes and children. Text is only ever added as text. */
function element(name, className, children = [], attributes = {}) {
  const node = document.createElement(name);
  if (className) node.className = className;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...[children].flat());
  return node;
}

/**
 * Pagefind's excerpt, in which every < of the page is written &lt; and only <mark> is markup. The
 * parts of an elided word may be marked one by one: they are joined across the marks.
 * @returns {Node[]} A paragraph without the heading it starts with, or nothing.
 */
function excerpt(html, heading) {
  const pieces = html
    .replace(/\u2060(<\/mark>)? (<mark>)?/g, "$1$2")
    .split(/<\/?mark>/)
    .map((piece) => piece.replace(/&lt;/g, "<").replace(/&gt;/g, ">"));
  const text = pieces.join("");
  let skipped = text.startsWith(heading) ? heading.length + /^[.\s]*/.exec(text.slice(heading.length))[0].length : 0;
  const nodes = pieces.flatMap((piece, index) => {
    const rest = piece.slice(skipped);
    skipped -= piece.length - rest.length;
    if (index % 2 === 0) return rest;
    const [, before, word, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su.exec(rest);
    return [before, word && element("mark", "", word), after];
  }).filter(Boolean);
  return nodes.length ? [element("p", "ip-search__excerpt", nodes)] : [];
}

/** The parts of a page that match best, in the order of the page. */
function bestParts(page) {
  const weight = (part) => part.weighted_locations.reduce((sum, { balanced_score }) => sum + balanced_score, 0);
  return page.sub_results
    .filter((part) => part.anchor)
    .map((part, index) => ({ part, index, weight: weight(part) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, PARTS_SHOWN)
    .sort((a, b) => a.index - b.index)
    .map(({ part }) => part);
}

function resultItem(page, strings) {
  const { kind, parent } = page.meta;
  const title = rejoin(page.meta.title ?? page.url);
  const parts = bestParts(page);
  const whole = page.sub_results.find((part) => !part.anchor) ?? (parts.length ? null : page);
  const source = [strings.kind(kind), parent].filter((text) => text && text !== title).join(" · ");
  const link = element("a", "ip-search__link", [
    element("span", "ip-search__title", title),
    element("span", "ip-search__kind", source),
  ], { href: page.url });
  const item = element("li", "ip-search__result", link);
  if (whole) item.append(...excerpt(whole.excerpt, title));
  if (parts.length) {
    item.append(element("ul", "ip-search__parts", parts.map(partItem), { role: "list" }));
  }
  return item;
}

function partItem(part) {
  const heading = rejoin(part.title);
  const title = element("span", "ip-search__title", heading);
  const link = element("a", "ip-search__link", title, { href: part.url });
  return element("li", "ip-search__part", [link, ...excerpt(part.excerpt, heading)]);
}

/** The dialog and what the reader does with it. */
class SearchDialog {
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

  get open() {
    return this.#dialog.open;
  }

  /** Shows the dialog, with a query when there is one. */
  show(opener, query = "") {
    if (this.#dialog.open) return;
    this.#opener = opener;
    if (query) this.#input.value = query;
    this.#dialog.showModal();
    // What search.css hides where there are no keys isn't read out there either.
    if (!document.getElementById("search-hint").offsetParent) this.#input.removeAttribute("aria-describedby");
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

  /** @returns {Promise<Node[]>} The list of the first results, and a button for more. */
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
    more.addEventListener("click", async () => (await extend()).querySelector("a").focus());
    await extend();
    return [list, more];
  }

  /** Nothing in the reader's language: says so, then puts the query to the other languages. */
  async #elsewhere(query, reason, signal) {
    const nothing = this.#strings.text(reason, { query });
    if (signal.aborted) return;
    this.#show(query, nothing, []);
    if (!query || !this.#config.languages.length) return;
    await new Promise((resolve) => { setTimeout(resolve, SETTLED_MS); });
    const found = [];
    for (const language of this.#config.languages) {
      if (signal.aborted) return;
      if (!(await this.#engine.covers(language.tag))) continue;
      const { length: count } = await this.#engine.search(language.tag, query);
      if (count) found.push({ ...language, count });
    }
    if (signal.aborted) return;
    const outcome = this.#strings.text(found.length ? "elsewhere" : "none_elsewhere");
    this.#show(query, nothing + this.#config.between + outcome, found.length ? [this.#offer(found, query)] : []);
  }

  #offer(found, query) {
    const items = found.map(({ tag, name, home, count }) => {
      const url = new URL(home, this.#engine.base);
      url.searchParams.set("q", query);
      const label = this.#strings.parts("in_language", { count, language: element("bdi", "", name, { lang: tag }) });
      return element("li", "ip-search__language", element("a", "ip-search__link", label, { href: url.href, hreflang: tag }));
    });
    return element("ul", "ip-search__list", items, { role: "list" });
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
    return [...this.#results.querySelectorAll("a, button:not([hidden])")];
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

/** Whether the reader is typing, so that a character is a character. */
function isTyping(target) {
  return target instanceof Element
    && (target.closest("input, textarea, select") !== null || target.isContentEditable);
}

/** The / shortcut can be switched off: a single character must not surprise anyone (WCAG 2.1.4). */
function shortcutSetting(checkbox) {
  try {
    checkbox.checked = localStorage.getItem(SHORTCUT_KEY) !== "off";
  } catch { /* storage is blocked: the shortcut stays on until the page is left */ }
  checkbox.addEventListener("change", () => {
    try {
      localStorage.setItem(SHORTCUT_KEY, checkbox.checked ? "on" : "off");
    } catch { /* as above */ }
  });
  return () => checkbox.checked;
}

function start() {
  const [config, strings] = ["search-config", "search-strings"]
    .map((id) => JSON.parse(document.getElementById(id).textContent));
  const dialog = new SearchDialog(config, strings);
  const slashOpens = shortcutSetting(document.getElementById("search-shortcut"));
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

  for (const button of document.querySelectorAll("[data-search-open]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-search-open]");
    if (button) dialog.show(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || dialog.open) return;
    const command = isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey;
    const asked = (command && !event.shiftKey && event.key.toLowerCase() === "k")
      || (slash && slashOpens() && !isTyping(event.target));
    if (!asked) return;
    event.preventDefault();
    dialog.show(document.activeElement);
  });

  const query = new URLSearchParams(location.search).get("q")?.trim();
  if (query) dialog.show(null, query.slice(0, 200));
}

if (document.getElementById("search-dialog") && typeof WebAssembly === "object") start();
