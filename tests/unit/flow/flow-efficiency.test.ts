import { describe, expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { buildWorkflow } from "@/lib/flow/log/workflow";
import { measureFlowEfficiency } from "@/lib/flow/metrics/flow-efficiency";
import { at, columns, history, timelinesOf, utc, workflow } from "../../support/history";

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
