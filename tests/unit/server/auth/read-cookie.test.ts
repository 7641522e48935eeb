import { encode } from "next-auth/jwt";
import { afterEach, expect, test, vi } from "vitest";
import { oncePerProcess } from "@/lib/server/lifecycle/once-per-process";

const secret = "only-for-tests-only-for-tests-only-for-tests";

afterEach(() => vi.unstubAllEnvs());

test("what a cookie names is known to every copy of the module once one has read it, and no cookie is kept", async () => {
  vi.stubEnv("NEXTAUTH_SECRET", secret);
  vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none");
  const cookie = await encode({ token: { sessionId: "an id" }, secret });
  const header = `next-auth.session-token=${cookie}`;
  const copy = async () => {
    vi.resetModules();
    return await import("@/lib/server/auth/authenticate");
  };
  const { readSessionId } = await copy();
  expect(await readSessionId(header)).toBe("an id");
  const read = oncePerProcess("session ids by cookies", () => new Map<string, string>());
  const [hash = ""] = [...read.keys()].slice(-1);
  expect(hash.length).toBeLessThan(50);
  expect(cookie).not.toContain(hash);
  read.set(hash, "found there");
  expect(await (await copy()).readSessionId(header)).toBe("found there");
  read.delete(hash);
});
