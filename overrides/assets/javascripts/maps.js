/**
 * Shows the case of a mark beside it, as the list has it, and leads from mark to mark with the arrow
 * keys. Without this, and where the browser has no popovers, a mark is a link to its case.
 *
 * The case's title has the focus while it is shown, so that a screen reader says what came; Escape, a
 * click elsewhere and “Close” give it back to the mark.
 *
 * Markup: partials/map-marks.html, map-key.html, map-card.html; gallery.html has the cases.
 */

import { all, maybe, one } from "./dom.js";
import { isPlain } from "./plain-press.js";

/** @typedef {{x: number, y: number}} Point */

const ARROWS = new Map([
  ["ArrowLeft", { x: -1, y: 0 }],
  ["ArrowRight", { x: 1, y: 0 }],
  ["ArrowUp", { x: 0, y: -1 }],
  ["ArrowDown", { x: 0, y: 1 }],
]);
const GAP = 8;
const NARROW = 600;

/**
 * Finds the place that an arrow leads to: the nearest one on that side, where what is aside of the
 * arrow's way counts twice.
 *
 * @param {Point} from
 * @param {Point[]} places
 * @param {Point} way One step to a side.
 * @returns {number} Its index, or -1 where there is none.
 */
export function nearest(from, places, way) {
  let [found, least] = [-1, Number.POSITIVE_INFINITY];
  for (const [index, { x, y }] of places.entries()) {
    const ahead = (x - from.x) * way.x + (y - from.y) * way.y;
    const aside = Math.abs((x - from.x) * way.y) + Math.abs((y - from.y) * way.x);
    if (ahead <= 0 || aside > ahead * 3) continue;
    const length = ahead + 2 * aside;
    if (length < least) [found, least] = [index, length];
  }
  return found;
}

/** @param {Element} link */
function middle(link) {
  const { left, top, width, height } = (link.querySelector("circle") ?? link).getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** @param {SVGElement} map */
function leadByArrows(map) {
  map.addEventListener("keydown", (event) => {
    const way = ARROWS.get(event.key);
    const from = event.target instanceof Element ? event.target.closest("[data-spot]") : null;
    if (!way || !from || event.altKey || event.ctrlKey || event.metaKey) return;
    const others = all("a:not(.is-off)", SVGElement, map).filter((link) => link !== from);
    const next = others[nearest(middle(from), others.map(middle), way)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

class Card {
  #box;
  #place;
  /** @type {HTMLElement | SVGElement | null} */
  #opener = null;

  /** @param {HTMLElement} box */
  constructor(box) {
    this.#box = box;
    this.#place = one("[data-map-case]", HTMLElement, box);
    box.hidden = false;
    box.addEventListener("toggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === "closed") this.#forget();
    });
  }

  /**
   * @param {HTMLElement | SVGElement} opener The mark, or its number in the list below a map.
   * @param {HTMLElement} shown A case, as the list has it.
   */
  show(opener, shown) {
    if (this.#box.matches(":popover-open")) this.#box.hidePopover();
    this.#opener = opener;
    const copy = /** @type {HTMLElement} */ (shown.cloneNode(true));
    for (const each of copy.querySelectorAll("[id]")) each.removeAttribute("id");
    this.#place.replaceChildren(copy);
    const title = one("a", HTMLElement, copy);
    this.#box.setAttribute("aria-label", title.textContent?.trim() ?? "");
    opener.setAttribute("aria-expanded", "true");
    this.#box.showPopover();
    this.#moveTo(opener);
    title.focus({ preventScroll: true });
  }

  /** @param {Element} opener */
  #moveTo(opener) {
    const box = this.#box;
    const isPlaced = innerWidth >= NARROW;
    box.toggleAttribute("data-is-placed", isPlaced);
    if (!isPlaced) {
      box.style.removeProperty("left");
      box.style.removeProperty("top");
      return;
    }
    const { x, y } = middle(opener);
    const { width, height } = box.getBoundingClientRect();
    const isBelow = y + GAP + 12 + height <= innerHeight;
    const left = Math.min(Math.max(GAP, x - width / 2), innerWidth - width - GAP);
    box.style.left = `${left}px`;
    box.style.top = `${Math.max(GAP, isBelow ? y + GAP + 12 : y - GAP - 12 - height)}px`;
  }

  #forget() {
    const opener = this.#opener;
    opener?.removeAttribute("aria-expanded");
    this.#opener = null;
    const isInside = this.#box.contains(document.activeElement);
    if (isInside || document.activeElement === document.body) opener?.focus({ preventScroll: true });
  }
}

/** Makes the maps of a page answer. */
function start() {
  for (const map of all("[data-map]", SVGElement)) leadByArrows(map);
  const box = maybe("[data-map-card]", HTMLElement);
  if (!box || !("popover" in HTMLElement.prototype)) return;
  const card = new Card(box);
  for (const link of document.querySelectorAll("a[data-spot]")) {
    if (!(link instanceof HTMLElement || link instanceof SVGElement)) continue;
    const shown = maybe(`[data-case="${link.dataset.spot}"] > *`, HTMLElement);
    if (!shown) continue;
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (!isPlain(/** @type {MouseEvent} */ (event))) return;
      event.preventDefault();
      card.show(link, shown);
    });
  }
}

start();
