import type pg from "pg";

// A second opinion on what the database let happen: plain counting over its logs, in the order in which they came
// true. Shares nothing with the product's own rule but the tables.

type Limit = {
  max: number;
  mode: string;
  columnIds: string[];
  laneId: string | null;
  userId: string | null;
  perPerson: boolean;
  classOfService: string | null;
};
type Place = {
  columnId: string | null;
  laneId: string | null;
  classOfService: string;
  assigneeIds: string[];
};
type Event = {
  seq: number;
  version: number | null;
  cardId: string | null;
  limitId: string | null;
  place: Place;
  limit: Limit | null;
};

/** Every entry that left a limit of a board exceeded and unrecorded, at any committed version; none is expected. */
export async function findExceeded(client: pg.Pool, boardId: string): Promise<string[]> {
  const columns = (
    await client.query<{ id: string; kind: string; whole: string }>(
      "SELECT id, kind, coalesce(done_part_of, id) AS whole FROM board_column WHERE board_id = $1",
      [boardId],
    )
  ).rows;
  const { rows: recorded } = await client.query<{ version: number; key: string }>(
    "SELECT version::float8 AS version, limit_id || ' ' || card_id AS key FROM limit_breach WHERE board_id = $1",
    [boardId],
  );
  const standing = new Map<string, Limit>();
  const places = new Map<string, Place>();
  const wrong: string[] = [];

  const takes = (limit: Limit, place: Place | undefined, person: string | null) => {
    const column = columns.find(({ id }) => id === place?.columnId);
    if (!place || !column) return false;
    const covered =
      limit.columnIds.length === 0
        ? column.kind === "queue" || column.kind === "active"
        : limit.columnIds.includes(column.whole);
    return (
      covered &&
      (limit.laneId === null || limit.laneId === place.laneId) &&
      (limit.classOfService === null || limit.classOfService === place.classOfService) &&
      (person === null || place.assigneeIds.includes(person))
    );
  };
  let judged = 0;
  const judge = (version: number, changed: Map<string, Place | undefined>) => {
    for (const [limitId, limit] of standing) {
      const people = limit.perPerson
        ? [...new Set([...changed.keys()].flatMap((card) => places.get(card)?.assigneeIds ?? []))]
        : [limit.userId];
      for (const person of people) {
        const entered = [...changed].filter(
          ([card, before]) => takes(limit, places.get(card), person) && !takes(limit, before, person),
        );
        if (entered.length === 0) continue;
        const count = [...places.values()].filter((place) => takes(limit, place, person)).length;
        // A transaction of several steps has several versions; its placements carry the last one.
        const isRecorded = recorded.some(
          (breach) =>
            breach.version > judged &&
            breach.version <= version &&
            entered.some(([card]) => breach.key === `${limitId} ${card}`),
        );
        if (count > limit.max && !(limit.mode !== "hard" && (isRecorded || limit.mode === "soft"))) {
          wrong.push(`version ${version}: ${count} of ${limit.max} under ${JSON.stringify(limit)}`);
        }
      }
    }
    judged = version;
  };

  let changed = new Map<string, Place | undefined>();
  let version: number | null = null;
  const commit = () => {
    if (changed.size > 0) judge(version ?? 0, changed);
    changed = new Map();
  };
  for (const event of await readEvents(client, boardId)) {
    if (event.limitId) {
      commit();
      if (event.limit) standing.set(event.limitId, event.limit);
      else standing.delete(event.limitId);
    } else if (event.cardId) {
      if (event.version !== version) commit();
      version = event.version;
      if (!changed.has(event.cardId)) changed.set(event.cardId, places.get(event.cardId));
      places.set(event.cardId, event.place);
    }
  }
  commit();
  return wrong;
}

async function readEvents(client: pg.Pool, boardId: string): Promise<Event[]> {
  const { rows } = await client.query<Event>(
    `SELECT id::float8 AS seq, version::float8 AS version, card_id AS "cardId", NULL AS "limitId",
       jsonb_build_object('columnId', column_id, 'laneId', lane_id, 'classOfService', class_of_service,
         'assigneeIds', assignee_ids) AS place, NULL::jsonb AS "limit"
     FROM placement WHERE board_id = $1
     UNION ALL
     SELECT seq::float8, NULL, NULL, limit_id, NULL,
       CASE WHEN to_max IS NOT NULL THEN scope || jsonb_build_object('max', to_max, 'mode', to_mode) END
     FROM wip_limit_change WHERE board_id = $1
     ORDER BY seq`,
    [boardId],
  );
  return rows;
}

/** From the transitions alone: the most cards that a column and its done part ever held at once. */
export async function findPeaks(client: pg.Pool, boardId: string): Promise<Map<string, number>> {
  const { rows } = await client.query<{ name: string; peak: number }>(
    `SELECT w.name, max(x.held)::int AS peak
     FROM (
       SELECT c.id AS column_id, sum(e.step) OVER (PARTITION BY c.id ORDER BY e.id, e.step) AS held
       FROM (
         SELECT t.id, coalesce(k.done_part_of, k.id) AS column_id, 1 AS step
         FROM transition t JOIN board_column k ON k.id = t.to_column_id WHERE t.board_id = $1
         UNION ALL
         SELECT t.id, coalesce(k.done_part_of, k.id), -1
         FROM transition t JOIN board_column k ON k.id = t.from_column_id WHERE t.board_id = $1) e
       JOIN board_column c ON c.id = e.column_id) x
     JOIN board_column w ON w.id = x.column_id GROUP BY w.id, w.name`,
    [boardId],
  );
  return new Map(rows.map(({ name, peak }) => [name, peak]));
}

/** Cards whose steps leave a gap, repeat, or do not continue one another; none is expected. */
export async function findBrokenLogs(client: pg.Pool): Promise<string[]> {
  const { rows } = await client.query<{ card_id: string }>(
    `SELECT DISTINCT card_id FROM (
       SELECT t.*, row_number() OVER w AS place, lag(to_column_id) OVER w AS left_at, lag(at) OVER w AS before
       FROM transition t WINDOW w AS (PARTITION BY card_id ORDER BY seq)) t
     WHERE seq <> place OR from_column_id IS DISTINCT FROM left_at OR at < before`,
  );
  return rows.map((row) => row.card_id);
}

/** Boards whose versions have a gap or no activity; none is expected. */
export async function findVersionGaps(client: pg.Pool): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT b.id FROM board b WHERE b.version <> (SELECT count(*) FROM activity a WHERE a.board_id = b.id)
       OR b.version <> (SELECT max(version) FROM activity a WHERE a.board_id = b.id)`,
  );
  return rows.map((row) => row.id);
}

/** Transitions that clients were told of and the log does not have, or that two were told of; none is expected. */
export async function findLost(client: pg.Pool, told: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    "SELECT id::text FROM transition WHERE id = ANY ($1::bigint[])",
    [told],
  );
  const kept = new Set(rows.map(({ id }) => id));
  const twice = told.filter((id, place) => told.indexOf(id) !== place);
  return [...told.filter((id) => !kept.has(id)), ...twice];
}
