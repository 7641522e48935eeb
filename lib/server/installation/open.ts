import { openEmbedded } from "./open-embedded";
import { openExternal } from "./open-external";
import type { OpenInstallation, OpenOptions } from "./options";

export type { OpenInstallation, OpenOptions } from "./options";

/**
 * Opens an installation: its data folder, and its database, embedded or of `databaseUrl`.
 *
 * Throws `InstallationFault` in words, and has changed nothing, when the folder is held, when there is no installation
 * and none may be made, or when what lies there is not what was left.
 */
export function openInstallation(options: OpenOptions): Promise<OpenInstallation> {
  return options.databaseUrl ? openExternal(options, options.databaseUrl) : openEmbedded(options);
}
