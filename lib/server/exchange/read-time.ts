import { DateTime } from "luxon";

const earliest = Date.UTC(1990, 0, 1);

/** Digits alone are seconds or milliseconds since 1970; ten digits reach to the year 2286. */
function readEpoch(text: string): number | null {
  if (!/^\d{9,14}(\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  return text.split(".")[0]?.length === 10 || value < 1e11 ? Math.round(value * 1000) : Math.round(value);
}

const otherForms = [
  "yyyy-MM-dd HH:mm:ss.SSSSSS",
  "yyyy-MM-dd HH:mm",
  "yyyy/MM/dd HH:mm:ss.SSS",
  "yyyy/MM/dd HH:mm:ss",
  "yyyy/MM/dd HH:mm",
  "dd.MM.yyyy HH:mm:ss",
  "dd.MM.yyyy HH:mm",
  "d/MMM/yy h:mm a",
];

/**
 * An instant in epoch ms from the ways in which logs write one: ISO 8601 with or without an offset, SQL, a few common
 * local forms, or seconds and milliseconds since 1970. Without an offset it is read in `timeZone`. Null when it is none.
 */
export function readTime(text: string, timeZone: string): number | null {
  const trimmed = text.trim();
  const epoch = readEpoch(trimmed);
  if (epoch !== null) return epoch >= earliest ? epoch : null;
  const options = { zone: timeZone };
  const candidates = [
    () => DateTime.fromISO(trimmed, options),
    () => DateTime.fromSQL(trimmed, options),
    ...otherForms.map((form) => () => DateTime.fromFormat(trimmed, form, { ...options, locale: "en" })),
  ];
  for (const candidate of candidates) {
    const parsed = candidate();
    if (parsed.isValid) return parsed.toMillis() >= earliest ? parsed.toMillis() : null;
  }
  return null;
}
