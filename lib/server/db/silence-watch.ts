/** How long a connection may owe an answer, in ms: before the database is asked after it, and at most. */
export type Patience = { askAfterMs: number; maxMs: number };

/** A connection that statements are sent on. */
export type Watched = {
  /** The number of the server's process for it; null where that is not known. */
  readonly pid: number | null;
  readonly patience: Patience;
  /** Since when (monotonic ms) an answer is owed and nothing has come; null while none is owed. */
  silentSince(now: number): number | null;
  /** Gives it up: whoever waits for it is told that it was lost. */
  cut(): void;
};

/** What the database says of its processes: their states by number; `reachable` where it says no more than that; null for nothing. */
export type Answer = ReadonlyMap<number, string | null> | "reachable" | null;

export const lookEveryMs = 250;
/** An answer may be on its way while the database says that it has given it. */
const graceMs = 100;

/**
 * Finds connections on which no answer will ever come, so that nobody waits for it: the database answers nobody, or it
 * answers others and works at nothing for this connection. A slow statement is left alone.
 */
export class SilenceWatch {
  #isAway = false;
  #isAsking = false;
  #lookedAt: number | null = null;

  constructor(
    private readonly connections: () => Iterable<Watched>,
    private readonly ask: (pids: number[]) => Promise<Answer>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Whether the database last answered nobody. It is asked again and again until it does. */
  get isAway(): boolean {
    return this.#isAway;
  }

  /** To be called every `lookEveryMs`. */
  async look(): Promise<void> {
    const now = this.now();
    // A process that was held up itself finds answers waiting that it has not read yet.
    const wasHeldUp = this.#lookedAt !== null && now - this.#lookedAt > lookEveryMs * 4;
    this.#lookedAt = now;
    if (wasHeldUp) return;
    const suspects: Watched[] = [];
    for (const connection of this.connections()) {
      const since = connection.silentSince(now);
      if (since === null) continue;
      if (now - since >= connection.patience.maxMs) connection.cut();
      else if (now - since >= connection.patience.askAfterMs) suspects.push(connection);
    }
    if (this.#isAsking || (suspects.length === 0 && !this.#isAway)) return;
    this.#isAsking = true;
    try {
      await this.#judge(suspects);
    } finally {
      this.#isAsking = false;
    }
  }

  /** Has the database asked although nobody is waiting for an answer, such as when no connection was to be had. */
  async doubt(): Promise<void> {
    if (this.#isAsking || this.#isAway) return;
    this.#isAsking = true;
    this.#isAway =
      (await this.ask([]).finally(() => {
        this.#isAsking = false;
      })) === null;
  }

  async #judge(suspects: Watched[]): Promise<void> {
    const before = suspects.map((connection) => connection.silentSince(this.now()));
    const answer = await this.ask(suspects.flatMap(({ pid }) => pid ?? []));
    this.#isAway = answer === null;
    const lost = suspects.filter((connection) => isLost(connection, answer));
    if (lost.length > 0 && answer !== null) await new Promise((resolve) => setTimeout(resolve, graceMs));
    for (const connection of lost)
      if (connection.silentSince(this.now()) === before[suspects.indexOf(connection)]) connection.cut();
  }
}

/** What is known not to be working; anything else, such as a server that keeps no states, tells nothing. */
const idleStates: ReadonlySet<unknown> = new Set([
  "idle",
  "idle in transaction",
  "idle in transaction (aborted)",
]);

function isLost({ pid }: Watched, answer: Answer): boolean {
  if (answer === null) return true;
  if (answer === "reachable" || pid === null) return false;
  if (!answer.has(pid)) return true;
  return idleStates.has(answer.get(pid));
}
