import "server-only";
import type { BoardEvent } from "@/lib/contracts/activity";
import { logger } from "../logging/logger";
import { listBoardEvents } from "../store/board/board-events";
import { findBoardStructure } from "../store/board/boards";
import { BoardChannel, type Follower } from "./board-channel";
import { hearChanges } from "./change-feed";

const maxEventsPerRead = 500;

/** How often boards are asked for new versions while notices cannot be received. */
const askEveryMs = 2_000;

type Hub = {
  channels: Map<string, BoardChannel>;
  asking: NodeJS.Timeout | null;
  stop: Promise<() => void> | null;
};

// Kept on globalThis: the bundler may load this module several times, and the process needs one hub.
const kept = globalThis as { sluiceBoardHub?: Hub };

function hub(): Hub {
  kept.sluiceBoardHub ??= { channels: new Map(), asking: null, stop: null };
  return kept.sluiceBoardHub;
}

/**
 * Sends a reader every event after their version: first what they missed, then each change as it is committed, by
 * whichever server process. Goes on until the returned function is called.
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

/** Finds changes whose notice was missed, by asking for events after the newest version that was sent. */
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

/** Events after a version. Those that change the board's structure carry the structure as it is now. */
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
