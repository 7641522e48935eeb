-- The card ceases to exist for people and reports; its history before stays.
CREATE OR REPLACE FUNCTION delete_card(i command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(i.actor, i.roles, i.target);
  c CONSTANT card := opened.c;
BEGIN
  RETURN remove_card(opened.b, i, c, true, 'card.deleted', jsonb_build_object('number', c.number, 'title', c.title));
END $$;
