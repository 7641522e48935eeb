import "server-only";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { z } from "zod";
import { DomainError, invalidField } from "@/lib/domain/errors";
import { problemResponse } from "../http/problem";
import { addressOf, originOf } from "../http/request-facts";
import { fromOrigin } from "../network/origin";
import { withRelativeAge } from "./lasting-cookie";
import { authOptions } from "./options";
import { refusals } from "./sign-in-refusal";

/** What of next-auth is used; the rest is not there. */
const taken: Record<string, readonly string[]> = {
  GET: ["csrf", "session"],
  POST: ["callback/credentials", "signout"],
};

const text = z.string().max(4_000);
const authForm = z.object({
  csrfToken: text.optional(),
  callbackUrl: text.optional(),
  email: text.optional(),
  password: text.optional(),
  json: text.optional(),
});

const nextAuth: (request: Request, context: unknown) => Promise<Response> = NextAuth(authOptions);

/**
 * next-auth behind a door of our own: it is asked only what it is used for, with a form that has its shape, and a failure
 * leaves as a problem document that says what it is.
 */
export function answerAuth(request: Request, context: unknown): Promise<Response> {
  return fromOrigin({ address: addressOf(request.headers) }, async () => {
    try {
      return await askNextAuth(request, context);
    } catch (error) {
      return problemResponse(error, request, null);
    }
  });
}

async function askNextAuth(request: Request, context: unknown): Promise<Response> {
  const action = new URL(request.url).pathname.replace(/^\/api\/auth\/|\/$/g, "");
  if (!taken[request.method === "HEAD" ? "GET" : request.method]?.includes(action))
    throw new DomainError("not-found");
  const spoiled = findSpoiledCookie(request.headers.get("cookie"));
  if (spoiled) return withoutCookie(request, spoiled);
  // Without its query, which next-auth would take for a form, too.
  const url = `${originOf(request.headers)}/api/auth/${action}`;
  const headers = new Headers(request.headers);
  headers.set("content-type", "application/x-www-form-urlencoded");
  headers.delete("content-length");
  const body = request.method === "POST" ? new URLSearchParams(await readForm(request)) : undefined;
  const asked = new NextRequest(url, { method: request.method, headers, body });
  const refusal: { error: unknown } = { error: null };
  const response = await refusals.run(refusal, () => nextAuth(asked, context));
  if (refusal.error) throw refusal.error;
  return withRelativeAge(response);
}

/** The fields that next-auth reads, from a form or from JSON. Throws `invalid` and `unsupported-media-type`. */
async function readForm(request: Request): Promise<Record<string, string>> {
  const type = request.headers.get("content-type") ?? "";
  const raw = await request.text();
  const fields = /^application\/json\b/i.test(type)
    ? parseJson(raw)
    : /^application\/x-www-form-urlencoded\b/i.test(type)
      ? Object.fromEntries(new URLSearchParams(raw))
      : raw === ""
        ? {}
        : undefined;
  if (fields === undefined) throw new DomainError("unsupported-media-type");
  const form = authForm.safeParse(fields);
  if (!form.success) throw new DomainError("invalid");
  const { callbackUrl, ...rest } = form.data;
  return { ...rest, ...(isUrl(callbackUrl) && { callbackUrl }) };
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw invalidField("", "Not valid JSON.");
  }
}

function isUrl(value: string | undefined): value is string {
  return value !== undefined && (value.startsWith("/") || URL.canParse(value));
}

/** A cookie in which next-auth keeps an address, and that holds none: it would call that a fault of the server. */
function findSpoiledCookie(header: string | null): string | null {
  const pair = header?.split(/;\s*/).find((one) => /^(__Secure-)?next-auth\.callback-url=/.test(one));
  if (!pair) return null;
  const [name = "", value = ""] = pair.split(/=(.*)/s);
  try {
    return URL.canParse(decodeURIComponent(value)) ? null : name;
  } catch {
    return name;
  }
}

function withoutCookie(request: Request, name: string): Response {
  const refusal = new DomainError(
    "invalid",
    {},
    "A cookie of this site was damaged. It is removed now; try again.",
  );
  const response = problemResponse(refusal, request, null);
  const isSecure = name.startsWith("__Secure-");
  response.headers.append("Set-Cookie", `${name}=; Path=/; Max-Age=0; HttpOnly${isSecure ? "; Secure" : ""}`);
  return response;
}
