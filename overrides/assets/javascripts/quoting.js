/**
 * Gives each passage a mark that opens what can be done with it (partials/quoting.html): copy it as
 * a quotation, copy or share its address, report a mistake, go to it in another language. The same
 * opens for words that are selected. A passage has an id that begins with `p-`, the same in every
 * language, or one that the text gives it.
 */

import { chooseAlsoIn, showChosen, shownCitation } from "./citation-style.js";
import { told } from "./contact.js";
import { all, maybe, one } from "./dom.js";
import { address, plain, quotation } from "./quotation.js";

const PASSAGES = "article .ip-prose [id^='p-']";
const WITH_AN_ID = "article .ip-prose :is([id^='p-'], figure, aside, [role=group], h2, h3)[id]";
const FEEDBACK_MS = 2500;

/** @import { ChangedWords } from "./changed-words.js" */

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
    /** @type {Quoted} */
    this.quoted = { id: "", text: "", words: "" };
    /** @type {HTMLElement | null} */
    this.opener = null;
    this.status = one("[role=status]", HTMLElement, box);
    this.said = 0;
    const style = maybe("#quoting-style", HTMLSelectElement, box);
    if (style) chooseAlsoIn(style);
    /** @type {Promise<ChangedWords> | null} */
    this.changes = null;
    this.origins = all("[data-origin]", HTMLElement, box);
    box.addEventListener("click", (event) => this.onClick(event));
    box.addEventListener("toggle", (event) => this.onToggle(event));
    one("li:has([data-does=share])", HTMLElement, box).hidden = !("share" in navigator);
    for (const button of all("[data-does=quotation], [data-does=address]", HTMLElement, box)) {
      button.hidden = !navigator.clipboard;
    }
  }

  /** @returns {string} The page's own address, which a copy on a disk has from its head. */
  get page() {
    const canonical = maybe("link[rel=canonical]", HTMLLinkElement);
    return canonical && !location.protocol.startsWith("http") ? canonical.href : location.href;
  }

  get place() {
    return address(this.page, this.quoted.id, this.quoted.words);
  }

  get quotation() {
    const reference = shownCitation();
    const { quotation: pattern = "{text}", status = "" } = this.box.dataset;
    const canonical = document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? "";
    const origin = this.origins.find((each) => !each.hidden)?.textContent ?? "";
    const source = { pattern, status, origin, reference, page: canonical };
    return quotation(this.quoted.words || this.quoted.text, source, this.place);
  }

  /**
   * @param {HTMLElement} opener
   * @param {Quoted} quoted
   */
  open(opener, quoted) {
    if (this.box.matches(":popover-open")) this.box.hidePopover();
    this.opener = opener;
    this.quoted = quoted;
    one("[data-quoted]", HTMLElement, this.box).textContent = quoted.words || quoted.text;
    for (const link of all("a[data-passage]", HTMLAnchorElement, this.box)) link.hash = quoted.id;
    for (const origin of this.origins) {
      origin.hidden = !(origin.dataset.origin ?? "").split(" ").includes(quoted.id);
    }
    void this.tellChanges(quoted.id);
    void showChosen();
    const report = maybe("a[data-report]", HTMLElement, this.box);
    if (report) report.dataset.told = told(quoted.words || quoted.text, quoted.id);
    opener.style.setProperty("anchor-name", "--ip-quoted");
    this.box.showPopover();
    this.box.focus({ preventScroll: true });
  }

  /**
   * Shows what a passage said in earlier editions, where there are some.
   *
   * @param {string} id
   */
  async tellChanges(id) {
    const since = maybe("[data-since]", HTMLElement, this.box);
    if (!since) return;
    this.changes ??= import("./changed-words.js").then(({ ChangedWords }) => new ChangedWords(since));
    try {
      await (await this.changes).show(id);
    } catch {
      this.changes = null; // without a connection: the next passage asks again
    }
  }

  /** @param {Event} event */
  onToggle(event) {
    if (!("newState" in event) || event.newState !== "closed" || !this.opener) return;
    const { opener } = this;
    opener.style.removeProperty("anchor-name");
    this.opener = null;
    this.status.textContent = "";
    const { activeElement } = document;
    if (this.box.contains(activeElement) || activeElement === document.body) {
      if (!opener.hidden) opener.focus({ preventScroll: true });
    }
  }

  /** @param {MouseEvent} event */
  async onClick(event) {
    const asked =
      event.target instanceof Element &&
      /** @type {HTMLElement | null} */ (event.target.closest("[data-does]"));
    if (!asked) return;
    const { does } = asked.dataset;
    if (does === "share") {
      const data = { title: document.title, text: this.quoted.words || this.quoted.text, url: this.place };
      await navigator.share(data).catch(() => {
        /* the reader thought better of it */
      });
      return;
    }
    try {
      await navigator.clipboard.writeText(does === "quotation" ? this.quotation : this.place);
    } catch {
      return; // not allowed: what is there can be selected and copied by hand
    }
    this.status.textContent = this.status.dataset.copied ?? "";
    clearTimeout(this.said);
    this.said = setTimeout(() => {
      this.status.textContent = "";
    }, FEEDBACK_MS);
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
        if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        this.open(mark, { id: passage.id, text: wordsOf(passage), words: "" });
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
      if (chosen) this.open(button, chosen);
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
