import { answerApi } from "@/lib/server/routes/api";
import "../support/database";
import { EventEmitter, once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import pg from "pg";
import { expect, test } from "vitest";
import { authenticate } from "@/lib/server/auth/authenticate";
import { getPool } from "@/lib/server/db/client";
import { abortWhenRevoked } from "@/lib/server/realtime/access-watch";
import { ChangeListener } from "@/lib/server/realtime/change-listener";
import { credentialKinds } from "@/lib/server/store/people/identities";
import { buildActor } from "../support/actors";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { buildCredential, endings } from "../support/credentials";
import { readEvents } from "../support/event-reader";

// Every kind of credential that the server knows, ended in every way, at whatever stays open: what was revoked ends within
// a second, also where SQL typed by hand revoked it, as another process would.

const sql = (text: string, values: unknown[] = []) => getPool().query(text, values);

const cases = credentialKinds.flatMap((kind) =>
  Object.keys(endings).map((ending) => [kind, ending] as const),
);

const requestOf = (path: string, headers: Record<string, string>) =>
  new Request(`http://sluice.test/api/v1${path}`, { headers });

async function openStream(board: TestBoard, headers: Record<string, string>) {
  const response = await answerApi(requestOf(`/events?boards=${board.id}`, headers));
  expect(response.status).toBe(200);
  return readEvents(response);
}

async function withinASecond<T>(what: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("It took longer than a second.")), 1_000);
  });
  return Promise.race([what, late]).finally(() => clearTimeout(timer));
}

const aborted = (signal: AbortSignal) =>
  signal.aborted
    ? Promise.resolve()
    : new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));

test.each(cases)("a %s opens nothing and holds nothing open once %s", async (kind, ending) => {
  const board = await buildBoard();
  const { userId } = await buildActor(board.teamId);
  const held = await buildCredential(kind, userId);
  const stream = await openStream(board, held.headers);
  const work = await abortWhenRevoked({
    userId,
    isStillAllowed: async () => (await authenticate(requestOf("/me", held.headers))) !== null,
  });
  expect(work.signal.aborted).toBe(false);

  await endings[ending]?.(held, userId);
  expect((await answerApi(requestOf("/me", held.headers))).status).toBe(401);
  expect(await withinASecond(stream.nextMessage())).toMatchObject({ event: "ended" });
  expect(await withinASecond(stream.nextMessage())).toBeNull();
  await withinASecond(aborted(work.signal));
  work.stop();
});

test.each([
  "DELETE FROM membership WHERE user_id = $1",
  "UPDATE board SET archived_at = now() WHERE team_id IN (SELECT team_id FROM membership WHERE user_id = $1)",
])("a board that is out of reach is told as gone within a second: %s", async (statement) => {
  const board = await buildBoard();
  const { userId } = await buildActor(board.teamId);
  const { headers } = await buildCredential("session", userId);
  const stream = await openStream(board, headers);
  await sql(statement, [userId]);
  expect(await withinASecond(stream.nextMessage())).toMatchObject({ event: "gone" });
  expect(await withinASecond(stream.nextMessage())).toBeNull();
});

test("others on the same board go on", async () => {
  const board = await buildBoard();
  const leaver = await buildActor(board.teamId);
  const stream = await openStream(board, (await buildCredential("token", board.viewer.userId)).headers);
  await sql("UPDATE user_account SET disabled_at = now() WHERE id = $1", [leaver.userId]);
  await buildCard(board, board.member, board.column("Backlog"));
  expect(await withinASecond(stream.next())).toMatchObject({ type: "card.created" });
  await stream.stop();
});

test("while nothing is heard of revocations, they are asked for", async () => {
  const board = await buildBoard();
  const { userId } = await buildActor(board.teamId);
  const held = await buildCredential("session", userId);
  const stream = await openStream(board, held.headers);
  // No notice of it: as if it had been lost with the connection that is cut afterwards.
  const quiet = await getPool().connect();
  await quiet.query("SET session_replication_role = replica");
  await quiet.query("UPDATE session SET revoked_at = now() WHERE id = $1", [held.id]);
  await quiet.query("RESET session_replication_role");
  quiet.release();
  await sql(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sluice-listener' AND datname = current_database()",
  );
  expect(await withinASecond(stream.nextMessage())).toMatchObject({ event: "ended" });
});

test("a listener whose line is open but dead finds out by itself, and comes back", async () => {
  let isDead = false;
  const lines = new Set<Socket>();
  const url = new URL(process.env.DATABASE_URL ?? "");
  const [host, port] = [url.hostname, Number(url.port)];
  const proxy = createServer((near) => {
    const far = connect(port, host);
    const wire = (from: Socket, to: Socket) =>
      from.on("data", (bytes) => !isDead && to.write(bytes)).on("error", () => {});
    wire(near, far);
    wire(far, near);
    near.on("close", () => far.destroy());
    lines.add(near).add(far);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  url.host = `127.0.0.1:${(proxy.address() as { port: number }).port}`;

  const said = new EventEmitter();
  const next = (word: string) => once(said, word, { signal: AbortSignal.timeout(5_000) });
  const listener = new ChangeListener(
    url.toString(),
    {
      onVersion: () => {},
      onAccess: (id) => said.emit(id),
      onHearing: () => said.emit("hearing"),
      onDeaf: () => said.emit("deaf"),
    },
    50,
  );
  await listener.start();
  const deaf = next("deaf");
  isDead = true;
  await deaf;
  const hearing = next("hearing");
  isDead = false;
  await hearing;
  const heard = next("somebody");
  await sql("SELECT pg_notify('sluice_access', 'somebody')");
  await heard;
  await listener.stop();
  for (const line of lines) line.destroy();
  proxy.close();
});

test("no credential is made for somebody who is switched off, whoever tries", async () => {
  const { userId } = await buildActor();
  await sql("UPDATE user_account SET disabled_at = now() WHERE id = $1", [userId]);
  for (const kind of credentialKinds) {
    await expect(buildCredential(kind, userId)).rejects.toThrow("switched off");
  }
});

test("of a sign-in and a switching off at once, nothing is left that works later", async () => {
  const { userId } = await buildActor();
  const off = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await off.connect();
  await off.query("BEGIN");
  await off.query("UPDATE user_account SET disabled_at = now() WHERE id = $1", [userId]);
  const made = buildCredential("session", userId).then(
    () => "made",
    () => "refused",
  );
  await off.query("COMMIT");
  await off.end();
  expect(await made).toBe("refused");
  await sql("UPDATE user_account SET disabled_at = NULL WHERE id = $1", [userId]);
  const { rows } = await sql("SELECT FROM session WHERE user_id = $1 AND revoked_at IS NULL", [userId]);
  expect(rows).toHaveLength(0);
});
