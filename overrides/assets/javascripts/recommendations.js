/**
 * The checklist of recommendations: filters, and ticks that stay on the reader's device.
 *
 * What is chosen stands in the address, `?audience=networks&section=<paper>/means&case=c40`, so that
 * a view can be shared, and stays when the language changes. Audiences widen each other; section and
 * case narrow. Ticks are kept in localStorage alone, by ids that are the same in every language;
 * nothing is sent. Without this script all recommendations are shown.
 *
 * Markup: recommendations.html, partials/checklist-item.html.
 */

import { locale } from "./locale.js";

const KEY = "issue-papers.recommendations-done";
const FILTERS = ["audience", "section", "case"];

const strings = JSON.parse(document.getElementById("checklist-strings").textContent);
const plural = new Intl.PluralRules(locale);
const number = new Intl.NumberFormat(locale);

/** Fills a text's placeholders with numbers; `count` chooses among plural forms. */
function say(text, count, values) {
  let said = typeof text === "string" ? text : (text[plural.select(count)] ?? text.other);
  for (const [name, value] of Object.entries(values)) {
    said = said.replace(`{${name}}`, number.format(value));
  }
  return said;
}

class Filters {
  #form;
  #items = [...document.querySelectorAll("[data-recommendation]")];
  #papers = [...document.querySelectorAll("[data-checklist-paper]")];
  #status;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form;
    this.#status = form.querySelector("[data-checklist-status]");
    this.#choose(new URLSearchParams(location.search));
    this.#show();
    form.hidden = false;
    form.addEventListener("change", () => this.#changed());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("[data-checklist-reset]").addEventListener("click", () => {
      this.#choose(new URLSearchParams());
      this.#changed();
    });
  }

  /** Sets the form to what an address asks for; what it doesn't know, it leaves out. */
  #choose(query) {
    for (const control of this.#form.elements) {
      if (control.type === "checkbox") {
        control.checked = query.getAll(control.name).includes(control.value);
      } else if (control.tagName === "SELECT") {
        const asked = query.get(control.name);
        control.value = [...control.options].some((option) => option.value === asked) ? asked : "";
      }
    }
  }

  #changed() {
    const data = new FormData(this.#form);
    const address = new URL(location.href);
    for (const name of FILTERS) {
      address.searchParams.delete(name);
      for (const value of data.getAll(name)) if (value) address.searchParams.append(name, value);
    }
    history.replaceState(history.state, "", address);
    this.#show();
  }

  /** Shows what matches, and says how many there are. */
  #show() {
    const data = new FormData(this.#form);
    const chosen = FILTERS.map((name) => [name, data.getAll(name).filter(Boolean)]);
    const active = chosen.filter(([, values]) => values.length);
    for (const item of this.#items) {
      item.hidden = !active.every(([name, values]) =>
        item.dataset[name].split(" ").some((value) => values.includes(value)),
      );
    }
    for (const paper of this.#papers) {
      paper.hidden = !paper.querySelector("[data-recommendation]:not([hidden])");
    }
    for (const link of document.querySelectorAll("a[data-same-place]")) link.search = location.search;
    const shown = this.#items.filter((item) => !item.hidden).length;
    this.#status.textContent = this.#outcome(shown, Boolean(active.length));
  }

  #outcome(shown, isFiltered) {
    if (!shown) return strings.none;
    const count = this.#items.length;
    return isFiltered
      ? say(strings.of, shown, { shown, count })
      : say(strings.shown, count, { count });
  }
}

class Checklist {
  #tools;
  #clear;
  #boxes = new Map();
  /** What “put back” would bring back: the ids that were ticked when all was cleared. */
  #cleared = null;

  /** @param {HTMLElement} tools */
  constructor(tools) {
    this.#tools = tools;
    this.#clear = tools.querySelector("[data-checklist-clear]");
    for (const item of document.querySelectorAll("[data-recommendation]")) {
      this.#boxes.set(item.dataset.recommendation, item.querySelector("[data-done]"));
    }
    this.#tick(this.#kept());
    for (const box of this.#boxes.values()) {
      box.addEventListener("change", () => {
        this.#cleared = null;
        this.#keep();
        this.#show();
      });
    }
    this.#clear.addEventListener("click", () => this.#clearOrUndo());
    tools.querySelector("[data-checklist-print]").addEventListener("click", () => window.print());
    window.addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) this.#tick(this.#kept());
    });
    tools.hidden = false;
  }

  get #done() {
    return [...this.#boxes].filter(([, box]) => box.checked).map(([id]) => id);
  }

  /** @returns {string[]} All ids that are kept, also of recommendations that are gone. */
  #kept() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return []; // storage is blocked, or holds what isn't ours
    }
  }

  #keep() {
    try {
      const elsewhere = this.#kept().filter((id) => !this.#boxes.has(id));
      const done = [...elsewhere, ...this.#done];
      if (done.length) localStorage.setItem(KEY, JSON.stringify(done));
      else localStorage.removeItem(KEY);
    } catch {
      this.#tools.querySelector("[data-checklist-kept]").textContent = strings.blocked;
    }
  }

  #tick(done) {
    for (const [id, box] of this.#boxes) box.checked = done.includes(id);
    this.#show();
  }

  #clearOrUndo() {
    const before = this.#done;
    this.#tick(this.#cleared ?? []);
    this.#cleared = this.#cleared ? null : before;
    this.#keep();
    this.#show();
  }

  /** Says how far each paper is done, and what the button does now. */
  #show() {
    for (const progress of document.querySelectorAll("[data-checklist-progress]")) {
      const boxes = [...progress.parentElement.querySelectorAll("[data-done]")];
      const done = boxes.filter((box) => box.checked).length;
      progress.querySelector("progress").value = done;
      const text = say(strings.progress, done, { done, count: boxes.length });
      const status = progress.querySelector("[role=status]");
      if (status.textContent !== text) status.textContent = text;
      progress.hidden = false;
    }
    this.#clear.textContent = this.#cleared ? strings.undo : strings.clear;
    // aria-disabled and not disabled: the button keeps the focus that a click gave it.
    this.#clear.setAttribute("aria-disabled", String(!this.#cleared && !this.#done.length));
  }
}

const form = document.querySelector("[data-checklist-filters]");
if (form) new Filters(form);
const tools = document.querySelector("[data-checklist-tools]");
if (tools) new Checklist(tools);
