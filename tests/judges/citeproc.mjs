/**
 * Works as citeproc-js writes them: a program of its own (CPAL or AGPL), for tests alone.
 *
 * It reads one job from its input, and prints what becomes of it:
 *   {"works": [CSL-JSON …], "locator": {"label", "locator"},
 *    "tables": [{"style": XML, "locale": XML, "language": tag}, …]}
 *   [{"<id>": {"entry": HTML, "citation": HTML}, …}, … a table each]
 * Each entry and each citation stands for itself, as if there were no other work.
 */
import { readFileSync } from "node:fs";
import CSL from "citeproc";

const job = JSON.parse(readFileSync(0, "utf8"));
const works = new Map(job.works.map((work) => [work.id, work]));
// It names each variable that a work hasn't in a style's substitutes.
CSL.debug = () => {};

/** Return what is written with one style. */
function written({ style, locale, language }) {
  const system = {
    retrieveLocale: () => locale,
    // It writes in the work that it is given.
    retrieveItem: (id) => structuredClone(works.get(id)),
  };
  const engine = new CSL.Engine(system, style, language, true);
  const found = {};
  for (const id of works.keys()) {
    engine.updateItems([id]);
    const bibliography = engine.makeBibliography();
    const item = { id, ...job.locator };
    engine.updateItems([]);
    const place = { citationItems: [item], properties: { noteIndex: 1 } };
    const citation = engine.previewCitationCluster(place, [], [], "html");
    found[id] = { entry: bibliography ? bibliography[1].join("") : "", citation };
  }
  return found;
}

console.log(JSON.stringify(job.tables.map(written)));
