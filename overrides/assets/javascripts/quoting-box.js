/**
 * The box that opens at a passage's mark, or at words that are selected: what can be done with them. It
 * is loaded when it is asked for (quoting.js).
 *
 * Markup: partials/quoting.html.
 */

import { all, maybe, one } from "./dom.js";
import { told } from "./passage-words.js";
import { address, quotation } from "./quotation.js";
import { selectedWords } from "./selected-words.js";

const FEEDBACK_MS = 2500;

/** @import { ChangedWords } from "./changed-words.js" */

/** @typedef {typeof import("./citation-style.js")} Citation */

/**
 * @typedef {object} Quoted What the box is open for.
 * @property {string} id The passage, or that in which the words begin.
 * @property {string[]} ids All passages that the words are of.
 * @property {string} text The words.
 * @property {string[]} lines The words by which a browser is to find them; none for a whole passage.
 */

export class QuotingBox {
  /**
   * @param {HTMLElement} box
   * @param {Citation} citation The page's citation, as its reader has chosen it.
   */
  constructor(box, citation) {
    this.box = box;
    this.citation = citation;
    /** @type {Quoted} */
    this.quoted = { id: "", ids: [], text: "", lines: [] };
    /** @type {HTMLElement | null} */
    this.opener = null;
    this.status = one("[role=status]", HTMLElement, box);
    this.said = 0;
    const style = maybe("#quoting-style", HTMLSelectElement, box);
    if (style) citation.chooseAlsoIn(style);
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
    return address(this.page, this.quoted.id, this.quoted.lines);
  }

  get quotation() {
    const reference = this.citation.shownCitation();
    const { quotation: pattern = "{text}", status = "" } = this.box.dataset;
    const canonical = document.querySelector("link[rel=canonical]")?.getAttribute("href") ?? "";
    const shown = this.origins.filter((each) => !each.hidden);
    const origin = shown.map((each) => each.textContent?.trim()).join("; ");
    const source = { pattern, status, origin, reference, page: canonical };
    return quotation(this.quoted.text, source, this.place);
  }

  /**
   * @param {HTMLElement} opener
   * @param {Quoted} quoted
   */
  open(opener, quoted) {
    if (this.box.matches(":popover-open")) this.box.hidePopover();
    this.opener = opener;
    this.quoted = quoted;
    one("[data-quoted]", HTMLElement, this.box).textContent = quoted.text;
    for (const link of all("a[data-passage]", HTMLAnchorElement, this.box)) link.hash = quoted.id;
    for (const origin of this.origins) {
      const own = (origin.dataset.origin ?? "").split(" ");
      origin.hidden = !quoted.ids.some((id) => own.includes(id));
    }
    void this.tellChanges(quoted.id);
    void this.citation.showChosen();
    const report = maybe("a[data-report]", HTMLElement, this.box);
    if (report) report.dataset.told = told(quoted.text, quoted.id);
    opener.style.setProperty("anchor-name", "--ip-quoted");
    this.box.showPopover();
    this.box.focus({ preventScroll: true });
  }

  /**
   * @param {HTMLElement} opener
   * @param {Range} range What is selected.
   */
  openSelected(opener, range) {
    const { words, ...where } = selectedWords(range);
    if (words) this.open(opener, { ...where, text: words });
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
      const data = { title: document.title, text: this.quoted.text, url: this.place };
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
}
