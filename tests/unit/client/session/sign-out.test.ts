import { afterEach, expect, test, vi } from "vitest";
import { signOut } from "@/lib/client/session/sign-out";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Answers of the server, one after the other; an error is no answer. */
function answer(...answers: (Response | Error)[]) {
  const asked = vi.fn(async () => {
    const next = answers.shift();
    if (next instanceof Response) return next;
    throw next ?? new Error("Nobody answers.");
  });
  vi.stubGlobal("fetch", asked);
  return asked;
}
const begun = () => Response.json({ csrfToken: "a" });

test("who is signed out is told so", async () => {
  const asked = answer(begun(), Response.json({ url: "/" }));
  expect(await signOut()).toBe(true);
  expect(asked).toHaveBeenCalledTimes(2);
});

test("a server that is away, starts or fails leaves everybody signed in, which is said", async () => {
  const starting = () => Response.json({ code: "unavailable" }, { status: 503 });
  for (const answers of [[new TypeError("fetch failed")], [starting()], [begun(), starting()], [begun()]]) {
    answer(...answers);
    expect(await signOut()).toBe(false);
  }
});
