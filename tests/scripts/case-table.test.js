import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { sorted } = await import("../../overrides/assets/javascripts/case-table.js");

const by = (things, order) => sorted(things, (thing) => thing, order);

test("texts are sorted as the language does, with numbers by their value", () => {
  assert.deepEqual(by(["Zürich", "Étienne", "Essen", "10", "9"], "ascending"), [
    "9",
    "10",
    "Essen",
    "Étienne",
    "Zürich",
  ]);
  assert.deepEqual(by(["a", "c", "b"], "descending"), ["c", "b", "a"]);
});

test("what isn't known is last, either way", () => {
  assert.deepEqual(by(["", "b", "", "a"], "ascending"), ["a", "b", "", ""]);
  assert.deepEqual(by(["", "b", "", "a"], "descending"), ["b", "a", "", ""]);
});

test("things of one value stay in their order, and what is given stays as it is", () => {
  const things = [{ n: 1 }, { n: 2 }, { n: 3 }];
  assert.deepEqual(
    sorted(things, () => "same", "descending"),
    things,
  );
  const given = ["b", "a"];
  by(given, "ascending");
  assert.deepEqual(given, ["b", "a"]);
});
