process.env.TZ = "America/Montevideo"; // three hours behind, without summer time

import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";

const { localDay, offsetOf, ownTime } = await import("../../overrides/assets/javascripts/event-time.js");

test("an offset from UTC is that of Date.getTimezoneOffset", () => {
  assert.equal(offsetOf("2020-04-03T16:30+02:00"), -120);
  assert.equal(offsetOf("2020-04-03T16:30-03:30"), 210);
  assert.equal(offsetOf("2020-04-03T16:30+00:00"), 0);
  assert.equal(offsetOf("2020-04-03T16:30Z"), 0);
});

test("the day is that of the reader's clocks", () => {
  assert.equal(localDay(new Date("2020-04-04T02:59Z")), "2020-04-03");
  assert.equal(localDay(new Date("2020-04-04T03:00Z")), "2020-04-04");
});

test("nothing is added where the reader's clocks show the same", () => {
  assert.equal(ownTime("2020-04-03T16:30-03:00"), null);
});

test("a time of the same day is a time, of another with its day", () => {
  assert.equal(ownTime("2020-04-03T16:30+02:00"), "11:30");
  assert.match(ownTime("2020-04-03T16:30+02:00", "2020-04-03T18:00+02:00"), /^11:30\s?–\s?13:00$/u);
  assert.match(ownTime("2020-04-04T01:00+02:00"), /3 Apr.* 20:00$/u);
  assert.match(ownTime("2020-04-03T22:00+02:00", "2020-04-04T09:00+02:00"), /3 Apr.*17:00.*4 Apr.*04:00/u);
});
