/** Opens the search dialog: by its button, by / and by Ctrl or Cmd+K. It is loaded when it is asked for. */

const SHORTCUT_KEY = "issue-papers.search-shortcut";

/** Whether the reader is typing, so that a character is a character. */
function isTyping(target) {
  return target instanceof Element
    && (target.closest("input, textarea, select") !== null || target.isContentEditable);
}

/** The / shortcut can be switched off: a single character must not surprise anyone (WCAG 2.1.4). */
function shortcutSetting(checkbox) {
  try {
    checkbox.checked = localStorage.getItem(SHORTCUT_KEY) !== "off";
  } catch { /* storage is blocked: the shortcut stays on until the page is left */ }
  checkbox.addEventListener("change", () => {
    try {
      localStorage.setItem(SHORTCUT_KEY, checkbox.checked ? "on" : "off");
    } catch { /* as above */ }
  });
  return () => checkbox.checked;
}

function start() {
  const element = document.getElementById("search-dialog");
  const input = document.getElementById("search-input");
  const [config, strings] = ["search-config", "search-strings"]
    .map((id) => JSON.parse(document.getElementById(id).textContent));
  let loading = null;
  const show = async (opener, query = "") => {
    if (element.open) return;
    if (query) input.value = query;
    element.showModal();
    // What search.css hides where there are no keys isn't read out there either.
    if (!document.getElementById("search-hint").offsetParent) input.removeAttribute("aria-describedby");
    input.focus();
    input.select();
    try {
      loading ??= import("./search-dialog.js");
      const { SearchDialog } = await loading;
      dialog ??= new SearchDialog(config, strings);
      dialog.begin(opener);
    } catch (error) {
      loading = null;
      document.getElementById("search-status").textContent = strings.failed;
      throw error;
    }
  };
  let dialog = null;
  const slashOpens = shortcutSetting(document.getElementById("search-shortcut"));
  const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

  for (const button of document.querySelectorAll("[data-search-open]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-search-open]");
    if (button) show(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || element.open) return;
    const command = isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey;
    const asked = (command && !event.shiftKey && event.key.toLowerCase() === "k")
      || (slash && slashOpens() && !isTyping(event.target));
    if (!asked) return;
    event.preventDefault();
    show(document.activeElement);
  });

  const query = new URLSearchParams(location.search).get("q")?.trim();
  if (query) show(null, query.slice(0, 200));
}

if (document.getElementById("search-dialog") && typeof WebAssembly === "object") start();
