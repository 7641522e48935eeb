import { afterEach, expect, test, vi } from "vitest";
import { signOutTo } from "@/lib/client/session/sign-out";

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

/** The page, and where it goes on to. */
function page() {
  const assign = vi.fn();
  vi.stubGlobal("window", { location: { assign } });
  return assign;
}

test("who is signed out goes on", async () => {
  const goesOn = page();
  const asked = answer(begun(), Response.json({ url: "/" }));
  expect(await signOutTo("/sign-in")).toBeNull();
  expect(asked).toHaveBeenCalledTimes(2);
  expect(goesOn.mock.calls).toEqual([["/sign-in"]]);
});

test("a server that is away, starts or fails leaves everybody signed in, which is said", async () => {
  const goesOn = page();
  const starting = () => Response.json({ code: "unavailable" }, { status: 503 });
  for (const answers of [[new TypeError("fetch failed")], [starting()], [begun(), starting()], [begun()]]) {
    answer(...answers);
    expect(await signOutTo("/sign-in")).toMatchObject({ title: "You are still signed in" });
  }
  expect(goesOn).not.toHaveBeenCalled();
});
