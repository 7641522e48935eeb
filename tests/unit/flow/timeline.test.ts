import { describe, expect, test } from "vitest";
import { buildTimelines, stretchesInProgress } from "@/lib/flow/log/timeline";
import { buildWorkflow } from "@/lib/flow/log/workflow";
import { at, columns, history, logOf, timelinesOf, workflow } from "../../support/history";

const only = (story: ReturnType<typeof history>) => {
  const [timeline] = timelinesOf(story);
  if (!timeline) throw new Error("no timeline");
  return timeline;
};

describe("created, started, finished", () => {
  test("a plain card", () => {
    const card = only(
      history("A")
        .enters("ideas", "2026-03-01 08:00")
        .enters("ready", "2026-03-02 09:00")
        .enters("doing", "2026-03-03 10:00")
        .enters("done", "2026-03-05 11:00"),
    );
    expect(card).toMatchObject({
      createdAt: at("2026-03-01 08:00"),
      startedAt: at("2026-03-02 09:00"),
      finishedAt: at("2026-03-05 11:00"),
      skippedStart: false,
    });
  });

  test("going back into the backlog does not take the start away", () => {
    const card = only(
      history("A")
        .enters("doing", "2026-03-01 08:00")
        .enters("ideas", "2026-03-02 08:00")
        .enters("doing", "2026-03-09 08:00"),
    );
    expect(card.startedAt).toBe(at("2026-03-01 08:00"));
  });

  test("reopening withdraws the finish, and the last finish counts", () => {
    const story = history("A")
      .enters("doing", "2026-03-01 08:00")
      .enters("done", "2026-03-02 08:00")
      .enters("review", "2026-03-03 08:00");
    expect(only(story).finishedAt).toBeNull();
    expect(only(story.enters("done", "2026-03-04 08:00"))).toMatchObject({
      finishedAt: at("2026-03-04 08:00"),
    });
  });

  test("straight to done: started when finished, and marked", () => {
    const card = only(history("A").enters("ideas", "2026-03-01 08:00").enters("done", "2026-03-02 08:00"));
    expect(card).toMatchObject({
      startedAt: at("2026-03-02 08:00"),
      finishedAt: at("2026-03-02 08:00"),
      skippedStart: true,
    });
  });

  test("made in done and reopened: started with the first entry into a committed column that is not done", () => {
    const story = history("A").enters("done", "2026-03-02 08:00").enters("ideas", "2026-03-03 08:00");
    expect(only(story)).toMatchObject({ startedAt: null, finishedAt: null, skippedStart: false });
    expect(only(story.enters("doing", "2026-03-05 08:00"))).toMatchObject({
      startedAt: at("2026-03-05 08:00"),
      skippedStart: false,
    });
    expect(only(story.enters("done", "2026-03-06 08:00"))).toMatchObject({
      startedAt: at("2026-03-05 08:00"),
      finishedAt: at("2026-03-06 08:00"),
      skippedStart: false,
    });
  });

  test("from one column of done to another, the first entry counts", () => {
    const twoDone = buildWorkflow({
      timeZone: "UTC",
      columns: [...columns, { id: "shipped", name: "Shipped", kind: "done", position: 5 }],
      commitmentColumnId: null,
    });
    const story = history("A")
      .enters("doing", "2026-03-01 08:00")
      .enters("done", "2026-03-02 08:00")
      .enters("shipped", "2026-03-09 08:00");
    expect(buildTimelines(twoDone, logOf(story))).toMatchObject([{ finishedAt: at("2026-03-02 08:00") }]);
  });

  test("straight to done a second time, it starts with the finish that counts", () => {
    const story = history("A")
      .enters("done", "2026-03-02 08:00")
      .enters("ideas", "2026-03-03 08:00")
      .enters("done", "2026-03-09 08:00");
    expect(only(story)).toMatchObject({
      startedAt: at("2026-03-09 08:00"),
      finishedAt: at("2026-03-09 08:00"),
      skippedStart: true,
    });
  });

  test("deleted from done is not finished any more, and restored it is finished anew", () => {
    const story = history("A")
      .enters("doing", "2026-03-01 08:00")
      .enters("done", "2026-03-02 08:00")
      .leaves("2026-03-03 08:00");
    expect(only(story)).toMatchObject({ finishedAt: null, goneAt: at("2026-03-03 08:00"), columnId: null });
    expect(only(story.enters("done", "2026-03-05 08:00"))).toMatchObject({
      finishedAt: at("2026-03-05 08:00"),
      goneAt: null,
    });
  });

  test("as of an instant, later entries have not happened", () => {
    const log = logOf(history("A").enters("doing", "2026-03-01 08:00").enters("done", "2026-03-02 08:00"));
    expect(buildTimelines(workflow, log, at("2026-03-02 07:59"))[0]?.finishedAt).toBeNull();
    expect(buildTimelines(workflow, log, at("2026-03-02 08:00"))[0]?.finishedAt).toBe(at("2026-03-02 08:00"));
  });
});

test("what goes from column to column is in progress without a break", () => {
  const card = only(
    history("A")
      .enters("ready", "2026-03-01 00:00")
      .enters("doing", "2026-03-02 00:00")
      .enters("review", "2026-03-03 00:00")
      .enters("done", "2026-03-04 00:00"),
  );
  expect(stretchesInProgress(card)).toEqual([{ from: at("2026-03-01 00:00"), to: at("2026-03-04 00:00") }]);
});

test("what went straight to done was never in progress", () => {
  const card = only(history("A").enters("ideas", "2026-03-01 08:00").enters("done", "2026-03-02 08:00"));
  expect(stretchesInProgress(card)).toEqual([]);
});

test("time off the board is not in progress", () => {
  const card = only(
    history("A")
      .enters("doing", "2026-03-01 00:00")
      .leaves("2026-03-02 00:00")
      .enters("doing", "2026-03-05 00:00")
      .enters("done", "2026-03-06 00:00"),
  );
  expect(stretchesInProgress(card)).toEqual([
    { from: at("2026-03-01 00:00"), to: at("2026-03-02 00:00") },
    { from: at("2026-03-05 00:00"), to: at("2026-03-06 00:00") },
  ]);
});
