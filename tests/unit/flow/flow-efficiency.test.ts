import { describe, expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { buildTimelines } from "@/lib/flow/log/timeline";
import { buildWorkflow } from "@/lib/flow/log/workflow";
import { measureFlowEfficiency } from "@/lib/flow/metrics/flow-efficiency";
import { at, columns, history, logOf, timelinesOf, utc, workflow } from "../../support/history";

const days = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });
const hour = 3_600_000;

describe("flow efficiency", () => {
  const range = days("2026-03-01", "2026-03-31");
  const cards = timelinesOf(
    history("A")
      .enters("ready", "2026-03-01 00:00")
      .enters("doing", "2026-03-01 06:00")
      .enters("review", "2026-03-01 18:00")
      .enters("done", "2026-03-02 00:00"),
  );

  test("queues and blocked time are not active; the parts add up", () => {
    const blocks = [{ cardId: "A", from: at("2026-03-01 05:00"), to: at("2026-03-01 09:00") }];
    expect(measureFlowEfficiency(utc, workflow, cards, blocks, range)).toEqual({
      configured: true,
      aggregate: 9 / 24,
      meanOfCards: 9 / 24,
      activeMs: 9 * hour,
      waitMs: 12 * hour,
      blockedMs: 3 * hour,
    });
  });

  test("the mean is of the cards' own efficiencies, the other of all their time; no length, no efficiency", () => {
    const both = timelinesOf(
      history("half active")
        .enters("ready", "2026-03-01 00:00")
        .enters("doing", "2026-03-01 12:00")
        .enters("done", "2026-03-02 00:00"),
      history("all active").enters("doing", "2026-03-02 00:00").enters("done", "2026-03-05 00:00"),
      history("straight").enters("ideas", "2026-03-01 00:00").enters("done", "2026-03-06 00:00"),
      history("open").enters("doing", "2026-03-01 00:00"),
    );
    expect(measureFlowEfficiency(utc, workflow, both, [], range)).toMatchObject({
      aggregate: (12 + 72) / (24 + 72),
      meanOfCards: 0.75,
    });
  });

  test("what lies before the start is no part of it, nor is a block that lasts longer than the card", () => {
    const committedAtReview = buildWorkflow({ timeZone: "UTC", columns, commitmentColumnId: "review" });
    const log = logOf(
      history("A")
        .enters("doing", "2026-03-01 00:00")
        .enters("review", "2026-03-02 00:00")
        .enters("doing", "2026-03-03 00:00")
        .enters("done", "2026-03-04 00:00"),
    );
    const blocks = [{ cardId: "A", from: at("2026-03-03 18:00"), to: null }];
    const activeUnder = (under: typeof workflow) =>
      measureFlowEfficiency(utc, under, buildTimelines(under, log), blocks, range);
    expect(activeUnder(workflow)).toMatchObject({ activeMs: 42 * hour, blockedMs: 6 * hour });
    expect(activeUnder(committedAtReview)).toMatchObject({ activeMs: 18 * hour, waitMs: 24 * hour });
  });

  test("without a queue column there is no figure", () => {
    const noQueue = buildWorkflow({
      timeZone: "UTC",
      commitmentColumnId: null,
      columns: columns.map((column) =>
        column.kind === "queue" ? { ...column, kind: "active" as const } : column,
      ),
    });
    expect(measureFlowEfficiency(utc, noQueue, cards, [], range)).toMatchObject({
      configured: false,
      aggregate: null,
      meanOfCards: null,
    });
  });
});
