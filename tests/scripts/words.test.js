import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { locale, localeOf } = await import("../../overrides/assets/javascripts/locale.js");
const { filled } = await import("../../overrides/assets/javascripts/words.js");

test("a text is filled in, by the count's plural form", () => {
  assert.equal(locale, localeOf("en")); // the page's
  const forms = { one: "{shown} of {count} case", other: "{shown} of {count} cases" };
  assert.equal(filled(forms, 1, { shown: 1, count: 1234 }), "1 of 1,234 case");
  assert.equal(filled(forms, 0, { shown: 0, count: 5 }), "0 of 5 cases");
  assert.equal(filled("{count} and {count}, {other}", 2, { count: 2 }), "2 and 2, {other}");
  assert.equal(filled({ other: "{count}" }, 1, { count: 1 }), "1");
});

test("numbers and days are those of the page, not of the browser's own habits", () => {
  const year = { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" };
  const day = (lang) => new Date(Date.UTC(2020, 3, 3)).toLocaleDateString(localeOf(lang), year);
  assert.equal(day("en"), "03/04/2020");
  assert.equal(day("en-US"), "4/3/2020");
  assert.match(day("th"), /2020/);
  assert.match(day("fa"), /[۲][۰][۲][۰]/);
  assert.equal((1234).toLocaleString(localeOf("ar")), "1,234");
  assert.equal((1234).toLocaleString(localeOf("ar-EG")), "١٬٢٣٤");
});
