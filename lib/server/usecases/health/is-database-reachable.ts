import "server-only";
import { getPool } from "../../db/client";

const patienceMs = 2_000;

let asking: Promise<boolean> | null = null;

/** Whether the database answers within two seconds. However many ask at once, one connection is used for it. */
export function isDatabaseReachable(): Promise<boolean> {
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

async function ask(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const answer = getPool()
    .query("SELECT 1")
    .then(
      () => true,
      () => false,
    );
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}
