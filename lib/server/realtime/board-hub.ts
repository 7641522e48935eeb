import "server-only";
import type { BoardEvent } from "@/lib/contracts/activity";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { logger } from "../logging/logger";
import { listBoardEvents, listVersions } from "../store/board/board-events";
import { findBoardStructure } from "../store/board/boards";
import { BoardChannel, type Follower } from "./board-channel";
import { hearChanges } from "./change-feed";

const maxEventsPerRead = 500;

/** How often the versions of followed boards are asked for: no notice is sure to come, and SQL written by hand sends none. */
const lookEveryMs = 1_000;

type Hub = {
  channels: Map<string, BoardChannel>;
  looking: NodeJS.Timeout | null;
  isLooking: boolean;
  isInDoubt: boolean;
  stop: Promise<() => void> | null;
};

const hub = oncePerProcess<Hub>("board hub", () => ({
  channels: new Map(),
  looking: null,
  isLooking: false,
  isInDoubt: false,
  stop: null,
}));

/**
 * Sends a reader every event after their version: first what they missed, then each change as it is committed, by
 * whichever server process. Goes on until the returned function is called.
 */
export async function followBoard(boardId: string, follower: Follower): Promise<() => void> {
  const { channels } = hub;
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
  hub.looking ??= setInterval(() => void look(), lookEveryMs);
  hub.stop ??= hearChanges({ onVersion: announce, onHearing: () => void look() });
  await hub.stop;
}

/** Reads what is new on a board. What cannot be read now is, when the versions are next asked for. */
function announce(boardId: string, version: number): void {
  hub.channels
    .get(boardId)
    ?.announce(version)
    .catch((error: unknown) => doubt(error));
}

/** Finds what nobody told of: asks for the versions of all followed boards at once. */
async function look(): Promise<void> {
  if (hub.isLooking || hub.channels.size === 0) return;
  hub.isLooking = true;
  try {
    for (const { boardId, version } of await listVersions([...hub.channels.keys()]))
      announce(boardId, version);
    hub.isInDoubt = false;
  } catch (error) {
    doubt(error);
  } finally {
    hub.isLooking = false;
  }
}

/** Said once for each time that the database does not answer. */
function doubt(error: unknown): void {
  if (!hub.isInDoubt) logger.warn({ err: error }, "could not read the changes of followed boards");
  hub.isInDoubt = true;
}

function stopListening(): void {
  if (hub.looking) clearInterval(hub.looking);
  hub.looking = null;
  void hub.stop?.then((stop) => stop());
  hub.stop = null;
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
