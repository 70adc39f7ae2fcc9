/**
 * What the search dialog shows: its strings, and what was found.
 *
 * Page contract: `kind` and, where it helps, `parent` as data-pagefind-meta (section, case-study,
 * paper, event, news or page; the title of the paper).
 */

import { locale } from "./locale.js";
import { rejoin } from "./search-engine.js";

/** @import { Page, Part } from "./search-engine.js" */
/** @import { Forms } from "./words.js" */

/** @typedef {Record<string, string | Forms>} Texts */
/** @typedef {Record<string, string | number | Node>} Values */

const PARTS_SHOWN = 3;
/** A marked piece of a text: what stands before the word, the word, and what stands behind it. */
const MARKED = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su;

/** The interface strings in the reader's language. */
export class Strings {
  #strings;
  #plurals;
  #numbers;

  /** @param {Texts} strings */
  constructor(strings) {
    this.#strings = strings;
    this.#plurals = new Intl.PluralRules(locale);
    this.#numbers = new Intl.NumberFormat(locale);
  }

  /**
   * @param {string} key
   * @param {Values} [values]
   * @returns {string} The string with its placeholders filled in.
   */
  text(key, values = {}) {
    return this.parts(key, values).join("");
  }

  /**
   * @param {string} [name]
   * @returns {string} What a kind of page is called.
   */
  kind(name) {
    return this.text(`kinds.${name}` in this.#strings ? `kinds.${name}` : "kinds.page");
  }

  /**
   * @param {string} key
   * @param {Values} values
   * @returns {(string | Node)[]} The same in pieces, for values that are elements.
   */
  parts(key, values) {
    const forms = this.#strings[key];
    const form = typeof forms === "object" ? this.#plurals.select(Number(values.count)) : "other";
    const template = typeof forms === "object" ? (forms[form] ?? forms.other) : forms;
    return template.split(/\{(\w+)\}/).map((part, index) => {
      if (index % 2 === 0) return part;
      const value = values[part];
      return typeof value === "number" ? this.#numbers.format(value) : value;
    });
  }
}

/**
 * An element with a class, attributes and children. Text is only ever added as text.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {string | Node | (string | Node)[]} [children]
 * @param {Record<string, string>} [attributes]
 */
export function element(name, className, children = [], attributes = {}) {
  const node = document.createElement(name);
  if (className) node.className = className;
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...[children].flat());
  return node;
}

/**
 * Pagefind's excerpt, in which every < of the page is written &lt; and only <mark> is markup. The
 * parts of an elided word may be marked one by one: they are joined across the marks.
 * @param {string} html
 * @param {string} heading
 * @returns {Node[]} A paragraph without the heading it starts with, or nothing.
 */
function excerpt(html, heading) {
  const pieces = html
    .replace(/\u2060(<\/mark>)? (<mark>)?/g, "$1$2")
    .split(/<\/?mark>/)
    .map((piece) => piece.replace(/&lt;/g, "<").replace(/&gt;/g, ">"));
  const text = pieces.join("");
  const after = text.startsWith(heading) ? text.slice(heading.length) : null;
  let skipped = after === null ? 0 : text.length - after.replace(/^[.\s]*/, "").length;
  const nodes = pieces
    .flatMap((piece, index) => {
      const rest = piece.slice(skipped);
      skipped -= piece.length - rest.length;
      if (index % 2 === 0) return rest;
      const [, before = "", word = "", behind = ""] = MARKED.exec(rest) ?? [];
      return [before, word && element("mark", "", word), behind];
    })
    .filter(Boolean);
  return nodes.length ? [element("p", "ip-search__excerpt", nodes)] : [];
}

/**
 * The parts of a page that match best, in the order of the page.
 * @param {Page} page
 */
function bestParts(page) {
  const weight = (/** @type {Part} */ part) =>
    part.weighted_locations.reduce((sum, { balanced_score }) => sum + balanced_score, 0);
  return page.sub_results
    .filter((part) => part.anchor)
    .map((part, index) => ({ part, index, weight: weight(part) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, PARTS_SHOWN)
    .sort((a, b) => a.index - b.index)
    .map(({ part }) => part);
}

/**
 * @param {Page} page
 * @param {Strings} strings
 */
export function resultItem(page, strings) {
  const { kind, parent } = page.meta;
  const title = rejoin(page.meta.title ?? page.url);
  const parts = bestParts(page);
  const whole = page.sub_results.find((part) => !part.anchor) ?? (parts.length ? null : page);
  const source = [strings.kind(kind), parent ?? ""].filter((text) => text && text !== title).join(" · ");
  const link = element(
    "a",
    "ip-search__link",
    [element("span", "ip-search__title", title), element("span", "ip-search__kind", source)],
    { href: page.url },
  );
  const item = element("li", "ip-search__result", link);
  if (whole) item.append(...excerpt(whole.excerpt, title));
  if (parts.length) {
    item.append(element("ul", "ip-search__parts", parts.map(partItem), { role: "list" }));
  }
  return item;
}

/** @param {Part} part */
function partItem(part) {
  const heading = rejoin(part.title);
  const title = element("span", "ip-search__title", heading);
  const link = element("a", "ip-search__link", title, { href: part.url });
  return element("li", "ip-search__part", [link, ...excerpt(part.excerpt, heading)]);
}
