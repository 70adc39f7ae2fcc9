/** Presses of the mouse and of keys that are nothing but themselves. */

/**
 * Whether no key is held that gives a press another meaning, and the button is the main one: else a link
 * opens in a new tab, or is saved.
 *
 * @param {MouseEvent | KeyboardEvent} event
 */
export function isPlain(event) {
  const { altKey, ctrlKey, metaKey, shiftKey } = event;
  return !(altKey || ctrlKey || metaKey || shiftKey || ("button" in event && event.button));
}
