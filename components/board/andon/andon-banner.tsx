"use client";

import { Siren } from "lucide-react";
import { PersonMarks } from "@/components/card/person-marks";
import { Button } from "@/components/ui/button";
import { useNow } from "@/lib/client/clock/use-now";
import { spokenDuration } from "@/lib/client/format/durations";
import type { AndonView, ColumnView } from "@/lib/contracts/board";
import { useBoard, useShown } from "../context/board-context";
import { useAndon } from "./use-andon";

type AndonBannerProps = { column: ColumnView; andon: AndonView };

/** Says that a column is stopped: why, since when, by whom, and who helps. `isNamed`: it does not stand in its head. */
export function AndonBanner({ column, andon, isNamed }: AndonBannerProps & { isNamed?: boolean }) {
  const { canWrite } = useBoard();
  const members = useShown((model) => model.people);
  const elapsedMs = useNow() - Date.parse(andon.pulledAt);
  const puller = members.find(({ userId }) => userId === andon.pulledById)?.name ?? "Somebody";
  const helpers = members.filter(({ userId }) => andon.helperIds.includes(userId));
  return (
    <div className="mx-2 mb-1 flex flex-col gap-1.5 rounded-md border border-danger bg-danger/10 p-2 text-xs">
      <p role="alert" className="flex gap-1.5 font-medium wrap-anywhere">
        <Siren aria-hidden className="size-4 shrink-0 text-danger" />
        <span title={andon.reason} className="line-clamp-3">
          <span className="text-danger">Andon pulled</span>
          <span className={isNamed ? "text-danger" : "sr-only"}>{` in ${column.name}`}</span>
          {`: ${andon.reason}`}
        </span>
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground">
        <p>{`By ${puller}, ${spokenDuration(elapsedMs)} ago`}</p>
        {helpers.length > 0 && (
          <div className="flex items-center gap-1.5">
            Swarm
            <PersonMarks people={helpers} />
          </div>
        )}
      </div>
      {canWrite && <AndonActions column={column} andon={andon} />}
    </div>
  );
}

function AndonActions({ column, andon }: AndonBannerProps) {
  const { userId } = useBoard();
  const { join, leave, release } = useAndon(column);
  const isIn = andon.helperIds.includes(userId);
  const look = { size: "sm", variant: "outline", className: "h-7 px-2 text-xs" } as const;
  return (
    <div className="flex flex-wrap gap-1.5">
      <Button {...look} onClick={() => void (isIn ? leave() : join())}>
        {isIn ? "Leave the swarm" : "Join the swarm"}
      </Button>
      <Button {...look} onClick={() => void release()}>
        Release the andon
      </Button>
    </div>
  );
}
