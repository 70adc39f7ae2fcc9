import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { built } from "./built-site.js";
import { SCOPE, World } from "./worker.js";

const FIRST = built("one");
const SECOND = built("two", { "paper/a/": "section a, reworded" });
/** What comes with every page that is stored. */
const FRAME = ["", "app/en.json", "offline/", "site.css"];
const KEPT = [...FRAME, "font.woff2", "paper/", "paper/a/", "paper/b/"];
const WHOLE = [...KEPT, "pagefind/engine.js", "pagefind/entry.json"].sort();

let world;
beforeEach(async () => {
  world = new World();
  world.site = { ...FIRST.site };
  await world.begin(FIRST.edition);
});

const visit = (path, resources = []) => {
  const address = (each) => new URL(each, SCOPE).href;
  return world.question({ type: "visit", page: address(path), resources: resources.map(address) });
};
const about = (type, how) => world.question({ type, paper: `${SCOPE}paper/` }, how);
const text = async (answer) => (await answer).text();

test("an address is a path only within the site", async () => {
  const { addressOf, languageOf, pathOf } = await world.module("edition.js");
  assert.equal(pathOf(`${SCOPE}paper/a/?q=1#x`), "paper/a/");
  assert.equal(pathOf(`${SCOPE}paper/index.html`), "paper/");
  assert.equal(pathOf(`${SCOPE}index.html`), "");
  assert.equal(pathOf(`${SCOPE}my-index.html`), "my-index.html");
  assert.equal(pathOf("https://example.org/other/"), null);
  assert.equal(pathOf("https://elsewhere.example/papers/a/"), null);
  assert.equal(pathOf(`${SCOPE}%E0%A4%A`), null);
  assert.equal(pathOf(addressOf("Łódź é/a b.png")), "Łódź é/a b.png");
  assert.equal(languageOf("fr/paper/").tag, "fr");
  assert.equal(languageOf("france/").tag, "en");
  await world.begin({ ...FIRST.edition, languages: FIRST.edition.languages.toReversed() });
  assert.equal((await world.module("edition.js")).languageOf("fr/paper/").tag, "fr");
});

test("what a page needs, what a paper needs, what a reader is to have", async () => {
  const { belongings, bytesOf, contents, wanted } = await world.module("lists.js");
  const list = JSON.parse(FIRST.site["app/en.json"]);
  assert.deepEqual([...contents(list, ["gone/"], { fonts: false })].sort(), ["", "offline/", "site.css"]);
  assert.ok(contents(list, [], { fonts: true }).has("font.woff2"));
  assert.deepEqual([...belongings(list, "paper/"), "app/en.json"].sort(), WHOLE);
  const memory = { kept: [], visited: ["paper/a/", "fr/"], searched: ["fr"], editions: {} };
  assert.ok(!wanted(list, "en", memory, { fonts: false }).has("pagefind/entry.json"));
  assert.ok(wanted(list, "fr", memory, { fonts: false }).has("pagefind/entry.json"));
  assert.ok(!wanted(list, "en", { ...memory, kept: ["gone/"] }, { fonts: false }).has("paper/b/"));
  assert.equal(bytesOf(list, ["site.css", "font.woff2"]), "cssfont".length);
});

test("a visited page is stored with what it needs and the way home, and without fonts", async () => {
  await visit("paper/a/", ["picture.png", "font.woff2", "nowhere.png", "https://elsewhere.example/x"]);
  assert.deepEqual(await world.stored("one"), [...FRAME, "font.woff2", "paper/a/", "picture.png"].sort());
  world.isDown = true;
  assert.equal(await text(world.come("paper/a/")), "section a");
  assert.equal(await text(world.ask("site.css")), "css");
});

test("a page that is come to is stored, whole or not at all", async () => {
  await visit("");
  assert.equal(await text(world.come("paper/b/")), "section b");
  assert.ok((await world.stored("one")).includes("paper/b/"));
});

test("what is no page of this edition isn't remembered as visited", async () => {
  await visit("gone/");
  await visit("picture.png");
  assert.deepEqual((await (await world.module("memory.js")).recall()).visited, []);
  assert.deepEqual(await world.stored("one"), ["app/en.json"]);
});

test("only the latest pages are remembered, and what the others needed goes", async () => {
  const { remember } = await world.module("memory.js");
  await visit("paper/a/");
  await remember((memory) => {
    memory.visited = ["paper/a/", ...Array.from({ length: 59 }, (_, n) => `gone/${n}/`)];
  });
  await visit("paper/b/");
  assert.ok(!(await world.stored("one")).includes("paper/a/"));
  assert.ok((await world.stored("one")).includes("paper/b/"));
});

test("a file of another edition is given and never stored", async () => {
  await visit("");
  world.site["picture.png"] = "another picture";
  assert.equal(await text(world.ask("picture.png")), "another picture");
  assert.ok(!(await world.stored("one")).includes("picture.png"));
});

test("a page of another edition is given as it is, with what it asks for", async () => {
  await visit("paper/a/");
  world.site = { ...SECOND.site, "site.css": "other css" };
  assert.equal(await text(world.come("paper/a/")), "section a, reworded");
  assert.equal(world.updates, 1);
  assert.equal(await text(world.ask("site.css")), "other css");
  assert.equal(await text(world.ask("site.css", { client: "older page" })), "css");
  await world.begin(FIRST.edition); // ended and started anew, it still knows
  assert.equal(await text(world.ask("site.css")), "other css");
});

test("without a connection, what isn't stored is the offline page of its language", async () => {
  await visit("");
  await visit("fr/");
  world.isDown = true;
  const base = (path) => `<head><base href="${SCOPE}${path}">`;
  assert.equal(await text(world.come("paper/b/")), `${base("offline/")}</head>offline`);
  assert.equal(await text(world.come("fr/gone/")), `${base("fr/offline/")}</head>hors ligne`);
  assert.equal((await world.come("paper")).type, "default");
});

test("without a connection and with nothing stored, there is an error", async () => {
  world.isDown = true;
  assert.equal((await world.come("paper/a/")).type, "error");
});

test("an address without its slash leads to the page", async () => {
  await visit("paper/");
  world.isDown = true;
  const answer = await world.come("paper");
  assert.equal(answer.headers.get("location"), `${SCOPE}paper/`);
});

test("what isn't the worker's is left to the browser", async () => {
  await visit("");
  for (const path of ["downloads/paper.pdf", "data/cases.json", "app/build.json", "feed.xml", "x.epub"]) {
    assert.equal(await world.ask(path), undefined, path);
  }
  assert.equal(await world.ask("site.css", { method: "POST" }), undefined);
  assert.equal(await world.ask("site.css", { headers: { range: "bytes=0-1" } }), undefined);
  assert.equal(await world.ask("https://elsewhere.example/a.css"), undefined);
  assert.equal(await world.come("picture.png"), undefined);
});

test("a kept paper is stored whole, and says how far it is", async () => {
  const { result, notes } = await about("keep");
  assert.deepEqual(result, { kept: true });
  assert.deepEqual(await world.stored("one"), WHOLE);
  const { done, total } = notes.at(-1);
  assert.ok(done === total && total > 0);
  assert.deepEqual((await about("status")).result, { kept: true });
});

test("a paper that lacks a file isn't kept", async () => {
  await about("keep");
  const cache = world.caches.get("issue-papers:/papers/:one");
  await cache.delete({ url: `${SCOPE}paper/b/` });
  assert.deepEqual((await about("status")).result, { kept: false });
});

test("a paper that can't be kept says why, and nothing of it is remembered", async () => {
  const { recall } = await world.module("memory.js");
  world.site["paper/b/"] = "of another edition";
  assert.deepEqual((await about("keep")).result, { failed: "edition" });
  assert.equal(world.updates, 1);
  delete world.site["paper/b/"];
  assert.deepEqual((await about("keep")).result, { failed: "edition" });
  world.isDown = true;
  assert.deepEqual((await about("keep")).result, { failed: "connection" });
  assert.deepEqual((await recall()).kept, []);
});

test("a paper for which there is no space isn't kept", async () => {
  const own = world; // what was begun ends later
  const onNote = () => {
    own.isFull = true;
  };
  assert.deepEqual((await about("keep", { onNote })).result, { failed: "space" });
  assert.deepEqual((await about("status")).result, { kept: false });
});

test("keeping is stopped when the page says so, and what came is deleted", async () => {
  const onNote = (_, port) => port.onmessage?.({ data: "stop" });
  assert.deepEqual((await about("keep", { onNote })).result, { kept: false });
  assert.deepEqual(await world.stored("one"), []);
});

test("a paper that is dropped leaves what was visited", async () => {
  await visit("paper/a/");
  await about("keep");
  assert.deepEqual((await about("drop")).result, { kept: false });
  assert.deepEqual(await world.stored("one"), [...FRAME, "font.woff2", "paper/a/"].sort());
});

test("a new edition has all that its reader had, and asks only for what is new", async () => {
  await visit("paper/a/", ["picture.png"]);
  world.site = { ...SECOND.site };
  world.requests = [];
  await world.begin(SECOND.edition);
  await world.install();
  assert.deepEqual(await world.stored("two"), [...FRAME, "paper/a/", "picture.png"].sort());
  assert.deepEqual(world.requests, ["app/en.json", "paper/a/"]);
  await world.activate();
  assert.deepEqual(await world.stored("one"), []);
  assert.deepEqual((await (await world.module("memory.js")).recall()).visited, ["paper/a/"]);
  assert.equal(await text(world.ask("site.css")), "css");
});

test("an edition that lacks a file isn't installed, and the one before stays", async () => {
  await visit("paper/a/");
  world.site = { ...SECOND.site };
  delete world.site["paper/a/"];
  await world.begin(SECOND.edition);
  await assert.rejects(world.install());
  assert.deepEqual(await world.stored("one"), [...FRAME, "paper/a/"].sort());
});

test("nobody else's caches are touched", async () => {
  await caches.open("issue-papers:/other/:one");
  await caches.open("theirs");
  await world.begin(SECOND.edition);
  await world.install();
  await world.activate();
  assert.ok(world.caches.has("issue-papers:/other/:one") && world.caches.has("theirs"));
});

test("the index's first file tells the truth about the connection", async () => {
  await visit("");
  assert.equal(await text(world.ask("pagefind/entry.json")), "entry");
  assert.ok((await world.stored("one")).includes("pagefind/engine.js"));
  world.isDown = true;
  assert.equal(await text(world.ask("pagefind/entry.json")), "entry");
  const cache = world.caches.get("issue-papers:/papers/:one");
  await cache.delete({ url: `${SCOPE}pagefind/engine.js` });
  await assert.rejects(world.ask("pagefind/entry.json"));
});

test("what is remembered at once is remembered by turns", async () => {
  const { recall, remember } = await world.module("memory.js");
  await Promise.all(
    ["a", "b", "c"].map((path) =>
      remember((memory) => {
        memory.visited.push(path);
      }),
    ),
  );
  assert.deepEqual((await recall()).visited, ["a", "b", "c"]);
});

test("the offline page lists what can be read", async () => {
  await visit("paper/a/");
  const { result } = await world.question({ type: "readable" });
  assert.deepEqual(
    result.map(({ address, title }) => [address, title]),
    [
      [SCOPE, "Title of "],
      [`${SCOPE}paper/a/`, "Title of paper/a/"],
    ],
  );
});

test("a question that can't be answered gets its error, and none that isn't known", async () => {
  const { error } = await world.question({ type: "status", paper: "https://elsewhere.example/" });
  assert.match(error, /not of this site/);
  for (const type of ["toString", "unknown", undefined]) {
    assert.deepEqual(await world.question({ type }), { notes: [] });
  }
  assert.deepEqual((await world.question({ type: "edition" })).result, { page: null, current: "one" });
});
