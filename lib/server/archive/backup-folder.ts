import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { listFiles } from "./list-files";
import { readArchiveFile } from "./read-archive";
import { chooseOld, instantOf, type ProvedFile } from "./schedule";
import { asideOf, clearAside, makeFolder } from "./write-aside";

/** Makes the folder if it is not there, and clears away what killed runs of ours have left in it. */
export async function tidyFolder(folder: string): Promise<void> {
  await makeFolder(folder);
  for (const name of await listFiles(folder)) {
    const whole = name.replace(/\.part$/, "");
    if (name.endsWith(".part") && instantOf(whole) !== null) await clearAside(asideOf(join(folder, whole)));
  }
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Keeps the newest backups of an installation and removes the others; a file that is not proved is neither. `made`: the
 * name of the one that was just made. `kept`: of files that bear such a name, cannot be read or removed, and stay, in words:
 * why.
 */
export async function removeOld(
  folder: string,
  installation: string | null,
  made: string,
  keep: number,
): Promise<{ removed: string[]; kept: string[] }> {
  const proved: ProvedFile[] = [];
  const kept: string[] = [];
  for (const name of (await listFiles(folder)).filter((each) => instantOf(each) !== null)) {
    const path = join(folder, name);
    try {
      const { head } = await readArchiveFile(path);
      if (head.installation === installation) proved.push({ name, takenAt: Date.parse(head.takenAt) });
    } catch (error) {
      // Whatever it is that keeps it from being read: the one that was just made is good.
      if (existsSync(path)) kept.push(wordsOf(error));
    }
  }
  const removed: string[] = [];
  for (const old of chooseOld(proved, made, keep, Date.now())) {
    const failure = await rm(join(folder, old), { force: true }).then(() => null, wordsOf);
    if (failure === null) removed.push(old);
    else kept.push(`${join(folder, old)} cannot be removed: ${failure}.`);
  }
  return { removed, kept };
}
