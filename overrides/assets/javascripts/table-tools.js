/**
 * What a reader can do with a table whose figure says so: sort it by a column, take it along as CSV.
 *
 * Without this script the table stands in its own order. A heading says by `aria-sort` how it is sorted,
 * and a status line says it once more when it changes. A table with cells over several rows isn't sorted.
 *
 * Markup: fragments/figure.html.
 */

import { sorted } from "./case-table.js";
import { all, maybe } from "./dom.js";
import { locale } from "./locale.js";

/** @typedef {"ascending" | "descending"} Order */

const parts = new Intl.NumberFormat(locale).formatToParts(12345.6);
const mark = parts.find((part) => part.type === "decimal")?.value ?? ".";

/**
 * @param {string} text
 * @param {string} [decimal] The mark before decimals.
 * @returns {number} The number that it says, as the page's language writes them; NaN if it is none.
 */
export function numberOf(text, decimal = mark) {
  const bare = text.replace(/[^\d.,\u2212-]/g, "").replace("\u2212", "-");
  const group = decimal === "," ? /\./g : /,/g;
  return /\d/.test(bare) ? Number(bare.replace(group, "").replace(decimal, ".")) : Number.NaN;
}

/**
 * @param {string[]} texts A column.
 * @returns {boolean} Whether it is one of numbers, where there is anything.
 */
const isOfNumbers = (texts) =>
  texts.some((text) => /\d/.test(text)) &&
  texts.every((text) => !/[\p{L}\d]/u.test(text) || /^\P{L}{0,3}\p{L}{0,3}\P{L}*\d\P{L}*$/u.test(text));

/**
 * @param {string[][]} rows
 * @returns {string} The rows as CSV (RFC 4180).
 */
export function csv(rows) {
  const cell = (/** @type {string} */ text) =>
    /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** @param {Element} cell */
const textOf = (cell) => (cell.textContent ?? "").replace(/\s+/g, " ").trim();

class TableTools {
  /**
   * @param {HTMLElement} region
   * @param {HTMLTableElement} table
   */
  constructor(region, table) {
    this.region = region;
    this.table = table;
    if (region.dataset.csv) this.offerFile(region.dataset.csv);
    const cells = [...table.rows].flatMap((row) => [...row.cells]);
    if (region.dataset.sorts && cells.every((cell) => cell.rowSpan === 1 && cell.colSpan === 1)) this.sorts();
  }

  /** @param {string} name */
  offerFile(name) {
    const link = document.createElement("a");
    link.className = "ip-table-csv";
    link.textContent = this.region.dataset.csvLabel ?? "CSV";
    link.download = `${name}.csv`;
    const rows = [...this.table.rows].map((row) => [...row.cells].map(textOf));
    link.href = URL.createObjectURL(new Blob(["\ufeff", csv(rows)], { type: "text/csv" }));
    this.region.after(link);
  }

  sorts() {
    this.status = document.createElement("p");
    this.status.className = "ip-hidden";
    this.status.role = "status";
    this.region.after(this.status);
    for (const heading of this.table.tHead?.rows[0]?.cells ?? []) {
      const button = document.createElement("button");
      button.type = "button";
      button.title = this.region.dataset.sorts ?? "";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => this.toggle(heading));
      heading.append(button);
    }
  }

  /** @param {HTMLTableCellElement} heading */
  toggle(heading) {
    /** @type {Order} */
    const order = heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    for (const other of all("[aria-sort]", HTMLElement, this.table)) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", order);
    const column = heading.cellIndex;
    const body = this.table.tBodies[0];
    const text = (/** @type {HTMLTableRowElement} */ row) => textOf(row.cells[column]);
    const texts = [...body.rows].map(text);
    if (isOfNumbers(texts)) {
      const sign = order === "ascending" ? 1 : -1;
      const value = (/** @type {HTMLTableRowElement} */ row) => numberOf(text(row));
      const known = [...body.rows].filter((row) => !Number.isNaN(value(row)));
      const others = [...body.rows].filter((row) => Number.isNaN(value(row)));
      body.append(...known.sort((a, b) => sign * (value(a) - value(b))), ...others);
    } else body.append(...sorted(body.rows, text, order));
    const said = this.region.dataset[order] ?? "";
    if (this.status) this.status.textContent = said.replace("{column}", textOf(heading));
  }
}

for (const region of all("[data-sorts], [data-csv]", HTMLElement)) {
  const table = maybe("table", HTMLTableElement, region);
  if (table) new TableTools(region, table);
}
