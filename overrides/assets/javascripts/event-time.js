/**
 * Adds the reader's own time to that of an event.
 *
 * The event's own time stands on the page and stays first. Where the reader's clocks show the same,
 * nothing is added; without this script nothing is missing but the sum.
 *
 * Markup: partials/event-when.html.
 */

import { all, data } from "./dom.js";
import { locale } from "./locale.js";

/**
 * @param {string} stamp A moment with its offset from UTC, as 2020-04-03T16:30+02:00.
 * @returns {number} That offset in minutes, as Date.getTimezoneOffset gives it: west is positive.
 */
export function offsetOf(stamp) {
  const [, sign, hours, minutes] = stamp.match(/([+-])(\d{2}):(\d{2})$/) ?? [null, "+", "0", "0"];
  const ahead = Number(hours) * 60 + Number(minutes);
  // No offset is 0, and never -0, which isn't the same to Object.is.
  return sign === "-" ? ahead : 0 - ahead;
}

/**
 * @param {Date} moment
 * @returns {string} The day of a moment by the reader's clocks, as 2020-04-03.
 */
export function localDay(moment) {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}

/**
 * @param {string} from When it begins, with its offset from UTC.
 * @param {string} [to] When it ends; the same moment if it isn't said.
 * @returns {string | null} The reader's own time; null where the reader's clocks show the same.
 */
export function ownTime(from, to = from) {
  const start = new Date(from);
  const end = new Date(to);
  if (start.getTimezoneOffset() === offsetOf(from)) return null;
  const isSameDay = from.slice(0, 10) === localDay(start) && localDay(end) === localDay(start);
  /** @type {Intl.DateTimeFormatOptions} */
  const day = isSameDay ? {} : { weekday: "short", day: "numeric", month: "short" };
  /** @type {Intl.DateTimeFormatOptions} */
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat(locale, { ...day, ...clock }).formatRange(start, end);
}

for (const place of all("[data-start]", HTMLElement)) {
  const { start = "", end } = place.dataset;
  const time = ownTime(start, end || start);
  if (time === null) continue;
  /** @type {{yours: string}} */
  const strings = data("#event-strings");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll("_", " ");
  place.textContent = strings.yours.replace("{time}", time).replace("{zone}", zone);
  place.hidden = false;
}
