import type { LiveEvent } from "@/lib/contracts/activity";
import { historyHeader } from "@/lib/contracts/stream";
import { parseJson, toProblem } from "../http/answer-error";
import { pageHeaders } from "../http/page-owner";
import { isOwnRelease, noteRelease } from "../http/release";
import { laterShapeOf, type Shape } from "../http/shape";
import { readServerSentEvents } from "./server-sent-events";

/**
 * `signed-out` and `other-person` wait for somebody to sign in, and `outdated`, where this page does not understand what the
 * server says, for the page to be loaded again; the others end by themselves.
 */
export type StreamState =
  | "connecting"
  | "live"
  | "reconnecting"
  | "offline"
  | "signed-out"
  | "other-person"
  | "outdated";

export type BoardCursor = { boardId: string; version: number };

export type EventConnectionOptions = {
  /** The boards wanted, each with the version after which its events are; asked anew for every connection. */
  getCursors: () => readonly BoardCursor[];
  onEvent: (event: LiveEvent) => void;
  /** The server no longer has the events in between: the board has to be read again. */
  onReset: (board: BoardCursor) => void;
  onGone: (boardId: string) => void;
  /** In which history the server counts versions; told before anything that is counted in it. */
  onHistory: (history: string) => void;
  /** `boardIds`: what the connection carries while it is live. */
  onState: (state: StreamState, boardIds: readonly string[]) => void;
};

const liveEvent = laterShapeOf(async () => (await import("@/lib/contracts/activity")).liveEvent);
const boardReset = laterShapeOf(async () => (await import("@/lib/contracts/activity")).boardReset);
const boardGone = laterShapeOf(async () => (await import("@/lib/contracts/activity")).boardGone);

const firstDelayMs = 500;
const maxDelayMs = 15_000;
/** A connection that has not answered by then is tried anew. */
const answerWithinMs = 8_000;
/** In doubt for longer than this, the connection is no longer called live. */
const doubtForMs = 2_500;
/** The server speaks at least every 10 s, if only by a comment. */
const maxSilenceMs = 14_000;
/** Signs of doubt come in bunches. */
const doubtEveryMs = 2_000;

/** `ended`: the server says that whoever opened the stream may no longer have it. */
type Outcome = "closed" | "lost" | "ended" | "signed-out" | "other-person" | "outdated";

/**
 * One stream of events over the network, for any number of boards, that comes back by itself.
 *
 * A connection that is doubted is replaced: the new one is made before the old one is given up, and the old one is
 * believed no longer than it takes. A fetch and not the browser's EventSource: a refusal must tell why, and a connection that
 * died without a word must be noticed.
 */
export class EventConnection {
  private state: StreamState = "connecting";
  private newest: AbortController | null = null;
  private trusted: AbortController | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private pendingDoubt: ReturnType<typeof setTimeout> | undefined;
  private doubtedAt = Number.NEGATIVE_INFINITY;
  private delayMs = firstDelayMs;
  private isStopped = false;
  private readonly goOffline = () => {
    this.cut();
    this.say("offline");
    this.tryAgain();
  };

  constructor(private readonly options: EventConnectionOptions) {
    window.addEventListener("offline", this.goOffline);
  }

  /** Connects, or connects anew since other boards or older versions are wanted. */
  connect(): void {
    clearTimeout(this.retry);
    if (!this.isStopped) void this.attempt();
  }

  /** Something says that the connection may be dead: finds out at once. */
  doubt(): void {
    if (this.isStopped || this.pendingDoubt !== undefined) return;
    const waitMs = Math.max(0, this.doubtedAt + doubtEveryMs - performance.now());
    this.pendingDoubt = setTimeout(() => {
      this.pendingDoubt = undefined;
      this.doubtedAt = performance.now();
      this.connect();
    }, waitMs);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.pendingDoubt);
    this.cut();
    window.removeEventListener("offline", this.goOffline);
  }

  private cut(): void {
    clearTimeout(this.retry);
    clearTimeout(this.silence);
    this.newest?.abort();
    this.trusted?.abort();
    this.newest = null;
    this.trusted = null;
  }

  private say(state: StreamState, boardIds: readonly string[] = []): void {
    const isLost = state === "reconnecting" && typeof navigator !== "undefined" && navigator.onLine === false;
    this.state = isLost ? "offline" : state;
    this.options.onState(this.state, boardIds);
  }

  private async attempt(): Promise<void> {
    const cursors = this.options.getCursors();
    if (this.newest !== this.trusted) this.newest?.abort();
    const own = new AbortController();
    this.newest = own;
    if (cursors.length === 0) return this.cut();
    const doubted = setTimeout(() => {
      if (own === this.newest && this.state === "live") this.say("reconnecting");
    }, doubtForMs);
    const limit = setTimeout(() => own.abort(), answerWithinMs);
    const outcome = await this.follow(own, cursors, () => {
      clearTimeout(limit);
      clearTimeout(doubted);
    }).catch((): Outcome => "lost");
    clearTimeout(limit);
    clearTimeout(doubted);
    own.abort();
    if (own === this.newest && !this.isStopped) this.end(outcome);
  }

  private end(outcome: Outcome): void {
    this.cut();
    if (outcome === "signed-out" || outcome === "other-person" || outcome === "outdated") {
      this.say(outcome);
      return;
    }
    this.say("reconnecting");
    if (outcome === "ended") this.connect();
    else this.tryAgain();
  }

  private tryAgain(): void {
    // Spread out, so that a server that comes back is not met by everybody at once.
    this.retry = setTimeout(() => this.connect(), this.delayMs * (0.5 + Math.random()));
    this.delayMs = Math.min(maxDelayMs, this.delayMs * 2);
  }

  private async follow(
    own: AbortController,
    cursors: readonly BoardCursor[],
    onAnswer: () => void,
  ): Promise<Outcome> {
    const query = new URLSearchParams({
      boards: cursors.map(({ boardId }) => boardId).join(","),
      since: cursors.map(({ version }) => version).join(","),
    });
    const response = await fetch(`/api/v1/events?${query}`, {
      headers: { Accept: "text/event-stream", ...pageHeaders() },
      cache: "no-store",
      signal: own.signal,
    });
    onAnswer();
    noteRelease(response.headers);
    if (response.status === 401) return "signed-out";
    if (!response.ok || !response.body) return reasonOf(await response.json().catch(() => null));
    if (this.trusted !== own) this.trusted?.abort();
    this.trusted = own;
    this.delayMs = firstDelayMs;
    const history = response.headers.get(historyHeader);
    if (history) this.options.onHistory(history);
    this.say(
      "live",
      cursors.map(({ boardId }) => boardId),
    );
    const isOwn = isOwnRelease(response.headers);
    const heard = () => {
      clearTimeout(this.silence);
      this.silence = setTimeout(() => this.doubt(), maxSilenceMs);
    };
    heard();
    const comeBack = (afterMs: number) => {
      this.delayMs = Math.min(maxDelayMs, afterMs);
    };
    for await (const { event, data } of readServerSentEvents(response.body, heard, comeBack)) {
      if (event === "ended") return "ended";
      if (!(await this.take(event, parseJson(data), isOwn))) return "outdated";
    }
    return "closed";
  }

  /** False when what is said of a board cannot be understood: nothing after it would be right. */
  private async take(name: string, data: unknown, isOwn: boolean): Promise<boolean> {
    const { onEvent, onReset, onGone } = this.options;
    if (name === "change") return tell(onEvent, await readAs(liveEvent, data, isOwn));
    if (name === "reset") return tell(onReset, await readAs(boardReset, data, isOwn));
    if (name === "gone") return tell(({ boardId }) => onGone(boardId), await readAs(boardGone, data, isOwn));
    return true;
  }
}

/** False where there is nothing to tell. */
function tell<T>(hear: (told: T) => void, told: T | null): boolean {
  if (told !== null) hear(told);
  return told !== null;
}

/** What was sent, by its shape; null where it is something else. */
async function readAs<T>(shape: Shape<T>, sent: unknown, isOwn: boolean): Promise<T | null> {
  try {
    return await shape(sent, isOwn);
  } catch {
    return null;
  }
}

function reasonOf(body: unknown): Outcome {
  return toProblem(body)?.code === "other-person" ? "other-person" : "lost";
}
