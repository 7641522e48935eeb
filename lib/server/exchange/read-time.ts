import { DateTime } from "luxon";
import { minuteMs } from "@/lib/domain/duration";

const earliestEpoch = Date.UTC(1990, 0, 1);

const digitsAlone = /^\d{9,14}(\.\d+)?$/;

/** Digits alone are seconds or milliseconds since 1970; ten digits reach to the year 2286. */
function readEpoch(text: string): number | null {
  const value = Number(text);
  const at = text.split(".")[0]?.length === 10 || value < 1e11 ? Math.round(value * 1000) : Math.round(value);
  return at >= earliestEpoch ? at : null;
}

const withOffset = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** ISO 8601 with an offset, which most logs use; null for anything else, valid or not. */
function readIso(text: string): number | null {
  const match = withOffset.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction = "", sign, offsetHour, offsetMinute] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const ms = Number(fraction.slice(0, 3).padEnd(3, "0"));
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  const offset = sign ? (sign === "-" ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute)) : 0;
  return date.setUTCHours(Number(hour), Number(minute), Number(second), ms) - offset * minuteMs;
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

/** Longer text is no time, and is not worth trying every form on. */
const longest = 60;

/**
 * Reads instants, as epoch ms, from the ways in which logs write one: ISO 8601 with or without an offset, SQL, a few common
 * local forms, or seconds and milliseconds since 1970. Without an offset it is read in `timeZone`. Null when it is none.
 *
 * The form that fitted last is tried first: a file keeps to one, and none fits what another one does.
 */
export function createTimeReader(timeZone: string): (text: string) => number | null {
  const options = { zone: timeZone };
  const forms = [
    (text: string) => DateTime.fromISO(text, options),
    (text: string) => DateTime.fromSQL(text, options),
    ...otherForms.map((form) => {
      const parser = DateTime.buildFormatParser(form, { locale: "en" });
      return (text: string) => DateTime.fromFormatParser(text, parser, { ...options, locale: "en" });
    }),
  ];
  return (raw) => {
    const text = raw.trim();
    if (text.length > longest) return null;
    if (digitsAlone.test(text)) return readEpoch(text);
    const iso = readIso(text);
    if (iso !== null) return iso;
    for (const [index, form] of forms.entries()) {
      const parsed = form(text);
      if (!parsed.isValid) continue;
      if (index > 0) forms.unshift(...forms.splice(index, 1));
      return parsed.toMillis();
    }
    return null;
  };
}
