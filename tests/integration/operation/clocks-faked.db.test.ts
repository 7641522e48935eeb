import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDb, getPool } from "@/lib/server/db/client";
import { migrate } from "@/lib/server/db/migrate";
import { verifyDatabase } from "@/lib/server/usecases/checks/verify-database";
import { mendClock } from "@/lib/server/usecases/clock/mend-clock";
import { forgetExpired } from "@/lib/server/usecases/health/forget-expired";
import { must } from "../../support/api";
import { buildBoard, buildCard } from "../../support/boards";
import { fakingLibrary, startFakedPostgres } from "../../support/faked-postgres";
import { projectRoot } from "../../support/postgres";
import { expectSoundDatabase } from "../../support/verified";

// A real PostgreSQL whose clock is set while it runs, as `date -s` would. Skipped where libfaketime is not installed.

const hour = 3_600;
const year = 365 * 24 * hour;

let server: Awaited<ReturnType<typeof startFakedPostgres>> | null = null;

beforeAll(async () => {
  if (!fakingLibrary) return;
  server = await startFakedPostgres();
  process.env.DATABASE_URL = server.url;
  process.env.NEXTAUTH_SECRET = "only-for-tests-only-for-tests-only-for-tests";
  process.env.LOG_LEVEL = "silent";
  await migrate(projectRoot, server.url);
}, 60_000);

afterAll(async () => {
  await closeDb();
  await server?.stop();
});

test.skipIf(!fakingLibrary)(
  "back by an hour, ahead by two years for a minute, and right again",
  async () => {
    const setClock = async (seconds: number) => {
      await server?.setClock(seconds);
      const { rows } = await getPool().query<{ off: number }>(
        "SELECT abs(extract(epoch FROM clock_timestamp()) - $1)::float8 AS off",
        [Date.now() / 1000 + seconds],
      );
      expect(rows[0]?.off).toBeLessThan(5);
    };
    const board = await buildBoard();
    const card = await buildCard(board, board.member, board.column("Ready"));
    const move = (to: string) =>
      must("post /cards/{id}/move", board.member, card.id, { columnId: board.column(to) });
    const sessions = async () => (await getPool().query("SELECT FROM session")).rowCount;
    await getPool().query(
      "INSERT INTO session (id, user_id, expires_at) VALUES (gen_random_uuid(), $1, now() + interval '1 day')",
      [board.member.userId],
    );
    await forgetExpired();

    await setClock(-hour);
    await move("Doing");
    await move("Ready");

    await setClock(2 * year);
    await move("Doing");
    await forgetExpired();
    expect(await sessions()).toBe(1);

    await setClock(0);
    await move("Done");
    await buildCard(board, board.member, board.column("Doing"));
    const found = (await verifyDatabase()).filter(({ breaches }) => breaches > 0);
    expect(found.map(({ check }) => check)).toEqual(["nothing on a board is dated in the future"]);
    await mendClock(true);
    await forgetExpired();
    expect(await sessions()).toBe(1);
    await move("Doing");
    await expectSoundDatabase();
    const { rows } = await getPool().query<{ is_right: boolean }>(
      "SELECT bool_and(at BETWEEN now() - interval '1 hour' AND now()) AS is_right FROM transition",
    );
    expect(rows).toEqual([{ is_right: true }]);
  },
  60_000,
);
