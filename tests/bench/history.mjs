// A long history for measuring: written straight into the tables, with the guards off, then projected by the product.

const dayMs = 86_400_000;
const years = 5;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One card's way: mostly to the right, at times back, at times off the board; about ten steps. */
function walk(random, columns, createdAt, until) {
  const done = columns.length - 1;
  const steps = [];
  let at = createdAt;
  let place = random() < 0.9 ? 0 : 1;
  for (;;) {
    steps.push({ place, at });
    at += Math.round((0.02 + random() ** 3 * 8) * dayMs);
    if (at > until) return steps;
    if (place === null) {
      if (random() < 0.5) return steps;
      place = Math.floor(random() * done);
    } else if (place === done) {
      if (random() < 0.97) return steps;
      place = done - 1;
    } else if (random() < 0.005) place = null;
    else if (place > 0 && random() < 0.27) place -= 1;
    else place += 1;
  }
}

/** Ids in no order, as those of cards from all over the world are not. */
function idFrom(random) {
  const hex = () =>
    Math.floor(random() * 65_536)
      .toString(16)
      .padStart(4, "0");
  return `${hex()}${hex()}-${hex()}-4${hex().slice(1)}-8${hex().slice(1)}-${hex()}${hex()}${hex()}`;
}

async function inBatches(rows, size, write) {
  for (let start = 0; start < rows.length; start += size) await write(rows.slice(start, start + size));
}

/**
 * Writes `cards` cards and their blocks into an empty board, whose limits are taken to have stood from the beginning. A fifth
 * of them has each of `traits`: a label, a lane, an assignee, a class of service, a type. Answers how many transitions that
 * made.
 */
export async function loadHistory(client, boardId, columnIds, cards, { seed = 1, traits = null } = {}) {
  const random = randomFrom(seed);
  const until = Date.now() - 60_000;
  const begun = until - years * 365 * dayMs;
  const lives = Array.from({ length: cards }, (_, index) => ({
    id: idFrom(random),
    number: index + 1,
    steps: walk(
      random,
      columnIds,
      begun + Math.round(((index + random()) / cards) * (until - begun - dayMs)),
      until,
    ),
  }));
  // Without the guards; what is worked out from the log is asked for at the end.
  await client.query("SET session_replication_role = replica");
  await inBatches(lives, 5_000, (batch) => insertCards(client, boardId, columnIds, batch));
  if (traits) await giveTraits(client, boardId, traits);
  const log = lives
    .flatMap(({ id, steps }) =>
      steps.map(({ place, at }, index) => ({
        id,
        seq: index + 1,
        at,
        from: index === 0 ? null : (columnIds[steps[index - 1].place] ?? null),
        to: columnIds[place] ?? null,
      })),
    )
    .sort((a, b) => a.at - b.at);
  await inBatches(log, 20_000, (batch) => insertLog(client, boardId, batch));
  await client.query("UPDATE board SET next_card_number = $2 WHERE id = $1", [boardId, cards + 1]);
  await insertBlocks(client, boardId);
  await client.query("UPDATE wip_limit_change SET at = $2 WHERE board_id = $1", [
    boardId,
    new Date(begun).toISOString(),
  ]);
  await client.query("SELECT project_whole_board($1)", [boardId]);
  await client.query("RESET session_replication_role");
  await client.query("VACUUM ANALYZE");
  return log.length;
}

/** Each trait to every fifth card, another fifth for each. */
async function giveTraits(client, boardId, { label, lane, assignee, classOfService, type }) {
  await client.query(
    `UPDATE card SET lane_id = CASE WHEN number % 5 = 0 THEN $2::uuid END,
       class_of_service = CASE WHEN number % 5 = 1 THEN $3 ELSE class_of_service END,
       type = CASE WHEN number % 5 = 2 THEN $4 END
     WHERE board_id = $1`,
    [boardId, lane, classOfService, type],
  );
  // Without the rows of before, of which a real board has none.
  await client.query("VACUUM FULL card");
  await client.query(
    `INSERT INTO card_label (board_id, card_id, label_id)
     SELECT $1, id, $2 FROM card WHERE board_id = $1 AND number % 5 = 3`,
    [boardId, label],
  );
  await client.query(
    `INSERT INTO card_assignee (board_id, card_id, user_id)
     SELECT $1, id, $2 FROM card WHERE board_id = $1 AND number % 5 = 4`,
    [boardId, assignee],
  );
}

/** One in ten stays in an active column is blocked for half of its time. */
async function insertBlocks(client, boardId) {
  await client.query("ANALYZE transition");
  await client.query(
    `INSERT INTO card_block (board_id, card_id, reason, category, blocked_at, unblocked_at)
     SELECT $1, t.card_id, 'Waits for somebody else',
       (ARRAY['Another team', 'Customer', 'Environment', 'Decision'])[1 + abs(hashtext(t.card_id::text)) % 4],
       t.at + (n.at - t.at) * 0.2, t.at + (n.at - t.at) * 0.7
     FROM transition t JOIN transition n ON n.card_id = t.card_id AND n.seq = t.seq + 1
     WHERE t.board_id = $1 AND t.to_kind = 'active' AND abs(hashtext(t.card_id || '-' || t.seq)) % 10 = 0`,
    [boardId],
  );
}

async function insertCards(client, boardId, columnIds, batch) {
  const iso = (at) => new Date(at).toISOString();
  const last = ({ steps }) => steps[steps.length - 1];
  await client.query(
    `INSERT INTO card (id, board_id, number, title, description, column_id, position, created_at, updated_at,
       entered_column_at, archived_at, last_seq)
     SELECT r.id, $1, r.number, 'Card ' || r.number, repeat('What it is about. ', 5), r.column_id,
       'b' || lpad(r.number::text, 8, '0') || '1', r.created_at, r.entered_at, r.entered_at, r.archived_at, r.last_seq
     FROM unnest($2::uuid[], $3::int[], $4::uuid[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::int[])
       AS r(id, number, column_id, created_at, entered_at, archived_at, last_seq)`,
    [
      boardId,
      batch.map(({ id }) => id),
      batch.map(({ number }) => number),
      batch.map((card) => columnIds[last(card).place] ?? null),
      batch.map(({ steps }) => iso(steps[0].at)),
      batch.map((card) => iso(last(card).at)),
      batch.map((card) =>
        last(card).place === null || last(card).place === columnIds.length - 1 ? iso(last(card).at) : null,
      ),
      batch.map(({ steps }) => steps.length),
    ],
  );
}

async function insertLog(client, boardId, batch) {
  await client.query(
    `INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, at)
     SELECT $1, r.card_id, r.seq, r.from_id, r.to_id, k.kind, r.at
     FROM unnest($2::uuid[], $3::int[], $4::uuid[], $5::uuid[], $6::timestamptz[])
       WITH ORDINALITY AS r(card_id, seq, from_id, to_id, at, place)
     LEFT JOIN board_column k ON k.id = r.to_id
     ORDER BY r.place`,
    [
      boardId,
      batch.map(({ id }) => id),
      batch.map(({ seq }) => seq),
      batch.map(({ from }) => from),
      batch.map(({ to }) => to),
      batch.map(({ at }) => new Date(at).toISOString()),
    ],
  );
}
