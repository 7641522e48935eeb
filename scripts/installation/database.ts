import { prepareDatabase } from "@/lib/server/db/prepare-database";
import type { Waiting } from "@/lib/server/db/progress";
import {
  type OpenInstallation,
  type OpenOptions as OpenInstallationOptions,
  openInstallation,
} from "@/lib/server/installation/open";
import { root } from "../project/root.mjs";
import { dataFolder } from "./data-folder";

export type Database = OpenInstallation;

export type OpenOptions = Pick<
  OpenInstallationOptions,
  "create" | "purpose" | "say" | "onProgress" | "signal"
> & {
  /** Looks at the database before anything in it is brought forward; what it throws ends the opening. */
  inspect?: (url: string, waiting: Waiting) => Promise<void>;
};

/**
 * Opens the product's database, migrated: the one that `DATABASE_URL` names, else the embedded one of the data folder.
 * Throws `InstallationFault` in words as `openInstallation` does.
 */
export function openDatabase({ inspect, ...options }: OpenOptions): Promise<Database> {
  const databaseUrl = process.env.DATABASE_URL || null;
  const directUrl = process.env.DATABASE_DIRECT_URL || undefined;
  if (directUrl && !databaseUrl)
    throw new Error("DATABASE_DIRECT_URL is set, and DATABASE_URL is not. Set both, or neither.");
  return openInstallation({
    ...options,
    folder: dataFolder(),
    databaseUrl,
    prepare: async (url, waiting) => {
      await inspect?.(directUrl || url, waiting);
      const { migrated, warnings } = await prepareDatabase(root, { url, directUrl }, waiting);
      for (const words of warnings) options.say(`  ! ${words}`);
      return migrated;
    },
  });
}
