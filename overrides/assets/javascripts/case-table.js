/**
 * The table of cases: headings become buttons that sort it.
 *
 * The table stays a table. A heading says by `aria-sort` how it is sorted, and a status line says it
 * once more when it changes. Texts are compared as the page's language does; what isn't known comes
 * last either way. Without this script the table stands in the gallery's order.
 *
 * Markup: partials/case-table.html.
 */

import { locale } from "./locale.js";

class CaseTable {
  #body;
  #headings;
  #status = document.querySelector("[data-case-table-status]");
  #strings = JSON.parse(document.getElementById("case-table-strings").textContent);
  #collator = new Intl.Collator(locale, { numeric: true });

  /** @param {HTMLTableElement} table */
  constructor(table) {
    this.#body = table.tBodies[0];
    this.#headings = [...table.querySelectorAll("th[data-sort]")];
    for (const heading of this.#headings) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => this.#toggle(heading));
      heading.append(button);
    }
    table.querySelector("[data-case-table-hint]").textContent = this.#strings.hint;
  }

  #toggle(heading) {
    const order = heading.ariaSort === "ascending" ? "descending" : "ascending";
    for (const other of this.#headings) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", order);
    this.#sort(heading.cellIndex, order === "ascending" ? 1 : -1);
    this.#status.textContent = this.#strings[order].replace("{column}", heading.textContent.trim());
  }

  #sort(column, sign) {
    const rows = [...this.#body.rows].map((row) => [this.#value(row.cells[column]), row]);
    rows.sort(([a], [b]) => {
      if (!a || !b) return Number(!a) - Number(!b);
      return sign * this.#collator.compare(a, b);
    });
    this.#body.append(...rows.map(([, row]) => row));
  }

  /** @returns {string} What a cell is sorted by; empty if it isn't known. */
  #value(cell) {
    return cell.dataset.value ?? cell.textContent.trim();
  }
}

const table = document.querySelector("[data-case-table]");
if (table) new CaseTable(table);
