-- On which days a team works. Without weekdays every day counts.

ALTER TABLE "board" ADD COLUMN "working_weekdays" SMALLINT[] DEFAULT ARRAY[]::SMALLINT[];
ALTER TABLE "board" ADD COLUMN "holidays" DATE[] DEFAULT ARRAY[]::DATE[];

-- ISO weekdays, Monday is 1.
ALTER TABLE "board" ADD CONSTRAINT "board_working_days_whole" CHECK (
  "working_weekdays" IS NOT NULL AND "holidays" IS NOT NULL
  AND "working_weekdays" <@ '{1,2,3,4,5,6,7}'::smallint[]
  AND array_position("holidays", NULL) IS NULL
  AND (cardinality("working_weekdays") > 0 OR cardinality("holidays") = 0));

-- Both lists ascend and name nothing twice. Null where every day counts.
CREATE FUNCTION working_days_view(b board) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN cardinality(b.working_weekdays) > 0 THEN jsonb_build_object(
    'weekdays', (SELECT jsonb_agg(DISTINCT d ORDER BY d) FROM unnest(b.working_weekdays) d),
    'holidays', (SELECT coalesce(jsonb_agg(DISTINCT d ORDER BY d), '[]') FROM unnest(b.holidays) d)) END
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
      'blockCategories', b.block_categories, 'serviceLevel', service_level_view(b),
      'workingDays', working_days_view(b)),
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
