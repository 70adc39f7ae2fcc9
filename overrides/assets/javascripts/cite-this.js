/**
 * The buttons that copy a citation; without this script they aren't shown.
 *
 * Markup: partials/cite-this.html.
 */

import "./citation-style.js";
import { all, one } from "./dom.js";

/** How long a button says that it has copied. */
const SAID_MS = 2500;

for (const box of all(".ip-cite-this", HTMLElement)) {
  const status = one("[role=status]", HTMLElement, box);
  for (const button of all(".ip-cite-this__copy", HTMLButtonElement, box)) {
    const text = button.closest("dd")?.querySelector(".ip-cite-this__text");
    if (!navigator.clipboard || !text) break;
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text.textContent.trim());
      } catch {
        getSelection()?.selectAllChildren(text); // the reader may copy it by hand
        return;
      }
      const said = button.dataset.copied ?? "";
      button.textContent = said;
      status.textContent = said;
      setTimeout(() => {
        button.textContent = label;
        status.textContent = "";
      }, SAID_MS);
    });
  }
}
