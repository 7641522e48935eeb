import pg from "pg";
import { classifyConnectFailure } from "./connect-failure";
import { pause, startWaiting, unseen, type Waiting } from "./progress";

const firstDelayMs = 200;
const maxDelayMs = 2_000;
const attemptMs = 5_000;

/** Something that waiting does not mend, in words for whoever starts the server. */
export class DatabaseRefusal extends Error {
  override name = "DatabaseRefusal";
}

/** A connection of one's own: whoever opened it ends it. */
export type OwnConnection = pg.Client;

export type ConnectOptions = {
  waiting?: Waiting;
  /** What the server's own connections are called in its views. */
  applicationName?: string;
  /** Says in words why waiting is of no use any more, such as that the server has ended; else null. */
  giveUp?: () => string | null;
};

/** Where a connection leads, for people: no password. */
export function addressOf(client: pg.Client): string {
  return `${client.host}:${client.port}/${client.database}`;
}

function makeClient(url: string, applicationName: string): pg.Client {
  try {
    // The driver makes something of anything; without a host it means its socket.
    const { protocol } = new URL(url.replace("@/", "@localhost/"));
    if (!protocol.startsWith("postgres")) throw new Error("It is the address of something else.");
    return new pg.Client({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: attemptMs,
      keepAlive: true,
    });
  } catch {
    throw new DatabaseRefusal(
      "The address of the database cannot be read. It is postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with characters such as @ : / # % of the password in percent code (%40 for @).",
    );
  }
}

/**
 * A connection to the database, however long that takes: waits for a server that is not up yet, recovers, or is full, and
 * says so. Throws `DatabaseRefusal` for what waiting does not mend: a wrong password, an unknown database.
 */
export async function connectWhenReady(
  url: string,
  { waiting = unseen, applicationName = "sluice", giveUp }: ConnectOptions = {},
): Promise<pg.Client> {
  const stillWaiting = startWaiting(waiting.onProgress);
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(maxDelayMs, delayMs * 2)) {
    const client = makeClient(url, applicationName);
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      client.end().catch(() => {});
      const { mendsItself, words } = classifyConnectFailure(error);
      if (!mendsItself) throw new DatabaseRefusal(`PostgreSQL at ${addressOf(client)}: ${words}.`);
      stillWaiting(`Waiting for PostgreSQL at ${addressOf(client)}: ${words}`);
    }
    const reason = giveUp?.();
    if (reason) throw new DatabaseRefusal(reason);
    await pause(delayMs, waiting.signal);
  }
}
