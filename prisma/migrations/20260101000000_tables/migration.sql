CREATE TYPE "member_role" AS ENUM ('owner', 'lead', 'member', 'viewer');

CREATE TYPE "column_kind" AS ENUM ('backlog', 'queue', 'active', 'done');

CREATE TYPE "limit_mode" AS ENUM ('hard', 'reason', 'soft');

CREATE TABLE "user_account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "access_token" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_token_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "one_time_link" (
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "team_id" UUID,
    "role" "member_role",
    "email" TEXT,
    "user_id" UUID,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "membership" (
    "team_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "member_role" NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("team_id","user_id")
);

CREATE TABLE "board" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "commitment_column_id" UUID,
    "version" BIGINT NOT NULL DEFAULT 0,
    "next_card_number" INTEGER NOT NULL DEFAULT 1,
    "blocked_cards_count" BOOLEAN NOT NULL DEFAULT true,
    "expedite_exempt" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "board_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "board_column" (
    "id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "column_kind" NOT NULL,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "board_column_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "lane" (
    "id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "lane_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "label" (
    "id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "colour" TEXT NOT NULL,

    CONSTRAINT "label_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "card" (
    "id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "type" TEXT,
    "column_id" UUID,
    "lane_id" UUID,
    "position" TEXT COLLATE "C" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "class_of_service" TEXT NOT NULL DEFAULT 'standard',
    "due_on" DATE,
    "blocked_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "entered_column_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "last_seq" INTEGER NOT NULL,

    CONSTRAINT "card_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "card_assignee" (
    "board_id" UUID NOT NULL,
    "card_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "card_assignee_pkey" PRIMARY KEY ("card_id","user_id")
);

CREATE TABLE "card_label" (
    "board_id" UUID NOT NULL,
    "card_id" UUID NOT NULL,
    "label_id" UUID NOT NULL,

    CONSTRAINT "card_label_pkey" PRIMARY KEY ("card_id","label_id")
);

CREATE TABLE "card_block" (
    "id" BIGSERIAL NOT NULL,
    "board_id" UUID NOT NULL,
    "card_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "blocked_at" TIMESTAMPTZ(3) NOT NULL,
    "blocked_by_id" UUID,
    "unblocked_at" TIMESTAMPTZ(3),
    "unblocked_by_id" UUID,

    CONSTRAINT "card_block_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "wip_limit" (
    "id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "max" INTEGER NOT NULL,
    "mode" "limit_mode" NOT NULL DEFAULT 'hard',
    "column_ids" UUID[],
    "lane_id" UUID,
    "user_id" UUID,
    "per_person" BOOLEAN NOT NULL DEFAULT false,
    "class_of_service" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_by_id" UUID,
    "changed_why" TEXT,

    CONSTRAINT "wip_limit_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "wip_limit_change" (
    "id" BIGSERIAL NOT NULL,
    "board_id" UUID NOT NULL,
    "limit_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "from_max" INTEGER,
    "to_max" INTEGER,
    "from_mode" "limit_mode",
    "to_mode" "limit_mode",
    "scope" JSONB NOT NULL,
    "why" TEXT,

    CONSTRAINT "wip_limit_change_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "limit_breach" (
    "id" BIGSERIAL NOT NULL,
    "board_id" UUID NOT NULL,
    "limit_id" UUID NOT NULL,
    "card_id" UUID NOT NULL,
    "mode" "limit_mode" NOT NULL,
    "max" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "actor_id" UUID,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "version" BIGINT NOT NULL,
    "xact" BIGINT NOT NULL,

    CONSTRAINT "limit_breach_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "transition" (
    "id" BIGSERIAL NOT NULL,
    "board_id" UUID NOT NULL,
    "card_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "from_column_id" UUID,
    "to_column_id" UUID,
    "to_kind" "column_kind",
    "lane_id" UUID,
    "actor_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "overridden" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "transition_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "activity" (
    "board_id" UUID NOT NULL,
    "version" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "card_id" UUID,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "activity_pkey" PRIMARY KEY ("board_id","version")
);

CREATE TABLE "idempotency_key" (
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("user_id","key")
);

CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

CREATE INDEX "session_user_id_idx" ON "session"("user_id");

CREATE UNIQUE INDEX "access_token_token_hash_key" ON "access_token"("token_hash");

CREATE INDEX "access_token_user_id_idx" ON "access_token"("user_id");

CREATE UNIQUE INDEX "one_time_link_token_hash_key" ON "one_time_link"("token_hash");

CREATE INDEX "one_time_link_team_id_idx" ON "one_time_link"("team_id");

CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

CREATE INDEX "board_team_id_idx" ON "board"("team_id");

CREATE INDEX "board_column_board_id_position_idx" ON "board_column"("board_id", "position");

CREATE INDEX "lane_board_id_position_idx" ON "lane"("board_id", "position");

CREATE UNIQUE INDEX "label_board_id_name_key" ON "label"("board_id", "name");

CREATE INDEX "card_board_id_finished_at_idx" ON "card"("board_id", "finished_at");

CREATE INDEX "card_column_id_position_idx" ON "card"("column_id", "position");

CREATE UNIQUE INDEX "card_board_id_number_key" ON "card"("board_id", "number");

CREATE INDEX "card_assignee_board_id_user_id_idx" ON "card_assignee"("board_id", "user_id");

CREATE INDEX "card_label_board_id_label_id_idx" ON "card_label"("board_id", "label_id");

CREATE INDEX "card_block_board_id_card_id_idx" ON "card_block"("board_id", "card_id");

CREATE INDEX "wip_limit_board_id_idx" ON "wip_limit"("board_id");

CREATE INDEX "wip_limit_change_board_id_at_idx" ON "wip_limit_change"("board_id", "at");

CREATE INDEX "limit_breach_board_id_at_idx" ON "limit_breach"("board_id", "at");

CREATE INDEX "transition_board_id_at_id_idx" ON "transition"("board_id", "at", "id");

CREATE UNIQUE INDEX "transition_card_id_seq_key" ON "transition"("card_id", "seq");

CREATE INDEX "activity_card_id_idx" ON "activity"("card_id");

CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "access_token" ADD CONSTRAINT "access_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "one_time_link" ADD CONSTRAINT "one_time_link_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "membership" ADD CONSTRAINT "membership_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "board" ADD CONSTRAINT "board_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "board_column" ADD CONSTRAINT "board_column_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "board"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "lane" ADD CONSTRAINT "lane_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "board"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "label" ADD CONSTRAINT "label_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "board"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "card" ADD CONSTRAINT "card_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "board"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "card" ADD CONSTRAINT "card_column_id_fkey" FOREIGN KEY ("column_id") REFERENCES "board_column"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "card" ADD CONSTRAINT "card_lane_id_fkey" FOREIGN KEY ("lane_id") REFERENCES "lane"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "card_assignee" ADD CONSTRAINT "card_assignee_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "card_assignee" ADD CONSTRAINT "card_assignee_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "card_label" ADD CONSTRAINT "card_label_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "card_label" ADD CONSTRAINT "card_label_label_id_fkey" FOREIGN KEY ("label_id") REFERENCES "label"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "card_block" ADD CONSTRAINT "card_block_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "wip_limit" ADD CONSTRAINT "wip_limit_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "board"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "transition" ADD CONSTRAINT "transition_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "board"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "transition" ADD CONSTRAINT "transition_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "activity" ADD CONSTRAINT "activity_board_id_fkey" FOREIGN KEY ("board_id") REFERENCES "board"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");

-- What the schema language cannot say.

ALTER TABLE card
  ADD CONSTRAINT card_class_of_service_check
    CHECK (class_of_service IN ('standard', 'expedite', 'fixed-date', 'intangible')),
  ADD CONSTRAINT card_deleted_is_archived_check CHECK (deleted_at IS NULL OR archived_at IS NOT NULL),
  ADD CONSTRAINT card_off_board_is_archived_check CHECK (column_id IS NOT NULL OR archived_at IS NOT NULL);

ALTER TABLE wip_limit
  ADD CONSTRAINT wip_limit_max_check CHECK (max BETWEEN 0 AND 100000),
  ADD CONSTRAINT wip_limit_person_check CHECK (user_id IS NULL OR NOT per_person),
  ADD CONSTRAINT wip_limit_class_of_service_check
    CHECK (class_of_service IN ('standard', 'expedite', 'fixed-date', 'intangible'));

ALTER TABLE one_time_link
  ADD CONSTRAINT one_time_link_purpose_check CHECK (purpose IN ('owner', 'invitation', 'password-reset'));

ALTER TABLE transition ADD CONSTRAINT transition_moves_check CHECK (from_column_id IS DISTINCT FROM to_column_id);

-- The cards that take slots, which is what every admission counts.
CREATE INDEX card_on_board_idx ON card (board_id, column_id) WHERE archived_at IS NULL;
CREATE INDEX wip_limit_in_force_idx ON wip_limit (board_id) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX card_block_open_idx ON card_block (card_id) WHERE unblocked_at IS NULL;
