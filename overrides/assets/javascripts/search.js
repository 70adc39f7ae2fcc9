/** Opens the search dialog: by its button, by / and by Ctrl or Cmd+K. It is loaded when it is asked for. */

import { all, data, maybe, one } from "./dom.js";
import { isTyping, shortcutSetting } from "./search-shortcut.js";
import { wear } from "./sheets.js";

/** @import { Bundle } from "./search-bundle.js" */
/** @import { Config, SearchDialog } from "./search-dialog.js" */
/** @import { Texts } from "./search-strings.js" */

/** @param {HTMLDialogElement} element */
function start(element) {
  const input = one("#search-input", HTMLInputElement);
  /** @type {Config} */
  const config = data("#search-config");
  /** @type {Texts} */
  const strings = data("#search-strings");
  /** @type {Promise<[{SearchDialog: typeof SearchDialog}, {Bundle: typeof Bundle}]> | null} */
  let loading = null;
  /** @type {SearchDialog | null} */
  let dialog = null;
  const show = async (/** @type {HTMLElement | SVGElement | null} */ opener, query = "") => {
    if (element.open) return;
    if (query) input.value = query;
    // At once, though nothing is to be seen before its sheet is there: what is typed meanwhile is in its field.
    element.style.opacity = "0";
    element.showModal();
    input.focus();
    input.select();
    await wear("link[data-search-sheet]");
    element.style.opacity = "";
    // What search.css hides where there are no keys isn't read out there either.
    if (!one("#search-hint", HTMLElement).offsetParent) input.removeAttribute("aria-describedby");
    try {
      // Apart from the rest: where there is no server, another is in its place.
      loading ??= Promise.all([import("./search-dialog.js"), import("./search-bundle.js")]);
      const [{ SearchDialog }, { Bundle }] = await loading;
      dialog ??= new SearchDialog(config, strings, Bundle);
      dialog.begin(opener);
    } catch (error) {
      loading = null;
      one("#search-status", HTMLElement).textContent = String(strings.failed);
      throw error;
    }
  };
  const slashOpens = shortcutSetting(one("#search-shortcut", HTMLInputElement));
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

  for (const button of all("[data-search-open]", HTMLElement)) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-search-open]");
    if (button instanceof HTMLElement) show(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || element.open) return;
    const command = isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey;
    const asked =
      (command && !event.shiftKey && event.key.toLowerCase() === "k") ||
      (slash && slashOpens() && !isTyping(event.target));
    if (!asked) return;
    event.preventDefault();
    const { activeElement } = document;
    show(activeElement instanceof HTMLElement || activeElement instanceof SVGElement ? activeElement : null);
  });

  const query = new URLSearchParams(location.search).get("q")?.trim();
  if (query) show(null, query.slice(0, 200));
}

const element = maybe("#search-dialog", HTMLDialogElement);
if (element && typeof WebAssembly === "object") start(element);
