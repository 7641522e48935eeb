import { spokenDuration } from "@/lib/client/format/durations";
import { plural } from "@/lib/client/format/plural";
import type { BlockersAnswer } from "@/lib/contracts/metrics/blockers";

/** What to see in the blockers: what held cards up most. */
export function blockersSentence({ categories }: BlockersAnswer): string {
  const most = categories[0];
  if (!most) return "No card was blocked in this range.";
  const blocks = categories.reduce((sum, category) => sum + category.count, 0);
  const open = categories.reduce((sum, category) => sum + category.open, 0);
  const lasting =
    open === 0
      ? "none of them still lasts"
      : open === 1
        ? "1 of them still lasts"
        : `${open} of them still last`;
  return `Cards were blocked ${blocks === 1 ? "once" : `${blocks.toLocaleString("en")} times`}, ${lasting}; most time was lost to ${most.category}: ${spokenDuration(most.totalMs)}.`;
}

/** How often a category blocked cards, and for how long. */
export function sayCategory({ count, open, totalMs }: BlockersAnswer["categories"][number]): string {
  const lasting = open > 0 ? `, ${open.toLocaleString("en")} still ${open === 1 ? "lasts" : "last"}` : "";
  return `${plural(count, "block")}, ${spokenDuration(totalMs)}${lasting}`;
}
