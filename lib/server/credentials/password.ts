import "server-only";
import { hash, verify } from "@node-rs/argon2";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { WorkQueue } from "./work-queue";

/** Argon2id at the cost that OWASP's password storage sheet recommends: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Longest password that is accepted, in characters; a longer one is nobody's. */
const longest = 200;

const queue = oncePerProcess("passwords", () => new WorkQueue(2));

/** Argon2id hash in PHC form, salt included. */
export function hashPassword(password: string): Promise<string> {
  return queue.run(() => hash(password, cost));
}

let decoy: Promise<string> | null = null;

/**
 * Whether the password fits the hash. Without a hash (unknown address, no password yet) the same work is done, so
 * that the time taken does not tell the two apart.
 */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  decoy ??= hashPassword("nobody has this password");
  const stored = passwordHash ?? (await decoy);
  const fits = await queue.run(() => verify(stored, password.slice(0, longest)).catch(() => false));
  return passwordHash !== null && password.length <= longest && fits;
}
