-- Reports do not read logs of years: they read projections, which follow from the logs. Nobody who moves a card writes
-- them. They are right up to a row of the log that the board's row of `projection` names, and whoever reads them adds, in
-- the same statement, what the log has after it: so the answer is that of the log, however far behind they are.
--
-- The rows of a board's logs are numbered under its lock, which their transaction holds until it has ended. So whoever
-- sees one sees all before it, and one number tells how far a projection is.

-- Further than any log.
CREATE FUNCTION end_of_log() RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$ SELECT 9223372036854775807 $$;

-- The last transition that `card_path` and `flow_day` hold; 0 before the first.
CREATE FUNCTION steps_projected(p_board_id uuid) RETURNS bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN coalesce((SELECT projection.steps_to FROM projection WHERE projection.board_id = p_board_id), 0);
END $$;

-- The last placement whose entries `limit_entry` holds; 0 before the first.
CREATE FUNCTION placements_projected(p_board_id uuid) RETURNS bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN coalesce((SELECT projection.placements_to FROM projection WHERE projection.board_id = p_board_id), 0);
END $$;

-- Keeps everybody else from moving a board's projections until the transaction ends. A row that was lost begins anew: with
-- no step, and behind the entries that are there. Placements of history that was written as a whole bear version 0.
CREATE FUNCTION hold_projection(p_board_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM projection WHERE projection.board_id = p_board_id FOR UPDATE;
  IF FOUND THEN RETURN; END IF;
  INSERT INTO projection (board_id, placements_to, whole_to) VALUES (p_board_id,
    coalesce((SELECT max(entered.placement_id) FROM limit_entry entered WHERE entered.board_id = p_board_id), 0),
    coalesce((SELECT max(placed.id) FROM placement placed WHERE placed.board_id = p_board_id AND placed.version = 0), 0));
  DELETE FROM card_path WHERE card_path.board_id = p_board_id;
  DELETE FROM flow_day WHERE flow_day.board_id = p_board_id;
END $$;
