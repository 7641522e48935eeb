-- Order keys: base 62 fractions behind an integer part whose first character tells its length.
-- The same keys as the fractional-indexing library makes, so that a move needs no reading beforehand.
CREATE OR REPLACE FUNCTION order_key_midpoint(low text, high text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  digits CONSTANT text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  shared int := 0;
  low_digit int;
  high_digit int;
BEGIN
  IF high IS NOT NULL THEN
    WHILE coalesce(nullif(substr(low, shared + 1, 1), ''), '0') = substr(high, shared + 1, 1) LOOP
      shared := shared + 1;
    END LOOP;
    IF shared > 0 THEN
      RETURN left(high, shared) || order_key_midpoint(substr(low, shared + 1), substr(high, shared + 1));
    END IF;
  END IF;
  low_digit := CASE WHEN low = '' THEN 0 ELSE strpos(digits, left(low, 1)) - 1 END;
  high_digit := CASE WHEN high IS NULL THEN 62 ELSE strpos(digits, left(high, 1)) - 1 END;
  IF high_digit - low_digit > 1 THEN
    RETURN substr(digits, (low_digit + high_digit + 1) / 2 + 1, 1);
  END IF;
  IF length(high) > 1 THEN
    RETURN left(high, 1);
  END IF;
  RETURN substr(digits, low_digit + 1, 1) || order_key_midpoint(substr(low, 2), NULL);
END $$;

CREATE OR REPLACE FUNCTION order_key_integer(key text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT left(key, CASE
    WHEN ascii(key) BETWEEN ascii('a') AND ascii('z') THEN ascii(key) - ascii('a') + 2
    ELSE ascii('Z') - ascii(key) + 2
  END)
$$;

-- The integer one higher or lower; null past the last one.
CREATE OR REPLACE FUNCTION order_key_step(whole text, up boolean) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  digits CONSTANT text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  wrapped CONSTANT text := CASE WHEN up THEN '0' ELSE 'z' END;
  head CONSTANT text := left(whole, 1);
  tail text := substr(whole, 2);
  place int := length(tail);
  next_head text;
  grows boolean;
BEGIN
  WHILE place > 0 AND substr(tail, place, 1) = (CASE WHEN up THEN 'z' ELSE '0' END) LOOP
    tail := overlay(tail PLACING wrapped FROM place FOR 1);
    place := place - 1;
  END LOOP;
  IF place > 0 THEN
    RETURN head || overlay(
      tail PLACING substr(digits, strpos(digits, substr(tail, place, 1)) + CASE WHEN up THEN 1 ELSE -1 END, 1)
      FROM place FOR 1);
  END IF;
  IF up AND head = 'Z' THEN RETURN 'a0'; END IF;
  IF NOT up AND head = 'a' THEN RETURN 'Zz'; END IF;
  IF head = (CASE WHEN up THEN 'z' ELSE 'A' END) THEN RETURN NULL; END IF;
  next_head := chr(ascii(head) + CASE WHEN up THEN 1 ELSE -1 END);
  grows := CASE WHEN up THEN ascii(next_head) > ascii('a') ELSE ascii(next_head) < ascii('Z') END;
  RETURN next_head || CASE WHEN grows THEN tail || wrapped ELSE left(tail, -1) END;
END $$;

-- A key strictly between two others; null stands for the open end.
CREATE OR REPLACE FUNCTION order_key_between(low text, high text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  low_whole text;
  high_whole text;
  stepped text;
BEGIN
  IF low COLLATE "C" >= high COLLATE "C" THEN
    RAISE EXCEPTION 'no order key fits between % and %', low, high;
  END IF;
  IF low IS NULL AND high IS NULL THEN RETURN 'a0'; END IF;
  IF low IS NULL THEN
    high_whole := order_key_integer(high);
    IF high_whole = 'A' || repeat('0', 26) THEN
      RETURN high_whole || order_key_midpoint('', substr(high, length(high_whole) + 1));
    END IF;
    RETURN CASE WHEN high_whole COLLATE "C" < high COLLATE "C" THEN high_whole
                ELSE order_key_step(high_whole, false) END;
  END IF;
  low_whole := order_key_integer(low);
  IF high IS NOT NULL AND order_key_integer(high) = low_whole THEN
    RETURN low_whole || order_key_midpoint(
      substr(low, length(low_whole) + 1), substr(high, length(low_whole) + 1));
  END IF;
  stepped := order_key_step(low_whole, true);
  IF stepped IS NOT NULL AND (high IS NULL OR stepped COLLATE "C" < high COLLATE "C") THEN RETURN stepped; END IF;
  RETURN low_whole || order_key_midpoint(substr(low, length(low_whole) + 1), NULL);
END $$;

-- A key for the card among the others of the column: above one card, below one, or at the end. A neighbour that has
-- gone elsewhere in the meantime is ignored.
CREATE OR REPLACE FUNCTION key_in_column(p_column uuid, p_card uuid, above uuid, below uuid) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  low text;
  high text;
BEGIN
  SELECT x.position INTO high FROM card x WHERE x.id = above AND x.column_id = p_column AND x.id <> p_card;
  IF high IS NOT NULL THEN
    SELECT max(x.position) INTO low FROM card x
    WHERE x.column_id = p_column AND x.position < high AND x.id <> p_card;
    RETURN order_key_between(low, high);
  END IF;
  SELECT x.position INTO low FROM card x WHERE x.id = below AND x.column_id = p_column AND x.id <> p_card;
  IF low IS NOT NULL THEN
    SELECT min(x.position) INTO high FROM card x
    WHERE x.column_id = p_column AND x.position > low AND x.id <> p_card;
    RETURN order_key_between(low, high);
  END IF;
  SELECT max(x.position) INTO low FROM card x WHERE x.column_id = p_column AND x.id <> p_card;
  RETURN order_key_between(low, NULL);
END $$;
