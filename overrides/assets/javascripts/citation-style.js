/**
 * The style in which a page is cited, as its reader has chosen it: "How to cite" shows it first, and
 * what is quoted is followed by it. It is remembered on the device. The styles that don't stand on the
 * page are fetched when they are wanted, never before; without this script a link leads to all of them.
 * Both are loaded when one is opened (cite-this.js, quoting.js).
 *
 * Markup: partials/cite-this.html, partials/quoting.html.
 */

import { recall, remember } from "./device.js";
import { all, maybe, one } from "./dom.js";

const KEY = "citation-style";

/** How long a button says that it has copied. */
const SAID_MS = 2500;

/** @typedef {{text: string, in?: string[], lang?: string, dir?: string}} Run A piece of a citation. */

const choice = maybe(".ip-cite-this [data-styles]", HTMLElement);

/** @type {Promise<Record<string, Run[]>> | null} */
let fetched = null;

/** @returns {Promise<Record<string, Run[]>>} The page's citation in each style. */
function everyStyle() {
  fetched ??= fetch(choice?.dataset.styles ?? "").then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.json();
  });
  fetched.catch(() => {
    fetched = null; // the next one may ask again
  });
  return fetched;
}

/**
 * @param {Run} run
 * @returns {Node} Its words in the elements of its form.
 */
export function drawn(run) {
  /** @type {Node} */
  let node = document.createTextNode(run.text);
  for (const name of [...(run.in ?? [])].reverse()) {
    const around = document.createElement(name === "sc" ? "span" : name);
    if (name === "sc") around.className = "ip-small-caps";
    around.append(node);
    node = around;
  }
  if (!run.lang && !run.dir) return node;
  const around = document.createElement("span");
  if (run.lang) around.lang = run.lang;
  if (run.dir) around.dir = run.dir;
  around.append(node);
  return around;
}

/**
 * A row for a style that doesn't stand on the page, after the first that does.
 *
 * @param {HTMLElement} list
 */
function addRow(list) {
  const first = one("[data-style]", HTMLElement, list);
  const row = /** @type {HTMLElement} */ (first.cloneNode(true));
  row.hidden = true;
  row.removeAttribute("data-style");
  row.dataset.chosen = "";
  first.before(row);
}

/** Shows the style that is chosen before all others. */
export async function showChosen() {
  if (!choice) return;
  const list = one(".ip-cite-this dl", HTMLElement);
  const select = one("#cite-style", HTMLSelectElement);
  const chosen = one("[data-chosen]", HTMLElement, list);
  const there = maybe(`[data-style="${CSS.escape(select.value)}"]`, HTMLElement, list);
  if (there) {
    chosen.hidden = true;
    list.prepend(chosen, there);
    return;
  }
  const wanted = select.value;
  const runs = (await everyStyle().catch(() => null))?.[wanted];
  if (!runs || select.value !== wanted) return;
  const term = one("dt", HTMLElement, chosen);
  const name = select.selectedOptions[0]?.text ?? "";
  const button = one("button", HTMLElement, chosen);
  const said = button.getAttribute("aria-label") ?? "";
  button.setAttribute("aria-label", said.replace(term.textContent, name));
  term.textContent = name;
  one(".ip-cite-this__text", HTMLElement, chosen).replaceChildren(...runs.map(drawn));
  chosen.hidden = false;
  list.prepend(chosen);
}

/** @returns {string} The citation in the style that is chosen, or in the page's first. */
export function shownCitation() {
  const rows = document.querySelectorAll(".ip-cite-this dl > :not([hidden]) .ip-cite-this__text");
  return rows[0]?.textContent ?? "";
}

/**
 * Lets a reader choose there, too.
 *
 * @param {HTMLSelectElement} other
 */
export function chooseAlsoIn(other) {
  const select = maybe("#cite-style", HTMLSelectElement);
  if (!choice || !select) return;
  other.append(...[...select.options].map((option) => new Option(option.text, option.value)));
  other.value = select.value;
  for (const [one, another] of [
    [select, other],
    [other, select],
  ]) {
    one.addEventListener("change", () => {
      another.value = one.value;
      remember(KEY, one.value);
      void showChosen();
    });
  }
  if (other.parentElement) other.parentElement.hidden = false;
}

/**
 * The buttons that copy a citation; without this script they aren't shown.
 *
 * @param {HTMLElement} box
 */
function offerCopies(box) {
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

if (choice) {
  const select = one("#cite-style", HTMLSelectElement);
  const kept = recall(KEY);
  if (kept && [...select.options].some((option) => option.value === kept)) select.value = kept;
  addRow(one(".ip-cite-this dl", HTMLElement));
  choice.hidden = false;
  select.addEventListener("change", () => {
    remember(KEY, select.value);
    void showChosen();
  });
  const box = one(".ip-cite-this", HTMLDetailsElement);
  box.addEventListener("toggle", () => {
    if (box.open) void showChosen();
  });
  if (box.open) void showChosen();
}
for (const box of all(".ip-cite-this", HTMLElement)) offerCopies(box);
