import { readdir } from "node:fs/promises";

/** Names of the files of a folder. Throws what the file system says of one that cannot be read. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
