import "server-only";
import type { BoardEvent } from "@/lib/contracts/activity";
import { logger } from "../logging/logger";
import { listBoardEvents } from "../store/board/board-events";
import { findBoardStructure } from "../store/board/boards";
import { BoardChannel, type Follower } from "./board-channel";
import { hearChanges } from "./change-feed";

const maxEventsPerRead = 500;

/** While no change can be heard, it is asked for this often. */
const askEveryMs = 2_000;

type Hub = {
  channels: Map<string, BoardChannel>;
  asking: NodeJS.Timeout | null;
  stop: Promise<() => void> | null;
};

// Kept on globalThis: one for the process, however many times the bundler loads this module.
const kept = globalThis as { sluiceBoardHub?: Hub };

function hub(): Hub {
  kept.sluiceBoardHub ??= { channels: new Map(), asking: null, stop: null };
  return kept.sluiceBoardHub;
}

/**
 * Follows a board from the follower's version on, until the returned function is called. The follower is sent what
 * it missed, then every change as it is committed, by this process or another.
 */
export async function followBoard(boardId: string, follower: Follower): Promise<() => void> {
  const { channels } = hub();
  let isGone = false;
  let channel = channels.get(boardId);
  if (!channel) {
    channel = new BoardChannel((after) => readEvents(boardId, after));
    channels.set(boardId, channel);
  }
  const joined = channel;
  joined.expect(follower);
  const leave = () => {
    isGone = true;
    joined.leave(follower);
    if (joined.isEmpty && channels.get(boardId) === joined) channels.delete(boardId);
    if (channels.size === 0) stopListening();
  };
  await startListening();
  joined
    .join(follower, () => isGone)
    .catch((error: unknown) => {
      logger.error({ err: error, boardId }, "could not follow a board");
      follower.close();
    });
  return leave;
}

async function startListening(): Promise<void> {
  const shared = hub();
  shared.stop ??= hearChanges({
    onVersion: (boardId, version) => shared.channels.get(boardId)?.announce(version),
    onHearing: () => {
      stopAsking();
      catchUpAll();
    },
    onDeaf: () => {
      shared.asking ??= setInterval(catchUpAll, askEveryMs);
    },
  });
  await shared.stop;
}

/** Whatever was announced and not heard is found by the boards' versions. */
function catchUpAll(): void {
  for (const [boardId, channel] of hub().channels) {
    channel.catchUp().catch((error: unknown) => {
      logger.warn({ err: error, boardId }, "could not read the changes of a board");
    });
  }
}

function stopAsking(): void {
  const shared = hub();
  if (shared.asking) clearInterval(shared.asking);
  shared.asking = null;
}

function stopListening(): void {
  const shared = hub();
  stopAsking();
  void shared.stop?.then((stop) => stop());
  shared.stop = null;
}

/** Events after a version; the newest structural one carries the board's structure as it is now. */
async function readEvents(boardId: string, after: number): Promise<BoardEvent[] | null> {
  const events = await listBoardEvents(boardId, after, maxEventsPerRead);
  if (!events.some(isStructural)) return events;
  const structure = await findBoardStructure(boardId);
  if (!structure) return null;
  return events.map((event) => (isStructural(event) ? { ...event, structure } : event));
}

function isStructural(event: BoardEvent): boolean {
  return !event.type.startsWith("card.");
}
