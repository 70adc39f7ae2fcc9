/** What the search dialog shows, as elements. */

import { passage } from "./search-passages.js";

/** @import { Fragment, Passage } from "./search-passages.js" */
/** @import { Answer } from "./search-ranking.js" */
/** @import { Strings } from "./search-strings.js" */

/** @typedef {string | Node | (string | Node)[]} Children */

const PAGE_SIZE = 5;
const PARTS_SHOWN = 2;

/**
 * An element with a class, children and attributes. Text is only ever added as text.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {Children} [children]
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
 * A button that looks like a word, or one that is pressed to choose.
 * @param {Children} text
 * @param {Record<string, string>} [attributes]
 */
export function button(text, attributes = {}) {
  return element("button", "ip-search__choice", text, { type: "button", ...attributes });
}

/**
 * Choices in a row, below what they are.
 * @param {string} label
 * @param {HTMLElement[]} items
 */
export function choices(label, items) {
  const list = element(
    "ul",
    "ip-search__choices",
    items.map((item) => element("li", "", item)),
    { role: "list" },
  );
  return element("div", "ip-search__group", [element("p", "ip-search__label", label), list]);
}

/**
 * @param {Answer[]} answers
 * @param {Strings} strings
 * @returns {Promise<HTMLElement[]>} The list of the first answers, and a button for more.
 */
export async function answerList(answers, strings) {
  const list = element("ol", "ip-search__list", [], { role: "list" });
  const more = element("button", "ip-search__more", [], { type: "button" });
  let shown = 0;
  const extend = async () => {
    const items = await Promise.all(
      answers.slice(shown, shown + PAGE_SIZE).map((answer) => answerItem(answer, strings)),
    );
    list.append(...items);
    shown += items.length;
    more.hidden = shown >= answers.length;
    more.textContent = strings.text("more", { count: Math.min(PAGE_SIZE, answers.length - shown) });
    return items[0];
  };
  more.addEventListener("click", async () => (await extend())?.querySelector("a")?.focus());
  await extend();
  return [list, more];
}

/**
 * @typedef {object} Shown What is shown of an answer.
 * @property {string} url
 * @property {string} title
 * @property {Fragment} fragment The best of its documents.
 * @property {Passage[]} passages The best first.
 * @property {Passage[]} parts Those that are listed below it.
 * @property {Passage} [whole] The one that stands for the page as a whole.
 */

/**
 * @param {Answer} answer
 * @returns {Promise<Shown>}
 */
export async function shownOf({ hits }) {
  const best = hits.slice(0, PARTS_SHOWN);
  const fragments = await Promise.all(best.map((hit) => hit.data()));
  const passages = fragments.map((fragment, index) => passage(fragment, best[index].locations));
  const [fragment] = fragments;
  const isPart = Boolean(fragment.meta.id);
  const isApart = ["recommendation", "term", "downloads", "references"].includes(fragment.meta.kind);
  return {
    url: isApart ? passages[0].url : fragment.url,
    title: isPart && !isApart ? fragment.meta.page : fragment.meta.title,
    fragment,
    passages,
    parts: isApart ? [] : passages.filter((_, index) => fragments[index].meta.id),
    whole: isApart ? passages[0] : passages.find((_, index) => !fragments[index].meta.id),
  };
}

/**
 * @param {Answer} answer
 * @param {Strings} strings
 */
async function answerItem(answer, strings) {
  const { url, title, fragment, parts, whole } = await shownOf(answer);
  const { kind, parent, page, people } = fragment.meta;
  const source = [strings.kind(kind), ...new Set([page, parent])].filter((text) => text && text !== title);
  const by = kind === "paper" && people?.length ? [people.join(", ")] : [];
  const link = element(
    "a",
    "ip-search__link",
    [
      element("span", "ip-search__title", title),
      element("span", "ip-search__kind", [...source, ...by].join(" · ")),
    ],
    { href: url },
  );
  const item = element("li", "ip-search__result", link);
  if (whole) item.append(...excerpt(whole, title));
  if (parts.length) item.append(element("ul", "ip-search__parts", parts.map(partItem), { role: "list" }));
  return item;
}

/** @param {Passage} part */
function partItem(part) {
  const title = element("span", "ip-search__title", part.title);
  const link = element("a", "ip-search__link", title, { href: part.url });
  return element("li", "ip-search__part", [link, ...excerpt(part, part.title)]);
}

/**
 * A passage's words, without the title where it is no more than that.
 * @param {Passage} passage
 * @param {string} title
 */
function excerpt({ pieces, url }, title) {
  const text = pieces
    .map((piece) => piece.text)
    .join("")
    .trim();
  if (!text || text === title) return [];
  const nodes = pieces.map(({ text: part, isMarked }) => (isMarked ? element("mark", "", part) : part));
  return [element("p", "ip-search__excerpt", nodes, { "data-passage": url.split("#")[1] ?? "" })];
}
