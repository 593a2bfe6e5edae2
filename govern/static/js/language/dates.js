/** Formats times and days in the reader's time zone and language. */

import { locale } from "./language.js";
import { _ } from "./messages.js";

/** @type {Intl.DateTimeFormatOptions} */
const MOMENT = {
  year: "numeric",
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
};
/** @type {[Intl.RelativeTimeFormatUnit, number][]} units with their seconds, the longest first */
const STEPS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** @param {number} at milliseconds since 1970 @returns {string} such as "5 Dec 2026, 14:00 CET" */
export function formatMoment(at) {
  const moment = new Intl.DateTimeFormat(locale(), MOMENT).format(at);
  return _("%(moment)s %(zone)s", { moment, zone: zoneAt(at) });
}

/** The name of the reader's time zone: the short one, such as CET, unless that is only an offset from UTC.
 * @param {number} at @returns {string} */
function zoneAt(at) {
  const short = zoneName(at, "short");
  return /^GMT[+-]/.test(short) ? zoneName(at, "long") : short;
}

/** @param {number} at @param {"short" | "long"} timeZoneName @returns {string} */
function zoneName(at, timeZoneName) {
  const parts = new Intl.DateTimeFormat(locale(), { timeZoneName }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}

/** @param {string} day such as "2026-12-05" @returns {string} */
export function formatDay(day) {
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(locale(), options).format(
    Date.parse(`${day}T00:00:00Z`),
  );
}

/** @param {string} month such as "2026-12" @returns {string} */
export function formatMonth(month) {
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { year: "numeric", month: "long", timeZone: "UTC" };
  return new Intl.DateTimeFormat(locale(), options).format(
    Date.parse(`${month}-01T00:00:00Z`),
  );
}

/** @param {number} at @param {number} now both in milliseconds since 1970 @returns {string} such as "in 3 days" */
export function formatRelative(at, now) {
  const seconds = Math.round((at - now) / 1000);
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  const [unit, length] = STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? ["minute", 60];
  return relative.format(Math.trunc(seconds / length), unit);
}
