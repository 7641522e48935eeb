import "server-only";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { problem } from "@/lib/contracts/problem";
import { type Route, statusOf } from "./define-route";
import { refusalsOf } from "./refusals";

/**
 * Holds an answer against what its route says: status, kind, and every field, none missing and none beside. For tests and
 * development; who uses the product does not wait for it. Throws in words.
 */
export async function checkAnswer(route: Route, response: Response): Promise<void> {
  try {
    if (response.status >= 400) return await checkRefusal(route, response);
    const shapes = { [statusOf(route)]: route.answer ?? null, ...route.otherAnswers };
    const shape = shapes[response.status];
    const type = response.headers.get("content-type");
    if (shape === undefined) throw new Error(`the status ${response.status}, which it does not say`);
    if (shape === null && response.body !== null) throw new Error(`${response.status} with a body`);
    if (typeof shape === "string" && !type?.startsWith(shape)) throw new Error(`${type}, not ${shape}`);
    if (shape instanceof z.ZodType) await checkShape(shape, response);
  } catch (error) {
    throw new Error(`${route.method} ${route.path} answers ${(error as Error).message}`);
  }
}

async function checkRefusal(route: Route, response: Response): Promise<void> {
  const { code } = await checkShape(problem, response);
  if (!refusalsOf(route).includes(code)) throw new Error(`with the refusal ${code}, which it does not say`);
}

async function checkShape<T>(shape: z.ZodType<T>, response: Response): Promise<T> {
  const sent = await response.clone().json();
  const read = shape.safeParse(sent);
  if (!read.success) throw new Error(`what its contract does not allow:\n${z.prettifyError(read.error)}`);
  const beside = firstDifference(sent, read.data);
  if (beside !== null) throw new Error(`more than it says: ${beside}`);
  return read.data;
}

/** Where two JSON values differ, as a path such as `cards.0.title`; null when they do not. */
function firstDifference(sent: unknown, read: unknown, path: readonly string[] = []): string | null {
  if (isDeepStrictEqual(sent, read)) return null;
  if (typeof sent !== "object" || sent === null || typeof read !== "object" || read === null)
    return path.join(".");
  const [a, b] = [sent, read] as Record<string, unknown>[];
  for (const key of new Set([...Object.keys(sent), ...Object.keys(read)])) {
    const found = firstDifference(a?.[key], b?.[key], [...path, key]);
    if (found !== null) return found;
  }
  return null;
}
