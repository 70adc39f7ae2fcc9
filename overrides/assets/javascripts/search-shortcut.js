/** Keys that open the search. */

const SHORTCUT_KEY = "issue-papers.search-shortcut";

/**
 * Whether the reader is typing, so that a character is a character. The focus may be left in a field
 * that is gone: in a dialog's for the moment after it was closed.
 * @param {EventTarget | null} target
 */
export function isTyping(target) {
  return (
    target instanceof HTMLElement &&
    target.checkVisibility() &&
    (target.closest("input, textarea, select") !== null || target.isContentEditable)
  );
}

/**
 * The / shortcut can be switched off: a single character must not surprise anyone (WCAG 2.1.4).
 * @param {HTMLInputElement} checkbox
 */
export function shortcutSetting(checkbox) {
  try {
    checkbox.checked = localStorage.getItem(SHORTCUT_KEY) !== "off";
  } catch {
    /* storage is blocked: the shortcut stays on until the page is left */
  }
  checkbox.addEventListener("change", () => {
    try {
      localStorage.setItem(SHORTCUT_KEY, checkbox.checked ? "on" : "off");
    } catch {
      /* as above */
    }
  });
  return () => checkbox.checked;
}
