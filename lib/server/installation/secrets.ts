import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { readJsonFile, writeJsonFile } from "./json-file";

const shape = z.object({
  authSecret: z.string().min(32),
  databasePassword: z.string().min(16),
  /** Where releases before the record kept root's cluster: /var/lib/sluice/ID. */
  clusterId: z.string().optional(),
});

/** What a first start makes up and later ones keep. */
export type Secrets = z.infer<typeof shape>;

/** Where the secrets of a data folder lie. */
export function secretsPath(folder: string): string {
  return join(folder, "secrets.json");
}

/** The secrets of a data folder, or null when the file is missing. Throws `InstallationFault` when it is damaged. */
export function readSecrets(folder: string): Promise<Secrets | null> {
  const path = secretsPath(folder);
  return readJsonFile(path, shape, (text) => {
    const state = text.length === 0 ? "empty" : "cut off or not what was written";
    return `${path} is damaged: it is ${state}. ${secretsRemedy}`;
  });
}

/** How an installation gets its secrets back. */
export const secretsRemedy =
  "Put it back from a copy of the folder; or make new secrets, which ends everybody's sessions and nothing else: npm run admin -- renew-secrets";

/** Makes up secrets, and writes nothing. */
export function inventSecrets(): Secrets {
  return {
    authSecret: randomBytes(32).toString("base64url"),
    databasePassword: randomBytes(24).toString("base64url"),
  };
}

/** The secrets of a data folder, made up and written unless another process has just done so. */
export async function makeSecrets(folder: string): Promise<Secrets> {
  const secrets = inventSecrets();
  await writeJsonFile(secretsPath(folder), secrets, { keep: true });
  return (await readSecrets(folder)) ?? secrets;
}

/** Puts other secrets in the place of those of a data folder. */
export async function replaceSecrets(folder: string, secrets: Secrets): Promise<void> {
  await writeJsonFile(secretsPath(folder), secrets);
}
