import { answerApi } from "@/lib/server/routes/api";
import "../support/database";
import { afterAll, expect, test } from "vitest";
import { durationAnswer } from "@/lib/contracts/metrics/duration";
import { buildBoard } from "../support/boards";
import { callRoute } from "../support/call-route";
import { expectSoundDatabase } from "../support/verified";

afterAll(expectSoundDatabase);

/** More finished cards than an answer names: most within a day, every hundredth in two. */
const cards = 5_200;
const log = ["case_id,activity,timestamp"]
  .concat(
    Array.from({ length: cards }, (_, index) => {
      const began = index % 100 === 0 ? "2026-03-01T10:00:00Z" : "2026-03-02T08:00:00Z";
      return `C${index},Doing,${began}\nC${index},Done,2026-03-02T12:00:00Z`;
    }),
  )
  .join("\n");

test("the cards behind a bar are all of them, however many were finished", async () => {
  const board = await buildBoard();
  const form = new FormData();
  form.append("file", new Blob([log]), "log.csv");
  const imported = await answerApi(
    new Request("http://sluice.test/api/v1/imports?format=event-log", {
      method: "POST",
      headers: { Authorization: `Bearer ${board.lead.token}` },
      body: form,
    }),
  );
  const { boardId } = await imported.json();
  const ask = async (more: Record<string, string>) => {
    const query = { from: "2026-03-01", to: "2026-03-03", ...more };
    const params = { id: boardId };
    const { body } = await callRoute("get /boards/{id}/metrics/cycle-time", board.lead, { params, query });
    return durationAnswer.parse(body);
  };

  expect(await ask({})).toMatchObject({ n: cards, isSample: true, matching: null });

  const slow = await ask({ daysFrom: "2", daysTo: "2" });
  expect(slow).toMatchObject({ n: cards, isSample: false, matching: cards / 100 });
  expect(slow.items.every(({ days }) => days === 2)).toBe(true);
  expect(slow.items).toHaveLength(cards / 100);

  const seen = new Set<string>();
  for (let skip = 0; skip < cards; skip += 500) {
    const page = await ask({ dayCountFrom: String(cards), skip: String(skip) });
    expect(page.matching).toBe(cards);
    for (const { cardId } of page.items) seen.add(cardId);
  }
  expect(seen.size).toBe(cards);
});
