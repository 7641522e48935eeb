-- Target: the board. Body: {items: cards as `create_card` wants them}. All or none; a refusal names the first that does
-- not fit by its index. Answers {cards, boardVersion}.
CREATE FUNCTION import_cards(command command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  item jsonb;
  created jsonb;
  cards jsonb := '[]';
  refusal text;
BEGIN
  FOR item IN SELECT listed FROM jsonb_array_elements(command.body -> 'items') listed LOOP
    created := create_card(derive_command(command, command.target, item));
    cards := cards || jsonb_build_array(created -> 'card');
  END LOOP;
  RETURN jsonb_build_object('cards', cards, 'boardVersion', created -> 'boardVersion');
EXCEPTION WHEN SQLSTATE 'SL409' THEN
  GET STACKED DIAGNOSTICS refusal = PG_EXCEPTION_DETAIL;
  PERFORM refuse(refusal::jsonb ->> 'code', refusal::jsonb - 'cardId'
    || jsonb_build_object('index', jsonb_array_length(cards)));
END $$;
