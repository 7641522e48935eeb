import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { testDatabaseUrl } from "../support/database";
import { expectSoundDatabase, readEverything } from "../support/verified";

// A board that is made with its history is judged once, at its commit. What somebody with psql could write that way is held
// to all that is asked of single rows, and no other board is spared by it.

const client = new pg.Client({ connectionString: testDatabaseUrl });
let old: TestBoard;
let ids: Record<string, string>;

beforeAll(async () => {
  await client.connect();
  old = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 1 } },
  ]);
  const card = await buildCard(old, old.member, old.column("Ready"));
  ids = {
    team: old.teamId,
    old: old.id,
    oldCard: card.id,
    oldReady: old.column("Ready"),
    oldDoing: old.column("Doing"),
  };
});

afterAll(async () => {
  await expectSoundDatabase();
  await client.end();
});

const fill = (sql: string) => sql.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "");

/** Ids of the new board and what is on it, made of one digit each. */
const id = (digit: number) => `0000000${digit}-0000-7000-8000-00000000000${digit}`;
const [board, todo, doing, done, card, second, limit] = [1, 2, 3, 4, 5, 6, 7].map(id);

const newBoard = `INSERT INTO board (id, team_id, name, key, time_zone) VALUES ('${board}', '{team}', 'By hand', 'H', 'UTC')`;
const columns = `INSERT INTO board_column (id, board_id, name, kind, position) VALUES
  ('${todo}', '${board}', 'To do', 'queue', 0), ('${doing}', '${board}', 'Doing', 'active', 1),
  ('${done}', '${board}', 'Done', 'done', 2)`;
const named = `UPDATE board SET next_card_number = 3 WHERE id = '${board}'`;
const instant = (day: number) => `timestamptz '2026-01-0${day} 10:00Z'`;
const newCard = (
  of: string | undefined,
  number: number,
  column: string | undefined,
  day: number,
  lastSeq: number,
  more = "",
) =>
  `INSERT INTO card (id, board_id, number, title, column_id, position, created_at, updated_at, entered_column_at, last_seq
     ${more && `, ${more.split("=")[0]}`})
   VALUES ('${of}', '${board}', ${number}, 'Card', '${column}', 'a${number}', ${instant(1)}, now(), ${instant(day)}, ${lastSeq}
     ${more && `, ${more.split("=")[1]}`})`;
const step = (
  of: string | undefined,
  seq: number,
  from: string | null | undefined,
  to: string | null | undefined,
  at: string,
  on = board,
) =>
  `INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, at) VALUES ('${on}', '${of}', ${seq},
     ${from ? `'${from}'` : "NULL"}, ${to ? `'${to}'` : "NULL"}, 'active', ${at})`;

const sound = [
  newBoard,
  columns,
  named,
  newCard(card, 1, done, 3, 3),
  step(card, 1, null, todo, instant(1)),
  step(card, 2, todo, doing, instant(2)),
  step(card, 3, doing, done, instant(3)),
];
const onBoard = [
  newBoard,
  columns,
  named,
  newCard(card, 1, doing, 2, 2),
  step(card, 1, null, todo, instant(1)),
  step(card, 2, todo, doing, instant(2)),
];
const limited = (max: number, mode = "hard") =>
  `INSERT INTO wip_limit (id, board_id, max, mode, column_ids) VALUES ('${limit}', '${board}', ${max}, '${mode}', '{"${doing}"}')`;
const judgeNow = "SET CONSTRAINTS ALL IMMEDIATE";

/** Runs statements as one transaction; the SQLSTATE of what refused them, null when nobody did. */
async function run(statements: readonly string[], end = "COMMIT"): Promise<string | null> {
  try {
    await client.query("BEGIN");
    for (const statement of statements) await client.query(fill(statement));
    await client.query(end);
    return null;
  } catch (error) {
    await client.query("ROLLBACK");
    return (error as { code: string }).code;
  }
}

test("a sound history is taken, judged and projected", async () => {
  expect(await run([...sound, judgeNow, "SELECT 1"], "ROLLBACK")).toBeNull();
  await client.query("BEGIN");
  for (const statement of [...sound, judgeNow]) await client.query(fill(statement));
  const { rows } = await client.query(
    `SELECT c.started_at, c.finished_at, b.made_in, (SELECT count(*)::int FROM placement p WHERE p.card_id = c.id) AS places,
       (SELECT sum(d.entered)::int FROM flow_day d WHERE d.board_id = b.id) AS entered,
       (SELECT octet_length(p.steps) FROM card_path p WHERE p.card_id = c.id) AS packed
     FROM card c JOIN board b ON b.id = c.board_id WHERE c.id = '${card}'`,
  );
  expect(rows).toEqual([
    {
      started_at: new Date("2026-01-01T10:00:00Z"),
      finished_at: new Date("2026-01-03T10:00:00Z"),
      ...{ made_in: null, places: 3, entered: 3, packed: 30 },
    },
  ]);
  await client.query("ROLLBACK");
});

const refused: [what: string, state: string, statements: readonly string[]][] = [
  ["a step is missing", "SLL03", [...sound.slice(0, 5), ...sound.slice(6)]],
  ["a step goes on from elsewhere", "SLL03", [...sound.slice(0, 6), step(card, 3, todo, done, instant(3))]],
  ["time goes back", "SLL03", [...sound.slice(0, 6), step(card, 3, doing, done, instant(1))]],
  ["a step is in the future", "SLL03", [...onBoard, step(card, 3, doing, done, "now() + interval '1 day'")]],
  [
    "a log has no card that ends there",
    "SLL02",
    [...sound.slice(0, 3), newCard(card, 1, doing, 3, 3), ...sound.slice(4)],
  ],
  [
    "a card says another instant",
    "SLL02",
    [...sound.slice(0, 3), newCard(card, 1, done, 2, 3), ...sound.slice(4)],
  ],
  [
    "a card ends before its log",
    "SLL02",
    [...sound.slice(0, 3), newCard(card, 1, doing, 2, 2), ...sound.slice(4)],
  ],
  ["a card has no log", "SLL02", [...sound, newCard(second, 2, todo, 1, 1)]],
  [
    "a step leads to another board's column",
    "23503",
    [
      ...onBoard,
      newCard(second, 2, doing, 2, 2),
      step(second, 1, null, "{oldReady}", instant(1)),
      step(second, 2, "{oldReady}", doing, instant(2)),
    ],
  ],
  [
    "a step is of another board's card",
    "23503",
    [...sound, step("{oldCard}", 2, "{oldReady}", doing, instant(3))],
  ],
  [
    "a card is in an archived column",
    "SLB01",
    [...onBoard, `UPDATE board_column SET archived_at = now() WHERE id = '${doing}'`],
  ],
  [
    "a start is not that of the log",
    "SLL02",
    [...sound.slice(0, 3), newCard(card, 1, done, 3, 3, `started_at=${instant(2)}`), ...sound.slice(4)],
  ],
  ["a hard limit is exceeded", "SLW01", [...onBoard, limited(0)]],
  ["a limit wants a reason", "SLW02", [...onBoard, limited(0, "reason")]],
  [
    "an andon is pulled",
    "SLA01",
    [
      ...onBoard,
      `INSERT INTO andon (board_id, column_id, reason, pulled_at, pulled_by_id) SELECT '${board}', '${doing}', 'Red', now(), user_id FROM membership LIMIT 1`,
    ],
  ],
  ["rows come after the judgement", "SLL02", [newBoard, columns, judgeNow, ...sound.slice(2, 4)]],
  ["a step comes after the judgement", "SLL03", [...sound, judgeNow, step(card, 5, done, todo, instant(4))]],
  [
    "a card is moved after the judgement",
    "SLL02",
    [...sound, judgeNow, `UPDATE card SET column_id = '${todo}' WHERE id = '${card}'`],
  ],
  [
    "the mark is put back",
    "SLL02",
    [
      ...sound,
      judgeNow,
      `UPDATE board SET made_in = pg_current_xact_id()::text::bigint WHERE id = '${board}'`,
      newCard(second, 2, todo, 1, 1),
    ],
  ],
  [
    "the mark is taken away before",
    "SLL02",
    [
      newBoard,
      columns,
      newCard(second, 2, todo, 1, 1),
      `UPDATE board SET made_in = NULL WHERE id = '${board}'`,
    ],
  ],
  [
    "the mark is given to another board",
    "SLL02",
    [
      `UPDATE board SET made_in = pg_current_xact_id()::text::bigint WHERE id = '{old}'`,
      "UPDATE card SET column_id = '{oldDoing}' WHERE id = '{oldCard}'",
    ],
  ],
];

describe("refused at the commit, and nothing stays", () => {
  test.each(refused)("%s", async (_, state, statements) => {
    const before = await readEverything();
    expect(await run(statements)).toMatch(new RegExp(`^${state}`));
    expect(await readEverything()).toEqual(before);
  });
});

test("a board that was made before is judged row by row, whatever its version", async () => {
  expect(await run([newBoard, columns])).toBeNull();
  expect(await run([newCard(card, 1, todo, 1, 1)])).toBe("SLL02");
  expect(await run([newCard(card, 1, todo, 1, 1), step(card, 2, null, todo, instant(1))])).toBe("SLL03");
});
