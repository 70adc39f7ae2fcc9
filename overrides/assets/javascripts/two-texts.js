/**
 * A page's text next to the same text in another language (side-by-side.js asks for it).
 *
 * The two are aligned by the ids that they share, and between two ids paragraph by paragraph where
 * both have the same kinds in the same order. Row by row, both languages stand in the page itself,
 * so that the keyboard, screen readers and paper take them in turn.
 */

import { one } from "./dom.js";

/** @typedef {[left: Element[], right: Element[]]} Row Blocks of both texts that stand side by side. */

const REFERRING = ["aria-labelledby", "aria-describedby", "headers", "for"];

/**
 * @param {Element} block
 * @returns {string} The id that a block of text is known by in every language; empty if none.
 */
function idOf(block) {
  return block.id || block.querySelector("h2[id], h3[id], h4[id]")?.id || "";
}

/**
 * Splits a text at its ids, less their prefix; the first passage has no id.
 * @param {Element[]} blocks
 * @param {string} [prefix]
 */
function passages(blocks, prefix = "") {
  let last = { id: "", blocks: /** @type {Element[]} */ ([]) };
  const found = [last];
  for (const block of blocks) {
    const id = idOf(block).slice(prefix.length);
    if (id) {
      last = { id, blocks: [] };
      found.push(last);
    }
    last.blocks.push(block);
  }
  return found;
}

/**
 * Pairs two passages: block by block if they are alike, else each as a whole.
 * @param {Element[]} ours
 * @param {Element[]} theirs
 * @returns {Row[]}
 */
function rows(ours, theirs) {
  const kind = (/** @type {Element} */ block) =>
    block.getAttribute("role") === "group" ? "ASIDE" : block.tagName;
  const kinds = (/** @type {Element[]} */ blocks) => blocks.map(kind).join();
  if (ours.length && kinds(ours) === kinds(theirs)) {
    return ours.map((block, n) => [[block], [theirs[n]]]);
  }
  return ours.length || theirs.length ? [[ours, theirs]] : [];
}

/**
 * Aligns two texts; what only the other has follows what it follows there.
 * @param {Element[]} ours
 * @param {Element[]} theirs
 * @param {string} prefix What the ids of the other begin with.
 */
export function align(ours, theirs, prefix) {
  const left = passages(ours);
  const right = passages(theirs, prefix);
  const known = new Set(left.map(({ id }) => id));
  const aligned = [];
  for (const { id, blocks } of left) {
    const at = right.findIndex((other) => other.id === id);
    aligned.push(...rows(blocks, at < 0 ? [] : right[at].blocks));
    for (let n = at + 1; at >= 0 && n < right.length && !known.has(right[n].id); n += 1) {
      aligned.push(...rows([], right[n].blocks));
    }
  }
  return aligned;
}

/**
 * A link's address from the root where it stays on the site: print spells only others out.
 * @param {URL} url
 */
function address(url) {
  return url.origin === location.origin ? url.pathname + url.search + url.hash : url.href;
}

/**
 * Makes the other page's elements fit to stand in this one: ids of their own, links that work.
 * @param {Element} root
 * @param {string} tag Its language.
 * @param {URL} page
 */
function adopt(root, tag, page) {
  const own = (/** @type {string} */ id) => `${tag}--${id}`;
  for (const element of root.querySelectorAll("*")) {
    if (element.matches(".headerlink, script")) {
      element.remove();
      continue;
    }
    if (element.id) element.id = own(element.id);
    for (const name of REFERRING) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.split(/\s+/).map(own).join(" "));
    }
    const href = element.getAttribute("href");
    if (href?.startsWith("#")) element.setAttribute("href", `#${own(href.slice(1))}`);
    else if (href !== null) element.setAttribute("href", address(new URL(href, page)));
    const src = element.getAttribute("src");
    if (src !== null) element.setAttribute("src", new URL(src, page).href);
    // Definitions stay with their page; where there is no glossary to lead to, the term is a word.
    if (element.matches("[data-opens][href^='#']")) element.replaceWith(...element.childNodes);
  }
  for (const aside of root.querySelectorAll("aside")) {
    const group = document.createElement("div");
    group.append(...aside.childNodes);
    for (const { name, value } of aside.attributes) group.setAttribute(name, value);
    group.setAttribute("role", "group");
    aside.replaceWith(group);
  }
}

/**
 * @param {Element[]} blocks
 * @param {HTMLAnchorElement} [link] The one that leads to the other language, for a cell of it.
 */
function cell(blocks, link) {
  const made = document.createElement("div");
  made.className = "ip-pair__cell";
  if (link) {
    made.lang = link.lang;
    made.dir = link.dataset.direction ?? "";
  }
  made.append(...blocks);
  return made;
}

/**
 * @param {Element[]} left
 * @param {Element[]} right
 * @param {HTMLAnchorElement} link
 */
function row(left, right, link) {
  const made = document.createElement("div");
  made.className = "ip-pair__row";
  made.append(cell(left), cell(right, link));
  return made;
}

/**
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement} prose
 * @param {HTMLElement} status
 */
export async function show(link, prose, status) {
  const page = new URL(link.dataset.page ?? "", location.href);
  const response = await fetch(page);
  if (!response.ok) throw new Error(`${response.status}`);
  const other = new DOMParser().parseFromString(await response.text(), "text/html");
  const article = one("article", HTMLElement, other);
  adopt(article, link.lang, page);
  const theirs = one(".ip-prose", HTMLElement, article);
  const aligned = align([...prose.children], [...theirs.children], `${link.lang}--`);
  const head = [".ip-lead h1", ".ip-standfirst"].map((name) => [
    document.querySelector(`article ${name}`),
    article.querySelector(name),
  ]);
  for (const [ours, their] of head) {
    if (!ours || !their) continue;
    const place = document.createComment("");
    ours.replaceWith(place);
    place.replaceWith(row([ours], [their], link));
  }
  prose.replaceChildren(...aligned.map(([left, right]) => row(left, right, link)));
  document.documentElement.dataset.pair = link.lang;
  status.textContent = status.dataset.ready?.replace("{language}", link.textContent.trim()) ?? "";
  // The place that the address names has moved with all others.
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}
