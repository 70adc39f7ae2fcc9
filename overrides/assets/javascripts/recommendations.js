/**
 * The checklist of recommendations: its filters, `?audience=networks&section=<paper>/means&case=c40`.
 * Without this script all recommendations are shown. Ticks: checklist.js.
 *
 * Markup: recommendations.html, partials/checklist-item.html.
 */

import { Checklist } from "./checklist.js";
import { all, data, maybe, one } from "./dom.js";
import { Filters, isAny, matches } from "./filters.js";
import { filled } from "./words.js";

/** @import { Choice } from "./filters.js" */
/** @import { Forms } from "./words.js" */

class Recommendations {
  #items = all("[data-recommendation]", HTMLElement);
  #papers = all("[data-checklist-paper]", HTMLElement);
  #status;
  #strings;

  /**
   * @param {HTMLFormElement} form
   * @param {{none: string, of: Forms, shown: Forms}} strings
   */
  constructor(form, strings) {
    this.#status = one("[data-checklist-status]", HTMLElement, form);
    this.#strings = strings;
    const filters = new Filters(form, ["audience", "section", "case"], (choice) => this.#show(choice));
    one("[data-checklist-reset]", HTMLElement, form).addEventListener("click", () => filters.reset());
    form.hidden = false;
  }

  /**
   * Shows what matches, and says how many there are.
   * @param {Choice} choice
   */
  #show(choice) {
    for (const item of this.#items) item.hidden = !matches(choice, item.dataset);
    for (const paper of this.#papers) {
      paper.hidden = !paper.querySelector("[data-recommendation]:not([hidden])");
    }
    const shown = this.#items.filter((item) => !item.hidden).length;
    this.#status.textContent = this.#outcome(shown, isAny(choice));
  }

  /**
   * @param {number} shown How many recommendations there are to see.
   * @param {boolean} isFiltered
   */
  #outcome(shown, isFiltered) {
    const { none, of, shown: all } = this.#strings;
    const count = this.#items.length;
    if (!shown) return none;
    return isFiltered ? filled(of, shown, { shown, count }) : filled(all, count, { count });
  }
}

const form = maybe("[data-checklist-filters]", HTMLFormElement);
if (form) new Recommendations(form, data("#checklist-strings"));
const tools = maybe("[data-checklist-tools]", HTMLElement);
if (tools) new Checklist(tools, data("#checklist-strings"));
