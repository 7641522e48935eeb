import "../support/database";
import { beforeAll, expect, test } from "vitest";
import { metricNames, metricQuery, metrics } from "@/lib/server/metrics";
import { readMetric } from "@/lib/server/metrics/read-metric";
import { readReports } from "@/lib/server/reports/read-reports";
import { type Actor, buildActor, buildTeam } from "../support/actors";
import { callRoute } from "../support/call-route";

let lead: Actor;
let boardId: string;

/** A board with a year of history, in which every metric has something to tell. */
beforeAll(async () => {
  const teamId = await buildTeam("Product");
  lead = await buildActor(teamId, "lead");
  boardId = (await callRoute("post /boards/demo", lead, { body: { teamId } })).body.id;
});

const asked = metricQuery.parse({ asOf: new Date().toISOString().slice(0, 10) });

test.each(metricNames)("%s answers in exactly the shape of its contract", async (name) => {
  const answer = await readMetric(lead.userId, boardId, name, asked);
  expect(metrics[name].contract.answer.parse(answer)).toEqual(answer);
});

/** All objects of an answer that are about a card. */
function cardsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  return [...("cardId" in value ? [{ ...value }] : []), ...Object.values(value).flatMap(cardsIn)];
}

test("each card is named by its number and title, in every metric that names any", async () => {
  const answers = await Promise.all(
    metricNames.map((name) => readMetric(lead.userId, boardId, name, { ...asked, measure: "cycle-time" })),
  );
  const named = new Map(answers.map((answer, index) => [metricNames[index], cardsIn(answer)]));
  for (const card of [...named.values()].flat())
    expect(card).toMatchObject({ number: expect.any(Number), title: expect.stringMatching(/./) });
  expect([...named].filter(([, cards]) => cards.length > 0).map(([name]) => name)).toEqual([
    "cycle-time",
    "lead-time",
    "work-item-age",
    "queue-age",
    "time-in-column",
    "process-behaviour",
    "service-level",
    "blockers",
    "data-quality",
    "overrides",
  ]);
});

test("a page answers a metric once, however often it is asked", async () => {
  const { ask } = await readReports(lead.userId, boardId, metricQuery.parse({}));
  const { contract } = metrics.forecast;
  const [when, again, howMany] = [ask(contract), ask(contract), ask(contract, { mode: "how-many" })];
  expect(again).toBe(when);
  expect((await howMany).mode).toBe("how-many");
  expect((await when).mode).toBe("when");
});
