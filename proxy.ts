import { type NextRequest, NextResponse } from "next/server";

/** Tells pages their own address, so that signing in leads back to where one wanted to go. */
export function proxy(request: NextRequest) {
  const headers = new Headers(request.headers);
  headers.set("x-sluice-path", request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: ["/((?!api|_next|.*\\.).*)"] };
