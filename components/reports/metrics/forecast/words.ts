import { plural } from "@/lib/client/format/plural";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import { sayShare } from "@/lib/client/limits/use-words";
import type { ForecastAnswer } from "@/lib/contracts/metrics/forecast";

/** The percentile on which plans are usually made. */
const usual = "85";

/** One answer of a forecast: `by 3 Dec 2026, in 13 days`, `at least 9 cards`. `sayDay` writes a calendar day. */
export function sayAnswer(
  answer: Pick<ForecastAnswer, "mode" | "percentiles" | "dates" | "tolerance">,
  percent: string,
  sayDay: (date: string) => string,
): string {
  const { mode, percentiles, dates } = answer;
  const value = percentiles[percent];
  if (value == null) return mode === "when" ? "later than ten years" : "no answer";
  if (mode === "how-many") return value === 0 ? "perhaps none" : `at least ${plural(value, "card")}`;
  const date = dates[percent];
  const within = `in ${plural(value, "day")}${sayTolerance(answer, percent)}`;
  return date == null ? within : `by ${sayDay(date)}, ${within}`;
}

/** Answers that are no further away are exact to a day. */
const daysOfYear = 365;

/** By how many days an answer that is over a year away may be off; nothing for others. */
function sayTolerance(
  { percentiles, tolerance }: Pick<ForecastAnswer, "percentiles" | "tolerance">,
  percent: string,
) {
  const value = percentiles[percent];
  const off = tolerance[percent];
  return value != null && off != null && value > daysOfYear ? `, ± ${off.toLocaleString("en")}` : "";
}

/** From which past days each day was drawn. */
export function sayDraw({ drawnBy, sampleDays }: Pick<ForecastAnswer, "drawnBy" | "sampleDays">): string {
  if (drawnBy === "weekday") return "each weekday from the same weekday";
  if (drawnBy === "working-day") return "working days from working days, others from others";
  return `any day from any day: ${plural(sampleDays, "day")} do not tell kinds of days apart`;
}

/** That some trials took longer than a forecast looks; nothing where none did. */
export function sayLater({ laterTrials, furthestDay, trials }: ForecastAnswer): string {
  if (laterTrials === 0) return "";
  return ` ${sayShare(laterTrials / trials)} of the trials took longer than ${furthestDay.toLocaleString("en")} days.`;
}

/** What to see in a forecast, in one sentence. */
export function forecastSentence(answer: ForecastAnswer, sayDay: (date: string) => string): string {
  const { mode, items, days, tooFew, percentiles } = answer;
  if (tooFew) return sayTooFew(tooFew);
  const percent = usual in percentiles ? usual : (Object.keys(percentiles).at(-1) ?? usual);
  const said = sayAnswer(answer, percent, sayDay);
  return mode === "when"
    ? `With a chance of ${percent} %, ${plural(items, "card")} will be done ${said}.`
    : `With a chance of ${percent} %, ${said} will be done within ${plural(days, "day")}.`;
}

/** How often earlier forecasts of one percentile came true. */
export function sayRecord({ tries, hitRate }: ForecastAnswer, percent: string): string {
  const rate = hitRate[percent];
  return tries === 0 || rate == null ? "no record yet" : `came true ${sayShare(rate)} of the time`;
}

/** What the record stands on, in one sentence. */
export function recordSentence({ tries, mode, items, days }: ForecastAnswer): string {
  const question = mode === "when" ? plural(items, "card") : plural(days, "day");
  if (tries === 0) return `The history is too short to try the same forecast of ${question} on past days.`;
  return `The same forecast of ${question} was made again for ${plural(tries, "past day")}, each time with what was known then. The closer each rate is to its chance, the more the forecast can be trusted.`;
}
