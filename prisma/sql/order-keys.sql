-- Order keys: base 62 fractions behind an integer part whose first character tells its length. The same keys as the
-- fractional-indexing library makes, so that a move needs no reading beforehand. They compare as bytes.

-- The digits of a fraction strictly between two others. An empty `low` stands for zero, a null `high` for one.
CREATE FUNCTION order_key_midpoint(low text, high text) RETURNS text
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

-- The integer part of a key: `a` to `z` begin 2 to 27 characters, `Z` down to `A` as many below zero.
CREATE FUNCTION order_key_integer(key text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT left(key, CASE
    WHEN ascii(key) BETWEEN ascii('a') AND ascii('z') THEN ascii(key) - ascii('a') + 2
    ELSE ascii('Z') - ascii(key) + 2
  END)
$$;

-- The integer one higher or lower; null past the last one.
CREATE FUNCTION order_key_step(whole text, up boolean) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  digits CONSTANT text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  wrapped CONSTANT text := CASE WHEN up THEN '0' ELSE 'z' END;
  head CONSTANT text := left(whole, 1);
  tail text := substr(whole, 2);
  digit int := length(tail);
  next_head text;
  grows boolean;
BEGIN
  WHILE digit > 0 AND substr(tail, digit, 1) = (CASE WHEN up THEN 'z' ELSE '0' END) LOOP
    tail := overlay(tail PLACING wrapped FROM digit FOR 1);
    digit := digit - 1;
  END LOOP;
  IF digit > 0 THEN
    RETURN head || overlay(
      tail PLACING substr(digits, strpos(digits, substr(tail, digit, 1)) + CASE WHEN up THEN 1 ELSE -1 END, 1)
      FROM digit FOR 1);
  END IF;
  IF up AND head = 'Z' THEN RETURN 'a0'; END IF;
  IF NOT up AND head = 'a' THEN RETURN 'Zz'; END IF;
  IF head = (CASE WHEN up THEN 'z' ELSE 'A' END) THEN RETURN NULL; END IF;
  next_head := chr(ascii(head) + CASE WHEN up THEN 1 ELSE -1 END);
  grows := CASE WHEN up THEN ascii(next_head) > ascii('a') ELSE ascii(next_head) < ascii('Z') END;
  RETURN next_head || CASE WHEN grows THEN tail || wrapped ELSE left(tail, -1) END;
END $$;

-- A key strictly between two others; null stands for the open end. Raises when they do not ascend.
CREATE FUNCTION order_key_between(low text, high text) RETURNS text
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

-- A key behind all others. As a rule the integer's last digit has room; made where the last key is read.
CREATE FUNCTION order_key_after(low text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN length(low) = 2 AND low COLLATE "C" BETWEEN 'a0' AND 'ay'
    THEN 'a' || substr('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
      strpos('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', right(low, 1)) + 1, 1)
    ELSE order_key_between(low, NULL) END
$$;

-- A key for the card among the others of the column: before one card, after one, or at the end. A neighbour that has
-- gone elsewhere in the meantime is ignored.
CREATE FUNCTION key_in_column(p_column_id uuid, p_card_id uuid, p_before_card_id uuid, p_after_card_id uuid)
RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  low text;
  high text;
BEGIN
  IF p_before_card_id IS NOT NULL THEN
    SELECT other.position INTO high FROM card other
    WHERE other.id = p_before_card_id AND other.column_id = p_column_id AND other.id <> p_card_id;
    IF high IS NOT NULL THEN
      SELECT max(other.position) INTO low FROM card other
      WHERE other.column_id = p_column_id AND other.position < high AND other.id <> p_card_id;
      RETURN order_key_between(low, high);
    END IF;
  END IF;
  IF p_after_card_id IS NOT NULL THEN
    SELECT other.position INTO low FROM card other
    WHERE other.id = p_after_card_id AND other.column_id = p_column_id AND other.id <> p_card_id;
    IF low IS NOT NULL THEN
      SELECT min(other.position) INTO high FROM card other
      WHERE other.column_id = p_column_id AND other.position > low AND other.id <> p_card_id;
      RETURN order_key_between(low, high);
    END IF;
  END IF;
  RETURN (SELECT order_key_after(max(other.position)) FROM card other
    WHERE other.column_id = p_column_id AND other.id <> p_card_id);
END $$;

-- Whether another card of the column has this key.
CREATE FUNCTION is_key_taken(p_column_id uuid, p_card_id uuid, p_key text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM card other WHERE other.column_id = p_column_id AND other.position = p_key AND other.id <> p_card_id;
  RETURN FOUND;
END $$;
