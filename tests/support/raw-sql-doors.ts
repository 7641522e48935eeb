import type pg from "pg";
import { must } from "./api";
import { buildBoard, buildCard } from "./boards";
import { callRoute } from "./call-route";

// What somebody with psql could type. Each must fail, at the statement or at commit, and leave nothing behind.

/** A step of a card, typed by hand. */
export const step = (card: string, seq: string, from: string, to: string, at = "clock_timestamp()") =>
  `INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, at)
   VALUES ('{board}', '{${card}}', ${seq}, ${from}, ${to}, 'active', date_trunc('milliseconds', ${at}))`;

/** What has to follow a step for the card. */
export const placed = (card: string, column: string) =>
  `UPDATE card SET column_id = ${column}, last_seq = last_seq + 1, entered_column_at =
     (SELECT max(at) FROM transition WHERE card_id = '{${card}}') WHERE id = '{${card}}'`;

const newCard = (column: string, seq = 1) =>
  `INSERT INTO card (id, board_id, number, title, column_id, position, created_at, updated_at, entered_column_at, last_seq)
   VALUES ('00000000-0000-7000-8000-000000000001', '{board}', 900, 'Smuggled', ${column}, 'a0', now(), now(), now(), ${seq})`;

export const rawSqlDoors: [what: string, state: string, ...statements: string[]][] = [
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

/**
 * A board on which every one of the doors is closed, and the ids that their statements name in braces. `client`: a session
 * of the database.
 */
export async function buildClosedBoard(client: pg.Client) {
  const board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 1 } },
    { name: "Review", kind: "active", limit: { max: 1, mode: "reason" } },
    { name: "Stopped", kind: "active" },
    { name: "Done", kind: "done" },
  ]);
  const other = await buildBoard();
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
  await client.query("SELECT catch_up($1, 0, 100)", [board.id]);
  const ids: Record<string, string> = {
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
  const asTyped = (sql: string) => sql.replace(/\{(\w+)\}/g, (text, name) => ids[name] ?? text);
  return { board, ids, asTyped };
}

/** The code of the error that ends a transaction of these statements; undefined when it is committed. */
export async function stateOf(
  session: pg.Client,
  statements: readonly (string | pg.QueryConfig)[],
): Promise<string | undefined> {
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
