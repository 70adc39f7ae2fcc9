/**
 * Reads a chart's values out: of the mark that is pointed at, and of one after the other by arrow keys.
 * What is said is the mark's row of the table behind the chart, in its words. Without this script the
 * table says all of it.
 *
 * Markup: fragments/chart.html.
 */

import { all, maybe, one } from "./dom.js";

const SAID = "ip-chart__mark--said";

/**
 * @param {number} from The place that the keyboard is at; -1 before the first.
 * @param {string} key
 * @param {number} count
 * @param {boolean} isMirrored Whether what comes next is to the left.
 * @returns {number | null} The place that a key leads to; nothing where it is no key of ours.
 */
export function placeAfter(from, key, count, isMirrored) {
  const [forth, back] = isMirrored ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  if (key === forth || key === "ArrowDown") return Math.min(from + 1, count - 1);
  if (key === back || key === "ArrowUp") return Math.max(from - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}

/**
 * @param {readonly string[]} headings
 * @param {readonly string[]} cells
 * @returns {string} A row in words: each cell after its heading.
 */
export function rowInWords(headings, cells) {
  return cells.map((cell, index) => `${headings[index]}: ${cell}`).join(" · ");
}

/** @param {Element} element */
const wordsOf = (element) => (element.textContent ?? "").trim();

class Chart {
  /** @param {HTMLElement} figure */
  constructor(figure) {
    this.said = one("[data-chart-said]", HTMLElement, figure);
    const table = one("[data-chart-table]", HTMLTableElement, figure);
    this.headings = all("thead th", HTMLTableCellElement, table).map(wordsOf);
    this.rows = all("tbody tr", HTMLTableRowElement, table).map((row) => [...row.cells].map(wordsOf));
    this.isMirrored = getComputedStyle(figure).direction === "rtl";
    this.said.hidden = false;
    this.said.setAttribute("role", "status");
    for (const drawing of all("[data-chart-drawing]", SVGSVGElement, figure)) this.listen(drawing);
  }

  /** @param {SVGSVGElement} drawing */
  listen(drawing) {
    const marks = all("[data-row]", SVGElement, drawing);
    if (!marks.length) return;
    let place = -1;
    drawing.tabIndex = 0;
    drawing.addEventListener("pointerover", ({ target }) => {
      const mark = target instanceof Element ? target.closest("[data-row]") : null;
      if (mark instanceof SVGElement) this.say(drawing, mark);
    });
    drawing.addEventListener("pointerleave", () => this.say(drawing, null));
    drawing.addEventListener("focus", () => {
      if (place < 0) this.said.textContent = this.said.dataset.hint ?? "";
    });
    drawing.addEventListener("blur", () => this.say(drawing, null));
    drawing.addEventListener("keydown", (event) => {
      const next = placeAfter(place, event.key, marks.length, this.isMirrored);
      if (next === null) return;
      event.preventDefault();
      place = next;
      this.say(drawing, marks[place]);
    });
  }

  /**
   * @param {SVGSVGElement} drawing
   * @param {SVGElement | null} mark
   */
  say(drawing, mark) {
    maybe(`.${SAID}`, SVGElement, drawing)?.classList.remove(SAID);
    mark?.classList.add(SAID);
    const cells = mark ? this.rows[Number(mark.dataset.row)] : null;
    this.said.textContent = cells ? rowInWords(this.headings, cells) : "";
  }
}

for (const figure of all("[data-chart]", HTMLElement)) new Chart(figure);
