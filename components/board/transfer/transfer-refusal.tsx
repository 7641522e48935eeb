"use client";

import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { Refusal } from "@/lib/client/admission/refusal";
import type { BoardModel } from "@/lib/client/board/model";
import { useNow } from "@/lib/client/clock/use-now";
import { spokenDuration } from "@/lib/client/format/durations";
import type { FullLimit } from "@/lib/client/limits/words";

type TransferRefusalProps = {
  refusal: Refusal;
  target: BoardModel;
  reason: string;
  onReason: (reason: string) => void;
};

/** Why the other board did not take the card; where this person may go over its limits, a place for the reason. */
export function TransferRefusal({ refusal, target, reason, onReason }: TransferRefusalProps) {
  return (
    <>
      <Callout tone="danger" title={refusal.title}>
        {refusal.kind === "limit" && <Holders limits={refusal.limits} target={target} />}
        <p>{`${refusal.detail} The card is still here.`}</p>
      </Callout>
      {refusal.kind === "limit" && refusal.overridable && (
        <Field label="Reason" hint="Kept with the card's history, with your name.">
          <Textarea value={reason} maxLength={500} onChange={(event) => onReason(event.target.value)} />
        </Field>
      )}
    </>
  );
}

const maxHolders = 4;

type HoldersProps = { limits: readonly FullLimit[]; target: BoardModel };

/** The cards that hold the slots over there, the longest there first. */
function Holders({ limits, target }: HoldersProps) {
  const now = useNow();
  const { key, id } = target.facts;
  const holders = limits.flatMap((limit) => limit.holders);
  return (
    <ul className="my-1">
      {holders.slice(0, maxHolders).map((holder) => (
        <li key={holder.cardId}>
          <a
            href={`/boards/${id}?card=${key}-${holder.number}`}
            className="rounded-sm underline underline-offset-2 outline-none focus-visible:ring-2 focus-visible:ring-ring"
          >
            {`${key}-${holder.number} ${holder.title}`}
          </a>
          {`, for ${spokenDuration(now - Date.parse(holder.enteredColumnAt))}`}
        </li>
      ))}
      {holders.length > maxHolders && <li>{`and ${holders.length - maxHolders} more`}</li>}
    </ul>
  );
}
