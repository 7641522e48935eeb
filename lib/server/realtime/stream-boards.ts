import "server-only";
import { historyHeader } from "@/lib/contracts/stream";
import { Slots } from "../capacity/slots";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { logger } from "../logging/logger";
import { readHistoryName } from "../store/board/history-name";
import { watchAccess } from "./access-watch";
import { followBoard } from "./board-hub";
import { type EventStream, openEventStream } from "./event-stream";

export type StreamRequest = {
  /** Whoever opened the stream. */
  userId: string;
  /** `since`: the version that the reader has; null for the present one. */
  boards: readonly { boardId: string; since: number | null }[];
  /**
   * Asks which of these boards the reader may read, and their versions by id. Asked again whenever that may have
   * changed.
   */
  findReadable: (boardIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Whether the reader is still signed in. Asked with every heartbeat, and at once when that may have changed. */
  isStillSignedIn: () => Promise<boolean>;
  signal: AbortSignal;
  heartbeatMs?: number;
};

const defaultHeartbeatMs = 10_000;
/** A browser needs one stream for all of its tabs; the rest are for other browsers and programs of the same person. */
const maxConnections = { ofPerson: 60, inAll: 3_000 };

const liveConnections = oncePerProcess(
  "live connections",
  () => new Slots("live connections", maxConnections),
);

/** If a reader has missed more versions than this, loading the whole board is cheaper than sending every change. */
const maxMissedVersions = 2_000;

/**
 * Streams the changes of boards to one reader until either side ends it.
 *
 * The `id` of each event is the newest version sent of every board, in the order in which they were asked for, so that
 * a reader who comes back with it misses nothing. A board that may not be read, whether it exists or not, is told by
 * `event: gone` and ends nothing for the others; when none is left, the stream ends. Whoever is signed out is told by
 * `event: ended`. A header names the history in which versions are counted. Throws `rate-limited` for somebody who has too many streams open, `busy` when the process has.
 */
export async function streamBoards(request: StreamRequest): Promise<Response> {
  const leaveConnection = liveConnections.take(request.userId);
  const boards = new BoardsInStream(request);
  const heartbeat = setInterval(() => void boards.beat(), request.heartbeatMs ?? defaultHeartbeatMs);
  boards.stream = openEventStream(request.signal, () => {
    clearInterval(heartbeat);
    boards.leaveAll();
    leaveConnection();
  });
  try {
    const [history] = await Promise.all([readHistoryName(), boards.watchReader()]);
    boards.stream.response.headers.set(historyHeader, history);
    await boards.join();
  } catch (error) {
    boards.stream.close();
    throw error;
  }
  if (request.signal.aborted) boards.stream.close();
  return boards.stream.response;
}

/** The boards of one stream: the newest version that was sent of each, and how to stop following it. */
class BoardsInStream {
  stream!: EventStream;
  private readonly ids: readonly string[];
  private readonly sent: Map<string, number | null>;
  private readonly leaving = new Map<string, () => void>();
  private isOver = false;
  private isJoined = false;
  private stopWatching: (() => void) | null = null;
  private checking: Promise<boolean> | null = null;
  private mustCheckAgain = false;
  private isInDoubt = false;

  constructor(private readonly request: StreamRequest) {
    this.ids = request.boards.map(({ boardId }) => boardId);
    this.sent = new Map(request.boards.map(({ boardId, since }) => [boardId, since]));
  }

  async join(): Promise<void> {
    const readable = await this.request.findReadable(this.ids);
    for (const { boardId, since } of this.request.boards) {
      const version = readable.get(boardId);
      if (version !== undefined) this.sent.set(boardId, since ?? version);
    }
    for (const boardId of this.ids) {
      const version = readable.get(boardId);
      if (this.isOver) return;
      if (version === undefined) this.tellGone(boardId);
      else await this.follow(boardId, version);
    }
    this.isJoined = true;
    this.endWhenEmpty();
    await this.check();
  }

  /** Watch first and read afterwards, so that access lost in between is noticed. */
  async watchReader(): Promise<void> {
    const stop = await watchAccess([this.request.userId, ...this.ids], () => void this.check());
    if (this.isOver) stop();
    else this.stopWatching = stop;
  }

  /** Sends a heartbeat after checking that the reader may still read each board. */
  async beat(): Promise<void> {
    if (await this.check()) this.stream.sendHeartbeat();
  }

  leaveAll(): void {
    this.isOver = true;
    this.stopWatching?.();
    for (const leave of this.leaving.values()) leave();
    this.leaving.clear();
  }

  /**
   * Ends the whole stream, or single boards, that the reader may no longer read. False when the database did not
   * answer.
   */
  private async check(): Promise<boolean> {
    // Asked once more after all boards have been joined.
    if (!this.isJoined) return true;
    this.mustCheckAgain = true;
    this.checking ??= this.checkUntilQuiet().finally(() => {
      this.checking = null;
    });
    return this.checking;
  }

  private async checkUntilQuiet(): Promise<boolean> {
    try {
      while (this.mustCheckAgain && !this.isOver) {
        this.mustCheckAgain = false;
        if (!(await this.request.isStillSignedIn())) this.end();
        else await this.dropUnreadable();
      }
      this.isInDoubt = false;
      return true;
    } catch (error) {
      if (!this.isInDoubt)
        logger.warn({ err: error, boardIds: this.ids }, "could not check access to live boards");
      this.isInDoubt = true;
      return false;
    }
  }

  private async follow(boardId: string, version: number): Promise<void> {
    const since = this.sent.get(boardId) ?? version;
    const isUnknown = since > version || version - since > maxMissedVersions;
    if (isUnknown) this.send("reset", boardId, version, { boardId, version });
    // Recorded before the wait: an event sent meanwhile may already end the stream.
    let isLeft = false;
    let leave = () => {
      isLeft = true;
    };
    this.leaving.set(boardId, () => leave());
    const stop = await followBoard(boardId, {
      version: isUnknown ? version : since,
      send: (event) => this.send("change", boardId, event.version, { boardId, ...event }),
      close: () => void this.endOf(boardId),
    });
    leave = stop;
    if (isLeft) stop();
  }

  /** The board is gone, or could not be read: the reader connects again for all boards and finds out which. */
  private async endOf(boardId: string): Promise<void> {
    await this.dropUnreadable().catch(() => undefined);
    if (this.leaving.has(boardId)) this.stream.close();
  }

  private async dropUnreadable(): Promise<void> {
    const followed = [...this.leaving.keys()];
    const readable = await this.request.findReadable(followed);
    for (const boardId of followed) {
      const leave = this.leaving.get(boardId);
      if (readable.has(boardId) || !leave) continue;
      leave();
      this.leaving.delete(boardId);
      this.tellGone(boardId);
    }
    this.endWhenEmpty();
  }

  private endWhenEmpty(): void {
    if (this.leaving.size === 0) this.stream.close();
  }

  /** Makes the reader connect again at once. The answer to that tells them why the stream ended. */
  private end(): void {
    this.stream.send({ id: this.lastId(), event: "ended", data: {} });
    this.stream.close();
  }

  private tellGone(boardId: string): void {
    this.send("gone", boardId, null, { boardId });
  }

  private send(event: string, boardId: string, version: number | null, data: object): void {
    this.sent.set(boardId, version);
    this.stream.send({ id: this.lastId(), event, data });
  }

  private lastId(): string {
    return this.ids.map((each) => this.sent.get(each) ?? "").join(",");
  }
}
