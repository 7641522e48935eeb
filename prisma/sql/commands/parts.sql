CREATE OR REPLACE FUNCTION with_body(i command, p_target uuid, p_body jsonb) RETURNS command
LANGUAGE sql IMMUTABLE AS $$
  SELECT ROW(i.actor, i.roles, i.override_roles, p_target,
    p_body || CASE WHEN i.body ? 'override' THEN jsonb_build_object('override', i.body -> 'override') ELSE '{}' END
  )::command
$$;

CREATE OR REPLACE FUNCTION record_intention(i command, p_board uuid, p_type text, p_card uuid, p_detail jsonb) RETURNS bigint
LANGUAGE sql AS $$
  SELECT record_activity(p_board, p_type, i.actor, p_card, p_detail
    || CASE WHEN i.body ? 'undoes' THEN jsonb_build_object('undoes', i.body -> 'undoes') ELSE '{}' END)
$$;

CREATE OR REPLACE FUNCTION json_ids(list jsonb) RETURNS uuid[]
LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY(SELECT DISTINCT x::uuid FROM jsonb_array_elements_text(list) x) $$;

CREATE OR REPLACE FUNCTION find_target(b board, p_column uuid) RETURNS board_column
LANGUAGE plpgsql AS $$
DECLARE
  target board_column;
BEGIN
  SELECT * INTO target FROM board_column k WHERE k.id = p_column AND k.board_id = b.id AND k.archived_at IS NULL;
  IF NOT FOUND THEN PERFORM refuse_member('columnId', 'No such column on this board.'); END IF;
  RETURN target;
END $$;

CREATE OR REPLACE FUNCTION check_lane(b board, p_lane uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF p_lane IS NOT NULL AND NOT EXISTS (
    SELECT FROM lane x WHERE x.id = p_lane AND x.board_id = b.id AND x.archived_at IS NULL) THEN
    PERFORM refuse_member('laneId', 'No such lane on this board.');
  END IF;
END $$;

CREATE OR REPLACE FUNCTION check_people(b board, people uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(people) p
    WHERE NOT EXISTS (SELECT FROM membership m WHERE m.team_id = b.team_id AND m.user_id = p)) THEN
    PERFORM refuse_member('assigneeIds', 'Only members of the team can be assigned.');
  END IF;
END $$;

CREATE OR REPLACE FUNCTION set_labels(b board, p_card uuid, labels uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(labels) p
    WHERE NOT EXISTS (SELECT FROM label x WHERE x.id = p AND x.board_id = b.id)) THEN
    PERFORM refuse_member('labelIds', 'No such label on this board.');
  END IF;
  DELETE FROM card_label x WHERE x.card_id = p_card AND x.label_id <> ALL (labels);
  INSERT INTO card_label (board_id, card_id, label_id) SELECT b.id, p_card, p FROM unnest(labels) p
  ON CONFLICT DO NOTHING;
END $$;

CREATE OR REPLACE FUNCTION step_answer(c card, step transition, p_version bigint) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('card', card_view(c),
    'transition', CASE WHEN step.id IS NOT NULL THEN transition_view(step) END, 'boardVersion', p_version)
$$;
