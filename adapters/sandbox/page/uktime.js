/** Dates and times as people in the UK read them, whatever zone this computer is in. */

const ZONE = 'Europe/London';

/** @param {Intl.DateTimeFormatOptions} options */
const format = (options) => new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, ...options });

const TIME = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const SHORT_DAY = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const LONG_DAY = format({ weekday: 'long', day: 'numeric', month: 'long' });
const LONG_DATE = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const DATE = format({ day: 'numeric', month: 'long', year: 'numeric' });
const DAY_AND_MONTH = format({ day: 'numeric', month: 'short' });
const SHORT_DATE = format({ day: 'numeric', month: 'short', year: 'numeric' });
const NUMBERS = format({
  year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
});

/** @param {Date} date */
export const timeOf = (date) => TIME.format(date);

/**
 * "Fri 20 Nov 2026, 10:31"
 * @param {Date} date
 */
export const clockOf = (date) => `${SHORT_DAY.format(date).replace(',', '')}, ${timeOf(date)}`;

/**
 * "2026-11-20T10:31" in UK time.
 * @param {Date} date
 */
export function isoOf(date) {
  const parts = Object.fromEntries(NUMBERS.formatToParts(date).map((part) => [part.type, part.value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * The UK day, "2026-11-20".
 * @param {Date} date
 */
export const dayOf = (date) => isoOf(date).slice(0, 10);

/**
 * The name of a day for a divider: "Today", "Yesterday", "Friday 20 November".
 * @param {Date} date
 * @param {Date} now
 */
export function dayName(date, now) {
  const yesterday = new Date(now.getTime() - 86_400_000);
  if (dayOf(date) === dayOf(now)) return 'Today';
  if (dayOf(date) === dayOf(yesterday)) return 'Yesterday';
  const isThisYear = dayOf(date).slice(0, 4) === dayOf(now).slice(0, 4);
  return (isThisYear ? LONG_DAY : LONG_DATE).format(date).replace(',', '');
}

/**
 * When something was, as short as a list needs it: the time today, else the day.
 * @param {Date} date
 * @param {Date} now
 */
export const shortTimeOf = (date, now) =>
  dayOf(date) === dayOf(now) ? timeOf(date) : DAY_AND_MONTH.format(date);

/**
 * The moment that a UK wall clock shows, from "2026-11-20T10:31".
 * @param {string} wall
 */
export function momentOf(wall) {
  const guess = new Date(`${wall}:00Z`);
  const shown = new Date(`${isoOf(guess)}:00Z`);
  return new Date(guess.getTime() - (shown.getTime() - guess.getTime()));
}

/**
 * Whole hours from now until the next morning, not before 08:00.
 * @param {Date} now
 */
export function hoursToMorning(now) {
  const tomorrow = dayOf(new Date(now.getTime() + 86_400_000));
  return Math.ceil((momentOf(`${tomorrow}T08:00`).getTime() - now.getTime()) / 3_600_000);
}

/** @type {Record<string, (date: Date) => string>} */
const TOKENS = {
  date_num: dayOf,
  date: (date) => DATE.format(date),
  date_short: (date) => SHORT_DATE.format(date),
  date_long: (date) => LONG_DATE.format(date),
  date_pretty: (date) => DATE.format(date),
  date_short_pretty: (date) => SHORT_DATE.format(date),
  date_long_pretty: (date) => LONG_DATE.format(date),
  day_divider_pretty: (date) => LONG_DAY.format(date),
  time: timeOf,
  time_secs: timeOf,
};

/**
 * Slack's date pattern, such as "{date_short} at {time}", filled in.
 * @param {number} unix seconds
 * @param {string} pattern
 */
export function fillDate(unix, pattern) {
  const date = new Date(unix * 1000);
  return pattern.replace(/\{(\w+)\}/g, (token, name) => TOKENS[name]?.(date) ?? token);
}
