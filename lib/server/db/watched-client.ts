import "server-only";
import pg from "pg";
import { passOnAnnouncements } from "./announcements";
import type { Patience, Watched } from "./silence-watch";

type Stream = { bytesRead: number; bytesWritten: number; destroy(error?: Error): void };

/** What the driver has, and its types do not say. */
type Inside = { connection: { stream: Stream } };

const inside = (client: pg.Client) => client as unknown as Inside;

/** A connection that knows since when an answer is owed on it. */
export class WatchedClient extends pg.Client implements Watched {
  patience: Patience = { askAfterMs: 1_500, maxMs: 65_000 };
  pid: number | null = null;
  /** Whether it is of no use any more, and leaves the pool when it is released. */
  isSpent = false;
  #isOwed = false;
  #carried = 0;
  #carriedAt = 0;

  /** `isLent`: a pooler lends the connection for each transaction, so that no prepared statement may be relied on. */
  constructor(config: pg.ClientConfig & { isLent?: boolean }) {
    super(config);
    // Whoever uses it is told by the failure of their statement; between two statements nobody listens.
    this.on("error", () => {});
    passOnAnnouncements(this);
    this.on("drain", () => {
      this.#isOwed = false;
    });
    const send = this.query.bind(this) as (...given: unknown[]) => unknown;
    this.query = ((statement: unknown, ...given: unknown[]) => {
      if (!this.#isOwed) this.#carriedAt = performance.now();
      this.#isOwed = true;
      return send(config.isLent ? withoutName(statement) : statement, ...given);
    }) as typeof this.query;
  }

  silentSince(now: number): number | null {
    if (!this.#isOwed) return null;
    const { bytesRead, bytesWritten } = inside(this).connection.stream;
    if (bytesRead + bytesWritten !== this.#carried) {
      this.#carried = bytesRead + bytesWritten;
      this.#carriedAt = now;
    }
    return this.#carriedAt;
  }

  cut(): void {
    inside(this).connection.stream.destroy();
  }
}

/** A statement whose name would have PostgreSQL keep it prepared; objects that send themselves have none. */
function withoutName(statement: unknown): unknown {
  if (typeof statement !== "object" || statement === null || "submit" in statement) return statement;
  return { ...statement, name: undefined };
}
