"use client";

import { useId, useState } from "react";
import { useBoard, useShown } from "@/components/board/context/board-context";
import { CheckLine } from "@/components/ui/check-line";
import { checkPolicy } from "@/lib/client/store/board-api";
import type { CardDetail } from "@/lib/contracts/card";

type ExitChecklistProps = { card: CardDetail; isEditable: boolean; onReread: () => Promise<void> };

/** What has to be true before the card leaves its column: what is required is ticked, the rest is to remember. */
export function ExitChecklist({ card, isEditable, onReread }: ExitChecklistProps) {
  const headingId = useId();
  const column = useShown(({ columns }) => columns.find(({ id }) => id === card.columnId) ?? null);
  const { isTicked, tick } = useTicks(card, onReread);
  if (!column || column.policies.length === 0 || card.archivedAt !== null) return null;
  const required = column.policies.filter((policy) => policy.required);
  const reminders = column.policies.filter((policy) => !policy.required);
  const done = required.filter(({ id }) => isTicked(id)).length;
  return (
    <section aria-labelledby={headingId} className="flex flex-col gap-2">
      <h3 id={headingId} className="text-sm font-semibold">
        {`Before it leaves ${column.name}`}
        {required.length > 0 && (
          <span className="ml-2 font-normal text-muted-foreground tabular-nums">
            {`${done} of ${required.length} confirmed`}
          </span>
        )}
      </h3>
      {required.length > 0 && (
        <ul className="flex flex-col gap-1">
          {required.map(({ id, text }) => (
            <li key={id}>
              <CheckLine isOn={isTicked(id)} isEditable={isEditable} onChange={(isOn) => void tick(id, isOn)}>
                <bdi>{text}</bdi>
              </CheckLine>
            </li>
          ))}
        </ul>
      )}
      {reminders.length > 0 && (
        <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-muted-foreground">
          {reminders.map(({ id, text }) => (
            <li key={id} className="wrap-anywhere">
              <bdi>{text}</bdi>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Ticks as the person wants them, shown before the server has them. */
function useTicks(card: CardDetail, onReread: () => Promise<void>) {
  const { store, attempt } = useBoard();
  const [wanted, setWanted] = useState<Readonly<Record<string, boolean>>>({});
  const tick = async (id: string, isOn: boolean) => {
    setWanted((before) => ({ ...before, [id]: isOn }));
    const outcome = await attempt("Confirm a policy", () =>
      store.change(() => checkPolicy(card.id, id, isOn)),
    );
    if (outcome.ok) await onReread();
    setWanted(({ [id]: _, ...others }) => others);
  };
  return { isTicked: (id: string) => wanted[id] ?? card.confirmedPolicyIds.includes(id), tick };
}
