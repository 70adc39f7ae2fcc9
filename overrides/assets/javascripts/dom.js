/**
 * What a template promises its script: elements of a kind, and texts as JSON. Templates are others'
 * to change: what isn't there, or is something else, is said with the selector that asked for it.
 */

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type What the element has to be.
 * @param {ParentNode} [root]
 * @returns {T} The first such element; throws where there is none.
 */
export function one(selector, type, root = document) {
  const found = maybe(selector, type, root);
  if (!found) throw new TypeError(`${selector}: there is no such ${type.name}`);
  return found;
}

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @param {ParentNode} [root]
 * @returns {T | null} The first element, if it is there and of that type.
 */
export function maybe(selector, type, root = document) {
  const found = root.querySelector(selector);
  return found instanceof type ? found : null;
}

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @param {ParentNode} [root]
 * @returns {T[]} All elements of that type, in the order of the page.
 */
export function all(selector, type, root = document) {
  /** @type {T[]} */
  const found = [];
  for (const element of root.querySelectorAll(selector)) if (element instanceof type) found.push(element);
  return found;
}

/**
 * @param {string} selector A script element that holds JSON: `<script type="application/json">`.
 * @param {ParentNode} [root]
 * @returns {any} What it holds; the caller says of which type.
 */
export function data(selector, root = document) {
  return JSON.parse(one(selector, HTMLScriptElement, root).text);
}
