/** A calendar day (`YYYY-MM-DD`) in the reader's words. */
export function dayWords(date: string, locale: string, style: "short" | "long" = "long"): string {
  const options: Intl.DateTimeFormatOptions =
    style === "short"
      ? { day: "numeric", month: "short", timeZone: "UTC" }
      : { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(locale, options).format(Date.parse(`${date}T00:00:00Z`));
}
