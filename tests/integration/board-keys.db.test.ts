import "../support/database";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabaseUrl } from "../support/database";
import { buildBuilding, walkEveryDoor } from "../support/every-door";

// Every key between rows of a board carries the board: that a row points at a row of another board is impossible, whoever
// writes. The keys are read from the catalogue, and each is tried with SQL typed by hand, without any trigger of ours.

type Column = { table: string; name: string; type: string };
type Key = { name: string; table: string; columns: string[]; target: string; targetColumns: string[] };

const client = new pg.Client({ connectionString: testDatabaseUrl });
const rowsOf = async <Row>(sql: string): Promise<Row[]> => (await client.query(sql)).rows;

await client.connect();
afterAll(() => client.end());

const columns = await rowsOf<Column>(`
  SELECT c.relname::text AS table, a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`);

const namesOf = (relation: string, numbers: string) =>
  `ARRAY(SELECT a.attname::text FROM unnest(k.${numbers}) WITH ORDINALITY n(number, place)
    JOIN pg_attribute a ON a.attrelid = k.${relation} AND a.attnum = n.number ORDER BY n.place)`;

const keys = await rowsOf<Key>(`
  SELECT k.conname::text AS name, k.conrelid::regclass::text AS table, k.confrelid::regclass::text AS target,
    ${namesOf("conrelid", "conkey")} AS columns, ${namesOf("confrelid", "confkey")} AS "targetColumns"
  FROM pg_constraint k WHERE k.connamespace = 'public'::regnamespace AND k.contype = 'f' ORDER BY 1`);

const uniques = await rowsOf<{ table: string; columns: string[] }>(`
  SELECT k.conrelid::regclass::text AS table, ${namesOf("conrelid", "conkey")} AS columns
  FROM pg_constraint k WHERE k.connamespace = 'public'::regnamespace AND k.contype IN ('p', 'u')`);

const isOfBoard = new Set(columns.filter(({ name }) => name === "board_id").map(({ table }) => table));
const within = keys.filter(
  ({ table, target }) => (isOfBoard.has(table) || table === "board") && isOfBoard.has(target),
);

/** People are of no board. */
const ofPeople = /^(user_id|actor_id|assignee_ids|\w+_by_id)$/;

const copied = "written with every move, by a trigger that copies it from the card, whose own keys hold";

/** Of tables of a board, what names something without a key, and why. */
const withoutKey: Record<string, string> = {
  "limit_entry.placement_id": "worked out from the placements of the board itself",
  "limit_refusal.card_id": "a card whose creation was refused never was",
  "placement.board_id": copied,
  "placement.card_id": copied,
  "placement.column_id": copied,
  "placement.lane_id": copied,
  "wip_limit.column_ids": "a list can have no key: guard_limit looks at each",
};

test("what has an id is unique with its board, so that a key can name both", () => {
  const withId = columns
    .filter(({ table, name }) => isOfBoard.has(table) && name === "id")
    .map(({ table }) => table);
  expect(withId.length).toBeGreaterThan(10);
  for (const table of withId) expect(uniques).toContainEqual({ table, columns: ["board_id", "id"] });
});

test("every table of a board is bound to the board by a key", () => {
  const bound = new Set(keys.filter((key) => key.columns.includes("board_id")).map(({ table }) => table));
  expect([...isOfBoard].filter((table) => !bound.has(table))).toEqual(["placement"]);
});

test("no key between rows of a board leaves the board out", () => {
  expect(within.length).toBeGreaterThan(30);
  expect(
    within.filter(({ columns, targetColumns }) => columns.length < 2 || !targetColumns.includes("board_id")),
  ).toEqual([]);
});

test("whatever names a row of a board has a key, or a reason", () => {
  const isKeyed = new Set(keys.flatMap(({ table, columns }) => columns.map((name) => `${table}.${name}`)));
  const naming = columns.filter(
    ({ table, name, type }) =>
      (isOfBoard.has(table) || table === "board") &&
      name !== "id" &&
      !ofPeople.test(name) &&
      (type.startsWith("uuid") || name.endsWith("_id")),
  );
  const loose = naming.map(({ table, name }) => `${table}.${name}`).filter((name) => !isKeyed.has(name));
  expect(loose.sort()).toEqual(Object.keys(withoutKey).sort());
});

test("what belongs to a board says to which", () => {
  const pointing = keys.filter(({ table, target }) => isOfBoard.has(target) && !isOfBoard.has(table));
  expect(pointing.map(({ name }) => name)).toEqual(["board_id_commitment_column_id_fkey"]);
});

describe("a row that points at a row of another board is refused", () => {
  let otherBoard: string;

  beforeAll(async () => {
    await walkEveryDoor(await buildBuilding());
    // What no door of the walk writes.
    await client.query("SET session_replication_role = replica");
    await client.query(
      "INSERT INTO unknown_beginning (card_id, board_id) SELECT id, board_id FROM card LIMIT 1 ON CONFLICT DO NOTHING",
    );
    otherBoard = randomUUID();
    await client.query(
      "INSERT INTO board (id, team_id, name, key, time_zone) SELECT $1, id, 'Other', 'OTH', 'UTC' FROM team LIMIT 1",
      [otherBoard],
    );
  });

  /** Puts a row of the table on the other board, whatever it points at there; returns its id. */
  async function makeElsewhere(table: string): Promise<string> {
    const id = columns.find((column) => column.table === table && column.name === "id");
    const made = id?.type === "uuid" ? randomUUID() : "-1";
    const others = columns.filter((column) => column.table === table && column.type === "uuid");
    const changes = Object.fromEntries(others.map(({ name }) => [name, randomUUID()]));
    await client.query(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(x, $1)).* FROM ${table} x LIMIT 1`,
      [JSON.stringify({ ...changes, id: made, board_id: otherBoard })],
    );
    return made;
  }

  test.each(within.map((key) => [key.name, key] as const))(
    "by %s",
    async (name, { table, columns, target, targetColumns }) => {
      const pointer = columns[targetColumns.indexOf("id")];
      await client.query("BEGIN");
      try {
        await client.query("SET LOCAL session_replication_role = replica");
        const elsewhere = await makeElsewhere(target);
        await client.query("SET LOCAL session_replication_role = origin");
        await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
        const board = columns[targetColumns.indexOf("board_id")];
        const point = client
          .query(
            `UPDATE ${table} SET ${pointer} = $1 WHERE ctid = (SELECT ctid FROM ${table} WHERE ${board} <> $2 LIMIT 1)`,
            [elsewhere, otherBoard],
          )
          .then(({ rowCount }) => expect(rowCount).toBe(1))
          .then(() => client.query("SET CONSTRAINTS ALL IMMEDIATE"));
        await expect(point).rejects.toMatchObject({ code: "23503", constraint: name });
      } finally {
        await client.query("ROLLBACK");
      }
    },
  );
});
