/**
 * Says beside what isn't kept on the device that it needs a connection, while there is none: of a
 * paper that is kept, the files to take away aren't.
 *
 * Markup: partials/downloads.html.
 */

import { all } from "./dom.js";

const notes = all("[data-needs-connection]", HTMLElement);

function show() {
  const isAlone = !navigator.onLine && location.protocol !== "file:"; // a copy on a disk has its files
  for (const note of notes) note.textContent = isAlone ? (note.dataset.needsConnection ?? "") : "";
}

if (notes.length) {
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}
