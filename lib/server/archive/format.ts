import { DomainError } from "@/lib/domain/errors";

// A backup is a gzip stream of lines of JSON and, between them, the bytes that they announce; docs/operations.md
// describes it. What a later release adds is a new kind of section, which this one refuses in words.

/** The first line of every backup, before a release writes another number. */
export const firstLine = "sluice backup 1";
export const anyFirstLine = /^sluice backup \d+$/;

/** A migration that the database had, and the checksum of its script. */
export type AppliedMigration = { name: string; checksum: string };

/** A number that only counts up: the newest one, and whether it has been given away. */
export type SequenceState = { name: string; value: string; isCalled: boolean };

/** What a backup says of itself before its rows. */
export type ArchiveHead = {
  /** Instant of the snapshot, ISO 8601. */
  takenAt: string;
  /** Version of the product, for people. What can be restored is decided by the migrations. */
  product: string;
  /** Version of PostgreSQL, for people. */
  postgres: string;
  /** Id of the installation that made it. */
  installation: string | null;
  migrations: AppliedMigration[];
  sequences: SequenceState[];
  /** Tables whose rows are not in it. */
  leftOut: string[];
};

/** A table whose rows follow, in the text format of COPY: the columns that are in it, in this order. */
export type TableSection = { section: "table"; name: string; columns: string[] };

/** What a section turned out to hold, said behind it. */
export type SectionEnd = { rows: number; bytes: number; sha256: string };

/** The last line: what is missing behind it was never written. `sha256` is that of all lines before. */
export type ArchiveEnd = { end: true; sections: number; rows: number; sha256: string };

/** Bytes of a section that go out as one piece. */
export const pieceBytes = 64 * 1024;
/** What a reader takes as one piece, and as one line, at most. */
export const maxPieceBytes = 1024 * 1024;
export const maxLineBytes = 4 * 1024 * 1024;

/** A file that cannot be restored, in words for whoever chose it. */
export class ArchiveFault extends DomainError {
  constructor(words: string) {
    super("invalid", {}, words);
  }
}
