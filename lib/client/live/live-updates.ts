import type { BoardEvent, LiveEvent } from "@/lib/contracts/activity";
import { findPageOwner, listenForSignIn } from "../http/page-owner";
import { pageRelease } from "../http/release";
import { EventConnection, type StreamState } from "./event-connection";
import { SharedConnection, type TabOptions } from "./shared-connection";
import { listenForWaking } from "./wake-signals";

/** `gone`: this person can no longer read the board. */
export type ConnectionState = StreamState | "gone";

export type FollowOptions = {
  boardId: string;
  /** Version after which events are wanted; asked anew for every connection. */
  getVersion: () => number;
  onEvent: (event: BoardEvent) => void;
  onState: (state: ConnectionState) => void;
  /**
   * What is known of the board has to be read again, then the stream goes on from there. `isAnew`: versions are counted
   * otherwise than before, so that a lower one is no older.
   */
  onReread: (isAnew: boolean) => Promise<void>;
};

/** Following a board: `doubt` finds out at once whether the connection is alive, `stop` ends it. */
export type Following = { doubt: () => void; stop: () => void };

const firstRereadMs = 1_000;
const maxRereadMs = 15_000;

/** Follows a board's live events over the connection that all tabs of this browser share. */
export function followBoard(options: FollowOptions): Following {
  const tab = new FollowedBoard(options);
  const stopWaking = listenForWaking(() => tab.doubt());
  const stopHearing = listenForSignIn(() => tab.doubt());
  const rest = new AbortController();
  // A page in the browser's cache for Back and Forward holds no connection.
  window.addEventListener("pagehide", () => tab.leave(), { signal: rest.signal });
  window.addEventListener("pageshow", ({ persisted }) => persisted && tab.join(), { signal: rest.signal });
  tab.join();
  return {
    doubt: () => tab.doubt(),
    stop: () => {
      rest.abort();
      stopWaking();
      stopHearing();
      tab.leave();
    },
  };
}

class FollowedBoard {
  private connection: Pick<SharedConnection, "want" | "doubt" | "leave"> | null = null;
  private isGone = false;
  private isRereading = false;
  private mustReadAnew = false;
  /** In which history the versions known here are counted; null before the first connection. */
  private history: string | null = null;
  /** Version after which a gap was asked about, so that it is not asked twice. */
  private askedAfter = -1;
  private streamState: ConnectionState = "connecting";

  constructor(private readonly options: FollowOptions) {}

  join(): void {
    if (this.connection) return;
    this.say("connecting");
    this.connection = joinConnection({
      getCursors: () =>
        this.isGone ? [] : [{ boardId: this.options.boardId, version: this.options.getVersion() }],
      onEvent: (event) => this.take(event),
      onReset: ({ boardId, version }) => {
        const own = this.options.getVersion();
        if (boardId === this.options.boardId && version !== own) void this.reread(version < own);
      },
      onHistory: (history) => {
        const isOther = this.history !== null && this.history !== history;
        this.history = history;
        if (isOther) void this.reread(true);
      },
      onGone: (boardId) => {
        if (boardId !== this.options.boardId) return;
        this.isGone = true;
        this.options.onState("gone");
      },
      onState: (state, boardIds) =>
        this.say(state === "live" && !boardIds.includes(this.options.boardId) ? "reconnecting" : state),
    });
  }

  leave(): void {
    this.connection?.leave();
    this.connection = null;
  }

  doubt(): void {
    this.connection?.doubt();
  }

  private take(event: LiveEvent): void {
    if (event.boardId !== this.options.boardId) return;
    const version = this.options.getVersion();
    const isGap = event.version > version + 1;
    if (isGap && this.askedAfter !== version) {
      this.askedAfter = version;
      this.connection?.want();
      return;
    }
    if (event.type === "board.clock-mended") void this.reread(false);
    else this.options.onEvent(event);
  }

  private async reread(isAnew: boolean): Promise<void> {
    this.mustReadAnew ||= isAnew;
    if (this.isRereading) return;
    this.isRereading = true;
    this.say(this.streamState);
    let delayMs = firstRereadMs;
    while (this.connection) {
      const wasAnew = this.mustReadAnew;
      const isRead = await this.options.onReread(wasAnew).then(
        () => true,
        () => false,
      );
      if (isRead && wasAnew === this.mustReadAnew) break;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      delayMs = Math.min(maxRereadMs, delayMs * 2);
    }
    this.isRereading = false;
    if (this.mustReadAnew) this.connection?.want();
    this.mustReadAnew = false;
    this.say(this.streamState);
  }

  private say(state: ConnectionState): void {
    this.streamState = state;
    if (!this.isGone) this.options.onState(this.isRereading && state === "live" ? "reconnecting" : state);
  }
}

/** A connection shared with the other tabs of the same person and release, or one of this tab's own where tabs cannot talk. */
function joinConnection(tab: TabOptions): Pick<SharedConnection, "want" | "doubt" | "leave"> {
  if (typeof BroadcastChannel !== "undefined") {
    return new SharedConnection(`sluice-connection:${pageRelease ?? ""}:${findPageOwner() ?? ""}`, tab);
  }
  const connection = new EventConnection(tab);
  connection.connect();
  return {
    want: () => connection.connect(),
    doubt: () => connection.doubt(),
    leave: () => connection.stop(),
  };
}
