/**
 * Recommendations that are ticked off. Ticks are kept in localStorage alone, by ids that are the same
 * in every language; nothing is sent.
 *
 * Markup: recommendations.html, partials/checklist-item.html.
 */

import { all, one } from "./dom.js";
import { filled } from "./words.js";

/** @import { Forms } from "./words.js" */

/** @typedef {{progress: string | Forms, undo: string, clear: string, blocked: string}} Strings */

const KEY = "issue-papers.recommendations-done";

/**
 * @param {string | null} text What is stored.
 * @returns {string[]} The ids in it; none where it isn't ours.
 */
export function read(text) {
  try {
    const kept = JSON.parse(text ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}

/**
 * @param {string[]} kept The ids that are stored.
 * @param {Map<string, boolean>} ticks Those that are on this page, ticked or not.
 * @returns {string[]} The ids to store: also those of recommendations that aren't on this page.
 */
export function merged(kept, ticks) {
  const elsewhere = kept.filter((id) => !ticks.has(id));
  return [...elsewhere, ...[...ticks].filter(([, isDone]) => isDone).map(([id]) => id)];
}

/** The ticks, and the buttons for all of them. */
export class Checklist {
  #tools;
  #strings;
  #clear;
  /** @type {Map<string, HTMLInputElement>} */
  #boxes = new Map();
  /**
   * What “put back” would bring back: the ids that were ticked when all was cleared.
   * @type {string[] | null}
   */
  #cleared = null;

  /**
   * @param {HTMLElement} tools
   * @param {Strings} strings
   */
  constructor(tools, strings) {
    this.#tools = tools;
    this.#strings = strings;
    this.#clear = one("[data-checklist-clear]", HTMLElement, tools);
    for (const item of all("[data-recommendation]", HTMLElement)) {
      this.#boxes.set(item.dataset.recommendation ?? "", one("[data-done]", HTMLInputElement, item));
    }
    this.#tick(this.#kept());
    for (const box of this.#boxes.values()) {
      box.addEventListener("change", () => {
        this.#cleared = null;
        this.#keep();
        this.#show();
      });
    }
    this.#clear.addEventListener("click", () => this.#clearOrUndo());
    one("[data-checklist-print]", HTMLElement, tools).addEventListener("click", () => window.print());
    window.addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) this.#tick(this.#kept());
    });
    tools.hidden = false;
  }

  get #ticks() {
    return new Map([...this.#boxes].map(([id, box]) => [id, box.checked]));
  }

  /** All ids that are kept, also of recommendations that are gone. */
  #kept() {
    try {
      return read(localStorage.getItem(KEY));
    } catch {
      return []; // storage is blocked
    }
  }

  #keep() {
    try {
      const done = merged(this.#kept(), this.#ticks);
      if (done.length) localStorage.setItem(KEY, JSON.stringify(done));
      else localStorage.removeItem(KEY);
    } catch {
      one("[data-checklist-kept]", HTMLElement, this.#tools).textContent = this.#strings.blocked;
    }
  }

  /** @param {string[]} done */
  #tick(done) {
    for (const [id, box] of this.#boxes) box.checked = done.includes(id);
    this.#show();
  }

  #clearOrUndo() {
    const before = merged([], this.#ticks);
    this.#tick(this.#cleared ?? []);
    this.#cleared = this.#cleared ? null : before;
    this.#keep();
    this.#show();
  }

  /** Says how far each paper is done, and what the button does now. */
  #show() {
    for (const place of all("[data-checklist-progress]", HTMLElement)) {
      const boxes = place.parentElement ? all("[data-done]", HTMLInputElement, place.parentElement) : [];
      const done = boxes.filter((box) => box.checked).length;
      one("progress", HTMLProgressElement, place).value = done;
      const text = filled(this.#strings.progress, done, { done, count: boxes.length });
      const status = one("[role=status]", HTMLElement, place);
      if (status.textContent !== text) status.textContent = text;
      place.hidden = false;
    }
    this.#clear.textContent = this.#cleared ? this.#strings.undo : this.#strings.clear;
    // aria-disabled and not disabled: the button keeps the focus that a click gave it.
    const isAnyTicked = merged([], this.#ticks).length > 0;
    this.#clear.setAttribute("aria-disabled", String(!this.#cleared && !isAnyTicked));
  }
}
