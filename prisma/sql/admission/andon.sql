-- The pulled andon that keeps a card out: of the column that it comes into from outside both of its parts. All null
-- when there is none.
CREATE FUNCTION find_pulled_andon(p_from_column_id uuid, p_to_column_id uuid) RETURNS andon
LANGUAGE sql STABLE AS $$
  SELECT andon.*
  FROM board_column target
  JOIN andon ON andon.column_id = coalesce(target.done_part_of, target.id) AND andon.released_at IS NULL
  WHERE target.id = p_to_column_id AND NOT EXISTS (
    SELECT FROM board_column source
    WHERE source.id = p_from_column_id
      AND coalesce(source.done_part_of, source.id) = coalesce(target.done_part_of, target.id))
$$;
