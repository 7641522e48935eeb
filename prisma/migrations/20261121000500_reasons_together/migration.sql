-- Several cards that come in together: at commit each of them sees the others, so the last line of defence looks for
-- as many reasons as there are cards over the limit, not for one on the card it happens to look at.

CREATE OR REPLACE FUNCTION guard_admission(b board, p_card uuid, before card_place, after card_place) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  breach jsonb;
  reasons bigint;
  has_own boolean;
BEGIN
  FOR breach IN SELECT x FROM jsonb_array_elements(find_breaches(b, p_card, before, after)) x LOOP
    IF breach ->> 'mode' = 'hard' THEN
      RAISE EXCEPTION 'WIP limit exceeded: % of % slots are taken.', breach ->> 'count', breach ->> 'max'
        USING ERRCODE = 'SLW01', DETAIL = breach::text;
    ELSIF breach ->> 'mode' = 'reason' THEN
      SELECT count(DISTINCT x.card_id), coalesce(bool_or(x.card_id = p_card), false) INTO reasons, has_own
      FROM limit_breach x
      WHERE x.board_id = b.id AND x.limit_id = (breach ->> 'id')::uuid AND x.reason <> ''
        AND x.xact = pg_current_xact_id()::text::bigint;
      IF NOT has_own AND reasons < (breach ->> 'count')::int + 1 - (breach ->> 'max')::int THEN
        RAISE EXCEPTION 'WIP limit exceeded without a reason on record: % of % slots are taken.',
          breach ->> 'count', breach ->> 'max' USING ERRCODE = 'SLW02', DETAIL = breach::text;
      END IF;
    END IF;
  END LOOP;
END $$;
