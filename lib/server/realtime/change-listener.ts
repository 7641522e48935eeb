import "server-only";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { logger } from "../logging/logger";
import { readChanges } from "./change-publisher";

const firstDelayMs = 200;
const maxDelayMs = 10_000;
/**
 * How often the listener proves that notices still arrive, and how long one proof may take before the connection is
 * replaced.
 */
const defaultPulseMs = 2_000;
/**
 * The share of PostgreSQL's notice queue that may be used before a warning is logged. A full queue makes every commit
 * fail.
 */
const fullEnough = 0.25;
const sayAgainMs = 10 * 60_000;

export type ChangeEvents = {
  /** A board has a new version. */
  onVersion: (boardId: string, version: number) => void;
  /** A person or board whose access rights may have become less; `*` for everybody. */
  onAccess: (id: string) => void;
  /** The listener is connected, or connected again. Notices sent in between were missed. */
  onHearing: () => void;
  /** The connection was lost; the listener is trying to connect again. */
  onDeaf: () => void;
};

/**
 * One dedicated connection that receives a notice for every change of a board and of anybody's access, and tells other
 * processes of those of its own. It keeps proving that it receives notices by sending one to itself, and connects again
 * when it was lost.
 */
export class ChangeListener {
  private client: pg.Client | null = null;
  private isStopped = false;
  private delayMs = firstDelayMs;
  private retry: NodeJS.Timeout | null = null;
  private pulse: NodeJS.Timeout | null = null;
  private readonly pulseChannel = `sluice_pulse_${randomUUID().replaceAll("-", "")}`;
  private readonly sender = randomUUID();
  private isHearing = false;
  private beats = 0;
  private beatAtMs: number | null = null;
  private heardAtMs: number | null = null;
  private nextWarningAtMs = 0;

  constructor(
    private readonly databaseUrl: string,
    private readonly events: ChangeEvents,
    private readonly pulseMs = defaultPulseMs,
  ) {}

  /** Every notice that was sent before this instant (monotonic ms) has arrived; null while nothing is heard. */
  get heardUntilMs(): number | null {
    return this.heardAtMs;
  }

  /** Proves that notices arrive at once, unless that is under way. */
  prove(): void {
    if (!this.client || !this.isHearing || this.beatAtMs !== null) return;
    if (this.pulse) clearTimeout(this.pulse);
    this.beat(this.client);
  }

  /** Resolves when listening, or when the first attempt failed and others will follow. */
  async start(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: "sluice-listener",
      keepAlive: true,
      // A server that accepts the connection and then says nothing would otherwise be waited for without end.
      connectionTimeoutMillis: this.pulseMs * 5,
      query_timeout: this.pulseMs * 5,
    });
    this.client = client;
    client.on("error", () => this.restart(client));
    client.on("end", () => this.restart(client));
    client.on("notification", (notice) => this.hear(client, notice));
    try {
      await client.connect();
      await client.query(`LISTEN sluice_board; LISTEN sluice_access; LISTEN ${this.pulseChannel}`);
      this.delayMs = firstDelayMs;
      this.isHearing = true;
      this.events.onHearing();
      this.beat(client);
    } catch (error) {
      logger.warn({ err: error }, "cannot listen for changes; trying again");
      this.restart(client);
    }
  }

  /** Tells every other process which boards have new versions, in one statement; nobody while nothing is heard. */
  async tell(notices: readonly string[]): Promise<void> {
    if (!this.client || !this.isHearing) return;
    await this.client.query(
      "SELECT pg_notify('sluice_board', $1 || E'\\n' || notice) FROM unnest($2::text[]) AS notice",
      [this.sender, notices],
    );
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.retry) clearTimeout(this.retry);
    if (this.pulse) clearTimeout(this.pulse);
    await this.client?.end().catch(() => {});
  }

  private hear(client: pg.Client, { channel, payload = "" }: pg.Notification): void {
    if (channel === "sluice_access") this.events.onAccess(payload);
    else if (channel === "sluice_board") {
      // What this process has done it knows already.
      if (payload.startsWith(this.sender)) return;
      for (const { boardId, version } of readChanges(payload)) this.events.onVersion(boardId, version);
    } else if (this.pulse && client === this.client && payload === String(this.beats)) {
      clearTimeout(this.pulse);
      this.heardAtMs = this.beatAtMs;
      this.beatAtMs = null;
      this.pulse = setTimeout(() => this.beat(client), this.pulseMs);
    }
  }

  /** Sends a notice to itself. If it does not arrive in time, the connection is replaced. */
  private beat(client: pg.Client): void {
    if (this.isStopped || client !== this.client) return;
    this.beats += 1;
    this.beatAtMs = performance.now();
    this.pulse = setTimeout(() => {
      logger.warn("the listener for changes no longer hears; connecting anew");
      this.restart(client);
    }, this.pulseMs);
    // Outside of a transaction: a listener inside of one keeps PostgreSQL from emptying the notice queue.
    client
      .query<{ fill: number }>("SELECT pg_notify($1, $2), pg_notification_queue_usage() AS fill", [
        this.pulseChannel,
        String(this.beats),
      ])
      .then(({ rows }) => this.noteFill(rows[0]?.fill ?? 0))
      .catch(() => this.restart(client));
  }

  private noteFill(fill: number): void {
    if (fill < fullEnough || performance.now() < this.nextWarningAtMs) return;
    this.nextWarningAtMs = performance.now() + sayAgainMs;
    logger.warn(
      { percent: Math.round(fill * 100) },
      "the database's queue of notices fills up: a session that listens has an old transaction open; when it is full, nothing can be saved",
    );
  }

  private restart(lost: pg.Client): void {
    if (this.isStopped || this.client !== lost) return;
    this.client = null;
    if (this.pulse) clearTimeout(this.pulse);
    this.pulse = null;
    this.beatAtMs = null;
    this.heardAtMs = null;
    if (this.isHearing) this.events.onDeaf();
    this.isHearing = false;
    lost.end().catch(() => {});
    // A connection that carries no notices will not answer a farewell either.
    lost.connection.stream.destroy();
    this.retry = setTimeout(() => void this.start(), this.delayMs);
    this.delayMs = Math.min(maxDelayMs, this.delayMs * 2);
  }
}
