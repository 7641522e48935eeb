-- The pulled cord that keeps a card out: of the column that it comes into from outside both of its parts.
CREATE OR REPLACE FUNCTION pulled_cord(from_column uuid, to_column uuid) RETURNS andon
LANGUAGE sql STABLE AS $$
  SELECT a.*
  FROM board_column k JOIN andon a ON a.column_id = coalesce(k.done_part_of, k.id) AND a.released_at IS NULL
  WHERE k.id = to_column AND NOT EXISTS (
    SELECT FROM board_column f
    WHERE f.id = from_column AND coalesce(f.done_part_of, f.id) = coalesce(k.done_part_of, k.id))
$$;
