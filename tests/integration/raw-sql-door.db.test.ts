import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { must } from "../support/api";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { callRoute } from "../support/call-route";
import { testDatabaseUrl } from "../support/database";
import { openTwinSession, qualified, readTwins } from "../support/twin-session";
import { expectSoundDatabase, readEverything } from "../support/verified";

// What somebody with psql could type. Each must fail, at the statement or at commit, and leave nothing behind.

const client = new pg.Client({ connectionString: testDatabaseUrl });
let twins: pg.Client;
let board: TestBoard;
let other: TestBoard;
let ids: Record<string, string>;

beforeAll(async () => {
  await client.connect();
  twins = await openTwinSession(testDatabaseUrl);
  board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 1 } },
    { name: "Review", kind: "active", limit: { max: 1, mode: "reason" } },
    { name: "Stopped", kind: "active" },
    { name: "Done", kind: "done" },
  ]);
  other = await buildBoard();
  const lane = await must("post /boards/{id}/lanes", board.lead, board.id, { name: "Fast" });
  await must("post /boards/{id}/limits", board.lead, board.id, { max: 0, laneId: lane.id });
  await must("post /boards/{id}/limits", board.lead, board.id, { max: 0, classOfService: "expedite" });
  const parts = await must("post /columns/{id}/split", board.lead, board.column("Review"));
  await must("post /columns/{id}/andon", board.member, board.column("Stopped"), { reason: "Red" });
  const waiting = await buildCard(board, board.member, board.column("Ready"));
  const doing = await buildCard(board, board.member, board.column("Doing"), {
    assigneeIds: [board.member.userId],
  });
  await buildCard(board, board.member, board.column("Review"));
  const archived = await buildCard(board, board.member, board.column("Ready"));
  await callRoute("post /cards/{id}/archive", board.member, { params: { id: archived.id }, body: {} });
  const { rows } = await client.query(
    "INSERT INTO wip_limit (id, board_id, max, user_id, column_ids) VALUES (gen_random_uuid(), $1, 1, $2, '{}') RETURNING id",
    [board.id, board.member.userId],
  );
  ids = {
    board: board.id,
    other: other.id,
    otherColumn: other.column("Ready"),
    ready: board.column("Ready"),
    doing: board.column("Doing"),
    review: board.column("Review"),
    done: board.column("Done"),
    waiting: waiting.id,
    busy: doing.id,
    archived: archived.id,
    member: board.member.userId,
    lead: board.lead.userId,
    lane: lane.id,
    part: parts.columns[1].id,
    stopped: board.column("Stopped"),
    limit: rows[0].id,
  };
});

afterAll(async () => {
  await expectSoundDatabase();
  await Promise.all([client.end(), twins.end()]);
});

const step = (card: string, seq: string, from: string, to: string, at = "clock_timestamp()") =>
  `INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, at)
   VALUES ('{board}', '{${card}}', ${seq}, ${from}, ${to}, 'active', date_trunc('milliseconds', ${at}))`;

const placed = (card: string, column: string) =>
  `UPDATE card SET column_id = ${column}, last_seq = last_seq + 1, entered_column_at =
     (SELECT max(at) FROM transition WHERE card_id = '{${card}}') WHERE id = '{${card}}'`;

const newCard = (column: string, seq = 1) =>
  `INSERT INTO card (id, board_id, number, title, column_id, position, created_at, updated_at, entered_column_at, last_seq)
   VALUES ('00000000-0000-7000-8000-000000000001', '{board}', 900, 'Smuggled', ${column}, 'a0', now(), now(), now(), ${seq})`;

const doors: [what: string, state: string, ...statements: string[]][] = [
  ["a card put into another column", "SLL02", "UPDATE card SET column_id = '{done}' WHERE id = '{waiting}'"],
  [
    "a card put into a full column with its transition",
    "SLW01",
    step("waiting", "2", "'{ready}'", "'{doing}'"),
    placed("waiting", "'{doing}'"),
  ],
  [
    "a card put into a column that wants a reason",
    "SLW02",
    step("waiting", "2", "'{ready}'", "'{review}'"),
    placed("waiting", "'{review}'"),
  ],
  ["a card inserted without a log", "SLL02", newCard("'{ready}'")],
  [
    "a card inserted into a full column",
    "SLW01",
    newCard("'{doing}'"),
    `INSERT INTO transition (board_id, card_id, seq, to_column_id, to_kind, at)
     SELECT board_id, id, 1, column_id, 'active', entered_column_at FROM card WHERE title = 'Smuggled'`,
  ],
  ["a card deleted", "23", "DELETE FROM card WHERE id = '{waiting}'"],
  ["cards truncated", "0A000", "TRUNCATE card"],
  ["cards and all that hangs on them truncated", "SLL01", "TRUNCATE card CASCADE"],
  ["a card given to another board", "SL", "UPDATE card SET board_id = '{other}' WHERE id = '{waiting}'"],
  [
    "a card in another board's column",
    "23503",
    "UPDATE card SET column_id = '{otherColumn}' WHERE id = '{waiting}'",
  ],
  [
    "an archived card brought back by hand",
    "SL",
    "UPDATE card SET archived_at = NULL, column_id = '{doing}' WHERE id = '{archived}'",
  ],
  ["a card's sequence number changed", "SLL02", "UPDATE card SET last_seq = 7 WHERE id = '{waiting}'"],
  [
    "the time in a column changed",
    "SLL02",
    "UPDATE card SET entered_column_at = now() - interval '1 year' WHERE id = '{waiting}'",
  ],
  ["a transition changed", "SLL01", "UPDATE transition SET at = now() WHERE card_id = '{waiting}'"],
  ["a transition deleted", "SLL01", "DELETE FROM transition WHERE card_id = '{waiting}'"],
  ["transitions truncated", "SLL01", "TRUNCATE transition"],
  ["a transition that skips a number", "SLL03", step("waiting", "5", "'{ready}'", "'{done}'")],
  ["a transition from where the card is not", "SLL03", step("waiting", "2", "'{doing}'", "'{done}'")],
  [
    "a transition before the last one",
    "SLL03",
    step("waiting", "2", "'{ready}'", "'{done}'", "now() - interval '1 year'"),
  ],
  [
    "a transition in the future",
    "SLL03",
    step("waiting", "2", "'{ready}'", "'{done}'", "now() + interval '1 day'"),
  ],
  [
    "a first transition in the future on a board without a log",
    "SLL03",
    `INSERT INTO card (id, board_id, number, title, column_id, position, created_at, updated_at, entered_column_at, last_seq)
     SELECT '00000000-0000-7000-8000-000000000002', '{other}', 1, 'Early', '{otherColumn}', 'a0', at, at, at, 1
     FROM date_trunc('milliseconds', now() + interval '1 day') at`,
    `INSERT INTO transition (board_id, card_id, seq, to_column_id, to_kind, at)
     SELECT board_id, id, 1, column_id, 'queue', entered_column_at FROM card WHERE title = 'Early'`,
  ],
  ["a transition that the card did not make", "SLL02", step("waiting", "2", "'{ready}'", "'{done}'")],
  ["an activity changed", "SLL01", "UPDATE activity SET detail = '{}' WHERE board_id = '{board}'"],
  ["an activity deleted", "SLL01", "DELETE FROM activity WHERE board_id = '{board}'"],
  ["activities truncated", "SLL01", "TRUNCATE activity"],
  [
    "an activity out of number",
    "SLB02",
    "INSERT INTO activity (board_id, version, type, at) VALUES ('{board}', 99, 'board.updated', now())",
  ],
  ["a version without its activity", "SLB02", "UPDATE board SET version = version + 1 WHERE id = '{board}'"],
  ["a version that leaps", "SLB02", "UPDATE board SET version = version + 5 WHERE id = '{board}'"],
  ["card numbers used again", "SLB02", "UPDATE board SET next_card_number = 1 WHERE id = '{board}'"],
  ["a limit deleted", "SLL01", "DELETE FROM wip_limit WHERE id = '{limit}'"],
  ["limits truncated", "0A000", "TRUNCATE wip_limit"],
  ["limits and all that hangs on them truncated", "SLL01", "TRUNCATE wip_limit CASCADE"],
  [
    "a limit over another board's column",
    "SLB01",
    "UPDATE wip_limit SET column_ids = ARRAY['{otherColumn}']::uuid[] WHERE id = '{limit}'",
  ],
  [
    "a limit given to another board",
    "SLB01",
    "UPDATE wip_limit SET board_id = '{other}', column_ids = '{}' WHERE id = '{limit}'",
  ],
  ["a limit's history changed", "SLL01", "UPDATE wip_limit_change SET to_max = 99"],
  ["a limit's history deleted", "SLL01", "DELETE FROM wip_limit_change"],
  ["the ledger of breaches deleted", "SLL01", "TRUNCATE limit_breach"],
  ["an entry under a limit rewritten", "SLL01", "UPDATE limit_entry SET at = now()"],
  ["the log of entries deleted", "SLL01", "TRUNCATE limit_entry"],
  ["a column deleted", "SLL01", "DELETE FROM board_column WHERE id = '{done}'"],
  [
    "a column archived with cards in it",
    "SLB01",
    "UPDATE board_column SET archived_at = now() WHERE id = '{doing}'",
  ],
  [
    "a column given to another board",
    "SLB01",
    "UPDATE board_column SET board_id = '{other}' WHERE id = '{done}'",
  ],
  [
    "a person assigned over their limit",
    "SLW01",
    "INSERT INTO card_assignee (board_id, card_id, user_id) VALUES ('{board}', '{waiting}', '{member}')",
  ],
  [
    "an assignment moved to another card",
    "SLW01",
    "INSERT INTO card_assignee (board_id, card_id, user_id) VALUES ('{board}', '{archived}', '{member}')",
    "UPDATE card_assignee SET card_id = '{waiting}' WHERE card_id = '{archived}'",
  ],
  [
    "an assignment on another board",
    "23503",
    "INSERT INTO card_assignee (board_id, card_id, user_id) VALUES ('{other}', '{waiting}', '{member}')",
  ],
  ["a board deleted", "23", "DELETE FROM board WHERE id = '{board}'"],
  ["a card put into a full lane", "SLW01", "UPDATE card SET lane_id = '{lane}' WHERE id = '{waiting}'"],
  [
    "a card given a class that is full",
    "SLW01",
    "UPDATE card SET class_of_service = 'expedite' WHERE id = '{waiting}'",
  ],
  [
    "a card put into the done part of a full column",
    "SLW02",
    step("waiting", "2", "'{ready}'", "'{part}'"),
    placed("waiting", "'{part}'"),
  ],
  [
    "a card put into a column whose andon is pulled",
    "SLA01",
    step("waiting", "2", "'{ready}'", "'{stopped}'"),
    placed("waiting", "'{stopped}'"),
  ],
  [
    "a card finished without saying when",
    "SLL02",
    step("waiting", "2", "'{ready}'", "'{done}'"),
    placed("waiting", "'{done}'"),
  ],
  ["a card that never started", "SLL02", "UPDATE card SET started_at = NULL WHERE id = '{waiting}'"],
  [
    "a limit over the done part of a column alone",
    "SLB01",
    "UPDATE wip_limit SET column_ids = ARRAY['{part}']::uuid[] WHERE id = '{limit}'",
  ],
  [
    "a done part of a done part",
    "SLB01",
    "UPDATE board_column SET done_part_of = '{part}' WHERE id = '{ready}'",
  ],
  ["a placement changed", "SLL01", "UPDATE placement SET column_id = NULL"],
  ["placements deleted", "SLL01", "DELETE FROM placement"],
  ["refusals truncated", "SLL01", "TRUNCATE limit_refusal"],
  ["a pull of an andon deleted", "SLL01", "DELETE FROM andon"],
];

const asTyped = (sql: string) => sql.replace(/\{(\w+)\}/g, (text, name) => ids[name] ?? text);

async function stateOf(session: pg.Client, statements: string[]): Promise<string | undefined> {
  const run = async () => {
    await session.query("BEGIN");
    for (const statement of statements) await session.query(statement);
    await session.query("COMMIT");
  };
  const error = await run().then(
    () => null,
    (thrown: { code?: string }) => thrown,
  );
  await session.query("ROLLBACK");
  return error?.code;
}

test.each(doors)("%s", async (_, state, ...statements) => {
  const before = await readEverything();
  expect(await stateOf(client, statements.map(asTyped))).toMatch(new RegExp(`^${state}`));
  expect(await readEverything()).toEqual(before);
});

describe("in a session whose own tables, types and functions hide the product's", () => {
  test.each(doors)("%s", async (_, state, ...statements) => {
    const before = await readEverything();
    expect(await stateOf(twins, statements.map(asTyped).map(qualified))).toMatch(new RegExp(`^${state}`));
    expect(await readEverything()).toEqual(before);
  });

  const commands: [name: string, role: string, target: string, body: Record<string, unknown>][] = [
    ["move", "member", "busy", { cardIds: ["{busy}"], columnId: "{ready}" }],
    ["move", "member", "waiting", { cardIds: ["{waiting}"], columnId: "{doing}" }],
    ["edit", "member", "waiting", { version: 2, assigneeIds: ["{lead}"] }],
    ["block", "member", "waiting", { reason: "Hidden", category: "other" }],
    ["unblock", "member", "waiting", {}],
    ["archive", "member", "waiting", {}],
    ["restore", "member", "waiting", { columnId: "{ready}" }],
    ["undo", "member", "board", {}],
  ];

  test("commands, projections and reads see and write the product's tables alone", async () => {
    for (const [name, role, target, body] of commands) {
      const { rows } = await twins.query(
        "SELECT public.run_command($1, $2, ARRAY[$3]::public.member_role[], '{lead}', $4, $5, true) AS outcome",
        [name, ids.member, role, ids[target], asTyped(JSON.stringify(body))],
      );
      expect(rows[0].outcome, name).toMatchObject({ ok: {} });
    }
    await twins.query("SELECT public.project_board($1)", [ids.board]);
    const snapshot = "SELECT public.board_snapshot($1, $2, NULL)::text = $3 AS is_same";
    const { rows } = await client.query("SELECT board_snapshot($1, $2, NULL)::text AS snapshot", [
      ids.member,
      ids.board,
    ]);
    const read = await twins.query(snapshot, [ids.member, ids.board, rows[0].snapshot]);
    expect(read.rows).toEqual([{ is_same: true }]);
    expect(await readTwins(twins)).toEqual({});
  });
});

test.each(["REPEATABLE READ", "SERIALIZABLE"])("a write at isolation level %s", async (level) => {
  await client.query(`BEGIN ISOLATION LEVEL ${level}`);
  const write = client.query(`UPDATE card SET lane_id = NULL WHERE id = '${ids.waiting}'`);
  await expect(write).rejects.toMatchObject({ code: "SLB01" });
  await client.query("ROLLBACK");
});

test("a row changed by hand while somebody holds its board is refused at once, not made to wait", async () => {
  const second = new pg.Client({ connectionString: testDatabaseUrl });
  await second.connect();
  await second.query("BEGIN");
  await second.query("SELECT lock_board($1)", [ids.board]);
  const change = client.query("UPDATE card SET blocked_at = now() WHERE id = $1", [ids.waiting]);
  await expect(change).rejects.toMatchObject({
    code: "55P03",
    hint: `Lock it before its rows: SELECT lock_board('${ids.board}')`,
  });
  await second.query("ROLLBACK");
  await second.end();
});

test("a step typed by hand is dated and numbered when the board is free, not when it was typed", async () => {
  const second = new pg.Client({ connectionString: testDatabaseUrl });
  await second.connect();
  const free = await buildBoard();
  const [typed, moved] = [
    await buildCard(free, free.member, free.column("Ready")),
    await buildCard(free, free.member, free.column("Ready")),
  ];
  await second.query("BEGIN");
  await second.query("SELECT lock_board($1)", [free.id]);
  const step = `INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, at)
    VALUES ($1, $2, 2, $3, $4, 'active', date_trunc('milliseconds', clock_timestamp())) RETURNING id, at`;
  const byHand = client.query(
    `WITH step AS (${step})
    UPDATE card c SET column_id = $4, last_seq = 2, entered_column_at = s.at FROM step s WHERE c.id = $2
    RETURNING s.id, s.at`,
    [free.id, typed.id, free.column("Ready"), free.column("Doing")],
  );
  await untilWaiting(second);
  const { rows: first } = await second.query(step, [
    free.id,
    moved.id,
    free.column("Ready"),
    free.column("Doing"),
  ]);
  await second.query("UPDATE card SET column_id = $2, last_seq = 2, entered_column_at = $3 WHERE id = $1", [
    moved.id,
    free.column("Doing"),
    first[0].at,
  ]);
  await second.query("COMMIT");
  const { rows: later } = await byHand;
  expect(Number(later[0].id)).toBeGreaterThan(Number(first[0].id));
  expect(later[0].at.getTime()).toBeGreaterThanOrEqual(first[0].at.getTime());
  await second.end();
});

/** Returns once some other session waits for a lock. */
async function untilWaiting(session: pg.Client): Promise<void> {
  const waiting = "SELECT FROM pg_locks WHERE NOT granted";
  while ((await session.query(waiting)).rowCount === 0);
}

test("two sessions that both find the last slot free: the second is refused at commit", async () => {
  const second = new pg.Client({ connectionString: testDatabaseUrl });
  await second.connect();
  const free = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 1 } },
  ]);
  const cards = [
    await buildCard(free, free.member, free.column("Ready")),
    await buildCard(free, free.member, free.column("Ready")),
  ];
  const doing = free.column("Doing");
  const moveByHand = async (session: pg.Client, card: string) => {
    await session.query("BEGIN");
    await session.query(
      `INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, at)
       VALUES ($1, $2, 2, $3, $4, 'active', date_trunc('milliseconds', clock_timestamp()))`,
      [free.id, card, free.column("Ready"), doing],
    );
    await session.query(
      `UPDATE card SET column_id = $2, last_seq = 2, started_at = started_at,
         entered_column_at = (SELECT at FROM transition WHERE card_id = $1 AND seq = 2) WHERE id = $1`,
      [card, doing],
    );
    await session.query("COMMIT");
  };
  const outcomes = await Promise.allSettled([
    moveByHand(client, cards[0]?.id ?? ""),
    moveByHand(second, cards[1]?.id ?? ""),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason).toMatchObject({ code: "SLW01" });
  await client.query("ROLLBACK");
  await second.end();
});
