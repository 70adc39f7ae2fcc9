/**
 * Works as citeproc-js writes them: a program of its own (CPAL or AGPL), for tests alone.
 *
 * It reads one job from its input, and prints what becomes of it:
 *   {"locator": {"label", "locator"},
 *    "tables": [{"style": XML, "locale": XML, "language": tag, "works": [CSL-JSON …]}, …]}
 *   [{"<id>": {"entry": HTML, "citation": HTML}, …}, … a table each]
 */
import { readFileSync } from "node:fs";
import CSL from "citeproc";

const job = JSON.parse(readFileSync(0, "utf8"));
// It names each variable that a work hasn't in a style's substitutes.
CSL.debug = () => {};

// It looks through a whole style for each macro that is called: nine tenths of its time.
const search = CSL.XmlJSON.prototype.getNodesByName;
const searched = new WeakMap();
CSL.XmlJSON.prototype.getNodesByName = function (tree, name, value, found) {
  if (found || typeof tree !== "object") return search.call(this, tree, name, value, found);
  if (!searched.has(tree)) searched.set(tree, new Map());
  const known = searched.get(tree);
  const key = `${name} ${value}`;
  if (!known.has(key)) known.set(key, search.call(this, tree, name, value));
  return known.get(key);
};

/** Return what is written with one style. */
function written({ style, locale, language, works }) {
  const known = new Map(works.map((work) => [work.id, work]));
  const system = {
    retrieveLocale: () => locale,
    // It writes in the work that it is given.
    retrieveItem: (id) => structuredClone(known.get(id)),
  };
  const engine = new CSL.Engine(system, style, language, true);
  const found = {};
  for (const id of known.keys()) {
    engine.updateItems([id]); // each stands for itself, as if there were no other work
    const [, entries] = engine.makeBibliography() || [{}, []];
    const citation = engine.makeCitationCluster([{ id, ...job.locator }]);
    found[id] = { entry: entries.join(""), citation };
  }
  return found;
}

console.log(JSON.stringify(job.tables.map(written)));
