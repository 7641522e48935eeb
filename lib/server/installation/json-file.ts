import type { z } from "zod";
import { InstallationFault } from "./fault";
import { readText, writeWhole } from "./files";

/**
 * What a file of the data folder holds; null when there is none. Throws `InstallationFault` when it is damaged, in the words
 * that `sayDamage` finds for its text.
 */
export async function readJsonFile<T>(
  path: string,
  shape: z.ZodType<T>,
  sayDamage: (text: string) => string,
): Promise<T | null> {
  const text = await readText(path);
  if (text === null) return null;
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw new InstallationFault(sayDamage(text), { cause: error });
  }
}

/** Writes such a file whole. `keep`: one that is there already stays as it is. */
export function writeJsonFile(path: string, value: object, options?: { keep: boolean }): Promise<void> {
  return writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, options);
}
