import type { QueueAgeAnswer } from "@/lib/contracts/metrics/queue-age";
import { dayMs } from "@/lib/domain/duration";

export type QueueColumn = QueueAgeAnswer["columns"][number];

/** A card as a dot. `place`: its column's, from 0 at the left. */
export type QueuedCard = QueueColumn["items"][number] & { column: string; place: number; ageInDays: number };

/** The cards of some columns, from left to right. */
export function queuedCards(columns: readonly QueueColumn[]): QueuedCard[] {
  return columns.flatMap(({ name, items }, place) =>
    items.map((item) => ({ ...item, column: name, place, ageInDays: item.elapsedMs / dayMs })),
  );
}
