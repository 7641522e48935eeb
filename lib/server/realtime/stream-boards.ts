import "server-only";
import { historyHeader } from "@/lib/contracts/activity";
import { Slots } from "../capacity/slots";
import { logger } from "../logging/logger";
import { readHistoryName } from "../store/imports/history-name";
import { watchAccess } from "./access-watch";
import { followBoard } from "./board-hub";
import { type EventStream, openEventStream } from "./event-stream";

export type StreamRequest = {
  /** Whoever opened the stream. */
  userId: string;
  /** `since`: the version that the reader has; null for the present one. */
  boards: readonly { boardId: string; since: number | null }[];
  /** Versions, by id, of those of these boards that the reader may read; asked again as below. */
  findReadable: (boardIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Whether they are still signed in; asked at once when that may have changed, and with every heartbeat. */
  isStillSignedIn: () => Promise<boolean>;
  signal: AbortSignal;
  heartbeatMs?: number;
};

const defaultHeartbeatMs = 10_000;
/** A browser needs one, whatever it has open; more are for other browsers and for programs. */
const maxLines = { ofPerson: 60, inAll: 3_000 };

// Kept on globalThis: two routes open lines, and the bundler may load this module for each.
const kept = globalThis as { sluiceLiveLines?: Slots };

function liveLines(): Slots {
  kept.sluiceLiveLines ??= new Slots("live lines", maxLines);
  return kept.sluiceLiveLines;
}

/** Beyond this, reading the board again costs less than every change since. */
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
  const leaveLine = liveLines().take(request.userId);
  const boards = new BoardsInStream(request);
  const heartbeat = setInterval(() => void boards.beat(), request.heartbeatMs ?? defaultHeartbeatMs);
  boards.stream = openEventStream(request.signal, () => {
    clearInterval(heartbeat);
    boards.leaveAll();
    leaveLine();
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

/** The boards that one stream carries: what was sent of each, and how to stop following it. */
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

  /** From here on, before anything is read: what the reader loses in between is not missed. */
  async watchReader(): Promise<void> {
    const stop = await watchAccess([this.request.userId, ...this.ids], () => void this.check());
    if (this.isOver) stop();
    else this.stopWatching = stop;
  }

  /** Says that the line is alive, once it is known that the reader may still hear each board. */
  async beat(): Promise<void> {
    if (await this.check()) this.stream.sendHeartbeat();
  }

  leaveAll(): void {
    this.isOver = true;
    this.stopWatching?.();
    for (const leave of this.leaving.values()) leave();
    this.leaving.clear();
  }

  /** Ends what the reader may no longer hear, the whole stream or single boards; false when it could not be found out. */
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
    // Entered before it is waited for: what is sent meanwhile may already end the stream.
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

  /** The board went away, or could not be read just now: then the reader comes back for all of them. */
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

  /** Tells the reader to come back at once, as whoever they are by now, so that they learn why. */
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
