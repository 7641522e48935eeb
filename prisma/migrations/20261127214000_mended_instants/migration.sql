-- Instants that were dated by a clock that was ahead and have been mended: what stood there, and what stands there now.
-- Rows of the log are never changed by anybody else; the owner of the tables lifts their guards for this alone.

CREATE TABLE "mended_instant" (
    "id" BIGSERIAL NOT NULL,
    "mended_at" TIMESTAMPTZ(3) NOT NULL,
    "board_id" UUID NOT NULL,
    "relation" TEXT NOT NULL,
    "row" TEXT NOT NULL,
    "member" TEXT NOT NULL,
    "was" TIMESTAMPTZ(3) NOT NULL,
    "became" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mended_instant_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "mended_instant_board_id_mended_at_idx" ON "mended_instant"("board_id", "mended_at");

CREATE TRIGGER mended_instant_append_only BEFORE UPDATE OR DELETE ON mended_instant
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER mended_instant_no_truncate BEFORE TRUNCATE ON mended_instant EXECUTE FUNCTION guard_append_only();
