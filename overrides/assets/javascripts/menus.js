/**
 * Menus are popovers and work without this. It closes a menu when one of its links leads to a place
 * on the same page, and whatever is open when the focus goes elsewhere, which it would cover; and it
 * marks the reader's place in the page's contents, and says it below the header (partials/here.html).
 */

import { all, maybe, one } from "./dom.js";
import { currentPlace, rest } from "./reading-place.js";

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("[popover] a[href]");
  const menu = link ? link.closest("[popover]") : null;
  // A browser without popovers shows the menus in their place and doesn't know the selector.
  if (menu instanceof HTMLElement && "hidePopover" in menu && menu.matches(":popover-open"))
    menu.hidePopover();
});

if ("popover" in HTMLElement.prototype) {
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof Element)) return;
    for (const open of all("[popover]:popover-open", HTMLElement)) {
      const isOwn = open.contains(target) || target.closest(`[popovertarget="${open.id}"]`);
      if (!isOwn) open.hidePopover();
    }
  });
}

/** @type {Map<string, HTMLAnchorElement>} */
const links = new Map();
/** @type {HTMLElement[]} */
const headings = [];
for (const link of all(".ip-toc a[href^='#']", HTMLAnchorElement)) {
  const id = decodeURIComponent(link.hash.slice(1));
  const heading = document.getElementById(id);
  if (!heading) continue;
  links.set(id, link);
  headings.push(heading);
}
let frame = 0;

/**
 * Scrolls the contents, and nothing else, so that a link can be seen.
 * @param {HTMLElement} link
 */
function reveal(link) {
  const box = link.closest(".ip-toc");
  if (!box) return;
  const top = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (top < 0 || top > box.clientHeight - link.offsetHeight) box.scrollTop += top - box.clientHeight / 2;
}

/**
 * Whether a heading is that of a box which the reader has left: what follows is the section's again.
 * A short box that was just jumped to isn't left: its heading can be seen.
 * @param {HTMLElement} heading
 */
function isBehind(heading) {
  const box = heading.closest("aside");
  return (
    box !== null &&
    box.getBoundingClientRect().bottom <= window.innerHeight / 3 &&
    heading.getBoundingClientRect().top < rest(heading) / 2
  );
}

const here = maybe("[data-here]", HTMLElement);
const button = maybe(".ip-toc-button", HTMLElement);

/**
 * Says where the reader is, from the first heading on until the text ends.
 *
 * @param {HTMLAnchorElement | undefined} link
 */
function say(link) {
  if (!here) return;
  // As long as the button above the text can be seen, another would only cover it.
  const isAbove = button !== null && button.getBoundingClientRect().bottom > 0;
  here.hidden = !link || isAbove;
  if (link) one(".ip-here__place", HTMLElement, here).textContent = link.textContent;
}

function markPlace() {
  frame = 0;
  const place = currentPlace(headings.filter((heading) => !isBehind(heading)));
  say(links.get(place));
  for (const [id, link] of links) {
    if (id !== place) {
      link.removeAttribute("aria-current");
    } else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "location");
      reveal(link);
    }
  }
}

if (links.size) {
  const schedule = () => {
    if (!frame) frame = requestAnimationFrame(markPlace);
  };
  addEventListener("scroll", schedule, { passive: true });
  addEventListener("resize", schedule, { passive: true });
  markPlace();
}
