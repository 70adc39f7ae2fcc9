/*
 * The colours that the reader chose, before anything is drawn (theme-toggle.js keeps the choice). No
 * module: those run when the page has been read.
 */
{
  const root = document.documentElement;
  root.className = "js";
  try {
    const scheme = localStorage.getItem("issue-papers.color-scheme");
    if (scheme === "dark" || scheme === "light") root.dataset.colours = scheme;
  } catch {
    /* storage is blocked: the system's colours */
  }
}
