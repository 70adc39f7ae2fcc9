/*
 * The colours, the contrast and the size of letters that the reader chose, before anything is drawn
 * (display.js keeps the choices), the typefaces and their italics, where an earlier page has fetched them
 * (first-paint.js, italics.js), and room for where they stopped (continue.js). No module: those run when the page has been read.
 */
{
  const root = document.documentElement;
  const possible = {
    colours: { key: "color-scheme", values: ["dark", "light"] },
    contrast: { key: "contrast", values: ["more", "usual"] },
    textSize: { key: "text-size", values: ["125", "150", "200"] },
  };
  root.className = "js";
  try {
    for (const [name, { key, values }] of Object.entries(possible)) {
      const chosen = localStorage.getItem(`issue-papers.${key}`);
      if (chosen && values.includes(chosen)) root.dataset[name] = chosen;
    }
    if (sessionStorage.getItem("issue-papers.typefaces")) root.dataset.typefaces = "";
    if (sessionStorage.getItem("issue-papers.italics"))
      document.querySelector("link[data-italics]")?.removeAttribute("disabled");
    const page = location.pathname.replace(/index\.html$/, "");
    if (localStorage.getItem(`issue-papers.place.${page}`)) root.dataset.continues = "";
  } catch {
    /* storage is blocked: as the system has it */
  }
}
