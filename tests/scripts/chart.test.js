import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { placeAfter, rowInWords } = await import("../../overrides/assets/javascripts/chart.js");

test("arrow keys go forth in the direction of reading, and stop at the ends", () => {
  assert.equal(placeAfter(-1, "ArrowRight", 3, false), 0);
  assert.equal(placeAfter(2, "ArrowRight", 3, false), 2);
  assert.equal(placeAfter(1, "ArrowLeft", 3, false), 0);
  assert.equal(placeAfter(-1, "ArrowLeft", 3, false), 0);
  assert.equal(placeAfter(0, "ArrowLeft", 3, true), 1);
  assert.equal(placeAfter(1, "ArrowDown", 3, true), 2);
  assert.equal(placeAfter(1, "Home", 3, true), 0);
  assert.equal(placeAfter(1, "End", 3, true), 2);
  assert.equal(placeAfter(1, "Tab", 3, false), null);
});

test("a row is told with its headings", () => {
  assert.equal(rowInWords(["Year", "Ships"], ["2000", "1,200"]), "Year: 2000 · Ships: 1,200");
});
