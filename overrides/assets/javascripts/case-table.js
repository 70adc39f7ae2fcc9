/**
 * The table of cases: headings become buttons that sort it.
 *
 * The table stays a table. A heading says by `aria-sort` how it is sorted, and a status line says it
 * once more when it changes. Texts are compared as the page's language does; what isn't known comes
 * last either way. Without this script the table stands in the gallery's order.
 *
 * Markup: partials/case-table.html.
 */

import { all, data, maybe, one } from "./dom.js";
import { locale } from "./locale.js";

/** @typedef {"ascending" | "descending"} Order */

const collator = new Intl.Collator(locale, { numeric: true });

/**
 * @template T
 * @param {Iterable<T>} things
 * @param {(thing: T) => string} value What a thing is sorted by; empty if it isn't known.
 * @param {Order} order
 * @returns {T[]} The things in that order; those of which the value isn't known are the last.
 */
export function sorted(things, value, order) {
  const sign = order === "ascending" ? 1 : -1;
  const keyed = [...things].map((thing) => ({ thing, key: value(thing) }));
  keyed.sort(({ key: a }, { key: b }) => {
    if (!a || !b) return Number(!a) - Number(!b);
    return sign * collator.compare(a, b);
  });
  return keyed.map(({ thing }) => thing);
}

class CaseTable {
  #body;
  #headings;
  #status = one("[data-case-table-status]", HTMLElement);
  /** @type {Record<"hint" | Order, string>} */
  #strings = data("#case-table-strings");

  /** @param {HTMLTableElement} table */
  constructor(table) {
    this.#body = table.tBodies[0];
    this.#headings = all("th[data-sort]", HTMLTableCellElement, table);
    for (const heading of this.#headings) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => this.#toggle(heading));
      heading.append(button);
    }
    one("[data-case-table-hint]", HTMLElement, table).textContent = this.#strings.hint;
  }

  /** @param {HTMLTableCellElement} heading */
  #toggle(heading) {
    const order = heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    for (const other of this.#headings) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", order);
    const column = heading.cellIndex;
    this.#body.append(...sorted(this.#body.rows, (row) => keyOf(row.cells[column]), order));
    this.#status.textContent = this.#strings[order].replace("{column}", heading.textContent.trim());
  }
}

/**
 * @param {HTMLTableCellElement} cell
 * @returns {string} What it is sorted by; empty if it isn't known.
 */
function keyOf(cell) {
  return cell.dataset.value ?? cell.textContent.trim();
}

const table = maybe("[data-case-table]", HTMLTableElement);
if (table) new CaseTable(table);
