-- Back into the column that it left, or the one asked for, at the end; without its lane where that is no more.
CREATE OR REPLACE FUNCTION restore_card(i command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(i.actor, i.roles, i.target);
  b CONSTANT board := opened.b;
  c card := opened.c;
  target board_column;
  after card_place;
  breaches jsonb;
  taken record;
  step transition;
  numbered bigint;
BEGIN
  IF c.archived_at IS NULL THEN RETURN step_answer(c, NULL, b.version); END IF;
  target := find_target(b, coalesce((i.body ->> 'columnId')::uuid, c.column_id,
    (SELECT t.from_column_id FROM transition t WHERE t.card_id = c.id AND t.seq = c.last_seq)));
  c.lane_id := (SELECT x.id FROM lane x WHERE x.id = c.lane_id AND x.archived_at IS NULL);
  after := place_of(c);
  after.column_id := target.id;
  breaches := admit(b, i, c.id, NULL, after);
  c.position := key_in_column(target.id, c.id, NULL, NULL);
  c.archived_at := NULL;
  IF c.column_id IS DISTINCT FROM target.id THEN
    taken := take_step(b, c, target, i.actor, is_overridden(breaches));
    c := taken.c;
    step := taken.step;
  END IF;
  c := store_card(c);
  numbered := record_intention(i, b.id, 'card.restored', c.id, jsonb_build_object('toColumnId', target.id));
  PERFORM record_breaches(b, i, c.id, breaches, numbered);
  RETURN step_answer(c, step, numbered);
END $$;
