"use client";

import { toast } from "sonner";
import { joinAndon, leaveAndon, pullAndon, releaseAndon } from "@/lib/client/store/andon-api";
import type { ColumnView } from "@/lib/contracts/board";
import { useBoard } from "../context/board-context";

/** What can be done with the andon of a column. */
export function useAndon(column: ColumnView) {
  const { store, attempt, announce } = useBoard();
  const change = (what: string, work: () => Promise<void>) => attempt(what, () => store.change(work));

  const pull = async (reason: string) => {
    const outcome = await change("Pull the andon", () => pullAndon(column.id, reason));
    if (outcome.ok) announce(`You pulled the andon of ${column.name}.`);
    return outcome;
  };
  const release = async () => {
    const reason = column.andon?.reason;
    const outcome = await change("Release the andon", () => releaseAndon(column.id));
    if (!outcome.ok) return;
    toast(`Andon of ${column.name} released`, {
      description: "The column takes new work again.",
      ...(reason && { action: { label: "Pull it again", onClick: () => void pull(reason) } }),
    });
  };
  return {
    pull,
    release,
    join: () => change("Join the swarm", () => joinAndon(column.id)),
    leave: () => change("Leave the swarm", () => leaveAndon(column.id)),
  };
}
