-- Everything that is kept: types, tables, columns, checks, keys and indexes. What is done with it, functions and triggers,
-- stands in prisma/sql.
--
-- A board is the boundary of consistency. Every row of a board carries its board_id, and every key between rows of a board
-- carries it, too: that a card stands in a column, lane or limit of another board is impossible, whoever writes, and the
-- tables can be divided by board. What has an address (columns, lanes, labels, cards, limits, exit policies) is found by
-- its id alone, which is therefore unique by itself. Rows of logs have no address, and are numbered within their board.
--
-- Text that has to be unique or is looked up by an index is kept in the order of its bytes (COLLATE "C"): a newer library
-- of the system may sort text otherwise, and an index in an older order does not find what is in it.

-- What a person may do in a team: owner > lead > member > viewer.
CREATE TYPE member_role AS ENUM ('owner', 'lead', 'member', 'viewer');

-- Where a column stands in the flow: not committed, waiting, being worked on, finished.
CREATE TYPE column_kind AS ENUM ('backlog', 'queue', 'active', 'done');

-- What happens to a card that would exceed a limit: refused, refused unless overridden with a reason, allowed and recorded.
CREATE TYPE limit_mode AS ENUM ('hard', 'reason', 'soft');

-- Everything that a limit can ask of a card. The functions of prisma/sql hand it to one another.
CREATE TYPE card_place AS (
  column_id uuid,
  lane_id uuid,
  class_of_service text,
  assignee_ids uuid[],
  blocked boolean
);

-- What somebody wants of a board or card, as run_command is told: who, in which roles of the team they may, and on what.
CREATE TYPE command AS (
  actor uuid,
  roles member_role[],
  override_roles member_role[],
  target uuid,
  body jsonb
);

---------------------------------------------------------------------------------------------------- the installation

-- Names the installation that these data belong to. The data folder remembers the id, so that a start knows another
-- installation's database, and an empty one, from its own. One row.
CREATE TABLE installation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  made_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  is_only boolean NOT NULL DEFAULT true UNIQUE CHECK (is_only)
);
INSERT INTO installation DEFAULT VALUES;

-- What of prisma/sql stands in the database, so that a start knows when to apply it anew, what of it to drop then, and
-- whether somebody has changed it since. One row.
CREATE TABLE applied_sql (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  checksum text NOT NULL,
  applied_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- In the order in which they were made: [{kind, name, fingerprint}].
  objects jsonb NOT NULL
);

-- What is cleared away after its time is cleared by an instant that has been confirmed: the clock was read there and, an
-- hour or more later, again beyond it. A clock that is years ahead for a minute confirms nothing. One row.
CREATE TABLE clock_reading (
  id smallint PRIMARY KEY DEFAULT 1 CONSTRAINT clock_reading_single CHECK (id = 1),
  newest timestamptz(3) NOT NULL,
  confirmed timestamptz(3)
);

-- Backups that were made and proved, and attempts that failed: what an administrator is told of. Which files there are is
-- asked of the folder.
CREATE TABLE backup_run (
  id bigserial PRIMARY KEY,
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  path text NOT NULL,
  bytes bigint,
  rows bigint,
  took_ms bigint,
  problem text,
  CONSTRAINT backup_run_proved_or_failed
    CHECK ((problem IS NULL) = (bytes IS NOT NULL AND rows IS NOT NULL AND took_ms IS NOT NULL))
);

-- Counts of tries, shared by all processes.
CREATE TABLE rate_limit (
  key text COLLATE "C" PRIMARY KEY,
  points int NOT NULL DEFAULT 0,
  expire bigint
);
CREATE INDEX rate_limit_expire_idx ON rate_limit (expire);

------------------------------------------------------------------------------------------------------ people and teams

CREATE TABLE user_account (
  id uuid PRIMARY KEY,
  -- In lower case.
  email text COLLATE "C" NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  disabled_at timestamptz(3),
  is_administrator boolean NOT NULL DEFAULT false
);

CREATE TABLE session (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3),
  user_agent text,
  address text
);
CREATE INDEX session_user_id_idx ON session (user_id);

CREATE TABLE access_token (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  name text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  scopes text[],
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);
CREATE INDEX access_token_user_id_idx ON access_token (user_id);

CREATE TABLE team (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE membership (
  team_id uuid NOT NULL REFERENCES team (id) ON DELETE CASCADE ON UPDATE CASCADE,
  user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  role member_role NOT NULL,
  joined_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- Who put the person into the team without asking. The person is told until they have seen it.
  added_by_id uuid REFERENCES user_account (id) ON DELETE SET NULL ON UPDATE CASCADE,
  PRIMARY KEY (team_id, user_id)
);
CREATE INDEX membership_user_id_idx ON membership (user_id);

CREATE TABLE one_time_link (
  id uuid PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('owner', 'invitation', 'password-reset')),
  token_hash bytea NOT NULL UNIQUE,
  team_id uuid REFERENCES team (id) ON DELETE CASCADE ON UPDATE CASCADE,
  role member_role,
  email text COLLATE "C",
  user_id uuid,
  created_by_id uuid,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3)
);
CREATE INDEX one_time_link_team_id_idx ON one_time_link (team_id);
-- One live link for an address and a team.
CREATE UNIQUE INDEX one_time_link_one_live ON one_time_link (team_id, email)
  WHERE purpose = 'invitation' AND used_at IS NULL;

-- What people did that matters to security, each act a row that stays. It names people and teams as they were called then,
-- and has no keys: they may go, the row stays.
CREATE TABLE security_event (
  id bigserial PRIMARY KEY,
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  event text COLLATE "C" NOT NULL,
  actor_id uuid,
  actor_name text,
  subject_id uuid,
  subject_name text,
  team_id uuid,
  team_name text,
  address text,
  details jsonb NOT NULL DEFAULT '{}',
  CONSTRAINT security_event_details_bounded CHECK (octet_length(details::text) <= 8000)
);
CREATE INDEX security_event_at_idx ON security_event (at);
CREATE INDEX security_event_event_id_idx ON security_event (event, id);
CREATE INDEX security_event_actor_id_id_idx ON security_event (actor_id, id);
CREATE INDEX security_event_subject_id_id_idx ON security_event (subject_id, id);
CREATE INDEX security_event_team_id_id_idx ON security_event (team_id, id);

-- What strangers failed at, counted per minute. Numbered with the acts, so that both are read as one list.
CREATE TABLE security_failure (
  minute timestamptz(3) NOT NULL,
  event text COLLATE "C" NOT NULL,
  account text COLLATE "C" NOT NULL,
  address text COLLATE "C" NOT NULL,
  id bigint NOT NULL DEFAULT nextval('security_event_id_seq') UNIQUE,
  subject_id uuid,
  count int NOT NULL DEFAULT 1,
  PRIMARY KEY (minute, event, account, address)
);

-- The first answer to a write with an Idempotency-Key, given again to its repeats.
CREATE TABLE idempotency_key (
  user_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL,
  request_hash text NOT NULL,
  status int,
  body jsonb,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_key_created_at_idx ON idempotency_key (created_at);

-- A file is sent once and read several times: for a preview, for another after a change, and for the import. Any process
-- may serve each of these, so the file is kept here for a while.
CREATE TABLE import_file (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  name text,
  bytes int NOT NULL CHECK (bytes >= 0),
  sha256 bytea,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX import_file_user_id_idx ON import_file (user_id);
CREATE INDEX import_file_expires_at_idx ON import_file (expires_at);

CREATE TABLE import_chunk (
  file_id uuid NOT NULL REFERENCES import_file (id) ON DELETE CASCADE ON UPDATE CASCADE,
  seq int NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (file_id, seq)
);
-- Packed files do not shrink, and plain ones are read again within minutes: packing is not worth its time.
ALTER TABLE import_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- One run of an import, by which it is followed and cancelled.
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
  idempotency_key text COLLATE "C",
  request_hash text,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  heartbeat_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at timestamptz(3),
  UNIQUE (user_id, idempotency_key),
  CONSTRAINT import_job_done_has_answer CHECK ((state = 'done') = (answer IS NOT NULL)),
  CONSTRAINT import_job_failed_has_problem CHECK ((state = 'failed') = (problem IS NOT NULL)),
  CONSTRAINT import_job_over_has_end CHECK ((state IN ('waiting', 'reading', 'writing')) = (finished_at IS NULL))
);
CREATE INDEX import_job_file_id_idx ON import_job (file_id);
CREATE INDEX import_job_finished_at_idx ON import_job (finished_at);

------------------------------------------------------------------------------------------------- boards and their parts

CREATE TABLE board (
  id uuid PRIMARY KEY,
  team_id uuid NOT NULL REFERENCES team (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  name text NOT NULL,
  key text NOT NULL,
  time_zone text NOT NULL,
  -- Null: the first column that is not backlog.
  commitment_column_id uuid,
  version bigint NOT NULL DEFAULT 0,
  next_card_number int NOT NULL DEFAULT 1,
  blocked_cards_count boolean NOT NULL DEFAULT true,
  expedite_exempt boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  archived_at timestamptz(3),
  auto_pull boolean NOT NULL DEFAULT false,
  block_categories text[] DEFAULT ARRAY['external dependency', 'waiting for review', 'defect', 'missing information',
    'environment', 'priority change', 'other'],
  -- What the team has agreed to expect: "percentile % of the cards in days days or less".
  service_level_percentile smallint,
  service_level_days smallint,
  -- ISO weekdays on which the team works, Monday is 1. Without weekdays every day counts.
  working_weekdays smallint[] DEFAULT ARRAY[]::smallint[],
  holidays date[] DEFAULT ARRAY[]::date[],
  -- The transaction that makes the board, until it has been judged whole. Null ever after.
  made_in bigint,
  CONSTRAINT board_service_level_whole CHECK (
    (service_level_percentile IS NULL) = (service_level_days IS NULL)
    AND service_level_percentile BETWEEN 1 AND 100 AND service_level_days BETWEEN 1 AND 3650),
  CONSTRAINT board_working_days_whole CHECK (
    working_weekdays IS NOT NULL AND holidays IS NOT NULL
    AND working_weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]
    AND array_position(holidays, NULL) IS NULL
    AND (cardinality(working_weekdays) > 0 OR cardinality(holidays) = 0))
);
CREATE INDEX board_team_id_idx ON board (team_id);

CREATE TABLE board_column (
  id uuid PRIMARY KEY,
  board_id uuid NOT NULL REFERENCES board (id),
  name text NOT NULL,
  kind column_kind NOT NULL,
  position int NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  archived_at timestamptz(3),
  -- The column whose finished cards wait here.
  done_part_of uuid,
  -- 1, 2, 3 … within the board, given by a trigger, so that a packed log names a column in two bytes.
  number smallint NOT NULL DEFAULT 0,
  UNIQUE (board_id, id),
  UNIQUE (board_id, number),
  FOREIGN KEY (board_id, done_part_of) REFERENCES board_column (board_id, id)
);
CREATE INDEX board_column_board_id_position_idx ON board_column (board_id, position);
-- A column has one done part.
CREATE UNIQUE INDEX board_column_done_part_idx ON board_column (done_part_of)
  WHERE done_part_of IS NOT NULL AND archived_at IS NULL;

-- A board and its columns name each other: this one is looked at when all of them are there.
ALTER TABLE board ADD FOREIGN KEY (id, commitment_column_id) REFERENCES board_column (board_id, id)
  DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE lane (
  id uuid PRIMARY KEY,
  board_id uuid NOT NULL REFERENCES board (id),
  name text NOT NULL,
  position int NOT NULL,
  archived_at timestamptz(3),
  UNIQUE (board_id, id)
);
CREATE INDEX lane_board_id_position_idx ON lane (board_id, position);

CREATE TABLE label (
  id uuid PRIMARY KEY,
  board_id uuid NOT NULL REFERENCES board (id),
  name text NOT NULL,
  colour text NOT NULL,
  UNIQUE (board_id, id)
);
-- Labels are shown in the order of the language. That two are the same is a matter of their bytes.
CREATE UNIQUE INDEX label_board_id_name_key ON label (board_id, name COLLATE "C");

CREATE TABLE exit_policy (
  id uuid PRIMARY KEY,
  board_id uuid NOT NULL,
  column_id uuid NOT NULL,
  text text NOT NULL,
  required boolean NOT NULL DEFAULT false,
  position int NOT NULL,
  archived_at timestamptz(3),
  UNIQUE (board_id, id),
  FOREIGN KEY (board_id, column_id) REFERENCES board_column (board_id, id)
);
CREATE INDEX exit_policy_column_id_position_idx ON exit_policy (column_id, position);

-- One pull of the andon of a column: until it is released, the column takes no new work.
CREATE TABLE andon (
  id bigserial PRIMARY KEY,
  board_id uuid NOT NULL,
  column_id uuid NOT NULL,
  reason text NOT NULL,
  pulled_at timestamptz(3) NOT NULL,
  pulled_by_id uuid,
  released_at timestamptz(3),
  released_by_id uuid,
  UNIQUE (board_id, id),
  FOREIGN KEY (board_id, column_id) REFERENCES board_column (board_id, id)
);
CREATE INDEX andon_board_id_pulled_at_idx ON andon (board_id, pulled_at);
CREATE UNIQUE INDEX andon_pulled_idx ON andon (column_id) WHERE released_at IS NULL;
CREATE INDEX andon_of_board_pulled_idx ON andon (board_id) WHERE released_at IS NULL;

-- Who joined the swarm at a pulled andon.
CREATE TABLE andon_helper (
  board_id uuid NOT NULL,
  andon_id bigint NOT NULL,
  user_id uuid NOT NULL,
  joined_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (andon_id, user_id),
  FOREIGN KEY (board_id, andon_id) REFERENCES andon (board_id, id) ON DELETE CASCADE
);

----------------------------------------------------------------------------------------------------------------- cards

CREATE TABLE card (
  id uuid PRIMARY KEY,
  board_id uuid NOT NULL REFERENCES board (id),
  number int NOT NULL,
  title text NOT NULL,
  description text NOT NULL DEFAULT '',
  type text,
  -- Null while the card is off the board.
  column_id uuid,
  lane_id uuid,
  -- An order key, compared as bytes.
  position text COLLATE "C" NOT NULL,
  version int NOT NULL DEFAULT 1,
  class_of_service text NOT NULL DEFAULT 'standard'
    CHECK (class_of_service IN ('standard', 'expedite', 'fixed-date', 'intangible')),
  due_on date,
  blocked_at timestamptz(3),
  created_by_id uuid,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  entered_column_at timestamptz(3) NOT NULL,
  -- Both follow from the card's log under the board's present workflow.
  started_at timestamptz(3),
  finished_at timestamptz(3),
  archived_at timestamptz(3),
  deleted_at timestamptz(3),
  last_seq int NOT NULL,
  UNIQUE (board_id, id),
  UNIQUE (board_id, number),
  FOREIGN KEY (board_id, column_id) REFERENCES board_column (board_id, id),
  FOREIGN KEY (board_id, lane_id) REFERENCES lane (board_id, id),
  CONSTRAINT card_deleted_is_archived_check CHECK (deleted_at IS NULL OR archived_at IS NOT NULL),
  CONSTRAINT card_off_board_is_archived_check CHECK (column_id IS NOT NULL OR archived_at IS NOT NULL)
);
-- The cards that take slots, which is what every admission counts.
CREATE INDEX card_on_board_idx ON card (board_id, column_id) WHERE archived_at IS NULL;
CREATE INDEX card_column_id_position_idx ON card (column_id, position);
CREATE INDEX card_board_id_entered_column_at_idx ON card (board_id, entered_column_at);
CREATE INDEX card_board_id_started_at_idx ON card (board_id, started_at);
CREATE INDEX card_board_id_finished_at_idx ON card (board_id, finished_at);

CREATE TABLE card_assignee (
  board_id uuid NOT NULL,
  card_id uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  PRIMARY KEY (card_id, user_id),
  FOREIGN KEY (board_id, card_id) REFERENCES card (board_id, id)
);
CREATE INDEX card_assignee_board_id_user_id_idx ON card_assignee (board_id, user_id);

CREATE TABLE card_label (
  board_id uuid NOT NULL,
  card_id uuid NOT NULL,
  label_id uuid NOT NULL,
  PRIMARY KEY (card_id, label_id),
  FOREIGN KEY (board_id, card_id) REFERENCES card (board_id, id),
  FOREIGN KEY (board_id, label_id) REFERENCES label (board_id, id) ON DELETE CASCADE
);
CREATE INDEX card_label_board_id_label_id_idx ON card_label (board_id, label_id);

CREATE TABLE card_block (
  id bigserial,
  board_id uuid NOT NULL,
  card_id uuid NOT NULL,
  reason text NOT NULL,
  category text NOT NULL,
  blocked_at timestamptz(3) NOT NULL,
  blocked_by_id uuid,
  unblocked_at timestamptz(3),
  unblocked_by_id uuid,
  PRIMARY KEY (board_id, id),
  FOREIGN KEY (board_id, card_id) REFERENCES card (board_id, id)
);
CREATE INDEX card_block_board_id_card_id_idx ON card_block (board_id, card_id);
CREATE UNIQUE INDEX card_block_open_idx ON card_block (card_id) WHERE unblocked_at IS NULL;

-- Somebody's word that a card meets an exit policy. It holds for the visit in which it was given.
CREATE TABLE exit_check (
  board_id uuid NOT NULL,
  card_id uuid NOT NULL,
  policy_id uuid NOT NULL,
  confirmed_at timestamptz(3) NOT NULL,
  confirmed_by_id uuid,
  PRIMARY KEY (card_id, policy_id),
  FOREIGN KEY (board_id, card_id) REFERENCES card (board_id, id),
  FOREIGN KEY (board_id, policy_id) REFERENCES exit_policy (board_id, id)
);

-- The waiting list: cards that want to come into a full column, and since when a slot has been free for them.
CREATE TABLE waiting_card (
  card_id uuid PRIMARY KEY,
  board_id uuid NOT NULL,
  column_id uuid NOT NULL,
  -- Null: the lane that the card is in.
  lane_id uuid,
  since timestamptz(3) NOT NULL,
  added_by_id uuid,
  ready_at timestamptz(3),
  FOREIGN KEY (board_id, card_id) REFERENCES card (board_id, id),
  FOREIGN KEY (board_id, column_id) REFERENCES board_column (board_id, id),
  FOREIGN KEY (board_id, lane_id) REFERENCES lane (board_id, id)
);
CREATE INDEX waiting_card_board_id_since_idx ON waiting_card (board_id, since);

-- The transition by which a card came in from another board, and the past that it brought. What it brings is told once,
-- and never changes after that.
CREATE TABLE card_transfer (
  card_id uuid PRIMARY KEY,
  board_id uuid NOT NULL,
  from_card_id uuid NOT NULL UNIQUE,
  from_board_id uuid NOT NULL,
  from_column_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  active_ms bigint NOT NULL,
  blocked_ms bigint NOT NULL,
  FOREIGN KEY (board_id, card_id) REFERENCES card (board_id, id),
  FOREIGN KEY (from_board_id, from_card_id) REFERENCES card (board_id, id),
  FOREIGN KEY (from_board_id, from_column_id) REFERENCES board_column (board_id, id),
  -- The past is before the transfer and in order. A finish is before the arrival, never in its instant, so that one
  -- instant never stands for a finish there and one here.
  CONSTRAINT card_transfer_past CHECK (
    from_card_id <> card_id AND from_board_id <> board_id
    AND created_at <= at
    AND (started_at IS NULL OR started_at >= created_at AND started_at <= at)
    AND (finished_at IS NULL OR finished_at >= coalesce(started_at, created_at) AND finished_at < at)
    AND active_ms >= 0 AND blocked_ms >= 0
    AND active_ms + blocked_ms <= coalesce(extract(epoch FROM at - started_at) * 1000, 0))
);
CREATE INDEX card_transfer_board_id_idx ON card_transfer (board_id);
CREATE INDEX card_transfer_from_board_id_idx ON card_transfer (from_board_id);

-- A card whose log begins in the middle of its life, as that of an imported board may: its first step is where it was
-- found. When it was created and whether it had been started is not known, and no instant stands for it.
CREATE TABLE unknown_beginning (
  card_id uuid PRIMARY KEY,
  board_id uuid NOT NULL,
  FOREIGN KEY (board_id, card_id) REFERENCES card (board_id, id)
);
CREATE INDEX unknown_beginning_board_id_idx ON unknown_beginning (board_id);

---------------------------------------------------------------------------------------------------------------- limits

-- At most so many cards that match columns, lane, person and class of service. Removed limits keep their row.
CREATE TABLE wip_limit (
  id uuid PRIMARY KEY,
  board_id uuid NOT NULL REFERENCES board (id),
  max int NOT NULL CHECK (max BETWEEN 0 AND 100000),
  mode limit_mode NOT NULL DEFAULT 'hard',
  -- Empty: every column of kind queue or active. A list can have no key: the guard of limits looks at each.
  column_ids uuid[],
  lane_id uuid,
  -- The one person whose cards count, or each person's are counted apart.
  user_id uuid,
  per_person boolean NOT NULL DEFAULT false,
  class_of_service text CHECK (class_of_service IN ('standard', 'expedite', 'fixed-date', 'intangible')),
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  removed_at timestamptz(3),
  changed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  changed_by_id uuid,
  changed_why text,
  UNIQUE (board_id, id),
  FOREIGN KEY (board_id, lane_id) REFERENCES lane (board_id, id),
  CONSTRAINT wip_limit_person_check CHECK (user_id IS NULL OR NOT per_person)
);
CREATE INDEX wip_limit_in_force_idx ON wip_limit (board_id) WHERE removed_at IS NULL;

---------------------------------------------------------------------------------- logs: written once, and never changed

-- One step in a card's life. Figures of flow are computed from these rows and from nothing else.
CREATE TABLE transition (
  id bigserial,
  board_id uuid NOT NULL,
  card_id uuid NOT NULL,
  seq int NOT NULL,
  from_column_id uuid,
  to_column_id uuid,
  to_kind column_kind,
  lane_id uuid,
  actor_id uuid,
  at timestamptz(3) NOT NULL,
  overridden boolean NOT NULL DEFAULT false,
  PRIMARY KEY (board_id, id),
  UNIQUE (card_id, seq),
  FOREIGN KEY (board_id, card_id) REFERENCES card (board_id, id),
  FOREIGN KEY (board_id, from_column_id) REFERENCES board_column (board_id, id),
  FOREIGN KEY (board_id, to_column_id) REFERENCES board_column (board_id, id),
  FOREIGN KEY (board_id, lane_id) REFERENCES lane (board_id, id),
  CONSTRAINT transition_moves_check CHECK (from_column_id IS DISTINCT FROM to_column_id)
);
CREATE INDEX transition_board_id_at_id_idx ON transition (board_id, at, id);

-- Everything that a limit can ask of a card, after each change of it. The counts under every limit at any past instant
-- follow from these rows. Every mover writes one, by a trigger that copies it from the card, whose keys hold: it has none to
-- what the card is in.
CREATE TABLE placement (
  id bigserial,
  board_id uuid NOT NULL,
  card_id uuid NOT NULL,
  version bigint NOT NULL,
  at timestamptz(3) NOT NULL,
  column_id uuid,
  lane_id uuid,
  class_of_service text NOT NULL,
  assignee_ids uuid[],
  blocked boolean NOT NULL,
  PRIMARY KEY (board_id, id)
);
CREATE INDEX placement_board_id_at_id_idx ON placement (board_id, at, id);
CREATE INDEX placement_card_id_id_idx ON placement (card_id, id);

CREATE TABLE wip_limit_change (
  id bigserial,
  board_id uuid NOT NULL,
  limit_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  actor_id uuid,
  from_max int,
  to_max int,
  from_mode limit_mode,
  to_mode limit_mode,
  scope jsonb NOT NULL,
  why text,
  -- One order for placements and changes of limits, so that both can be played in the order in which they came true.
  seq bigint NOT NULL DEFAULT nextval('placement_id_seq'),
  PRIMARY KEY (board_id, id),
  FOREIGN KEY (board_id, limit_id) REFERENCES wip_limit (board_id, id)
);
CREATE INDEX wip_limit_change_board_id_at_idx ON wip_limit_change (board_id, at);

-- Who came under which limit by which placement, and when: what override rates are counted from. Written when it is caught
-- up (see prisma/sql/projections), so that a report need not replay the placements of years.
CREATE TABLE limit_entry (
  id bigserial,
  board_id uuid NOT NULL,
  placement_id bigint NOT NULL,
  limit_id uuid NOT NULL,
  card_id uuid NOT NULL,
  at timestamptz(3) NOT NULL,
  -- Whose count it entered, of a limit on people.
  user_id uuid,
  PRIMARY KEY (board_id, id),
  FOREIGN KEY (board_id, limit_id) REFERENCES wip_limit (board_id, id),
  FOREIGN KEY (board_id, card_id) REFERENCES card (board_id, id)
-- A report sums up so little of each row that more helpers than one cost more than they save.
) WITH (parallel_workers = 1);
CREATE INDEX limit_entry_board_id_at_idx ON limit_entry (board_id, at);

-- A card that entered over a limit: overridden with a reason, or past a soft limit.
CREATE TABLE limit_breach (
  id bigserial,
  board_id uuid NOT NULL,
  limit_id uuid NOT NULL,
  card_id uuid NOT NULL,
  mode limit_mode NOT NULL,
  max int NOT NULL,
  count int NOT NULL,
  actor_id uuid,
  reason text,
  at timestamptz(3) NOT NULL,
  version bigint NOT NULL,
  -- The transaction that wrote it: an entry over a limit is accepted only with a row of the same one.
  xact bigint NOT NULL,
  PRIMARY KEY (board_id, id),
  FOREIGN KEY (board_id, limit_id) REFERENCES wip_limit (board_id, id),
  FOREIGN KEY (board_id, card_id) REFERENCES card (board_id, id)
);
CREATE INDEX limit_breach_board_id_at_idx ON limit_breach (board_id, at);
CREATE INDEX limit_breach_card_id_idx ON limit_breach (card_id);

-- A change that a limit refused.
CREATE TABLE limit_refusal (
  id bigserial,
  board_id uuid NOT NULL,
  limit_id uuid NOT NULL,
  -- Has no key: a card whose creation was refused never was.
  card_id uuid,
  actor_id uuid,
  at timestamptz(3) NOT NULL,
  mode limit_mode NOT NULL,
  max int NOT NULL,
  count int NOT NULL,
  PRIMARY KEY (board_id, id),
  FOREIGN KEY (board_id, limit_id) REFERENCES wip_limit (board_id, id)
);
CREATE INDEX limit_refusal_board_id_at_idx ON limit_refusal (board_id, at);

-- Everything that happened on a board, numbered without gaps.
CREATE TABLE activity (
  board_id uuid NOT NULL REFERENCES board (id),
  version bigint NOT NULL,
  type text NOT NULL,
  at timestamptz(3) NOT NULL,
  actor_id uuid,
  card_id uuid,
  detail jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (board_id, version),
  FOREIGN KEY (board_id, card_id) REFERENCES card (board_id, id)
);
CREATE INDEX activity_card_id_idx ON activity (card_id);
CREATE INDEX activity_by_actor_idx ON activity (board_id, actor_id, version);

-- An instant that a clock had dated too far ahead, and what it was mended to. Rows of a log are never changed by anybody
-- else: the owner of the tables lifts their guards for this alone.
CREATE TABLE mended_instant (
  id bigserial,
  mended_at timestamptz(3) NOT NULL,
  board_id uuid NOT NULL REFERENCES board (id),
  relation text NOT NULL,
  row text NOT NULL,
  member text NOT NULL,
  was timestamptz(3) NOT NULL,
  became timestamptz(3) NOT NULL,
  PRIMARY KEY (board_id, id)
);
CREATE INDEX mended_instant_board_id_mended_at_idx ON mended_instant (board_id, mended_at);

------------------------------------------------------------------ projections: what reports read instead of the log

-- Up to which row of its logs a board's projections hold. What is newer is read from the logs, with them.
CREATE TABLE projection (
  board_id uuid PRIMARY KEY REFERENCES board (id),
  -- The last transition in card_path and flow_day.
  steps_to bigint NOT NULL DEFAULT 0,
  -- The last placement whose entries are in limit_entry.
  placements_to bigint NOT NULL DEFAULT 0,
  -- The last placement of the history that was written as a whole, which instants put in order and not its numbering.
  whole_to bigint NOT NULL DEFAULT 0
);

-- The steps of one card, packed. So many steps a row that what is added to a card does not grow with its log.
CREATE TABLE card_path (
  card_id uuid NOT NULL,
  part int NOT NULL,
  board_id uuid NOT NULL,
  steps bytea NOT NULL,
  PRIMARY KEY (card_id, part),
  FOREIGN KEY (board_id, card_id) REFERENCES card (board_id, id)
);
CREATE INDEX card_path_board_id_idx ON card_path (board_id);

-- What came to a column and left it on a day of the board's zone.
CREATE TABLE flow_day (
  board_id uuid NOT NULL,
  day date NOT NULL,
  column_id uuid NOT NULL,
  entered int NOT NULL,
  exited int NOT NULL,
  -- Cards that reached the column or one further right for the first time.
  arrived int NOT NULL,
  -- Cards that reached done for the first time, in this column.
  departed int NOT NULL,
  PRIMARY KEY (board_id, day, column_id),
  FOREIGN KEY (board_id, column_id) REFERENCES board_column (board_id, id)
);
