import { join } from "node:path";
import { z } from "zod";
import { readJsonFile, writeJsonFile } from "./json-file";

const embedded = z.object({
  kind: z.literal("embedded"),
  /** Real path of PostgreSQL's files. */
  cluster: z.string(),
  /** The number that initdb gave them; a copy has the same. */
  systemIdentifier: z.string(),
});

const external = z.object({
  kind: z.literal("external"),
  /** host:port/database of DATABASE_URL, for words. */
  address: z.string(),
});

const shape = z.discriminatedUnion("state", [
  /** A first start is under way, or was cut off: no data was ever here. */
  z.object({ state: z.literal("making"), cluster: z.string().nullable() }),
  z.object({
    state: z.literal("ready"),
    /** Id of the row in the table `installation`. */
    id: z.uuid(),
    database: z.discriminatedUnion("kind", [embedded, external]),
    /** Where the folder lay when it was last opened, and its inode: how a copy knows that it is one. */
    folder: z.object({ path: z.string(), inode: z.string() }),
    /** Where it lay before, when it was moved or copied. */
    cameFrom: z.string().optional(),
  }),
]);

/** What a data folder remembers of its installation: with it a start tells what was lost from what never was. */
export type InstallationRecord = z.infer<typeof shape>;

export type ReadyRecord = Extract<InstallationRecord, { state: "ready" }>;

/** Where the record of a data folder lies. */
export function recordPath(folder: string): string {
  return join(folder, "installation.json");
}

/** The record of a data folder, or null when there is none. Throws `InstallationFault` when it is damaged. */
export function readRecord(folder: string): Promise<InstallationRecord | null> {
  const path = recordPath(folder);
  return readJsonFile(
    path,
    shape,
    () =>
      `${path} is damaged, or was written by a newer release. Put it back from a copy of the folder; or, if this release wrote it, move it away: it is made anew from what the folder holds.`,
  );
}

/** Writes the record of a data folder. */
export function writeRecord(folder: string, record: InstallationRecord): Promise<void> {
  return writeJsonFile(recordPath(folder), record);
}
