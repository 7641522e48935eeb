import type { LimitSuggestion, LimitUse } from "@/lib/contracts/limit";
import { dayMs } from "@/lib/domain/duration";
import { plural } from "../format/plural";
import type { NamedLimit } from "./words";

/** A share from 0 to 1 as a percentage. What is there is never said to be 0 %, nor what is missing 100 %. */
export function sayShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 1) return "under 1 %";
  if (percent < 100 && percent > 99) return "over 99 %";
  return `${Math.round(percent)} %`;
}

/** A span of time for `the last …`: whole weeks where it is some, else days. */
export function saySpan(ms: number): string {
  const days = Math.max(1, Math.round(ms / dayMs));
  if (days >= 14 && days % 7 === 0) return `${days / 7} weeks`;
  return days === 1 ? "day" : `${days} days`;
}

/** For how long a limit has stood, in words for `It has stood for …`. */
export function sayStood(ms: number): string {
  const days = Math.floor(ms / dayMs);
  if (days === 0) return "less than a day";
  return plural(days, "day");
}

const isAboutColumns = (limit: NamedLimit) =>
  limit.columnIds.length > 0 &&
  limit.laneId === null &&
  limit.userId === null &&
  !limit.perPerson &&
  limit.classOfService === null;

/** `For 91 % of the last 8 weeks 3 cards or fewer were in Review.` `spanMs`: length of the window. */
export function sayByTime(
  { max, shareOfTime }: NonNullable<LimitSuggestion["byTime"]>,
  limit: NamedLimit,
  name: string,
  spanMs: number,
): string {
  const time = `For ${sayShare(shareOfTime)} of the last ${saySpan(spanMs)}`;
  const most = max === 1 ? "1 card or none" : `${max} cards or fewer`;
  if (limit.perPerson) return `${time} a person had ${most} under this limit.`;
  return `${time} ${most} ${max === 1 ? "was" : "were"} ${isAboutColumns(limit) ? `in ${name}` : "under this limit"}.`;
}

/** `0.9 cards a day left Review and cards spend 22 % of their cycle time there. For a cycle time of 10 days: …` */
export function sayByFlow(
  { max, cardsPerDay, share, targetDays }: NonNullable<LimitSuggestion["byFlow"]>,
  limit: NamedLimit,
  name: string,
): string {
  const rate = sayNumber(cardsPerDay);
  const there = limit.perPerson
    ? `For each person ${rate} cards a day left this limit`
    : `${rate} cards a day left ${isAboutColumns(limit) ? name : "this limit"}`;
  const spent = `and cards spend ${sayShare(share)} of their cycle time ${isAboutColumns(limit) ? "there" : "under it"}.`;
  const days = sayNumber(share * targetDays);
  return `${there} ${spent} For a cycle time of ${plural(Number(targetDays.toFixed(1)), "day")}: ${rate}\u00a0×\u00a0${days}\u00a0≈\u00a0${plural(max, "card")}.`;
}

/** Two digits that mean something: `12`, `2.2`, `0.45`. */
function sayNumber(value: number): string {
  if (value >= 10) return value.toFixed(0);
  return value >= 1 ? value.toFixed(1) : String(Number(value.toPrecision(2)));
}

/** What happened at a limit, in one line: how long it was full, and what came of that. */
export function sayUse(use: LimitUse): string {
  const full = use.shareFull === 0 ? "Never full" : `Full ${sayShare(use.shareFull)} of the time`;
  const over = use.shareOver > 0 ? `, over its limit ${sayShare(use.shareOver)}` : "";
  const parts = [
    use.entries === 0 ? "No card came in" : `${plural(use.entries, "card")} came in`,
    use.refusals > 0 && `${use.refusals.toLocaleString("en")} refused`,
    use.overrides > 0 && `${use.overrides.toLocaleString("en")} with a reason`,
    use.softBreaches > 0 && `${use.softBreaches.toLocaleString("en")} past the soft limit`,
  ];
  return `${full}${over}. ${parts.filter(Boolean).join(", ")}.`;
}
