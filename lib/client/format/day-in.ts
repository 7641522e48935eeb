/** Writes the calendar day (`YYYY-MM-DD`) on which an instant falls in a time zone. */
export function dayIn(timeZone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (at) => format.format(new Date(at));
}
