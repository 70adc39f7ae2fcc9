/**
 * Fetches what chooses and copies a citation when "How to cite" is opened.
 *
 * Markup: partials/cite-this.html.
 */

import { maybe } from "./dom.js";

const box = maybe(".ip-cite-this", HTMLDetailsElement);
const load = () => void import("./citation-style.js");
if (box?.open) load();
else box?.addEventListener("toggle", load, { once: true });
