import { plural } from "@/lib/client/format/plural";
import { sayShare } from "@/lib/client/limits/use-words";
import { type LimitNames, nameOfLimit } from "@/lib/client/limits/words";
import type { OverridesAnswer } from "@/lib/contracts/metrics/overrides";

/** What to see in the overrides: how often limits gave way, where most, and how often they held. */
export function overridesSentence({ limits }: Pick<OverridesAnswer, "limits">, names: LimitNames): string {
  const sum = (kind: "entries" | "overrides" | "softBreaches" | "refusals") =>
    limits.reduce((total, limit) => total + limit[kind], 0);
  const [entries, overrides, soft, refusals] = [
    sum("entries"),
    sum("overrides"),
    sum("softBreaches"),
    sum("refusals"),
  ];
  const refused = refusals === 1 ? "1 was refused" : `${refusals.toLocaleString("en")} were refused`;
  const past = soft > 0 ? ` ${plural(soft, "card")} went past a soft limit.` : "";
  if (overrides === 0) return `No limit was overridden; ${refused}.${past}`;
  const most = limits.reduce((a, b) => (b.overrides > a.overrides ? b : a));
  const where = limits.length > 1 ? `, most often at ${nameOfLimit(most, names)} (${most.overrides})` : "";
  return `${overrides.toLocaleString("en")} of ${plural(entries, "entry", "entries")} went over a limit with a reason, ${sayShare(overrides / entries)}${where}; ${refused}.${past}`;
}
