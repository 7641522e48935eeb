import "server-only";
import type { z } from "zod";
import { DomainError } from "@/lib/domain/errors";

/** The value under its schema. Throws `invalid` with every fault's path and message. */
export function validate<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new DomainError("invalid", {
    errors: result.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message })),
  });
}

/** A path's parameters. One that cannot be an id names nothing: `not-found`, as for any unknown id. */
export function validateParams<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new DomainError("not-found");
}
