/**
 * Gives each footnote a box that popovers.js opens where the text calls it, with the note's own words.
 *
 * Markup: partials/note-box.html; fragments/nodes/notes.html, note-reference.html.
 */

const template = document.querySelector("template[data-note-box]");

/** A note's content, fit to stand twice: without ids, and without the ways back. */
function copied(note) {
  const copy = note.cloneNode(true);
  for (const back of copy.querySelectorAll(".footnote-backref")) back.remove();
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  return copy.childNodes;
}

function box(link, note) {
  const made = template.content.firstElementChild.cloneNode(true);
  const prose = note.closest("[lang]");
  made.id = `box-of-${note.id}`;
  made.setAttribute("aria-label", link.getAttribute("aria-label"));
  const text = made.querySelector("[data-note]");
  text.append(...copied(note));
  text.lang = prose.lang;
  text.dir = getComputedStyle(note).direction;
  const whole = made.querySelector("[data-note-link]");
  whole.href = link.getAttribute("href");
  made.querySelector("button").setAttribute("popovertarget", made.id);
  return made;
}

/** Makes the boxes; a note that is called twice has one. */
export function makeBoxes() {
  if (!template) return;
  const main = document.querySelector("main");
  for (const link of document.querySelectorAll("a.footnote-ref")) {
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!note) continue;
    const id = `box-of-${note.id}`;
    if (!document.getElementById(id)) main.append(box(link, note));
    link.dataset.opens = id;
  }
}
