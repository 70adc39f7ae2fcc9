/**
 * Gives each footnote a box that popovers.js opens where the text calls it, with the note's own words.
 *
 * Markup: partials/note-box.html; fragments/nodes/notes.html, note-reference.html.
 */

import { all, maybe, one } from "./dom.js";

const template = maybe("template[data-note-box]", HTMLTemplateElement);

/**
 * A note's content, fit to stand twice: without ids, and without the ways back.
 *
 * @param {HTMLElement} note
 */
function copied(note) {
  const copy = /** @type {HTMLElement} */ (note.cloneNode(true));
  for (const back of copy.querySelectorAll(".footnote-backref")) back.remove();
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  return copy.childNodes;
}

/**
 * @param {DocumentFragment} pattern What the template holds.
 * @param {HTMLElement} link
 * @param {HTMLElement} note
 */
function box(pattern, link, note) {
  const made = one("*", HTMLElement, /** @type {DocumentFragment} */ (pattern.cloneNode(true)));
  const prose = /** @type {HTMLElement | null} */ (note.closest("[lang]"));
  made.id = `box-of-${note.id}`;
  made.setAttribute("aria-label", link.getAttribute("aria-label") ?? "");
  const text = one("[data-note]", HTMLElement, made);
  text.append(...copied(note));
  text.lang = prose?.lang ?? "";
  text.dir = getComputedStyle(note).direction;
  one("[data-note-link]", HTMLElement, made).setAttribute("href", link.getAttribute("href") ?? "");
  one("button", HTMLElement, made).setAttribute("popovertarget", made.id);
  return made;
}

/** Makes the boxes; a note that is called twice has one. */
export function makeBoxes() {
  if (!template) return;
  const main = one("main", HTMLElement);
  for (const link of all("a.footnote-ref", HTMLAnchorElement)) {
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!note) continue;
    const id = `box-of-${note.id}`;
    if (!document.getElementById(id)) main.append(box(template.content, link, note));
    link.dataset.opens = id;
  }
}
