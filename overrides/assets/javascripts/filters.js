/**
 * Filters of a list: what is chosen narrows what is shown, and stands in the address, so that a view
 * can be shared, and stays when the language changes.
 *
 * Each control's name is a filter's: checkboxes of one name widen each other, filters narrow.
 */

import { all } from "./dom.js";

/**
 * What is chosen, by the filters' names; a filter that nothing is chosen of is empty.
 * @typedef {Record<string, string[]>} Choice
 */

/**
 * @param {Choice} choice
 * @param {Record<string, string | undefined>} values What a thing has, by the filters' names: words.
 * @returns {boolean} Whether the thing is shown.
 */
export function matches(choice, values) {
  return Object.entries(choice).every(([name, chosen]) => {
    const own = values[name]?.split(" ") ?? [];
    return !chosen.length || chosen.some((value) => own.includes(value));
  });
}

/**
 * @param {Choice} choice
 * @returns {boolean} Whether anything is chosen.
 */
export function isAny(choice) {
  return Object.values(choice).some((chosen) => chosen.length > 0);
}

/**
 * @param {string} address
 * @param {Choice} choice
 * @returns {URL} The address with a choice in the place of the one that it has.
 */
export function addressed(address, choice) {
  const url = new URL(address);
  for (const [name, chosen] of Object.entries(choice)) {
    url.searchParams.delete(name);
    for (const value of chosen) url.searchParams.append(name, value);
  }
  return url;
}

/** A form of filters, in step with the address. */
export class Filters {
  #form;
  #names;
  #show;

  /**
   * @param {HTMLFormElement} form
   * @param {string[]} names The filters.
   * @param {(choice: Choice) => void} show Shows what matches; called now, and at each change.
   */
  constructor(form, names, show) {
    this.#form = form;
    this.#names = names;
    this.#show = show;
    this.#set(new URLSearchParams(location.search));
    this.#shown();
    form.addEventListener("change", () => this.#changed());
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** Leaves nothing chosen. */
  reset() {
    this.#set(new URLSearchParams());
    this.#changed();
  }

  /** What is chosen. */
  get choice() {
    const data = new FormData(this.#form);
    return Object.fromEntries(
      this.#names.map((name) => [name, data.getAll(name).map(String).filter(Boolean)]),
    );
  }

  /**
   * Sets the form to what an address asks for; what it doesn't know, it leaves out.
   * @param {URLSearchParams} query
   */
  #set(query) {
    for (const control of this.#form.elements) {
      if (control instanceof HTMLInputElement && control.type === "checkbox") {
        control.checked = query.getAll(control.name).includes(control.value);
      } else if (control instanceof HTMLSelectElement) {
        const asked = query.get(control.name) ?? "";
        control.value = [...control.options].some((option) => option.value === asked) ? asked : "";
      }
    }
  }

  #changed() {
    history.replaceState(history.state, "", addressed(location.href, this.choice));
    this.#shown();
  }

  #shown() {
    this.#show(this.choice);
    // The same choice in another language: what filters choose by is the same in all.
    for (const link of all("a[data-same-place]", HTMLAnchorElement)) link.search = location.search;
  }
}
