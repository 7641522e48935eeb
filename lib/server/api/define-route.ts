import "server-only";
import type { z } from "zod";
import type { ErrorCode } from "@/lib/domain/errors";
import type { JsonResponse } from "../http/json-response";

/** From narrow to wide; each holds the ones before it. */
export const scopes = ["read", "write", "admin"] as const;

/**
 * Somebody signed in, whose token has this scope or a wider one; `public`: anybody. What they may do is the use case's to
 * decide.
 */
export type RouteAccess = (typeof scopes)[number] | "metrics" | "public";

export type Method = "get" | "post" | "patch" | "delete";

/** Answers that are not JSON: files and streams. */
export type MediaType = "text/csv" | "text/event-stream" | "text/plain";

/** The names in braces: `id` of `/cards/{id}/move`. */
type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** What a schema makes of what came in; of one that there is not, nothing. */
type Read<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** What a handler gets of a request. */
export type RouteInput<Params, Query, Body, Headers, UserId> = {
  userId: UserId;
  /** Ids, by their names in the path. */
  params: Params;
  query: Query;
  body: Body;
  headers: Headers;
  request: Request;
  /** Whether the session or token with which this request came is still good; for answers that stay open. */
  isStillSignedIn: () => Promise<boolean>;
  /** When the access token of this request ends; null for one without an end, and for a session. */
  tokenEndsAt: Date | null;
};

/** What a route says about itself, but for what it does. */
type Described = {
  method: Method;
  /** Below `/api/v1`; every name in braces stands for an id. */
  path: string;
  summary: string;
  access: RouteAccess;
  query?: z.ZodType | undefined;
  body?: z.ZodType | undefined;
  /** Headers that the handler reads, by their names. */
  headers?: z.ZodObject | undefined;
  /**
   * `file`: nobody has read the body, which may be a file or a form with one; the handler does, from `request`, once it has
   * asked for the right to send it. An Idempotency-Key is then the handler's business, too.
   */
  takes?: "json" | "file";
  /** Shape of a success. Without one a success has no body. */
  answer?: z.ZodType | MediaType | undefined;
  /** Status of a success: 200 unless said, and 204 where there is no answer. */
  status?: 200 | 201;
  /** Successes with another status, and their shapes; null: without a body. */
  otherAnswers?: Readonly<Record<number, z.ZodType | null>> | undefined;
  /** What its use case may refuse with, beside what any route of its kind does (`commonRefusals`). */
  refusals?: readonly ErrorCode[];
  maxBodyBytes?: number;
  /**
   * The request or the answer holds a secret. Nothing of either is kept for repeats, not even the request's fast hash,
   * from which a password could be guessed; so an Idempotency-Key has no effect.
   */
  holdsSecret?: boolean;
};

/** One operation of the API: all that is to be known of it, and what it does. */
export type Route = Described & {
  // biome-ignore lint/suspicious/noExplicitAny: each handler was checked against its own schemas by `defineRoute`
  handler: (input: RouteInput<any, any, any, any, any>) => Promise<unknown>;
};

type Answers<Answer, Others> =
  | (Answer extends z.ZodType ? z.output<Answer> : never)
  | (Others[keyof Others] extends infer Other ? (Other extends z.ZodType ? z.output<Other> : never) : never);

/** What a handler may answer with: a value of the answer's shape, or a response that says that it has one. */
type Answered<Answer, Others> = Answer extends z.ZodType
  ? Promise<z.output<Answer> | JsonResponse<Answers<Answer, Others>>>
  : Answer extends MediaType
    ? Promise<Response>
    : Promise<void>;

/**
 * Makes a route. Its handler gets what the schemas have read, and does not compile unless it answers what `answer` says.
 */
export function defineRoute<
  const M extends Method,
  const Path extends string,
  const Access extends RouteAccess,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Headers extends z.ZodObject | undefined = undefined,
  const Answer extends z.ZodType | MediaType | undefined = undefined,
  const Others extends Readonly<Record<number, z.ZodType | null>> = Record<never, never>,
>(
  route: Omit<Described, "otherAnswers"> & {
    method: M;
    path: Path;
    access: Access;
    query?: Query;
    body?: Body;
    headers?: Headers;
    answer?: Answer;
    otherAnswers?: Others;
    handler: (
      input: RouteInput<
        Record<NamesIn<Path>, string>,
        Read<Query>,
        Read<Body>,
        Read<Headers>,
        Access extends "public" ? null : string
      >,
    ) => Answered<Answer, Others>;
  },
): Route & { method: M; path: Path; query?: Query; body?: Body; answer?: Answer } {
  return route;
}

/** Status of a route's success. */
export function statusOf({ answer, status }: Route): number {
  return status ?? (answer === undefined ? 204 : 200);
}

/** Whether a repeat of a route's request with the same Idempotency-Key gets the first answer. */
export function isRepeatable({ access, method, holdsSecret, takes }: Route): boolean {
  return access !== "read" && method !== "get" && !holdsSecret && takes !== "file";
}
