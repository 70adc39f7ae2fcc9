/**
 * Menus are popovers and work without this. It closes a menu when one of its links leads to a place
 * on the same page, and whatever is open when the focus goes elsewhere, which it would cover; and it
 * marks the reader's place in the page's contents, and says it below the header (partials/here.html).
 */

import { currentPlace, rest } from "./reading-place.js";

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("[popover] a[href]");
  const menu = link && link.closest("[popover]");
  // A browser without popovers shows the menus in their place and doesn't know the selector.
  if (menu?.hidePopover && menu.matches(":popover-open")) menu.hidePopover();
});

if ("popover" in HTMLElement.prototype) {
  document.addEventListener("focusin", ({ target }) => {
    for (const open of document.querySelectorAll("[popover]:popover-open")) {
      const isOwn = open.contains(target) || target.closest(`[popovertarget="${open.id}"]`);
      if (!isOwn) open.hidePopover();
    }
  });
}

const links = new Map(
  [...document.querySelectorAll(".ip-toc a[href^='#']")]
    .map((link) => [decodeURIComponent(link.hash.slice(1)), link])
    .filter(([id]) => document.getElementById(id)),
);
const headings = [...links.keys()].map((id) => document.getElementById(id));
let frame = 0;

/** Scrolls the contents, and nothing else, so that a link can be seen. */
function reveal(link) {
  const box = link.closest(".ip-toc");
  const top = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (top < 0 || top > box.clientHeight - link.offsetHeight) box.scrollTop += top - box.clientHeight / 2;
}

/**
 * Whether a heading is that of a box which the reader has left: what follows is the section's again.
 * A short box that was just jumped to isn't left: its heading can be seen.
 */
function isBehind(heading) {
  const box = heading.closest("aside");
  return box !== null
    && box.getBoundingClientRect().bottom <= window.innerHeight / 3
    && heading.getBoundingClientRect().top < rest(heading) / 2;
}

const here = document.querySelector("[data-here]");

/** Says where the reader is, from the first heading on until the text ends. */
function say(link) {
  if (!here) return;
  here.hidden = !link;
  if (link) here.querySelector(".ip-here__place").textContent = link.textContent;
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
  const schedule = () => { frame ||= requestAnimationFrame(markPlace); };
  addEventListener("scroll", schedule, { passive: true });
  addEventListener("resize", schedule, { passive: true });
  markPlace();
}
