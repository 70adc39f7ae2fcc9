/**
 * Adds the passage to what a reader is about to write: what is selected, or the place last passed. A mail
 * has a line for it, `data-contact` is how that begins; a form gets it as `passage` in its query.
 *
 * A link that knows its passage has it in `data-told` (quoting-box.js).
 *
 * Markup: partials/provenance.html, partials/footer.html, partials/quoting.html. The addresses: views/contact.py.
 */

import { told } from "./passage-words.js";
import { currentPlace } from "./reading-place.js";

/**
 * By hand: URLSearchParams writes a space as a plus, which mail programs show.
 *
 * @param {Map<string, string>} values
 */
function query(values) {
  return [...values].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
}

/** @param {HTMLAnchorElement} link */
function fill(link) {
  link.dataset.address ??= link.href;
  const given = link.dataset.address;
  const url = new URL(given);
  const passage = link.dataset.told ?? told(String(getSelection()), currentPlace());
  const values = new Map(url.searchParams);
  const before = link.dataset.contact;
  if (before) {
    const start = before.trimEnd();
    const lines = (values.get("body") ?? "").split("\r\n");
    values.set(
      "body",
      lines.map((line) => (line === start ? `${before}${passage}`.trimEnd() : line)).join("\r\n"),
    );
  } else if (passage && url.protocol.startsWith("http")) {
    values.set("passage", passage);
  }
  link.href = values.size ? `${given.split("?")[0]}?${query(values)}` : given;
}

// Whatever comes before a link is followed, opened in a new tab or copied; a press would take the
// selection away.
for (const type of ["pointerdown", "focusin", "contextmenu"]) {
  document.addEventListener(
    type,
    (event) => {
      const link = event.target instanceof Element && event.target.closest("a[data-contact]");
      if (link instanceof HTMLAnchorElement) fill(link);
    },
    { capture: true },
  );
}
