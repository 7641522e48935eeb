import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { countDown, countUp } from "../store/people/attempt-counts";

const maxGuesses = 20;
const windowMs = 60 * 60_000;

/**
 * Counts an address that a person names to learn whether somebody here has it: 20 an hour, so that nobody can go through
 * a list. Throws `rate-limited` once there were too many; `forgive` takes the count back when the address was right.
 */
export async function countGuess(userId: string): Promise<{ forgive(): Promise<void> }> {
  const key = `address-guess:${userId}`;
  const { points = 0, leftMs = 0 } = (await countUp([key], windowMs)).get(key) ?? {};
  if (points > maxGuesses)
    throw new DomainError("rate-limited", { retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1000)) });
  return { forgive: () => countDown([key], 1) };
}
