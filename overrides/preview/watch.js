/**
 * Watches for changes while the site is being written: loads the page again when a file was saved,
 * at the place where its reader was, and lists what is wrong. The server answers when there is
 * something new, or after a while.
 */

/**
 * @typedef {object} Problem
 * @property {string} path
 * @property {number} line
 * @property {string} key
 * @property {string} message
 * @property {string} hint
 * @property {"error" | "warning"} severity
 */

/** @type {{changes: string, number: number, page: string, problems: Problem[]}} */
const known = JSON.parse(document.getElementById("preview")?.textContent ?? "");

/** @param {Problem[]} problems */
function show(problems) {
  document.querySelector(".ip-preview")?.remove();
  if (!problems.length) return;
  const box = document.createElement("details");
  box.className = "ip-preview";
  box.open = problems.some(({ severity }) => severity === "error");
  const head = document.createElement("summary");
  const errors = problems.filter(({ severity }) => severity === "error").length;
  head.textContent = `✗ ${errors} · ⚠ ${problems.length - errors}`;
  const list = document.createElement("ul");
  for (const { path, line, key, message, hint } of problems) {
    const item = document.createElement("li");
    const place = document.createElement("code");
    place.textContent = `${path}:${line}`;
    item.append(place, ` ${key}: ${message}`);
    if (hint) {
      const advice = document.createElement("p");
      advice.textContent = hint;
      item.append(advice);
    }
    list.append(item);
  }
  box.append(head, list);
  document.body.append(box);
}

async function watch() {
  let { number } = known;
  for (;;) {
    try {
      const answer = await fetch(`${known.changes}?after=${number}`);
      const told = await answer.json();
      if (told.page !== known.page) {
        location.reload(); // browsers keep the place
        return;
      }
      if (told.number !== number) show(told.problems);
      ({ number } = told);
    } catch {
      await new Promise((wait) => setTimeout(wait, 1000)); // the preview has been stopped
    }
  }
}

show(known.problems);
watch();
