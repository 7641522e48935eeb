-- The admission decision with split columns and cords, still the twin of lib/domain/limit.ts.

CREATE OR REPLACE FUNCTION place_of(c card) RETURNS card_place
LANGUAGE sql STABLE AS $$
  SELECT ROW(
    CASE WHEN c.archived_at IS NULL THEN c.column_id END,
    c.lane_id,
    c.class_of_service,
    ARRAY(SELECT a.user_id FROM card_assignee a WHERE a.card_id = c.id ORDER BY a.user_id),
    c.blocked_at IS NOT NULL
  )::card_place
$$;

-- A limit over a split column covers both of its parts. Limits name the whole column, never its done part.
CREATE OR REPLACE FUNCTION limit_columns(l wip_limit) RETURNS uuid[]
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN cardinality(l.column_ids) > 0
    THEN l.column_ids || ARRAY(SELECT k.id FROM board_column k
      WHERE k.board_id = l.board_id AND k.done_part_of = ANY (l.column_ids))
    ELSE ARRAY(SELECT k.id FROM board_column k WHERE k.board_id = l.board_id AND k.kind IN ('queue', 'active'))
  END
$$;

-- Whether a limit is over a column, by what the column is part of and what kind it is; equal to being in limit_columns.
CREATE FUNCTION limit_covers(l wip_limit, p_whole uuid, p_kind column_kind) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(CASE WHEN cardinality(l.column_ids) > 0
    THEN p_whole = ANY (l.column_ids) ELSE p_kind IN ('queue', 'active') END, false)
$$;

-- As before, with both parts of a split column under its limits. The columns are looked up once, not for every limit.
CREATE OR REPLACE FUNCTION find_breaches(b board, card_id uuid, before card_place, after card_place) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  l wip_limit;
  came_from record;
  goes_to record;
  held uuid[];
  slot uuid;
  person uuid;
  taken int;
  breaches jsonb := '[]';
BEGIN
  IF after.column_id IS NULL THEN RETURN breaches; END IF;
  SELECT coalesce(k.done_part_of, k.id) AS whole, k.kind INTO came_from FROM board_column k WHERE k.id = before.column_id;
  SELECT coalesce(k.done_part_of, k.id) AS whole, k.kind INTO goes_to FROM board_column k WHERE k.id = after.column_id;
  FOR l IN SELECT * FROM wip_limit w WHERE w.board_id = b.id AND w.removed_at IS NULL ORDER BY w.created_at, w.id LOOP
    CONTINUE WHEN NOT limit_covers(l, goes_to.whole, goes_to.kind);
    held := CASE WHEN limit_covers(l, came_from.whole, came_from.kind)
      THEN limit_slots(l, b, ARRAY[before.column_id], before) ELSE '{}' END;
    FOREACH slot IN ARRAY limit_slots(l, b, ARRAY[after.column_id], after) LOOP
      CONTINUE WHEN slot = ANY (held);
      person := nullif(slot, '00000000-0000-0000-0000-000000000000');
      taken := limit_occupancy(l, b, person, card_id);
      IF taken >= l.max THEN
        breaches := breaches || jsonb_build_object(
          'id', l.id, 'max', l.max, 'mode', l.mode, 'columnIds', l.column_ids, 'laneId', l.lane_id,
          'userId', person, 'perPerson', l.per_person, 'classOfService', l.class_of_service, 'count', taken);
      END IF;
    END LOOP;
  END LOOP;
  RETURN breaches;
END $$;

-- The pulled cord that keeps a card out: of the column that it comes into from outside both of its parts.
CREATE FUNCTION pulled_cord(from_column uuid, to_column uuid) RETURNS andon
LANGUAGE sql STABLE AS $$
  SELECT a.*
  FROM board_column k JOIN andon a ON a.column_id = coalesce(k.done_part_of, k.id) AND a.released_at IS NULL
  WHERE k.id = to_column AND NOT EXISTS (
    SELECT FROM board_column f
    WHERE f.id = from_column AND coalesce(f.done_part_of, f.id) = coalesce(k.done_part_of, k.id))
$$;

-- Required exit policies of the card's column that nobody has confirmed since it came in: [{id, text}].
-- They hold a card that goes on to the right, never one that is sent back.
CREATE FUNCTION unmet_policies(c card, target board_column) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'text', p.text) ORDER BY p.position, p.id), '[]')
  FROM exit_policy p JOIN board_column k ON k.id = p.column_id
  WHERE p.column_id = c.column_id AND p.required AND p.archived_at IS NULL AND target.position > k.position
    AND NOT EXISTS (SELECT FROM exit_check x
      WHERE x.card_id = c.id AND x.policy_id = p.id AND x.confirmed_at >= c.entered_column_at)
$$;

-- The log of placements, written at commit for every door: what a limit can ask of the card, where it is new.

CREATE FUNCTION record_placement() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  v_card CONSTANT uuid := CASE WHEN TG_TABLE_NAME = 'card' THEN (to_jsonb(NEW) ->> 'id')::uuid
    WHEN TG_OP = 'DELETE' THEN (to_jsonb(OLD) ->> 'card_id')::uuid ELSE (to_jsonb(NEW) ->> 'card_id')::uuid END;
BEGIN
  INSERT INTO placement (board_id, card_id, version, at, column_id, lane_id, class_of_service, assignee_ids, blocked)
  SELECT c.board_id, c.id, b.version, date_trunc('milliseconds', clock_timestamp()), p.column_id, p.lane_id,
    p.class_of_service, p.assignee_ids, p.blocked
  FROM card c JOIN board b ON b.id = c.board_id, LATERAL place_of(c) p
  WHERE c.id = v_card
    AND (p.column_id, p.lane_id, p.class_of_service, p.assignee_ids, p.blocked) IS DISTINCT FROM (
      SELECT (x.column_id, x.lane_id, x.class_of_service, x.assignee_ids, x.blocked)
      FROM placement x WHERE x.card_id = v_card ORDER BY x.id DESC LIMIT 1);
  -- Who has come in, or has left the board, waits no longer.
  DELETE FROM waiting_card w USING card c
  WHERE w.card_id = v_card AND c.id = w.card_id AND (c.archived_at IS NOT NULL OR c.column_id = w.column_id);
  RETURN NULL;
END $$;

-- Placements of cards that have none, from their log: for history that was written as a whole. What the log does not
-- know (class, people) is taken as it is now.
CREATE FUNCTION write_placements(p_board uuid) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO placement (board_id, card_id, version, at, column_id, lane_id, class_of_service, assignee_ids, blocked)
  SELECT c.board_id, c.id, 0, e.at, e.column_id, e.lane_id, c.class_of_service, p.assignee_ids,
    EXISTS (SELECT FROM card_block x WHERE x.card_id = c.id AND x.blocked_at <= e.at
      AND (x.unblocked_at IS NULL OR x.unblocked_at > e.at))
  FROM card c, LATERAL place_of(c) p, LATERAL (
    SELECT t.at, t.seq, t.to_column_id AS column_id, t.lane_id FROM transition t WHERE t.card_id = c.id
    UNION ALL
    SELECT x.at, n.seq, n.to_column_id, n.lane_id
    FROM (SELECT y.blocked_at AS at FROM card_block y WHERE y.card_id = c.id
      UNION SELECT y.unblocked_at FROM card_block y WHERE y.card_id = c.id AND y.unblocked_at IS NOT NULL) x,
      LATERAL (SELECT t.seq, t.to_column_id, t.lane_id FROM transition t
        WHERE t.card_id = c.id AND t.at <= x.at ORDER BY t.seq DESC LIMIT 1) n
    UNION ALL
    SELECT c.archived_at, c.last_seq + 1, NULL, c.lane_id
    WHERE c.archived_at IS NOT NULL AND c.column_id IS NOT NULL) e
  WHERE c.board_id = p_board AND NOT EXISTS (SELECT FROM placement x WHERE x.card_id = c.id)
  ORDER BY e.at, c.id, e.seq
$$;

SELECT write_placements(b.id) FROM board b ORDER BY b.id;
