import "server-only";
import pg from "pg";
import { env } from "../env";
import { logger } from "../logger";

const channel = "sluice_board";
const firstDelayMs = 200;
const longestDelayMs = 10_000;

export type BoardListenerEvents = {
  /** A board reached a version. */
  onVersion: (boardId: string, version: number) => void;
  /** Listening began, or began again: what was announced in between has not been heard. */
  onListening: () => void;
};

/** One connection of its own that hears every change of every board; comes back by itself when it is lost. */
export class BoardListener {
  private client: pg.Client | null = null;
  private isStopped = false;
  private delayMs = firstDelayMs;
  private retry: NodeJS.Timeout | null = null;

  constructor(private readonly events: BoardListenerEvents) {}

  /** Resolves when listening, or when the first attempt failed and others will follow. */
  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      application_name: "sluice-listener",
      keepAlive: true,
    });
    this.client = client;
    client.on("error", () => this.restart(client));
    client.on("end", () => this.restart(client));
    client.on("notification", ({ payload }) => {
      const [boardId, version] = (payload ?? "").split(" ");
      if (boardId && version) this.events.onVersion(boardId, Number(version));
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      this.delayMs = firstDelayMs;
      this.events.onListening();
    } catch (error) {
      logger.warn({ err: error }, "cannot listen for changes of boards; trying again");
      this.restart(client);
    }
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.retry) clearTimeout(this.retry);
    await this.client?.end().catch(() => {});
  }

  private restart(lost: pg.Client): void {
    if (this.isStopped || this.client !== lost) return;
    this.client = null;
    lost.end().catch(() => {});
    this.retry = setTimeout(() => void this.start(), this.delayMs);
    this.delayMs = Math.min(longestDelayMs, this.delayMs * 2);
  }
}
