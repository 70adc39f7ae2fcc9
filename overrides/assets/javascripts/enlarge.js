/**
 * Shows a picture, or a table that is wider than the text, on the whole screen. What is shown is the
 * page's own element, not a copy: it goes into a dialog and comes back, so that ids stay unique, and
 * its place stays free meanwhile. A mark of its own opens it, always in sight.
 *
 * Markup: partials/enlarge.html.
 */

import { all, maybe, one } from "./dom.js";

const FIGURES = ".ip-prose .ip-figure > :is(img, picture, .ip-scroll)";
const TABLES = ":is(.ip-prose, .ip-compare, .ip-states) .ip-scroll:not(.ip-figure > *)";

/** @param {Element} element */
const isTable = (element) => element.matches(".ip-scroll");

/** @param {Element} element */
const heightOf = (element) => element.getBoundingClientRect().height;

/**
 * @param {Element} element A picture or a table's region.
 * @returns {string} What it is called: as its region is, or by the line below it.
 */
export function nameOf(element) {
  const line = element.parentElement?.querySelector(".ip-figure__number")?.textContent.trim();
  const label = document.getElementById(element.getAttribute("aria-labelledby") ?? "");
  return line ?? element.getAttribute("aria-label") ?? label?.textContent?.trim() ?? "";
}

class Enlarging {
  /** @param {DocumentFragment} pattern What the template holds: the mark, and the dialog. */
  constructor(pattern) {
    this.pattern = pattern;
    /** @type {Map<Element, HTMLElement>} */
    this.marks = new Map();
    // A table is as wide as its letters are large, and the screen turns.
    this.watch = new ResizeObserver((entries) => {
      for (const { target } of entries) this.weigh(target);
    });
  }

  /**
   * @template {HTMLElement} T
   * @param {string} selector
   * @param {new () => T} type
   * @returns {T}
   */
  made(selector, type) {
    return /** @type {T} */ (one(selector, type, this.pattern).cloneNode(true));
  }

  /** @param {Element} element */
  add(element) {
    const mark = this.made("button", HTMLButtonElement);
    one("[data-name]", HTMLElement, mark).textContent = nameOf(element);
    mark.addEventListener("click", () => this.open(element, mark));
    const caption = element.parentElement?.querySelector(":scope > figcaption");
    if (caption) caption.append(mark);
    else element.after(mark);
    this.marks.set(element, mark);
    if (isTable(element)) this.watch.observe(element);
    else mark.hidden = false;
  }

  /** @param {Element} element A table's region: it has a mark while it has to be scrolled. */
  weigh(element) {
    const mark = this.marks.get(element);
    if (mark && !element.closest("dialog")) mark.hidden = element.scrollWidth <= element.clientWidth;
  }

  /**
   * @param {Element} element
   * @param {HTMLElement} mark
   */
  open(element, mark) {
    const dialog = this.made("dialog", HTMLDialogElement);
    const place = document.createElement("div");
    const view = one("[data-view]", HTMLElement, dialog);
    const name = nameOf(element);
    one("[data-name]", HTMLElement, dialog).textContent = name;
    dialog.setAttribute("aria-label", name);
    if (!isTable(element)) {
      view.tabIndex = 0;
      view.role = "region";
      view.ariaLabel = name;
    }
    const around = /** @type {Element} */ (element.parentElement);
    const height = heightOf(around);
    place.style.blockSize = "1px"; // without a height, margins would collapse through it
    element.before(place, dialog);
    view.append(element);
    for (const each of all("[sizes]", HTMLElement, element)) each.setAttribute("sizes", "100vw");
    // A picture also had its line's descent.
    place.style.blockSize = `${1 + height - heightOf(around)}px`;
    const close = () => dialog.close();
    addEventListener("beforeprint", close); // on paper it stands in its place
    dialog.addEventListener("close", () => {
      removeEventListener("beforeprint", close);
      place.replaceWith(element);
      dialog.remove();
      mark.focus({ preventScroll: true });
    });
    dialog.showModal();
  }
}

const template = maybe("template[data-enlarge]", HTMLTemplateElement);
if (template) {
  const enlarging = new Enlarging(template.content);
  for (const element of all(`${FIGURES}, ${TABLES}`, HTMLElement)) enlarging.add(element);
}
