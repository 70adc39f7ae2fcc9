import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { align } = await import("../../overrides/assets/javascripts/two-texts.js");

/** A block of a text: a paragraph, or a heading or a box with an id. */
function block(name, { id = "", tag = "P", role = null } = {}) {
  return { name, id, tagName: tag, getAttribute: () => role, querySelector: () => null };
}

const heading = (id, name = id) => block(name, { id, tag: "H2" });

/** What stands side by side, as names. */
function names(rows) {
  return rows.map((sides) => sides.map((blocks) => blocks.map(({ name }) => name).join(" ")));
}

test("alike passages are aligned block by block", () => {
  const ours = [block("a"), heading("means"), block("b"), block("c")];
  const theirs = [block("x"), heading("es--means", "medios"), block("y"), block("z")];
  assert.deepEqual(names(align(ours, theirs, "es--")), [
    ["a", "x"],
    ["means", "medios"],
    ["b", "y"],
    ["c", "z"],
  ]);
});

test("passages that aren't alike stand as a whole", () => {
  const ours = [heading("means"), block("b"), block("c")];
  const theirs = [heading("es--means", "medios"), block("y"), block("list", { tag: "UL" })];
  assert.deepEqual(names(align(ours, theirs, "es--")), [["means b c", "medios y list"]]);
});

test("what only one text has stands alone, where it stands there", () => {
  const ours = [heading("one"), heading("ours"), heading("two")];
  const theirs = [heading("es--one", "uno"), heading("es--theirs", "suyo"), heading("es--two", "dos")];
  assert.deepEqual(names(align(ours, theirs, "es--")), [
    ["one", "uno"],
    ["", "suyo"],
    ["ours", ""],
    ["two", "dos"],
  ]);
});

test("a box is one of either, an element of its own here, a group there", () => {
  const ours = [block("box", { tag: "ASIDE" })];
  const theirs = [block("caja", { tag: "DIV", role: "group" })];
  assert.deepEqual(names(align(ours, theirs, "es--")), [["box", "caja"]]);
});
