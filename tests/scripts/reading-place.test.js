import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.innerHeight = 900;
globalThis.getComputedStyle = ({ margin }) => ({ scrollMarginTop: margin });

const { currentPlace, rest } = await import("../../overrides/assets/javascripts/reading-place.js");

/** A place on the page, so far below the window's edge. */
function place(id, top, { isTarget = false, margin = "80px" } = {}) {
  return { id, margin, getBoundingClientRect: () => ({ top }), matches: () => isTarget };
}

test("the place is the last that was passed", () => {
  assert.equal(currentPlace([place("a", -500), place("b", 40), place("c", 300)]), "b");
  assert.equal(currentPlace([place("a", 500)]), "");
  assert.equal(currentPlace([]), "");
});

test("what has come to rest below the header is passed", () => {
  assert.equal(rest(place("a", 0)), 80);
  assert.equal(currentPlace([place("a", 96)]), "a");
  assert.equal(currentPlace([place("a", 97)]), "");
});

test("what the address names is passed in the window's upper half", () => {
  assert.equal(currentPlace([place("a", -10), place("b", 450, { isTarget: true })]), "b");
  assert.equal(currentPlace([place("a", -10), place("b", 451, { isTarget: true })]), "a");
});
