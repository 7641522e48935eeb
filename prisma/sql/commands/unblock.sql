-- On a board where blocked cards take no slot, an unblocked card comes newly under its limits.
-- a block never ends before it began.
CREATE OR REPLACE FUNCTION unblock_card(i command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(i.actor, i.roles, i.target);
  b CONSTANT board := opened.b;
  c card := opened.c;
  before CONSTANT card_place := place_of(c);
  after card_place := before;
  breaches jsonb;
  ended card_block;
  numbered bigint;
BEGIN
  IF c.blocked_at IS NULL THEN RETURN step_answer(c, NULL, b.version); END IF;
  after.blocked := false;
  breaches := admit(b, i, c.id, before, after);
  UPDATE card_block x SET unblocked_at = greatest(date_trunc('milliseconds', clock_timestamp()), x.blocked_at), unblocked_by_id = i.actor
  WHERE x.card_id = c.id AND x.unblocked_at IS NULL RETURNING x.* INTO ended;
  c.blocked_at := NULL;
  c := store_card(c);
  numbered := record_intention(i, b.id, 'card.unblocked', c.id,
    jsonb_build_object('reason', ended.reason, 'category', ended.category));
  PERFORM record_breaches(b, i, c.id, breaches, numbered);
  RETURN step_answer(c, NULL, numbered);
END $$;
