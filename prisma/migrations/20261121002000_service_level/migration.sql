-- What a team has agreed to expect: "percentile % of the cards in days days or less".

ALTER TABLE "board" ADD COLUMN "service_level_percentile" SMALLINT;
ALTER TABLE "board" ADD COLUMN "service_level_days" SMALLINT;

ALTER TABLE "board" ADD CONSTRAINT "board_service_level_whole" CHECK (
  ("service_level_percentile" IS NULL) = ("service_level_days" IS NULL)
  AND "service_level_percentile" BETWEEN 1 AND 100 AND "service_level_days" BETWEEN 1 AND 3650);

-- Null where nothing is agreed.
CREATE FUNCTION service_level_view(b board) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN b.service_level_days IS NOT NULL THEN
    jsonb_build_object('percentile', b.service_level_percentile, 'days', b.service_level_days) END
$$;

-- The board without its cards: {board, columns, lanes, limits, labels, waiting}.
CREATE OR REPLACE FUNCTION board_structure(b board) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN jsonb_build_object(
    'board', jsonb_build_object(
      'id', b.id, 'teamId', b.team_id, 'name', b.name, 'key', b.key, 'timeZone', b.time_zone, 'version', b.version,
      'commitmentColumnId', (
        SELECT k.id FROM board_column k
        WHERE k.board_id = b.id AND k.archived_at IS NULL AND k.position >= commitment_position(b)
        ORDER BY k.position LIMIT 1),
      'blockedCardsCount', b.blocked_cards_count, 'expediteExempt', b.expedite_exempt, 'autoPull', b.auto_pull,
      'blockCategories', b.block_categories, 'serviceLevel', service_level_view(b)),
    'columns', column_list(b.id),
    'lanes', lane_list(b.id),
    'limits', (
      SELECT coalesce(jsonb_agg(limit_view(l, b) ORDER BY l.created_at, l.id), '[]')
      FROM wip_limit l WHERE l.board_id = b.id AND l.removed_at IS NULL),
    'labels', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'colour', x.colour)
        ORDER BY lower(x.name), x.id), '[]')
      FROM label x WHERE x.board_id = b.id),
    'waiting', waiting_list(b.id));
END $$;
