import "server-only";
import pg from "pg";
import { classifyConnectFailure } from "./connect-failure";
import type { Answer } from "./silence-watch";

const keptMs = 800;
const freshMs = 1_200;

const states = "SELECT pid, state FROM pg_stat_activity WHERE pid = ANY($1)";

const reachable: Answer = "reachable";

async function readStates(client: pg.Client, pids: number[]): Promise<Answer> {
  const { rows } = await client.query<{ pid: number; state: string | null }>(states, [pids]);
  return new Map(rows.map(({ pid, state }) => [pid, state]));
}

/** Asks a database, beside the connections that are in use, whether it answers and what it works at. */
export class DatabaseAsker {
  #kept: pg.Client | null = null;
  #isClosed = false;

  constructor(private readonly url: string) {}

  /** Answers within two seconds; null when the database does not. */
  readonly ask = async (pids: number[]): Promise<Answer> => {
    const kept = this.#kept;
    if (kept) {
      const answer = await this.#read(kept, pids, keptMs);
      if (answer) return answer;
      this.#drop(kept);
    }
    return await this.#askAnew(pids);
  };

  close(): void {
    this.#isClosed = true;
    if (this.#kept) this.#drop(this.#kept);
  }

  async #askAnew(pids: number[]): Promise<Answer> {
    const begunAt = performance.now();
    const client = new pg.Client({
      connectionString: this.url,
      application_name: "sluice-watch",
      keepAlive: true,
    });
    client.on("error", () => {});
    const failure = await inTime(
      client.connect().then(
        () => "connected" as const,
        (error: unknown) => error ?? "lost",
      ),
      freshMs,
    );
    if (failure !== "connected") {
      this.#drop(client);
      return failure !== null && isSpoken(failure) ? reachable : null;
    }
    const answer = await this.#read(client, pids, freshMs - (performance.now() - begunAt));
    if (answer && !this.#isClosed) this.#kept = client;
    else this.#drop(client);
    return answer;
  }

  async #read(client: pg.Client, pids: number[], maxMs: number): Promise<Answer> {
    return await inTime(
      readStates(client, pids).catch(() => null),
      Math.max(0, maxMs),
    );
  }

  #drop(client: pg.Client): void {
    if (this.#kept === client) this.#kept = null;
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }
}

/** A refusal in the server's own words: it is there, and does its work for others. */
function isSpoken(failure: unknown): boolean {
  const { code, severity } = failure as { code?: unknown; severity?: unknown };
  if (typeof severity !== "string") return false;
  return code === "53300" || !classifyConnectFailure(failure).mendsItself;
}

/** What the work comes to in time; else null. An answer that is there, and was not read since this process was busy, counts. */
async function inTime<T>(work: Promise<T>, maxMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => setImmediate(() => setImmediate(() => resolve(null))), maxMs);
  });
  return await Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}
