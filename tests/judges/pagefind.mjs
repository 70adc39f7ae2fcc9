// Says where our loader of an index finds another thing than Pagefind's own script does.
//
// Usage: node pagefind.mjs FOLDER TAG < queries.json
//   FOLDER has `ours`, an index as formats/search/writing.py makes it, `theirs`, the same as Pagefind
//   does, and `numbers.json`: by the name of each fragment, ours and theirs, which document it is.

import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

const [folder, tag] = process.argv.slice(2);
const at = (name) => new URL(`file://${folder}/${name}`);
const numbers = JSON.parse(await readFile(at("numbers.json"), "utf8"));

const { Index } = await import("../../overrides/assets/javascripts/search-index.js");
const { languages } = JSON.parse(await readFile(at("ours/pagefind-entry.json"), "utf8"));
const bundle = { root: "/", bytes: async (name) => new Uint8Array(await readFile(at(`ours/${name}`))) };
const { hash, wasm } = languages[tag];
const ours = await Index.load(bundle, tag, hash, wasm ?? "unknown");

globalThis.fetch = async (address) => {
  const name = `${address}`.replace("/pagefind/", "").replace(/\?.*/, "");
  return new Response(await readFile(at(`theirs/${name}`)));
};
const { createInstance } = await import(at("theirs/pagefind.mjs"));
const ranking = { metaWeights: { title: 0, heading: 0 } };
globalThis.document = { querySelector: () => ({ getAttribute: () => tag }) };
const theirs = createInstance({ basePath: "/pagefind/", baseUrl: "/", noWorker: true, ranking });

const found = ({ results }) =>
  results
    .map(({ id, words, matchedMetaFields = [] }) => [numbers[id], words, matchedMetaFields])
    .sort(([a], [b]) => a - b);
let answered = 0;
for (const query of JSON.parse(await text(process.stdin))) {
  const [one, other] = [await ours.search(query), await theirs.search(query)].map(found);
  if (one.length) answered += 1;
  if (JSON.stringify(one) !== JSON.stringify(other)) {
    console.log(`${query}: ours ${JSON.stringify(one)}, theirs ${JSON.stringify(other)}`);
    process.exitCode = 1;
  }
}
console.log(answered);
