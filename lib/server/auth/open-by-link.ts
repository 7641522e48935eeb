import "server-only";
import type { z } from "zod";
import { requireSameOrigin } from "../http/check-origin";
import { problemResponse } from "../http/problem";
import { readJson } from "../http/read-body";
import { addressOf } from "../http/request-facts";
import { validate } from "../http/validate";
import { fromOrigin } from "../network/origin";
import { withSession } from "./session-cookie";

const maxBytes = 64 * 1024;

/**
 * Answers the form behind a one-time link. Its address is the same in every release, so that a form opened before an
 * update can be sent after it. `enter` does what the link is for and returns the person to sign in; null where somebody
 * is signed in already.
 */
export function openByLink<T>(
  body: z.ZodType<T>,
  enter: (values: T, request: Request) => Promise<{ userId: string } | null>,
): (request: Request) => Promise<Response> {
  return (request) =>
    fromOrigin({ address: addressOf(request.headers) }, async () => {
      try {
        requireSameOrigin(request.headers);
        const values = validate(body, (await readJson(request, maxBytes)).value);
        const entered = await enter(values, request);
        const done = new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
        return entered ? await withSession(done, entered.userId, request.headers) : done;
      } catch (error) {
        return problemResponse(error, request, null);
      }
    });
}
