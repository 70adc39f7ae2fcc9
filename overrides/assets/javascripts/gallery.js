/**
 * The gallery's filters: topics and a country narrow the list of cases, the table that compares
 * them, and the marks on the map.
 *
 * What is chosen stands in the address, `?topic=climate&topic=housing&country=ES`, so that a view
 * can be shared, and stays when the language changes. Topics widen each other, the country narrows.
 * Without this script the form stays hidden and all cases are shown.
 *
 * Markup: gallery.html, partials/case-table.html, partials/world-map.html.
 */

import { locale } from "./locale.js";

/** @typedef {{topics: string[], country: string}} Choice */

class Gallery {
  #form;
  #items = [...document.querySelectorAll("[data-case]")];
  #rows = [...document.querySelectorAll("[data-case-row]")];
  #table = document.querySelector("[data-compare]");
  #spots = [...document.querySelectorAll("[data-spot]")];
  #status = document.querySelector("[data-gallery-status]");
  #strings = JSON.parse(document.getElementById("gallery-strings").textContent);
  #plural = new Intl.PluralRules(locale);
  #number = new Intl.NumberFormat(locale);

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form;
    this.#choose(new URLSearchParams(location.search));
    this.#show();
    this.#open();
    form.addEventListener("change", () => this.#changed());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("[data-gallery-reset]").addEventListener("click", () => {
      this.#choose(new URLSearchParams());
      this.#changed();
    });
  }

  /** Shows the form: on a narrow screen behind its button, unless something is chosen. */
  #open() {
    const box = this.#form.closest("[data-gallery-choose]");
    const button = box.querySelector("[aria-controls]");
    const { topics, country } = this.#choice;
    const set = (isOpen) => button.setAttribute("aria-expanded", String(isOpen));
    set(topics.length > 0 || country !== "");
    button.addEventListener("click", () => set(button.getAttribute("aria-expanded") === "false"));
    box.hidden = false;
  }

  /** Sets the form to what an address asks for; what it doesn't know, it leaves out. */
  #choose(query) {
    const topics = query.getAll("topic");
    for (const box of this.#form.querySelectorAll("[name=topic]")) {
      box.checked = topics.includes(box.value);
    }
    const countries = this.#form.elements.country;
    const known = [...countries.options].map((option) => option.value);
    countries.value = known.includes(query.get("country")) ? query.get("country") : "";
  }

  /** @returns {Choice} */
  get #choice() {
    const data = new FormData(this.#form);
    return { topics: data.getAll("topic"), country: data.get("country") };
  }

  #changed() {
    const { topics, country } = this.#choice;
    const address = new URL(location.href);
    address.searchParams.delete("topic");
    address.searchParams.delete("country");
    for (const topic of topics) address.searchParams.append("topic", topic);
    if (country) address.searchParams.set("country", country);
    history.replaceState(history.state, "", address);
    this.#show();
  }

  /** Shows the cases that match, dims the others on the map, and says how many there are. */
  #show() {
    const { topics, country } = this.#choice;
    const shown = new Set();
    for (const item of this.#items) {
      const { dataset } = item;
      const isShown =
        (!topics.length || dataset.topics.split(" ").some((topic) => topics.includes(topic))) &&
        (!country || dataset.countries.split(" ").includes(country));
      item.hidden = !isShown;
      if (isShown) shown.add(dataset.case);
    }
    for (const row of this.#rows) row.hidden = !shown.has(row.dataset.caseRow);
    if (this.#table) this.#table.hidden = !shown.size;
    for (const spot of this.#spots) spot.classList.toggle("is-off", !shown.has(spot.dataset.spot));
    this.#keep();
    this.#status.textContent = this.#outcome(shown.size, Boolean(topics.length || country));
  }

  /** The same choice in another language: ids of topics and countries are the same in all. */
  #keep() {
    for (const link of document.querySelectorAll("a[data-same-place]")) link.search = location.search;
  }

  #outcome(shown, isFiltered) {
    if (!shown) return this.#strings.none;
    const count = this.#items.length;
    const forms = isFiltered ? this.#strings.of : this.#strings.shown;
    const text = forms[this.#plural.select(isFiltered ? shown : count)] ?? forms.other;
    return text
      .replace("{shown}", this.#number.format(shown))
      .replace("{count}", this.#number.format(count));
  }
}

const form = document.querySelector("[data-gallery-filters]");
if (form) new Gallery(form);
