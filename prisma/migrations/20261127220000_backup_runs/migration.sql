-- Backups that were made and proved, and attempts that failed: what an administrator is told of. Which files there are is
-- asked of the folder.

CREATE TABLE "backup_run" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "path" TEXT NOT NULL,
    "bytes" BIGINT,
    "rows" BIGINT,
    "took_ms" BIGINT,
    "problem" TEXT,

    CONSTRAINT "backup_run_pkey" PRIMARY KEY ("id")
);

ALTER TABLE backup_run ADD CONSTRAINT backup_run_proved_or_failed
  CHECK ((problem IS NULL) = (bytes IS NOT NULL AND rows IS NOT NULL AND took_ms IS NOT NULL));
