/**
 * As much of a page as scripts ask for when they are loaded: a language, and no elements. Tests of
 * their pure parts import this first.
 */

const ELEMENTS = ["HTMLElement", "HTMLAnchorElement", "HTMLFormElement", "HTMLTableElement", "SVGElement"];
for (const name of ELEMENTS) {
  globalThis[name] = class {};
}
globalThis.document = {
  documentElement: { lang: "en" },
  baseURI: "https://example.org/",
  querySelector: () => null,
  querySelectorAll: () => [],
  getElementById: () => null,
  addEventListener: () => {},
};
globalThis.location = new URL("https://example.org/");
globalThis.window = globalThis;
