import { spokenDuration } from "@/lib/client/format/durations";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import { sayShare } from "@/lib/client/limits/use-words";
import type { ConstraintAnswer, ConstraintReasonView } from "@/lib/contracts/metrics/constraint";

type NameOf = (columnId: string) => string;

/** Why a column is probably the constraint. */
export function sayReason(reason: ConstraintReasonView, held: string, nameOf: NameOf): string {
  switch (reason.code) {
    case "dwell":
      return `Cards spent ${spokenDuration(reason.totalDwellMs)} together in ${held}, ${sayShare(reason.share)} of all their time in these columns${reason.rank === 1 ? ", the most of all" : ""}.`;
    case "more-arrivals":
      return `${reason.arrivals.toLocaleString("en")} came into ${held}, and ${reason.departures.toLocaleString("en")} went.`;
    case "grew-throughout":
      return `${held} held more cards after every quarter of the range: ${reason.levels.join(", ")}.`;
    case "queue-before":
      return `${nameOf(reason.queueColumnId)} is a queue: what waits there waits for the column behind it.`;
  }
}

/** What to see in the columns: the probable constraint, and how sure that is. */
export function constraintSentence({ columns, probable, tooFew }: ConstraintAnswer): string {
  if (tooFew) return sayTooFew(tooFew);
  if (!probable) return "No card was in a queue or being worked on in this range.";
  const nameOf = (columnId: string) => columns.find((column) => column.columnId === columnId)?.name ?? "";
  const grew = probable.reasons.some(({ code }) => code === "grew-throughout");
  const named = `The probable constraint is ${nameOf(probable.columnId)}`;
  const where =
    probable.heldColumnId === probable.columnId ? "there" : `in ${nameOf(probable.heldColumnId)} before it`;
  return grew
    ? `${named}: work piled up ${where} through the whole range.`
    : `${named}, a weak guess: cards spend most of their time ${where}, but no column kept growing.`;
}
