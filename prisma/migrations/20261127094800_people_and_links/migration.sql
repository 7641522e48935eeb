-- Somebody who was put into a team without being asked is told, until they have seen it.
ALTER TABLE "membership" ADD COLUMN "added_by_id" UUID
  REFERENCES "user_account" ("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One live link for an address and a team: of those from before, the newest stays.
DELETE FROM one_time_link l USING one_time_link newer
WHERE l.purpose = 'invitation' AND newer.purpose = 'invitation' AND l.team_id = newer.team_id AND l.email = newer.email
  AND l.used_at IS NULL AND newer.used_at IS NULL AND (newer.created_at, newer.id) > (l.created_at, l.id);
CREATE UNIQUE INDEX one_time_link_one_live ON one_time_link (team_id, email)
  WHERE purpose = 'invitation' AND used_at IS NULL;
