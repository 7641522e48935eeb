/** Tables whose rows are in no backup, and why. Every other table is in each, also one that a later release adds. */
export const leftOut: Readonly<Record<string, string>> = {
  _prisma_migrations: "the head names the migrations; a restore applies and records them itself",
  applied_sql: "follows from prisma/sql of the release that restores",
  backup_run: "tells of the place, where these files lie or do not",
  clock_reading: "what is known of this database's clock, and of no other's",
  installation: "names the place, not what is kept there",
  session: "people sign in again: a session that was ended since must not live again",
  one_time_link: "a link that was used or replaced since must not open anything again",
  rate_limit: "counts of the last minutes",
};

/** What is written in place of a column whose value means something in this database alone. */
export const written: Readonly<Record<string, string>> = {
  // The transaction that an override was made in: a number that another database gives to another transaction.
  "limit_breach.xact": "0",
};
