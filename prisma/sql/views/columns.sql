-- The board's structure with lanes, parts of columns, cords, exit policies and the waiting list.
CREATE OR REPLACE FUNCTION andon_view(p_column uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('reason', a.reason, 'pulledAt', iso_instant(a.pulled_at), 'pulledById', a.pulled_by_id,
    'helperIds', (SELECT coalesce(jsonb_agg(h.user_id ORDER BY h.joined_at, h.user_id), '[]')
      FROM andon_helper h WHERE h.andon_id = a.id))
  FROM andon a WHERE a.column_id = p_column AND a.released_at IS NULL
$$;

CREATE OR REPLACE FUNCTION policy_list(p_column uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'text', p.text, 'required', p.required)
    ORDER BY p.position, p.id), '[]')
  FROM exit_policy p WHERE p.column_id = p_column AND p.archived_at IS NULL
$$;

CREATE OR REPLACE FUNCTION column_list(p_board uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'id', k.id, 'name', k.name, 'kind', k.kind, 'position', k.place, 'count', coalesce(n.cards, 0), 'archivedAt', NULL,
    'donePartOf', k.done_part_of, 'andon', andon_view(k.id), 'policies', policy_list(k.id)) ORDER BY k.place), '[]')
  FROM (
    SELECT x.*, row_number() OVER (ORDER BY x.position, x.id) - 1 AS place
    FROM board_column x WHERE x.board_id = p_board AND x.archived_at IS NULL) k
  LEFT JOIN (
    SELECT c.column_id, count(*) AS cards FROM card c
    WHERE c.board_id = p_board AND c.archived_at IS NULL GROUP BY c.column_id) n ON n.column_id = k.id
$$;

CREATE OR REPLACE FUNCTION lane_list(p_board uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'position', x.place) ORDER BY x.place), '[]')
  FROM (SELECT l.*, row_number() OVER (ORDER BY l.position, l.id) - 1 AS place
    FROM lane l WHERE l.board_id = p_board AND l.archived_at IS NULL) x
$$;
