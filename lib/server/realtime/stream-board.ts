import "server-only";
import { logger } from "../logger";
import { followBoard } from "./board-hub";
import { openEventStream } from "./event-stream";

export type StreamRequest = {
  boardId: string;
  /** Version that the reader has; null for the present one. */
  since: number | null;
  /** The board's version now. */
  version: number;
  signal: AbortSignal;
  /** Whether this person may still read the board; asked again with every heartbeat. */
  mayRead: () => Promise<boolean>;
  heartbeatMs?: number;
};

const defaultHeartbeatMs = 15_000;
/** Beyond this, reading the board again costs less than every change since. */
const mostMissedVersions = 2_000;

/** Streams a board's changes to one reader until either side ends it. */
export async function streamBoard(request: StreamRequest): Promise<Response> {
  let leave = () => {};
  const heartbeat = setInterval(() => void beat(), request.heartbeatMs ?? defaultHeartbeatMs);
  const stream = openEventStream(request.signal, () => {
    clearInterval(heartbeat);
    leave();
  });
  const beat = async () => {
    try {
      if (await request.mayRead()) stream.sendHeartbeat();
      else stream.close();
    } catch (error) {
      logger.warn({ err: error, boardId: request.boardId }, "could not check access to a live board");
    }
  };
  const since = request.since ?? request.version;
  const isUnknown = since > request.version || request.version - since > mostMissedVersions;
  if (isUnknown) stream.sendReset(request.version);
  leave = await followBoard(request.boardId, {
    version: isUnknown ? request.version : since,
    send: stream.sendEvent,
    close: stream.close,
  });
  if (request.signal.aborted) leave();
  return stream.response;
}
