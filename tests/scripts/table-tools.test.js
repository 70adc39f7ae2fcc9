import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { csv, numberOf } = await import("../../overrides/assets/javascripts/table-tools.js");

test("a number is read as the language writes it", () => {
  assert.equal(numberOf("1,234.5", "."), 1234.5);
  assert.equal(numberOf("1.234,5 %", ","), 1234.5);
  assert.equal(numberOf("−3", "."), -3);
  assert.equal(numberOf("1 200 €", ","), 1200);
  assert.ok(Number.isNaN(numberOf("–", ".")));
});

test("a table is a file that spreadsheets read", () => {
  assert.equal(
    csv([
      ["a", "b"],
      ['say "no"', "1,5"],
    ]),
    'a,b\r\n"say ""no""","1,5"\r\n',
  );
});
