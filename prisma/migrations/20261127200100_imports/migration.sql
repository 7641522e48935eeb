-- A file is sent once and read several times: for a preview, for another after a change, and for the import. Any process
-- may serve each of these, so the file is kept here for a while. An import is followed and cancelled by its row.

CREATE TABLE import_file (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  name text,
  bytes integer NOT NULL CHECK (bytes >= 0),
  sha256 bytea,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX import_file_user_id_idx ON import_file (user_id);
CREATE INDEX import_file_expires_at_idx ON import_file (expires_at);

CREATE TABLE import_chunk (
  file_id uuid NOT NULL REFERENCES import_file (id) ON DELETE CASCADE ON UPDATE CASCADE,
  seq integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (file_id, seq)
);
-- Packed files do not shrink, and plain ones are read again within minutes: packing is not worth its time.
ALTER TABLE import_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE import_job (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  file_id uuid REFERENCES import_file (id) ON DELETE SET NULL ON UPDATE CASCADE,
  format text NOT NULL,
  options jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'reading', 'writing', 'done', 'failed', 'cancelled')),
  progress double precision NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
  answer jsonb,
  problem jsonb,
  idempotency_key text,
  request_hash text,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  heartbeat_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at timestamptz(3),
  CHECK ((state = 'done') = (answer IS NOT NULL)),
  CHECK ((state = 'failed') = (problem IS NOT NULL)),
  CHECK ((state IN ('waiting', 'reading', 'writing')) = (finished_at IS NULL))
);
CREATE UNIQUE INDEX import_job_user_id_idempotency_key_key ON import_job (user_id, idempotency_key);
CREATE INDEX import_job_file_id_idx ON import_job (file_id);
CREATE INDEX import_job_finished_at_idx ON import_job (finished_at);
