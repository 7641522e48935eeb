export const notADay = "Not a day of the calendar, such as 2026-03-10.";

/** Whether an ISO day or instant is from 1900 to 2199, as everything that people write down here is. */
export function isOfOurTime(text: string): boolean {
  return text >= "1900" && text < "2200";
}

/** What is said of a year that is not. */
export function sayMistypedYear(text: string): string {
  return `The year ${text.slice(0, 4)} looks mistyped: years from 1900 to 2199 are taken.`;
}

/** What is wrong with a day of the calendar (YYYY-MM-DD), in words; null where nothing is. */
export function findDayFault(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return notADay;
  const at = Date.parse(`${text}T00:00:00Z`);
  // 30 February is read as a day of March.
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(text)) return notADay;
  return isOfOurTime(text) ? null : sayMistypedYear(text);
}
