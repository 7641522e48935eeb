import { spokenDuration } from "@/lib/client/format/durations";
import type { QueueAgeAnswer } from "@/lib/contracts/metrics/queue-age";

/** What to see in the queue ages: where the oldest card waits. */
export function queueAgeSentence({ columns }: QueueAgeAnswer): string {
  const oldest = columns
    .filter(({ kind }) => kind !== "backlog")
    .flatMap(({ name, items }) => (items[0] ? [{ name, elapsedMs: items[0].elapsedMs }] : []))
    .sort((a, b) => b.elapsedMs - a.elapsedMs)[0];
  if (!oldest) return "No card is waiting or being worked on.";
  return `The card that has stood still longest is in ${oldest.name}: ${spokenDuration(oldest.elapsedMs)}.`;
}
