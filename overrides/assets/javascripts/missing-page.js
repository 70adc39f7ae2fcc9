/**
 * The root's error page has the texts of every language: that of the address is left.
 */

import { all, one } from "./dom.js";

const texts = all(".ip-error", HTMLElement);
const home = (/** @type {HTMLElement} */ text) => one("a", HTMLAnchorElement, text).pathname;
const own = texts
  .filter((text) => location.pathname.startsWith(home(text)))
  .sort((one, other) => home(other).length - home(one).length)[0] ?? texts[0];
for (const text of texts) if (text !== own) text.remove();
const { title } = texts[0].dataset;
document.title = document.title.replace(title ?? "", own.dataset.title ?? "");
