/* Opens the full reference where a work is cited. Without this, and where the browser has no
   popovers, a citation is a link to the list of references. */

const PREFIX = "#ref-";

function reference(link) {
  const { hash } = new URL(link.href);
  const key = decodeURIComponent(hash);
  return key.startsWith(PREFIX) ? document.getElementById(`citation-${key.slice(PREFIX.length)}`) : null;
}

function isPlain(event) {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

if ("popover" in HTMLElement.prototype) {
  let opener = null;
  for (const link of document.querySelectorAll("a.ip-citation")) {
    const work = reference(link);
    if (!work) continue;
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      if (!isPlain(event)) return;
      event.preventDefault();
      if (work.matches(":popover-open")) work.hidePopover();
      opener = link;
      link.style.setProperty("anchor-name", "--ip-cited");
      work.showPopover({ source: link });
      link.setAttribute("aria-expanded", "true");
      work.focus();
    });
  }
  for (const work of document.querySelectorAll(".ip-work")) {
    work.addEventListener("toggle", (event) => {
      if (event.newState !== "closed" || !opener) return;
      opener.setAttribute("aria-expanded", "false");
      opener.style.removeProperty("anchor-name");
      if (work.contains(document.activeElement) || document.activeElement === document.body) {
        opener.focus();
      }
      opener = null;
    });
  }
}
