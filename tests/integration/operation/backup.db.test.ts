import "../../support/database";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import { plainCard } from "@/lib/domain/board-history";

import { leftOut } from "@/lib/server/archive/left-out";
import { readArchiveFile } from "@/lib/server/archive/read-archive";
import { getPool } from "@/lib/server/db/client";
import { openDirect } from "@/lib/server/db/open-direct";
import { findSqlDifferences } from "@/lib/server/db/sql-check";
import { writeBoard } from "@/lib/server/import-worker/import-board";
import { metricNames } from "@/lib/server/metrics";
import { makeBackup } from "@/lib/server/usecases/backups/make-backup";
import { restoreBackup } from "@/lib/server/usecases/backups/restore-backup";
import { readAllRows } from "../../support/all-rows";
import { call } from "../../support/api";
import { callRoute, metricDoor } from "../../support/call-route";
import { testDatabaseUrl } from "../../support/database";
import { type Building, buildBuilding, walkEveryDoor, writingDoors } from "../../support/every-door";
import { projectRoot } from "../../support/postgres";
import { makeTestFolder, putDatabaseAside } from "../../support/put-aside";
import { expectSoundDatabase } from "../../support/verified";

// A backup is proved by loading it. What the walk through every door has left, and what is odd beyond it, comes back row
// by row; afterwards every door takes writes as before.

const folder = makeTestFolder();
const file = join(folder, "whole.backup");
let building: Building;
let before: Record<string, string[]>;
let figures: unknown;

const asOf = "2026-11-20T00:00:00Z";

async function readFigures({ board, walker }: Building): Promise<unknown> {
  const { rows } = await getPool().query<{ id: string }>(
    "SELECT id FROM board WHERE archived_at IS NULL ORDER BY id",
  );
  const answers = [];
  for (const { id } of rows) {
    for (const name of metricNames)
      answers.push(
        await callRoute(metricDoor(name), walker, {
          params: { id },
          query: { asOf },
        }).then(({ status, body }) => ({ id, name, status, body })),
      );
    for (const door of [
      "get /boards/{id}",
      "get /boards/{id}/transitions",
      "get /boards/{id}/activity",
      "get /boards/{id}/limits/history",
    ] as const)
      answers.push(await call(door, walker, id).then(({ status, body }) => ({ id, door, status, body })));
  }
  expect(answers.filter(({ id, status }) => id === board.id && status === 200).length).toBeGreaterThan(10);
  return answers;
}

beforeAll(async () => {
  building = await buildBuilding();
  const used = await walkEveryDoor(building);
  expect([...used].sort()).toEqual([...writingDoors].sort());
  await makeOddRows();
  await expectSoundDatabase();
  before = await readAllRows(testDatabaseUrl);
  figures = await readFigures(building);
  await makeBackup(await openDirect(testDatabaseUrl), projectRoot, file);
  await putDatabaseAside();
});

/** What no door writes and the schema allows: instants without end, and what only time makes. */
async function makeOddRows(): Promise<void> {
  await getPool().query(`
    UPDATE access_token SET expires_at = 'infinity', last_used_at = '0001-01-01 00:00:00+00 BC'
    WHERE id IN (SELECT id FROM access_token ORDER BY id LIMIT 1)`);
  await getPool().query(
    "UPDATE card SET due_on = 'infinity' WHERE id IN (SELECT id FROM card ORDER BY id LIMIT 1)",
  );
  await getPool().query(
    `INSERT INTO session (id, user_id, expires_at) VALUES (gen_random_uuid(), $1, 'infinity')`,
    [building.walker.userId],
  );
  await getPool().query(`
    INSERT INTO security_failure (minute, event, account, address) VALUES (date_trunc('minute', now()), 'sign-in-failed', E'tab\\t\\\\', '::1')`);
  await getPool().query(
    "INSERT INTO mended_instant (mended_at, board_id, relation, row, member, was, became) VALUES (now(), $1, 'card', 'row', 'due_on', '294276-12-31', '-infinity')",
    [building.board.id],
  );
  await getPool().query("SELECT setval('card_block_id_seq', 5000000000)");
  await writeBoard(
    building.walker.userId,
    building.board.teamId,
    {
      name: "Found",
      key: null,
      timeZone: "Pacific/Chatham",
      columns: [{ key: "a", name: "Doing", kind: "active", isArchived: false }],
      labels: [],
      cards: [
        {
          ...plainCard("Found at work", [{ columnKey: "a", at: Date.UTC(2026, 0, 1) }]),
          isBeginningUnknown: true,
        },
      ],
      limits: [],
    },
    "trello",
  );
  await callRoute("post /boards/{id}/cards", building.walker, {
    params: { id: building.board.id },
    headers: { "Idempotency-Key": "once" },
    body: { columnId: building.board.column("Ready"), title: "Once" },
  });
}

test("every table is in a backup, or is left out for a reason", async () => {
  const { head } = await readArchiveFile(file);
  const sections: string[] = [];
  await readArchiveFile(file, { onSection: async ({ name }) => void sections.push(name) });
  expect([...head.leftOut].sort()).toEqual(Object.keys(leftOut).sort());
  expect([...sections, ...head.leftOut].sort()).toEqual(
    Object.keys({ ...before, ...leftOut })
      .filter((name) => name !== "sequences")
      .sort(),
  );
});

test("what is in the tables was worth comparing", () => {
  const empty = Object.entries(before)
    .filter(([, rows]) => rows.length === 0)
    .map(([name]) => name);
  // A table that the walk leaves empty is proved by nothing: a new one belongs into the walk.
  expect(empty).toEqual([]);
});

describe("restored", () => {
  beforeAll(async () => {
    const restored = await restoreBackup(projectRoot, file);
    expect(restored.breaches).toEqual([]);
  });

  test("every row of every table is as it was, and every sequence where it stood", async () => {
    const after = await readAllRows(testDatabaseUrl);
    for (const [table, rows] of Object.entries(before)) expect(after[table], table).toEqual(rows);
    expect(Object.keys(after)).toEqual(Object.keys(before));
  });

  test("all figures and logs are as they were", async () => {
    expect(await readFigures(building)).toEqual(figures);
  });

  test("every function and trigger is as this release defines it, and on", async () => {
    expect(await findSqlDifferences(getPool(), projectRoot)).toEqual([]);
    const { rows } = await getPool().query(
      "SELECT count(*)::int AS triggers FROM pg_trigger WHERE NOT tgisinternal",
    );
    expect(rows[0].triggers).toBeGreaterThan(50);
  });

  test("nobody is signed in, and no link opens anything", async () => {
    const { rows } = await getPool().query(
      "SELECT (SELECT count(*)::int FROM session) AS sessions, (SELECT count(*)::int FROM one_time_link) AS links",
    );
    expect(rows[0]).toEqual({ sessions: 0, links: 0 });
  });

  test("every door takes a write, as before", async () => {
    await walkEveryDoor(building);
    await expectSoundDatabase();
  });
});
