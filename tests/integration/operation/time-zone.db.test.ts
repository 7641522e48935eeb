import "../../support/database";
import { afterAll, expect, test } from "vitest";
import { metricNames } from "@/lib/server/metrics";
import { buildActor, buildTeam } from "../../support/actors";
import { callRoute, metricDoor } from "../../support/call-route";

// The time zone of the server process is nobody's: days are those of the board's own zone.

const before = process.env.TZ;
const asOf = new Date(Date.now() - 60_000).toISOString();

afterAll(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

test("no figure depends on TZ, not even where the process's own days are shorter or longer", async () => {
  const teamId = await buildTeam();
  const lead = await buildActor(teamId, "lead");
  const { body: demo } = await callRoute("post /boards/demo", lead, { body: { teamId } });
  const hoursSeen = new Set<number>();
  const readAll = async (timeZone: string) => {
    process.env.TZ = timeZone;
    hoursSeen.add(new Date(2026, 0, 1).getTime());
    const answers: Record<string, unknown> = {};
    for (const name of metricNames) {
      const { status, body } = await callRoute(metricDoor(name), lead, {
        params: { id: demo.id },
        query: { asOf },
      });
      expect({ name, status }).toEqual({ name, status: 200 });
      answers[name] = body;
    }
    return answers;
  };
  const inUtc = await readAll("UTC");
  for (const zone of ["America/Los_Angeles", "Pacific/Kiritimati"])
    expect(await readAll(zone)).toEqual(inUtc);
  expect(hoursSeen.size).toBe(3);
}, 120_000);
