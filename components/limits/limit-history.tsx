"use client";

import { Spinner } from "@/components/ui/spinner";
import { useLocale } from "@/lib/client/format/use-locale";
import { type LimitNames, nameOfLimit, sayChange } from "@/lib/client/limits/words";
import { useAnswer } from "@/lib/client/query/use-answer";
import { limitChangesOf } from "@/lib/client/settings/settings-api";

/** `version`: of the board; every change of it may be one of a limit. `names`: of what is gone, too. */
type LimitHistoryProps = { boardId: string; version: number; names: LimitNames };

/** Who changed which limit when, from what to what, and why. */
export function LimitHistory({ boardId, version, names }: LimitHistoryProps) {
  const { answer: changes, error } = useAnswer(limitChangesOf(boardId), { since: [version] });
  const locale = useLocale();

  if (error) return <p className="text-sm text-muted-foreground">The history could not be read.</p>;
  if (changes === null) return <Spinner label="Reading the history" />;
  if (changes.length === 0)
    return <p className="text-sm text-muted-foreground">No limit has been set yet.</p>;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard too
    <section aria-label="Changes of limits" className="overflow-x-auto" tabIndex={0}>
      <table className="w-full text-left text-sm">
        <thead className="text-muted-foreground">
          <tr className="border-b border-border [&>th]:py-2 [&>th]:pr-4 [&>th]:font-medium">
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">Limit</th>
            <th scope="col">Change</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <tr
              key={`${change.limitId} ${change.at}`}
              className="border-b border-border align-top [&>td]:py-2 [&>td]:pr-4"
            >
              <td className="whitespace-nowrap tabular-nums">{format.format(Date.parse(change.at))}</td>
              <td className="whitespace-nowrap">
                {names.members.find((member) => member.userId === change.actorId)?.name ?? "Somebody"}
              </td>
              <td dir="auto" className="min-w-28">
                {nameOfLimit(change, names)}
              </td>
              <td className="whitespace-nowrap tabular-nums">{sayChange(change)}</td>
              <td dir="auto" className="min-w-48 text-muted-foreground">
                {change.why}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
