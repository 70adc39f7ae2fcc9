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
const WITH_AN_ID = "article .ip-prose :is([id^='p-'], figure, aside, [role=group], h2, h3)[id]";

/** @typedef {{id: string, text: string, words: string}} Quoted What is open; `words` if selected. */

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
   * @param {Quoted} quoted
   */
  async open(opener, quoted) {
    try {
      (await this.load()).open(opener, quoted);
    } catch (error) {
      this.loading = null; // without a connection: the next mark asks again
      location.hash = quoted.id;
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
        void this.open(mark, { id: passage.id, text: wordsOf(passage), words: "" });
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
    /** @type {Quoted | null} */
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

/** @returns {Quoted | null} The words that are selected in the text, and the passage they begin in. */
function selected() {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const { startContainer, commonAncestorContainer } = selection.getRangeAt(0);
  const prose = document.querySelector("article .ip-prose");
  const words = plain(selection.toString());
  if (!words || !prose?.contains(commonAncestorContainer)) return null;
  const element = startContainer instanceof Element ? startContainer : startContainer.parentElement;
  const own = element?.closest(WITH_AN_ID);
  const before = [...prose.querySelectorAll(WITH_AN_ID)].filter(
    (each) => each.compareDocumentPosition(startContainer) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const passage = own ?? before.at(-1);
  return passage ? { id: passage.id, text: wordsOf(passage), words } : null;
}

const box = document.getElementById("quoting");
const button = maybe(".ip-quote-selected", HTMLElement);
if (box && button && "popover" in HTMLElement.prototype) {
  const quoting = new Quoting(box);
  quoting.mark();
  quoting.offer(button);
}
