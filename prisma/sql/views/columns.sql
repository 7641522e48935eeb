-- The pulled andon of a column; null when there is none.
CREATE FUNCTION andon_view(p_column_id uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('reason', andon.reason, 'pulledAt', iso_instant(andon.pulled_at),
    'pulledById', andon.pulled_by_id,
    'helperIds', (SELECT coalesce(jsonb_agg(helper.user_id ORDER BY helper.joined_at, helper.user_id), '[]')
      FROM andon_helper helper WHERE helper.andon_id = andon.id))
  FROM andon WHERE andon.column_id = p_column_id AND andon.released_at IS NULL
$$;

-- The exit policies of a column, in their order.
CREATE FUNCTION exit_policy_list(p_column_id uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', policy.id, 'text', policy.text, 'required', policy.required)
    ORDER BY policy.position, policy.id), '[]')
  FROM exit_policy policy WHERE policy.column_id = p_column_id AND policy.archived_at IS NULL
$$;

-- The columns of a board in their order, numbered from 0, with how many cards each holds.
CREATE FUNCTION column_list(p_board_id uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'id', stage.id, 'name', stage.name, 'kind', stage.kind, 'position', stage.rank, 'count', coalesce(held.cards, 0),
    'archivedAt', NULL, 'donePartOf', stage.done_part_of, 'andon', andon_view(stage.id),
    'policies', exit_policy_list(stage.id)) ORDER BY stage.rank), '[]')
  FROM (
    SELECT own.*, row_number() OVER (ORDER BY own.position, own.id) - 1 AS rank
    FROM board_column own WHERE own.board_id = p_board_id AND own.archived_at IS NULL) stage
  LEFT JOIN (
    SELECT card.column_id, count(*) AS cards FROM card
    WHERE card.board_id = p_board_id AND card.archived_at IS NULL GROUP BY card.column_id) held
    ON held.column_id = stage.id
$$;

-- The lanes of a board in their order, numbered from 0.
CREATE FUNCTION lane_list(p_board_id uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', ranked.id, 'name', ranked.name, 'position', ranked.rank)
    ORDER BY ranked.rank), '[]')
  FROM (SELECT lane.*, row_number() OVER (ORDER BY lane.position, lane.id) - 1 AS rank
    FROM lane WHERE lane.board_id = p_board_id AND lane.archived_at IS NULL) ranked
$$;
