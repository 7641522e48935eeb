import "server-only";
import type { z } from "zod";
import { DomainError } from "@/lib/domain/errors";
import { problemWords } from "../http/problem";
import { fromBrowser } from "./from-browser";

/** What is wrong with a form, by field, and what was typed, passwords left out. */
export type FormFault = { message?: string; errors: Record<string, string>; typed: Record<string, string> };

/**
 * Checks a form against its schema and does the work; null when it was done, else what to show. Expected failures
 * become words; anything else is thrown on.
 */
export async function readForm<T>(
  schema: z.ZodType<T>,
  form: FormData,
  work: (values: T) => Promise<void>,
): Promise<FormFault | null> {
  const values: Record<string, string> = {};
  for (const [key, value] of form) if (typeof value === "string" && !key.startsWith("$")) values[key] = value;
  const { password: _, ...typed } = values;
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    const errors = Object.fromEntries(
      parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]),
    );
    return { errors, typed };
  }
  try {
    await fromBrowser(() => work(parsed.data));
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const named = (error.details.errors as { path: string; message: string }[] | undefined) ?? [];
    const errors = Object.fromEntries(named.map(({ path, message }) => [path, message]));
    const words = error.hasOwnMessage ? error.message : problemWords[error.code].detail;
    return { errors, typed, message: named.length > 0 ? undefined : words };
  }
}
