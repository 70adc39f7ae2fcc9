/**
 * Gives each passage a mark that opens what can be done with it (quoting-box.js): copy it as a
 * quotation, copy or share its address, report a mistake, go to it in another language. The same
 * opens for words that are selected. A passage has an id that begins with `p-`, the same in every
 * language, or one that the text gives it.
 *
 * Markup: partials/quoting.html.
 */

import { maybe } from "./dom.js";
import { plain } from "./passage-words.js";
import { isPlain } from "./plain-press.js";

/** @import { QuotingBox } from "./quoting-box.js" */

const PASSAGES = "article .ip-prose [id^='p-']";
/** The page's own words, and those of another language beside. */
const NOT_OF_THE_TEXT = "[data-pagefind-ignore], .ip-pair__cell[lang]";

/**
 * @param {Element} passage
 * @returns {string} Its words, without marks, numbers of notes and what else isn't the text's.
 */
function wordsOf(passage) {
  const copy = /** @type {Element} */ (passage.cloneNode(true));
  for (const other of copy.querySelectorAll("[data-pagefind-ignore], .ip-mark, .footnote-ref, ul, ol")) {
    if (other !== copy) other.remove();
  }
  return plain(copy.textContent ?? "");
}

/**
 * Puts a mark where a passage can hold one: a table stands in a box of its own, and in a list's item
 * it comes before the items within.
 *
 * @param {Element} passage
 * @param {HTMLElement} mark
 */
function place(passage, mark) {
  if (passage instanceof HTMLTableElement) {
    mark.classList.add("ip-mark--below");
    (passage.closest(".ip-scroll") ?? passage).after(mark);
    return;
  }
  const inner = passage.querySelector(":scope > :is(ul, ol)");
  if (inner) inner.before(mark);
  else (passage.matches("blockquote") ? (passage.lastElementChild ?? passage) : passage).append(mark);
}

class Quoting {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    /** @type {Promise<QuotingBox> | null} */
    this.loading = null;
  }

  /** @returns {Promise<QuotingBox>} With the page's citation, whose module there is once. */
  load() {
    this.loading ??= Promise.all([import("./quoting-box.js"), import("./citation-style.js")]).then(
      ([{ QuotingBox }, citation]) => new QuotingBox(this.box, citation),
    );
    return this.loading;
  }

  /**
   * @param {HTMLElement} opener
   * @param {Element | Range} chosen A passage, or what is selected.
   */
  async open(opener, chosen) {
    try {
      const box = await this.load();
      if (chosen instanceof Range) box.openSelected(opener, chosen);
      else box.open(opener, { id: chosen.id, ids: [chosen.id], text: wordsOf(chosen), lines: [] });
    } catch (error) {
      this.loading = null; // without a connection: the next mark asks again
      if (chosen instanceof Element) location.hash = chosen.id;
      throw error;
    }
  }

  /** Gives each passage its mark: a link to it, which opens the box. */
  mark() {
    for (const passage of document.querySelectorAll(PASSAGES)) {
      const mark = document.createElement("a");
      mark.className = "ip-mark";
      mark.href = `#${passage.id}`;
      mark.setAttribute("aria-label", this.box.dataset.mark ?? "");
      mark.setAttribute("aria-haspopup", "dialog");
      mark.addEventListener("click", (event) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        void this.open(mark, passage);
      });
      place(passage, mark);
    }
  }

  /**
   * Offers to quote what is selected, as long as it is.
   *
   * @param {HTMLElement} button
   */
  offer(button) {
    /** @type {Range | null} */
    let chosen = null;
    const onSelected = () => {
      chosen = selected();
      if (!this.box.matches(":popover-open")) button.hidden = chosen === null;
    };
    document.addEventListener("selectionchange", onSelected);
    // The selection is given up by a press on the button, if that isn't held back.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      if (chosen) void this.open(button, chosen);
    });
  }
}

/** @returns {Range | null} What is selected of the text, where that is any of its own words. */
function selected() {
  const selection = getSelection();
  const prose = document.querySelector("article .ip-prose");
  if (!prose || !selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(prose)) return null;
  // A paragraph pressed three times is selected up to what follows it, which may be no text any more.
  if (!prose.contains(range.startContainer)) range.setStart(prose, 0);
  if (!prose.contains(range.endContainer)) range.setEnd(prose, prose.childNodes.length);
  const { commonAncestorContainer: within } = range;
  const around = within instanceof Element ? within : within.parentElement;
  return plain(String(range)) && !around?.closest(NOT_OF_THE_TEXT) ? range : null;
}

const box = document.getElementById("quoting");
const button = maybe(".ip-quote-selected", HTMLElement);
if (box && button && "popover" in HTMLElement.prototype) {
  const quoting = new Quoting(box);
  quoting.mark();
  quoting.offer(button);
}
