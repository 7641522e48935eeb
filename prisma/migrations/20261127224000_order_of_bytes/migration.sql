-- What has to be unique, or is looked up by an index, is kept in the order of its bytes: a newer library of the system may
-- sort text otherwise, and an index that is in an older order does not find what is in it. What people read in order is
-- sorted when it is read.

ALTER TABLE user_account ALTER COLUMN email TYPE text COLLATE "C";
ALTER TABLE one_time_link ALTER COLUMN email TYPE text COLLATE "C";
ALTER TABLE idempotency_key ALTER COLUMN key TYPE text COLLATE "C";
ALTER TABLE import_job ALTER COLUMN idempotency_key TYPE text COLLATE "C";
ALTER TABLE rate_limit ALTER COLUMN key TYPE text COLLATE "C";
ALTER TABLE security_event ALTER COLUMN event TYPE text COLLATE "C";
ALTER TABLE security_failure
  ALTER COLUMN account TYPE text COLLATE "C",
  ALTER COLUMN event TYPE text COLLATE "C",
  ALTER COLUMN address TYPE text COLLATE "C";

-- Names of labels are shown in the order of the language; that two are the same is a matter of their bytes.
DROP INDEX label_board_id_name_key;
CREATE UNIQUE INDEX label_board_id_name_key ON label (board_id, name COLLATE "C");
