-- Takes the card off the board. Done cards stay finished in the log unless they are to be forgotten; any other card
-- leaves its column.
CREATE OR REPLACE FUNCTION remove_card(b board, i command, c card, p_forget boolean, p_type text, p_detail jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  from_column CONSTANT uuid := c.column_id;
  taken record;
  step transition;
  numbered bigint;
BEGIN
  IF c.column_id IS NOT NULL AND (p_forget
    OR NOT EXISTS (SELECT FROM board_column k WHERE k.id = c.column_id AND k.kind = 'done')) THEN
    taken := take_step(b, c, NULL, i.actor, false);
    c := taken.c;
    step := taken.step;
  END IF;
  c.archived_at := coalesce(c.archived_at, date_trunc('milliseconds', clock_timestamp()));
  IF p_forget THEN c.deleted_at := date_trunc('milliseconds', clock_timestamp()); END IF;
  c := store_card(c);
  numbered := record_intention(i, b.id, p_type, c.id, jsonb_build_object('fromColumnId', from_column) || p_detail);
  RETURN step_answer(c, step, numbered);
END $$;

CREATE OR REPLACE FUNCTION archive_card(i command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(i.actor, i.roles, i.target);
  c CONSTANT card := opened.c;
BEGIN
  IF c.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', c.id)); END IF;
  RETURN remove_card(opened.b, i, c, false, 'card.archived', '{}');
END $$;
