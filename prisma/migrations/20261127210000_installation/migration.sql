-- Names the installation that these data belong to. The data folder remembers the id, so that a start knows another
-- installation's database, and an empty one, from its own.
CREATE TABLE installation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  made_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  is_only boolean NOT NULL DEFAULT true CHECK (is_only)
);
CREATE UNIQUE INDEX installation_is_only_key ON installation (is_only);
INSERT INTO installation DEFAULT VALUES;
