import "server-only";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "@/lib/domain/errors";
import { getPool } from "../db/client";

let limiter: RateLimiterPostgres | null = null;

/**
 * Counts an address that a person names to learn whether somebody here has it: 20 an hour, so that nobody can go through
 * a list. Throws `rate-limited` once there were too many; `forgive` takes the count back when the address was right.
 */
export async function countGuess(userId: string): Promise<{ forgive(): Promise<void> }> {
  limiter ??= new RateLimiterPostgres({
    storeClient: getPool(),
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix: "address-guess",
    points: 20,
    duration: 60 * 60,
  });
  const counted = limiter;
  try {
    await counted.consume(userId);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new DomainError("rate-limited", { retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000) });
  }
  return {
    forgive: async () => {
      await counted.reward(userId);
    },
  };
}
