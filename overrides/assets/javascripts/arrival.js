/**
 * Says to a reader who comes from elsewhere that the page is there in the language that their browser
 * asks for first: once on a device, in that language, and without leading anybody away.
 *
 * Markup: partials/arrival.html.
 */

import { all } from "./dom.js";

const KEY = "issue-papers.arrival";

/**
 * Whether a page in one language serves who asks for another: pt for pt-BR, but not zh-Hant for zh-Hans.
 *
 * @param {string} tag
 * @param {string} asked
 */
function serves(tag, asked) {
  const [one, other] = [tag, asked].map((name) => new Intl.Locale(name).maximize());
  return one.language === other.language && one.script === other.script;
}

/**
 * @param {HTMLElement[]} lines One for each language that the page is in besides its own.
 * @returns {HTMLElement | null} The line to show: nothing where the page is in a language that is asked for sooner.
 */
function wanted(lines) {
  for (const asked of navigator.languages ?? [navigator.language]) {
    try {
      if (serves(document.documentElement.lang, asked)) return null;
      const line = lines.find(({ lang }) => lang === asked) ?? lines.find(({ lang }) => serves(lang, asked));
      if (line) return line;
    } catch {
      /* a tag that no one knows */
    }
  }
  return null;
}

function isFromHere() {
  return document.referrer !== "" && new URL(document.referrer).origin === location.origin;
}

function start() {
  const line = wanted(all("[data-arrival]", HTMLElement));
  if (!line || isFromHere()) return;
  try {
    if (localStorage.getItem(KEY)) return;
    localStorage.setItem(KEY, "told");
  } catch {
    return; // what can't be remembered would be said on each page
  }
  line.hidden = false;
  line.querySelector("button")?.addEventListener("click", () => line.remove());
}

start();
