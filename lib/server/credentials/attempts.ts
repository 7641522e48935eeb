import "server-only";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "@/lib/domain/errors";
import { getPool } from "../db/client";

type Limiters = { address: RateLimiterPostgres; email: RateLimiterPostgres };

let limiters: Limiters | null = null;

// Counted in PostgreSQL, so that every process counts together. The table comes from a migration.
function openLimiters(): Limiters {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: getPool(),
      storeType: "pool",
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix,
      points,
      duration: 15 * 60,
    });
  limiters ??= { address: limiter("sign-in-address", 60), email: limiter("sign-in-email", 8) };
  return limiters;
}

/**
 * Counts one try to sign in, by e-mail address and by network address. Throws `rate-limited` with the seconds to wait
 * once there were too many; `forgive` takes the count for the e-mail address back after a success.
 */
export async function countAttempt(email: string, address: string): Promise<{ forgive(): Promise<void> }> {
  const counted = openLimiters();
  try {
    await counted.email.consume(email);
    await counted.address.consume(address);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new DomainError("rate-limited", { retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000) });
  }
  return {
    forgive: async () => {
      await counted.email.delete(email);
    },
  };
}
