/**
 * The gallery's filters: topics and a country narrow the list of cases, the table that compares
 * them, and the marks on the map: `?topic=climate&topic=housing&country=ES`.
 *
 * Without this script the form stays hidden and all cases are shown.
 *
 * Markup: gallery.html, partials/case-table.html, partials/world-map.html.
 */

import { all, data, maybe, one } from "./dom.js";
import { Filters, isAny, matches } from "./filters.js";
import { filled } from "./words.js";

/** @import { Choice } from "./filters.js" */
/** @import { Forms } from "./words.js" */

const FILTERS = ["topic", "country"];

/**
 * Shows the form: on a narrow screen behind its button, unless something is chosen.
 *
 * @param {HTMLFormElement} form
 */
function openAtButton(form) {
  const box = form.closest("[data-gallery-choose]");
  if (!(box instanceof HTMLElement)) return;
  const button = one("[aria-controls]", HTMLElement, box);
  /** @param {boolean} isOpen */
  const set = (isOpen) => button.setAttribute("aria-expanded", String(isOpen));
  set([...new URLSearchParams(location.search).keys()].some((name) => FILTERS.includes(name)));
  button.addEventListener("click", () => set(button.getAttribute("aria-expanded") === "false"));
  box.hidden = false;
}

class Gallery {
  #items = all("[data-case]", HTMLElement);
  #rows = all("[data-case-row]", HTMLElement);
  #table = maybe("[data-compare]", HTMLElement);
  #spots = all("[data-spot]", SVGElement);
  #status = one("[data-gallery-status]", HTMLElement);
  /** @type {{none: string, of: Forms, shown: Forms}} */
  #strings = data("#gallery-strings");

  /** @param {HTMLFormElement} form */
  constructor(form) {
    const filters = new Filters(form, FILTERS, (choice) => this.#show(choice));
    one("[data-gallery-reset]", HTMLElement, form).addEventListener("click", () => filters.reset());
    openAtButton(form);
  }

  /**
   * Shows the cases that match, dims the others on the map, and says how many there are.
   * @param {Choice} choice
   */
  #show(choice) {
    const shown = new Set();
    for (const item of this.#items) {
      const { case: name, topics, countries } = item.dataset;
      item.hidden = !matches(choice, { topic: topics, country: countries });
      if (!item.hidden) shown.add(name);
    }
    for (const row of this.#rows) row.hidden = !shown.has(row.dataset.caseRow);
    if (this.#table) this.#table.hidden = !shown.size;
    for (const spot of this.#spots) spot.classList.toggle("is-off", !shown.has(spot.dataset.spot));
    this.#status.textContent = this.#outcome(shown.size, isAny(choice));
  }

  /**
   * @param {number} shown How many cases there are to see.
   * @param {boolean} isFiltered
   */
  #outcome(shown, isFiltered) {
    const { none, of, shown: all } = this.#strings;
    const count = this.#items.length;
    if (!shown) return none;
    return isFiltered ? filled(of, shown, { shown, count }) : filled(all, count, { shown, count });
  }
}

const form = maybe("[data-gallery-filters]", HTMLFormElement);
if (form) new Gallery(form);
