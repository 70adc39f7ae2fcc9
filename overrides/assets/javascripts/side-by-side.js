/**
 * Puts a page's text next to the same text in another language, for `?with=<language>`.
 *
 * The two are aligned by the ids that they share, and between two ids paragraph by paragraph where
 * both have the same kinds in the same order. Row by row, both languages stand in the page itself,
 * so that the keyboard, screen readers and paper take them in turn.
 */

const REFERRING = ["aria-labelledby", "aria-describedby", "headers", "for"];

/** @returns {string} The id that a block of text is known by in every language; empty if none. */
function idOf(block) {
  return block.id || block.querySelector("h2[id], h3[id], h4[id]")?.id || "";
}

/** Splits a text at its ids, less their prefix: [id, blocks][], the first without an id. */
function passages(blocks, prefix = "") {
  const found = [["", []]];
  for (const block of blocks) {
    const id = idOf(block).slice(prefix.length);
    if (id) found.push([id, []]);
    found.at(-1)[1].push(block);
  }
  return found;
}

/** Pairs two passages: block by block if they are alike, else each as a whole. */
function rows(ours, theirs) {
  const kind = (block) => (block.getAttribute("role") === "group" ? "ASIDE" : block.tagName);
  const kinds = (blocks) => blocks.map(kind).join();
  if (ours.length && kinds(ours) === kinds(theirs)) {
    return ours.map((block, n) => [[block], [theirs[n]]]);
  }
  return ours.length || theirs.length ? [[ours, theirs]] : [];
}

/** Aligns two texts; what only the other has follows what it follows there. */
function align(ours, theirs, prefix) {
  const left = passages(ours);
  const right = passages(theirs, prefix);
  const known = new Set(left.map(([id]) => id));
  const aligned = [];
  for (const [id, blocks] of left) {
    const at = right.findIndex(([other]) => other === id);
    aligned.push(...rows(blocks, at < 0 ? [] : right[at][1]));
    for (let n = at + 1; at >= 0 && n < right.length && !known.has(right[n][0]); n += 1) {
      aligned.push(...rows([], right[n][1]));
    }
  }
  return aligned;
}

/** A link's address from the root where it stays on the site: print spells only others out. */
function address(url) {
  return url.origin === location.origin ? url.pathname + url.search + url.hash : url.href;
}

/** Makes the other page's elements fit to stand in this one: ids of their own, links that work. */
function adopt(root, tag, page) {
  const own = (id) => `${tag}--${id}`;
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
    if (element.hasAttribute("src")) element.src = new URL(element.getAttribute("src"), page).href;
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

function cell(blocks, link) {
  const made = document.createElement("div");
  made.className = "ip-pair__cell";
  if (link) {
    made.lang = link.lang;
    made.dir = link.dataset.direction;
  }
  made.append(...blocks);
  return made;
}

function row(left, right, link) {
  const made = document.createElement("div");
  made.className = "ip-pair__row";
  made.append(cell(left), cell(right, link));
  return made;
}

async function show(link, status) {
  const page = new URL(link.dataset.page, location.href);
  const response = await fetch(page);
  if (!response.ok) throw new Error(`${response.status}`);
  const other = new DOMParser().parseFromString(await response.text(), "text/html");
  const article = other.querySelector("article");
  adopt(article, link.lang, page);
  const prose = document.querySelector("article .ip-prose");
  const theirs = article.querySelector(".ip-prose");
  const aligned = align([...prose.children], [...theirs.children], `${link.lang}--`);
  const head = [".ip-lead h1", ".ip-standfirst"].map((name) => [
    document.querySelector(`article ${name}`), article.querySelector(name),
  ]);
  for (const [ours, their] of head) {
    if (!ours || !their) continue;
    const place = document.createComment("");
    ours.replaceWith(place);
    place.replaceWith(row([ours], [their], link));
  }
  prose.replaceChildren(...aligned.map(([left, right]) => row(left, right, link)));
  document.documentElement.dataset.pair = link.lang;
  status.textContent = status.dataset.ready.replace("{language}", link.textContent.trim());
  // The place that the address names has moved with all others.
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

const links = document.querySelector("[data-pair-links]");
const prose = document.querySelector("article .ip-prose");

if (links && prose && location.protocol.startsWith("http")) {
  links.hidden = false;
  for (const shortcut of document.querySelectorAll("[data-pair-shortcut]")) shortcut.hidden = false;
  const wanted = new URLSearchParams(location.search).get("with");
  const link = [...links.querySelectorAll("[data-pair]")].find((a) => a.dataset.pair === wanted);
  if (link) {
    const status = links.querySelector("[data-pair-status]");
    link.setAttribute("aria-current", "true");
    links.querySelector("[data-pair-close]").hidden = false;
    show(link, status).catch(() => { status.textContent = status.dataset.failed; });
  }
}
