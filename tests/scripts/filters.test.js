import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { addressed, isAny, matches } = await import("../../overrides/assets/javascripts/filters.js");

const CASE = { topic: "climate housing", country: "ES FR" };

test("values of one filter widen each other, filters narrow", () => {
  assert.ok(matches({ topic: [], country: [] }, CASE));
  assert.ok(matches({ topic: ["housing", "water"], country: [] }, CASE));
  assert.ok(matches({ topic: ["climate"], country: ["FR"] }, CASE));
  assert.ok(!matches({ topic: ["water"], country: ["FR"] }, CASE));
  assert.ok(!matches({ topic: ["climate"], country: ["DE"] }, CASE));
});

test("a value is a whole word", () => {
  assert.ok(!matches({ topic: ["house"] }, { topic: "housing" }));
  assert.ok(!matches({ topic: ["climate housing"] }, CASE));
});

test("what has nothing of a filter is shown while nothing of that is chosen", () => {
  assert.ok(matches({ audience: [] }, {}));
  assert.ok(!matches({ audience: ["cities"] }, {}));
  assert.ok(!matches({ audience: ["cities"] }, { audience: "" }));
});

test("whether anything is chosen", () => {
  assert.ok(!isAny({ topic: [], country: [] }));
  assert.ok(isAny({ topic: [], country: ["ES"] }));
});

test("a choice takes the place of the one in the address, and leaves all else", () => {
  const before = "https://example.org/cases/?topic=water&with=fr&topic=climate#map";
  const after = addressed(before, { topic: ["housing", "a b"], country: [] });
  assert.equal(after.href, "https://example.org/cases/?with=fr&topic=housing&topic=a+b#map");
  assert.equal(addressed(before, { topic: [] }).search, "?with=fr");
  assert.equal(addressed(after.href, { topic: ["water", "climate"] }).searchParams.getAll("topic").length, 2);
});
