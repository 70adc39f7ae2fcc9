import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const scripts = "../../overrides/assets/javascripts";
const { Folding } = await import(`${scripts}/search-folding.js`);
const { distance, inflections, nearest } = await import(`${scripts}/search-nearest.js`);
const { compounds, isEnough, pairs, spans, termsOf } = await import(`${scripts}/search-query.js`);
const { described, informations, ranked } = await import(`${scripts}/search-ranking.js`);

/** As formats/search/folding.py writes them, but a few of each. */
const RULES = {
  invisible: "\u00ad\u200b",
  accents: "\u0300-\u036f",
  single: "\u4e00-\u9fff",
  letters: { ß: "ss", ł: "l", ø: "o" },
  spellings: [["^(lab)our", "$1or"]],
  typed: [
    ["ae", "a"],
    ["oe", "o"],
  ],
  joined: ".{1,2}",
};
const folding = new Folding(RULES);
const words = (text, rules = folding) => rules.words(text).map(({ word }) => word);
const terms = (query) => termsOf(query, folding);
const candidates = (...found) => found.map((word) => ({ word, shown: word }));

test("words are folded as the index has them", () => {
  assert.deepEqual(words("Łódź–Tromsø, STRA\u00adSSE"), ["lodz", "tromso", "strasse"]);
  assert.deepEqual(words("labour labours collaboration"), ["labor", "labors", "collaboration"]);
  assert.deepEqual(words("l’hébergement don’t"), ["l", "hebergement", "dont"]);
  assert.deepEqual(words("A.B.C. — ٣٤"), ["abc", "34"]);
  assert.deepEqual(words("1\u00a0234,567 12"), ["1234567", "12"]);
  assert.deepEqual(words("住房x"), ["住", "房", "x"]);
});

test("an apostrophe parts a name from its ending where the language has it so", () => {
  const apart = new Folding({ ...RULES, joined: "(?!)" });
  assert.deepEqual(words("Oslo'da"), ["osloda"]);
  assert.deepEqual(words("Oslo'da", apart), ["oslo", "da"]);
});

test("what is typed for letters that one hasn't is another word, never the same nor a single letter", () => {
  assert.deepEqual(folding.typed("koeln"), ["koln"]);
  assert.deepEqual(folding.typed("ae"), []);
  assert.deepEqual(folding.typed("oslo"), []);
});

test("a query is words, phrases and what stands together", () => {
  assert.deepEqual(terms("solar “Street Lamps”"), [
    { words: ["street", "lamps"], glued: false, quoted: true },
    { words: ["solar"], glued: false, quoted: false },
  ]);
  assert.deepEqual(
    terms("住房 城市").map((term) => term.words),
    [
      ["住", "房"],
      ["城", "市"],
    ],
  );
  assert.deepEqual(
    terms("12 345 678 lamps").map((term) => term.words),
    [["12345678"], ["lamps"]],
  );
  assert.deepEqual(pairs(["a", "b", "c"]), [
    ["a", "b"],
    ["b", "c"],
  ]);
});

test("one letter is too little, one character of a script without spaces isn't", () => {
  assert.ok(!isEnough(terms("a"), folding));
  assert.ok(!isEnough(terms(" … "), folding));
  assert.ok(isEnough(terms("ab"), folding));
  assert.ok(isEnough(terms("住"), folding));
});

test("words in a row may be a term, the longest first; those with a hyphen may be one", () => {
  assert.deepEqual(
    spans(terms("street lamps")).map(({ key }) => key),
    ["streetlamps", "street", "lamps"],
  );
  assert.deepEqual(compounds(terms("co-housing now")), [{ covers: [0, 1], words: ["cohousing"] }]);
});

test("steps from a word to another: put in, left out, changed, swapped", () => {
  assert.equal(distance("lamp", "lamp", 3), 0);
  assert.equal(distance("lmap", "lamp", 3), 1);
  assert.equal(distance("lams", "lamps", 3), 1);
  assert.equal(distance("kitten", "sitting", 3), 3);
  assert.ok(distance("housing", "lamp", 2) > 2);
});

test("the nearest word is of few steps, with the same first letter, and frequent", () => {
  const near = (word, ...found) => nearest(word, candidates(...found)).map((each) => each.word);
  assert.deepEqual(near("hosing", "rosing", "posting", "housing", "water"), ["housing", "rosing", "posting"]);
  assert.deepEqual(near("lampz", "lamps", "lampe"), ["lamps", "lampe"]);
  assert.deepEqual(near("abc", "abd"), []);
});

test("other forms of a word share its beginning", () => {
  assert.deepEqual(inflections("lampa", candidates("lampa", "lampy", "lampami", "lampshades", "lame")), [
    "lampy",
    "lampami",
  ]);
  assert.deepEqual(inflections("dom", candidates("domy")), []);
});

test("the name of a document says what it is, and which page it is on", () => {
  const part = described("en_s001f3c9ae-2");
  assert.deepEqual([part.kind, part.page], ["section", "s001f3c9ae"]);
  assert.deepEqual(described("en_t001f3c9ae-2").page, "en_t001f3c9ae-2");
  assert.equal(described("en_x001f3c9ae-2").kind, "page");
});

const [PAPER, OTHER, NEWS] = ["en_p00013c9ae-0", "en_p00023c9ae-0", "en_n00033c9ae-0"];
const result = (id, more = {}) => ({ id, score: 1, words: [0], data: async () => ({}), ...more });
const asked = (covers, results) => ({ covers, weight: 1, isTerm: false, size: 1, results });
const pages = (answers) => answers.map(({ hits }) => hits[0].id);

test("a rare word tells more than a frequent one", () => {
  const found = [asked([0], [result(PAPER)]), asked([1], [result(PAPER), result(OTHER), result(NEWS)])];
  const [rare, frequent] = informations(found, 2, 10);
  assert.ok(rare > frequent);
});

test("answers to more of the query come first, then titles, then kinds", () => {
  const both = ranked([asked([0], [result(PAPER), result(NEWS)]), asked([1], [result(NEWS)])], [1, 1]);
  assert.deepEqual(pages(both), [NEWS, PAPER]);
  assert.deepEqual(
    both.map(({ isWhole }) => isWhole),
    [true, false],
  );
  const titled = result(OTHER, { matchedMetaFields: ["title"] });
  assert.deepEqual(pages(ranked([asked([0], [result(PAPER), titled])], [1])), [OTHER, PAPER]);
  assert.deepEqual(pages(ranked([asked([0], [result(NEWS), result(PAPER)])], [1])), [PAPER, NEWS]);
});

test("parts of a page are one answer, which may have all words together", () => {
  const [one, two] = ["en_s00013c9ae-1", "en_s00013c9ae-2"];
  const [answer, ...others] = ranked([asked([0], [result(one)]), asked([1], [result(two)])], [1, 1]);
  assert.equal(others.length, 0);
  assert.equal(answer.hits.length, 2);
  assert.ok(answer.isWhole);
});
