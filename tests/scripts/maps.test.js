import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { nearest } = await import("../../overrides/assets/javascripts/maps.js");
const MIDDLE = { x: 0, y: 0 };
const RIGHT = { x: 1, y: 0 };
const UP = { x: 0, y: -1 };

test("an arrow leads to the nearest place on its side", () => {
  const places = [
    { x: 30, y: 0 },
    { x: 10, y: 0 },
    { x: -5, y: 0 },
    { x: 0, y: -20 },
  ];
  assert.equal(nearest(MIDDLE, places, RIGHT), 1);
  assert.equal(nearest(MIDDLE, places, { x: -1, y: 0 }), 2);
  assert.equal(nearest(MIDDLE, places, UP), 3);
  assert.equal(nearest(MIDDLE, places, { x: 0, y: 1 }), -1);
});

test("what is aside counts twice, and what is nearly beside is on no side", () => {
  assert.equal(
    nearest(
      MIDDLE,
      [
        { x: 10, y: 10 },
        { x: 25, y: 0 },
      ],
      RIGHT,
    ),
    1,
  );
  assert.equal(
    nearest(
      MIDDLE,
      [
        { x: 10, y: 10 },
        { x: 35, y: 0 },
      ],
      RIGHT,
    ),
    0,
  );
  assert.equal(nearest(MIDDLE, [{ x: 10, y: 31 }], RIGHT), -1);
  assert.equal(nearest(MIDDLE, [], UP), -1);
});
