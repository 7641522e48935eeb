import "server-only";
import type { BoardSnapshot } from "@/lib/contracts/board";
import type { JsonText } from "@/lib/contracts/json-text";
import { oncePerProcess } from "../../lifecycle/once-per-process";

/** SQL typed by hand may change a board without a new version: it is seen when this is over. */
const keptForMs = 2_000;
const maxCharacters = 8_000_000;

type Snapshot = { boardId: string; etag: string; body: JsonText<BoardSnapshot>; untilMs: number };

/** `forgetting`: runs out when the time of the newest is over; missing until boards are to be kept. */
type Kept = { snapshots: Snapshot[]; forgetting: NodeJS.Timeout | null };

const kept = oncePerProcess<Kept>("kept boards", () => ({ snapshots: [], forgetting: null }));

/** Has boards that are opened kept for a moment from now on, for whoever opens them next. */
export function beginKeepingSnapshots(): void {
  if (kept.forgetting) clearTimeout(kept.forgetting);
  kept.snapshots = [];
  kept.forgetting = setTimeout(() => {
    kept.snapshots = [];
  }, keptForMs).unref();
}

/** What is kept of a board, by entity tags. Which of them is still right, if any, the database says. */
export function keptSnapshots(boardId: string): ReadonlyMap<string, JsonText<BoardSnapshot>> {
  const now = performance.now();
  const own = kept.snapshots.filter((one) => one.boardId === boardId && one.untilMs > now);
  return new Map(own.map(({ etag, body }) => [etag, body]));
}

/** Keeps a board as it was read at an instant (monotonic ms), where boards are kept. The oldest make room. */
export function keepSnapshot(
  boardId: string,
  { etag, body }: { etag: string; body: JsonText<BoardSnapshot> },
  readAtMs: number,
): void {
  if (!kept.forgetting || body.length > maxCharacters) return;
  const others = kept.snapshots.filter(
    (other) => other.untilMs > readAtMs && (other.boardId !== boardId || other.etag !== etag),
  );
  let characters = 0;
  kept.snapshots = [{ boardId, etag, body, untilMs: readAtMs + keptForMs }, ...others].filter((one) => {
    characters += one.body.length;
    return characters <= maxCharacters;
  });
  kept.forgetting.refresh();
}
