import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { merged, read } = await import("../../overrides/assets/javascripts/checklist.js");

test("what is stored is read, and what isn't ours is nothing", () => {
  assert.deepEqual(read(null), []);
  assert.deepEqual(read('["a","b"]'), ["a", "b"]);
  for (const others of ["", "{", "null", '"a"', '{"a":1}']) assert.deepEqual(read(others), [], others);
  assert.deepEqual(read('["a",1,null,{"b":2},"c"]'), ["a", "c"]);
});

test("ticks of this page take the place of what was stored of them", () => {
  const ticks = new Map([
    ["paper/a", true],
    ["paper/b", false],
    ["paper/c", true],
  ]);
  assert.deepEqual(merged([], ticks), ["paper/a", "paper/c"]);
  assert.deepEqual(merged(["paper/b", "paper/c"], ticks), ["paper/a", "paper/c"]);
});

test("ticks of recommendations that aren't on this page stay", () => {
  assert.deepEqual(merged(["gone/x", "paper/b"], new Map([["paper/b", false]])), ["gone/x"]);
});
