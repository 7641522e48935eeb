"use client";

import { useState } from "react";
import { archiveLane } from "@/lib/client/settings/settings-api";
import { useSettings } from "@/lib/client/settings/use-settings";
import type { LaneView } from "@/lib/contracts/board";
import { ArchiveDialog } from "../rows/archive-dialog";

type ArchiveLaneDialogProps = {
  lane: LaneView;
  /** Cards in it now. */
  count: number;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** Puts a lane away; its cards stay in their columns and go to another lane or to none, where they must fit. */
export function ArchiveLaneDialog({ lane, count, ...dialog }: ArchiveLaneDialogProps) {
  const { snapshot } = useSettings();
  const [target, setTarget] = useState("none");
  const others = snapshot.lanes.filter((other) => other.id !== lane.id);
  return (
    <ArchiveDialog
      noun="Lane"
      name={lane.name}
      cards={count}
      places={[{ id: "none", name: "No lane" }, ...others]}
      target={target}
      onTarget={setTarget}
      archive={() => archiveLane(lane.id, target)}
      {...dialog}
    >
      The lane leaves the board, and its limits end. Its cards stay in their columns.
    </ArchiveDialog>
  );
}
