-- Split columns, andon cords, exit policies, waiting lists, the log of placements and of refusals.

ALTER TABLE "board" ADD COLUMN "auto_pull" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "board" ADD COLUMN "block_categories" TEXT[] DEFAULT ARRAY['external dependency', 'waiting for review', 'defect', 'missing information', 'environment', 'priority change', 'other']::TEXT[];

ALTER TABLE "board_column" ADD COLUMN "done_part_of" UUID;

CREATE TABLE "andon" (
    "id" BIGSERIAL NOT NULL,
    "board_id" UUID NOT NULL,
    "column_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "pulled_at" TIMESTAMPTZ(3) NOT NULL,
    "pulled_by_id" UUID,
    "released_at" TIMESTAMPTZ(3),
    "released_by_id" UUID,

    CONSTRAINT "andon_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "andon_helper" (
    "andon_id" BIGINT NOT NULL,
    "user_id" UUID NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "andon_helper_pkey" PRIMARY KEY ("andon_id","user_id")
);

CREATE TABLE "exit_policy" (
    "id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "column_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "required" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "exit_policy_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "exit_check" (
    "board_id" UUID NOT NULL,
    "card_id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by_id" UUID,

    CONSTRAINT "exit_check_pkey" PRIMARY KEY ("card_id","policy_id")
);

CREATE TABLE "waiting_card" (
    "card_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "column_id" UUID NOT NULL,
    "lane_id" UUID,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "added_by_id" UUID,
    "ready_at" TIMESTAMPTZ(3),

    CONSTRAINT "waiting_card_pkey" PRIMARY KEY ("card_id")
);

CREATE TABLE "placement" (
    "id" BIGSERIAL NOT NULL,
    "board_id" UUID NOT NULL,
    "card_id" UUID NOT NULL,
    "version" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "column_id" UUID,
    "lane_id" UUID,
    "class_of_service" TEXT NOT NULL,
    "assignee_ids" UUID[],
    "blocked" BOOLEAN NOT NULL,

    CONSTRAINT "placement_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "limit_refusal" (
    "id" BIGSERIAL NOT NULL,
    "board_id" UUID NOT NULL,
    "limit_id" UUID NOT NULL,
    "card_id" UUID,
    "actor_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "mode" "limit_mode" NOT NULL,
    "max" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "limit_refusal_pkey" PRIMARY KEY ("id")
);

-- One order for placements and changes of limits, so that both can be played in the order in which they came true.
ALTER TABLE "wip_limit_change" ADD COLUMN "seq" BIGINT NOT NULL DEFAULT nextval('placement_id_seq'::regclass);

CREATE INDEX "andon_board_id_pulled_at_idx" ON "andon"("board_id", "pulled_at");

CREATE INDEX "exit_policy_column_id_position_idx" ON "exit_policy"("column_id", "position");

CREATE INDEX "waiting_card_board_id_since_idx" ON "waiting_card"("board_id", "since");

CREATE INDEX "placement_board_id_at_id_idx" ON "placement"("board_id", "at", "id");

CREATE INDEX "placement_card_id_id_idx" ON "placement"("card_id", "id");

CREATE INDEX "limit_refusal_board_id_at_idx" ON "limit_refusal"("board_id", "at");

ALTER TABLE "board_column" ADD CONSTRAINT "board_column_done_part_of_fkey" FOREIGN KEY ("done_part_of") REFERENCES "board_column"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "andon" ADD CONSTRAINT "andon_column_id_fkey" FOREIGN KEY ("column_id") REFERENCES "board_column"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "andon_helper" ADD CONSTRAINT "andon_helper_andon_id_fkey" FOREIGN KEY ("andon_id") REFERENCES "andon"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "exit_policy" ADD CONSTRAINT "exit_policy_column_id_fkey" FOREIGN KEY ("column_id") REFERENCES "board_column"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "exit_check" ADD CONSTRAINT "exit_check_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "exit_policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "exit_check" ADD CONSTRAINT "exit_check_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "waiting_card" ADD CONSTRAINT "waiting_card_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "waiting_card" ADD CONSTRAINT "waiting_card_column_id_fkey" FOREIGN KEY ("column_id") REFERENCES "board_column"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the schema language cannot say.

CREATE UNIQUE INDEX andon_pulled_idx ON andon (column_id) WHERE released_at IS NULL;
CREATE UNIQUE INDEX board_column_done_part_idx ON board_column (done_part_of)
  WHERE done_part_of IS NOT NULL AND archived_at IS NULL;
CREATE INDEX andon_of_board_pulled_idx ON andon (board_id) WHERE released_at IS NULL;
CREATE INDEX activity_by_actor_idx ON activity (board_id, actor_id, version);
