CREATE OR REPLACE FUNCTION block_card(i command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(i.actor, i.roles, i.target);
  b CONSTANT board := opened.b;
  c card := opened.c;
BEGIN
  IF c.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', c.id)); END IF;
  IF i.body ->> 'category' <> ALL (b.block_categories) AND NOT i.body ? 'undoes' THEN
    PERFORM refuse_member('category', 'Not one of this board''s categories: '
      || array_to_string(b.block_categories, ', ') || '.');
  END IF;
  IF c.blocked_at IS NULL THEN
    c.blocked_at := date_trunc('milliseconds', clock_timestamp());
    INSERT INTO card_block (board_id, card_id, reason, category, blocked_at, blocked_by_id)
    VALUES (b.id, c.id, i.body ->> 'reason', i.body ->> 'category', c.blocked_at, i.actor);
  ELSE
    UPDATE card_block x SET reason = i.body ->> 'reason', category = i.body ->> 'category'
    WHERE x.card_id = c.id AND x.unblocked_at IS NULL;
  END IF;
  c := store_card(c);
  RETURN step_answer(c, NULL, record_intention(i, b.id, 'card.blocked', c.id,
    jsonb_build_object('reason', i.body -> 'reason', 'category', i.body -> 'category')));
END $$;
