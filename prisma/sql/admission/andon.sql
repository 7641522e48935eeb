-- The pulled andon that keeps a card out: of the column that it comes into from outside both of its parts. All null
-- when there is none.
CREATE FUNCTION find_pulled_andon(p_from_column_id uuid, p_to_column_id uuid) RETURNS andon
LANGUAGE plpgsql STABLE AS $$
DECLARE
  pulled andon;
BEGIN
  SELECT andon.* INTO pulled
  FROM andon JOIN board_column target ON andon.column_id = coalesce(target.done_part_of, target.id)
  WHERE target.id = p_to_column_id AND andon.released_at IS NULL;
  IF FOUND THEN
    PERFORM FROM board_column source
    WHERE source.id = p_from_column_id AND coalesce(source.done_part_of, source.id) = pulled.column_id;
    IF FOUND THEN RETURN NULL; END IF;
  END IF;
  RETURN pulled;
END $$;
