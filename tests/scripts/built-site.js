/** A small site in two languages, as a build publishes it for the worker. */

import { row } from "./worker.js";

const SITE = {
  "": "<head></head>home",
  "offline/": "<head></head>offline",
  "paper/": "paper",
  "paper/a/": "section a",
  "paper/b/": "section b",
  "site.css": "css",
  "font.woff2": "font",
  "picture.png": "picture",
  "pagefind/entry.json": "entry",
  "pagefind/engine.js": "engine",
  "fr/": "<head></head>accueil",
  "fr/offline/": "<head></head>hors ligne",
};

/** A site as the build makes it, with the lists of its files; changes make another edition. */
export function built(version, changes = {}) {
  const texts = { ...SITE, ...changes };
  const list = (prefix, pages, papers) => ({
    files: Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, row(text)])),
    pages: Object.fromEntries(pages.map((path) => [path, { title: `Title of ${path}`, assets: 0 }])),
    assets: [["site.css", "font.woff2"]],
    search: ["pagefind/entry.json", "pagefind/engine.js"],
    papers,
    home: prefix,
    offline: `${prefix}offline/`,
  });
  const lists = {
    "app/fr.json": JSON.stringify(list("fr/", ["fr/", "fr/offline/"], {})),
    "app/en.json": JSON.stringify(
      list("", ["", "offline/", "paper/", "paper/a/", "paper/b/"], {
        "paper/": ["paper/", "paper/a/", "paper/b/"],
      }),
    ),
  };
  const languages = [
    { tag: "fr", prefix: "fr/", list: "app/fr.json", hash: row(lists["app/fr.json"])[0] },
    { tag: "en", prefix: "", list: "app/en.json", hash: row(lists["app/en.json"])[0] },
  ];
  const site = { ...texts, ...lists, "app/build.json": JSON.stringify({ version }) };
  return { edition: { version, languages }, site };
}
