/**
 * Adds the reader's own time to that of an event.
 *
 * The event's own time stands on the page and stays first. Where the reader's clocks show the same,
 * nothing is added; without this script nothing is missing but the sum.
 *
 * Markup: partials/event-when.html.
 */

import { locale } from "./locale.js";

const strings = JSON.parse(document.getElementById("event-strings").textContent);

/**
 * @param {string} stamp A moment with its offset from UTC, as 2020-04-03T16:30+02:00.
 * @returns {number} That offset in minutes, as Date.getTimezoneOffset gives it: west is positive.
 */
function offsetOf(stamp) {
  const [, sign, hours, minutes] = stamp.match(/([+-])(\d{2}):(\d{2})$/) ?? [null, "+", "0", "0"];
  const ahead = Number(hours) * 60 + Number(minutes);
  return sign === "-" ? ahead : -ahead;
}

for (const place of document.querySelectorAll("[data-start]")) {
  const start = new Date(place.dataset.start);
  if (start.getTimezoneOffset() === offsetOf(place.dataset.start)) continue;
  const end = place.dataset.end ? new Date(place.dataset.end) : start;
  const sameDay = place.dataset.start.slice(0, 10) === localDay(start) && localDay(end) === localDay(start);
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const day = sameDay ? {} : { weekday: "short", day: "numeric", month: "short" };
  const time = new Intl.DateTimeFormat(locale, { ...day, ...clock }).formatRange(start, end);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ");
  place.textContent = strings.yours.replace("{time}", time).replace("{zone}", zone);
  place.hidden = false;
}

/** @returns {string} The day of a moment by the reader's clocks, as 2020-04-03. */
function localDay(moment) {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}
