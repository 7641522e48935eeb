import "server-only";
import type pg from "pg";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { outsideRequests } from "../lifecycle/outside-requests";

/** The SQLSTATE of a notice that is for others, too: RAISE NOTICE USING ERRCODE = 'SLN01'. */
const announced = "SLN01";

/** More than this of one transaction is not passed on. */
const maxWaiting = 1_000;

type Hear = (texts: readonly string[]) => void;

const hearers = oncePerProcess("hearers of announcements", () => new Set<Hear>());

/**
 * Calls back with what the statements of this process have announced, once that is durable, until the returned function is
 * called. A hint: some of it may be missing, and of what a savepoint has undone some may be there.
 */
export function hearAnnouncements(hear: Hear): () => void {
  hearers.add(hear);
  return () => hearers.delete(hear);
}

/** What the driver has, and its types do not say. */
type Wire = {
  on(event: "notice", hear: (message: { code?: string; message?: string }) => void): void;
  on(event: "commandComplete", hear: (message: { text: string }) => void): void;
  on(event: "readyForQuery", hear: (message: { status: string }) => void): void;
  on(event: "errorMessage", hear: () => void): void;
};

/**
 * Passes on what a connection's statements announce, when their transaction is committed. A notice to a session alone takes
 * no lock, which NOTIFY inside the transaction would: one of the whole instance, until the commit is on disk.
 */
export function passOnAnnouncements(client: pg.Client): void {
  const { connection: wire } = client as unknown as { connection: Wire };
  let waiting: string[] = [];
  const forget = () => {
    if (waiting.length > 0) waiting = [];
  };
  wire.on("notice", ({ code, message }) => {
    if (code === announced && message && waiting.length < maxWaiting) waiting.push(message);
  });
  wire.on("errorMessage", forget);
  wire.on("commandComplete", ({ text }) => {
    if (text === "ROLLBACK") forget();
  });
  wire.on("readyForQuery", ({ status }) => {
    const isOver = status === "I";
    if (!isOver || waiting.length === 0) return;
    const texts = waiting;
    waiting = [];
    // This is called on behalf of whoever opened the connection, long ago.
    for (const hear of [...hearers]) outsideRequests(hear, texts);
  });
}
