import type { LiveEvent } from "@/lib/contracts/activity";
import { maxBoardsPerStream } from "@/lib/contracts/stream";
import { newKey } from "../http/api";
import {
  type BoardCursor,
  EventConnection,
  type EventConnectionOptions,
  type StreamState,
} from "./event-connection";

/** What a tab hears of the boards that it shows. */
export type TabOptions = {
  /** Boards that this tab shows, each with the version that it has. */
  getCursors: () => readonly BoardCursor[];
  onEvent: (event: LiveEvent) => void;
  onReset: (board: BoardCursor) => void;
  onGone: (boardId: string) => void;
  /** In which history versions are counted; the same one is told again and again. */
  onHistory: (history: string) => void;
  /** `boardIds`: what the connection carries while it is live. */
  onState: (state: StreamState, boardIds: readonly string[]) => void;
};

type Connection = Pick<EventConnection, "connect" | "doubt" | "stop">;
/** The higher term leads; of two in the same term, the smaller id. Both sides of any meeting agree. */
type Claim = { term: number; id: string };
type Said =
  | { kind: "who-leads"; doubt: boolean }
  | { kind: "lead"; claim: Claim; state: StreamState; boardIds: readonly string[]; history: string | null }
  | { kind: "want"; from: string; cursors: readonly BoardCursor[] }
  | { kind: "left"; from: string; claim: Claim | null }
  | { kind: "event"; event: LiveEvent }
  | { kind: "reset"; board: BoardCursor }
  | { kind: "gone"; boardId: string };

/** Another tab answers within this while the page loads; a later answer costs a second connection for a moment. */
const firstAnswerMs = 250;
const answerWithinMs = 2_000;
const askEveryMs = 3_000;
const gatherMs = 60;
/** Tabs that are looked at say far more often what they want; one that was frozen says it when it wakes. */
const forgetAfterMs = 10 * 60_000;

/**
 * The one connection of a browser, seen from one of its tabs: one tab leads and holds the stream for the boards of all of
 * them, the others hear it over a BroadcastChannel. Each tab knows which version of its boards it has, so that a change
 * of leader loses nothing and a repeat does no harm; two leaders for a moment do none either.
 *
 * Not Web Locks: a team's own server often speaks plain HTTP, where browsers do not offer them.
 */
export class SharedConnection {
  private readonly id = newKey();
  private readonly channel: BroadcastChannel;
  private connection: Connection | null = null;
  private claim: Claim | null = null;
  private leader: Claim | null = null;
  private term = 0;
  private state: StreamState = "connecting";
  private carried: readonly string[] = [];
  /** As the last connection told it; null before the first one. */
  private history: string | null = null;
  private readonly wants = new Map<string, { cursors: readonly BoardCursor[]; at: number }>();
  private readonly seen = new Map<string, number>();
  private overdue: ReturnType<typeof setTimeout> | undefined;
  private gathering: ReturnType<typeof setTimeout> | undefined;
  private readonly asking: ReturnType<typeof setInterval>;

  constructor(
    name: string,
    private readonly tab: TabOptions,
    private readonly openConnection: (options: EventConnectionOptions) => Connection = (options) =>
      new EventConnection(options),
  ) {
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }) => this.hear(data as Said);
    this.ask(false, firstAnswerMs);
    this.asking = setInterval(() => {
      // Said without being asked too, so that of two leaders one hears of the other.
      if (this.claim) this.tellLead();
      else if (!document.hidden) this.ask(false);
    }, askEveryMs);
  }

  /** This tab shows other boards, or misses something of one. */
  want(): void {
    if (this.claim) this.gather();
    else this.post({ kind: "want", from: this.id, cursors: this.tab.getCursors() });
  }

  /** The connection may be dead, or whoever leads may be. */
  doubt(): void {
    if (this.connection) {
      this.connection.doubt();
      this.tellLead();
    } else {
      this.ask(true);
      this.want();
    }
  }

  leave(): void {
    clearInterval(this.asking);
    clearTimeout(this.overdue);
    clearTimeout(this.gathering);
    this.connection?.stop();
    this.post({ kind: "left", from: this.id, claim: this.claim });
    this.channel.close();
  }

  private post(said: Said): void {
    this.channel.postMessage(said);
  }

  private ask(doubt: boolean, withinMs = answerWithinMs): void {
    this.post({ kind: "who-leads", doubt });
    this.overdue ??= setTimeout(() => this.lead(), withinMs);
  }

  private hear(said: Said): void {
    switch (said.kind) {
      case "who-leads":
        if (!this.claim) return;
        this.tellLead();
        if (said.doubt) this.connection?.doubt();
        return;
      case "lead":
        this.hearLeader(said);
        return;
      case "want":
        if (this.claim) this.hearWant(said.from, said.cursors);
        return;
      case "left":
        this.wants.delete(said.from);
        if (!this.claim && said.claim && isSame(said.claim, this.leader)) {
          this.tellTab("reconnecting", []);
          this.ask(false, firstAnswerMs * Math.random());
        }
        return;
      case "event":
        this.tab.onEvent(said.event);
        return;
      case "reset":
        this.tab.onReset(said.board);
        return;
      case "gone":
        this.tab.onGone(said.boardId);
    }
  }

  private hearLeader({ claim, state, boardIds, history }: Extract<Said, { kind: "lead" }>): void {
    this.term = Math.max(this.term, claim.term);
    if (this.claim && goesBefore(this.claim, claim)) {
      this.tellLead();
      return;
    }
    if (this.claim) this.stepDown();
    clearTimeout(this.overdue);
    this.overdue = undefined;
    const isNew = !isSame(claim, this.leader);
    this.leader = claim;
    if (isNew) this.want();
    if (history !== null) this.hearHistory(history);
    this.tellTab(state, boardIds);
  }

  private hearWant(from: string, cursors: readonly BoardCursor[]): void {
    this.wants.set(from, { cursors, at: performance.now() });
    const isCarried = cursors.every(
      ({ boardId, version }) => this.carried.includes(boardId) && version >= (this.seen.get(boardId) ?? 0),
    );
    for (const { boardId, version } of cursors) {
      this.seen.set(boardId, Math.min(version, this.seen.get(boardId) ?? version));
    }
    if (!isCarried) this.gather();
  }

  private lead(): void {
    this.overdue = undefined;
    if (this.claim) return;
    this.claim = { term: ++this.term, id: this.id };
    this.leader = this.claim;
    this.seen.clear();
    this.wants.clear();
    this.connection = this.openConnection({
      getCursors: () => this.cursors(),
      onEvent: (event) => {
        this.seen.set(event.boardId, Math.max(event.version, this.seen.get(event.boardId) ?? 0));
        this.tab.onEvent(event);
        this.post({ kind: "event", event });
      },
      onReset: (board) => {
        this.seen.set(board.boardId, board.version);
        this.tab.onReset(board);
        this.post({ kind: "reset", board });
      },
      onGone: (boardId) => {
        this.tab.onGone(boardId);
        this.post({ kind: "gone", boardId });
      },
      onHistory: (history) => {
        this.hearHistory(history);
        this.tellLead();
      },
      onState: (state, boardIds) => {
        this.state = state;
        this.carried = boardIds;
        this.tab.onState(state, boardIds);
        this.tellLead();
      },
    });
    this.tellTab(this.state === "live" ? "reconnecting" : this.state, []);
    this.tellLead();
    this.gather();
  }

  private hearHistory(history: string): void {
    this.history = history;
    this.tab.onHistory(history);
  }

  private stepDown(): void {
    this.connection?.stop();
    this.connection = null;
    this.claim = null;
    clearTimeout(this.gathering);
    this.gathering = undefined;
  }

  /** Tabs answer a new leader one by one: connects once for all of them. */
  private gather(): void {
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined;
      this.connection?.connect();
    }, gatherMs);
  }

  /** What all tabs show, each board after the oldest version that one of them still needs. */
  private cursors(): BoardCursor[] {
    for (const [from, { at }] of this.wants)
      if (performance.now() - at > forgetAfterMs) this.wants.delete(from);
    const own = this.tab.getCursors();
    for (const { boardId, version } of own) {
      this.seen.set(boardId, Math.min(version, this.seen.get(boardId) ?? version));
    }
    const wanted = [...own, ...[...this.wants.values()].flatMap(({ cursors }) => cursors)];
    const boards = new Map(
      wanted.map(({ boardId, version }) => [boardId, this.seen.get(boardId) ?? version]),
    );
    return [...boards].slice(0, maxBoardsPerStream).map(([boardId, version]) => ({ boardId, version }));
  }

  private tellLead(): void {
    if (!this.claim) return;
    const { claim, state, carried, history } = this;
    this.post({ kind: "lead", claim, state, boardIds: carried, history });
  }

  private tellTab(state: StreamState, boardIds: readonly string[]): void {
    this.state = state;
    this.carried = boardIds;
    this.tab.onState(state, boardIds);
  }
}

function goesBefore(one: Claim, other: Claim): boolean {
  return one.term !== other.term ? one.term > other.term : one.id < other.id;
}

function isSame(one: Claim, other: Claim | null): boolean {
  return other !== null && one.term === other.term && one.id === other.id;
}
