import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advance, type Life, type LifeEvent, newborn } from "@/scripts/phases.mjs";

/** The life after these events, and what was to be done about each. */
function live(...events: LifeEvent[]): { life: Life; acts: (string | null)[] } {
  let life = newborn;
  const acts = events.map((event) => {
    const next = advance(life, event);
    life = next.life;
    return next.act;
  });
  return { life, acts };
}

const served: LifeEvent = { kind: "served" };
const ended: LifeEvent = { kind: "ended" };
const at = (kind: "signal" | "orphaned" | "failed", time: number): LifeEvent => ({ kind, at: time });

describe("the life of a process", () => {
  test("a signal ends it, in whatever it is about, with status 0", () => {
    expect(live(at("signal", 0))).toMatchObject({ life: { phase: "draining", code: 0 }, acts: ["end"] });
    expect(live(served, at("signal", 5)).acts).toEqual([null, "end"]);
    expect(live(at("orphaned", 0)).acts).toEqual(["end"]);
  });

  test("a start that comes to its end after that does not serve", () => {
    expect(live(at("signal", 0), served).life.phase).toBe("draining");
  });

  test("the same signal, passed on by npm or sent to the whole group, does not hurry", () => {
    expect(live(served, at("signal", 0), at("signal", 3), at("signal", 999)).acts).toEqual([
      null,
      "end",
      null,
      null,
    ]);
  });

  test("a second signal hurries, a third changes nothing", () => {
    expect(live(served, at("signal", 0), at("signal", 1_000), at("signal", 9_000))).toMatchObject({
      life: { phase: "hurrying" },
      acts: [null, "end", "hurry", null],
    });
  });

  test("the end of npm, which a signal brings about, hurries nobody", () => {
    expect(live(served, at("signal", 0), at("orphaned", 2_000)).acts).toEqual([null, "end", null]);
  });

  test("a failure ends it with status 1; what fails since it ends is none", () => {
    expect(live(at("failed", 0)).life.code).toBe(1);
    expect(live(served, at("failed", 0), at("signal", 1)).life.code).toBe(1);
    expect(live(at("signal", 0), at("failed", 1)).life).toMatchObject({ phase: "draining", code: 0 });
  });

  test("whatever happens: it is ended once, hurried at most once, after that, and never lives again", () => {
    const event = fc.oneof(
      fc.constantFrom(served, ended),
      fc.record({
        kind: fc.constantFrom<("signal" | "orphaned" | "failed")[]>("signal", "orphaned", "failed"),
        at: fc.nat(10_000),
      }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        const { life, acts } = live(...events);
        const done = acts.filter((act) => act !== null);
        expect([[], ["end"], ["end", "hurry"]]).toContainEqual(done);
        if (events.some(({ kind }) => kind === "ended")) expect(life.phase).toBe("ended");
      }),
    );
  });
});
