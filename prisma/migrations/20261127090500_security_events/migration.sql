-- The trail of security: what people did, each act a row that stays; what strangers failed at, counted per minute.

CREATE TABLE "security_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "event" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT,
    "subject_id" UUID,
    "subject_name" TEXT,
    "team_id" UUID,
    "team_name" TEXT,
    "address" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "security_event_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "security_event_at_idx" ON "security_event"("at");
CREATE INDEX "security_event_event_id_idx" ON "security_event"("event", "id");
CREATE INDEX "security_event_actor_id_id_idx" ON "security_event"("actor_id", "id");
CREATE INDEX "security_event_subject_id_id_idx" ON "security_event"("subject_id", "id");
CREATE INDEX "security_event_team_id_id_idx" ON "security_event"("team_id", "id");

ALTER TABLE security_event ADD CONSTRAINT security_event_details_bounded CHECK (octet_length(details::text) <= 8000);

-- Numbered with the acts, so that both are read as one list.
CREATE TABLE "security_failure" (
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "event" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('security_event_id_seq'::regclass),
    "subject_id" UUID,
    "count" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "security_failure_pkey" PRIMARY KEY ("minute", "event", "account", "address")
);

CREATE UNIQUE INDEX "security_failure_id_key" ON "security_failure"("id");

-- An act is never changed, and never removed within its year; what strangers write is elsewhere and cannot push it out.
CREATE FUNCTION guard_security_event() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.at < clock_timestamp() - interval '1 year' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'Rows of % are never changed, and are kept for a year.', TG_TABLE_NAME USING ERRCODE = 'SLL01';
END $$;

CREATE TRIGGER security_event_append_only BEFORE UPDATE OR DELETE ON security_event
  FOR EACH ROW EXECUTE FUNCTION guard_security_event();
CREATE TRIGGER security_event_no_truncate BEFORE TRUNCATE ON security_event EXECUTE FUNCTION guard_append_only();
