import { expect, expectNoBarriers, test } from "./fixtures";

/** One card a day is finished for 20 days up to yesterday; one is left waiting since the first of them. */
function historyAsCsv(): string {
  const dayMs = 86_400_000;
  const noon = new Date();
  noon.setUTCHours(12, 0, 0, 0);
  const at = (daysAgo: number, hours = 0) =>
    new Date(noon.getTime() - daysAgo * dayMs + hours * 3_600_000).toISOString();
  const finished = Array.from({ length: 20 }, (_, index) => [
    `Card ${index},ready,${at(index + 3)}`,
    `Card ${index},work,${at(index + 2)}`,
    `Card ${index},closed,${at(index + 1, 1)}`,
  ]).flat();
  return [
    "case_id,activity,timestamp",
    ...finished,
    `Left waiting,ready,${at(20)}`,
    `Straight through,new,${at(9)}`,
    `Straight through,closed,${at(8, 2)}`,
  ].join("\n");
}

const mapping = {
  columns: [
    { name: "New", kind: "backlog", activities: ["new"] },
    { name: "Ready", kind: "queue", activities: ["ready"] },
    { name: "Work", kind: "active", activities: ["work"] },
    { name: "Closed", kind: "done", activities: ["closed"] },
  ],
};

test("forecasts and the service level answer questions, keep them in the address, and lead to the cards", async ({
  person,
  page,
  api,
}) => {
  const { teams } = (await api.send("get", "/me")) as { teams: { id: string }[] };
  const imported = await page.request.post("/api/v1/imports?format=event-log", {
    headers: { Authorization: `Bearer ${person.token}` },
    multipart: {
      file: { name: "log.csv", mimeType: "text/csv", buffer: Buffer.from(historyAsCsv()) },
      options: JSON.stringify({ teamId: teams[0]?.id, boardName: "Steady", timeZone: "UTC", mapping }),
    },
  });
  expect(imported.status()).toBe(201);
  const { boardId } = (await imported.json()) as { boardId: string };
  const board = await api.getBoard(boardId);
  const waiting = board.cards.find(({ title }) => title === "Left waiting");
  await api.send("post", `/cards/${waiting?.id}/block`, { reason: "No answer yet", category: "defect" });
  await api.send("patch", `/boards/${boardId}`, { serviceLevel: { percentile: 90, days: 3 } });

  await page.goto(`/boards/${boardId}/reports`);
  const when = page.getByRole("region", { name: "When will the cards be done?" });
  await when.getByLabel("When will so many cards be done?").fill("5");
  await when.getByRole("button", { name: "Ask" }).click();
  await expect(when.getByText("With a chance of 85 %, 5 cards will be done by")).toBeVisible();
  await expect(page).toHaveURL(/items=5/);
  await page.reload();
  await expect(when.getByText("With a chance of 85 %, 5 cards will be done by")).toBeVisible();
  const howMany = page.getByRole("region", { name: "How many cards will be done?" });
  await expect(howMany.getByText(/With a chance of 85\s%, at least 1\d cards will be done/)).toBeVisible();

  const level = page.getByRole("region", { name: "Service level", exact: true });
  await expect(level.getByText("Agreed: 90 % of the cards in 3 days or less; kept for 100 %")).toBeVisible();
  await level.getByLabel("Days in which a card is expected").fill("2");
  await level.getByRole("button", { name: "Ask" }).click();
  await expect(level.getByText("Asked for: 90 % of the cards in 2 days or less")).toBeVisible();
  await level.getByRole("button", { name: "Days from this range" }).click();
  await expect(
    level.getByText("Proposed from this range: 90 % of the cards in 3 days or less"),
  ).toBeVisible();
  await level.getByRole("button", { name: "The agreed level" }).click();
  await expect(level.getByText("Agreed: 90 % of the cards in 3 days or less")).toBeVisible();

  const behaviour = page.getByRole("region", { name: "Process behaviour" });
  await behaviour.getByRole("radio", { name: "WIP" }).click();
  await expect(behaviour.getByText("Cards in progress at the end of each day")).toBeVisible();
  await expect(page).toHaveURL(/measure=wip/);

  await expect(page.getByText("The probable constraint is ")).toBeVisible();
  const quality = page.getByRole("region", { name: "Data quality" });
  await quality.getByText("Never started · 1 card").click();
  await expect(quality.getByRole("link", { name: /Straight through/ }).last()).toBeVisible();
  const blockers = page.getByRole("region", { name: "Blockers", exact: true });
  await blockers.getByText("defect · 1 block").click();
  await expect(blockers.getByRole("link", { name: /No answer yet/ })).toBeVisible();
  await expectNoBarriers(page);

  await level.getByRole("link", { name: /Left waiting/ }).click();
  await expect(page).toHaveURL(/card=/);
  await expect(page.getByRole("dialog")).toContainText("Left waiting");
});
