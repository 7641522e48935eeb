import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { useCards } from "@/components/reports/cards/use-cards";
import type { CardsQuery } from "@/components/reports/view/cards-query";
import { type ReportView, ReportViewProvider } from "@/components/reports/view/report-view";
import { QueryProvider } from "@/lib/client/query/query-provider";
import type { DurationAnswer } from "@/lib/contracts/metrics/duration";
import { answerWith } from "../../../support/dialogs";
import { idOf } from "../../client/board/board-fixture";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const at = "2026-03-02T09:00:00.000Z";
const card = (title: string) => ({ cardId: idOf(title), number: 1, title });
const finished = (title: string) => ({
  ...card(title),
  createdAt: at,
  startedAt: at,
  finishedAt: at,
  elapsedMs: 0,
  days: 1,
});

const durations = (titles: string[], matching: number): DurationAnswer => ({
  from: "2026-03-01",
  to: "2026-03-31",
  timeZone: "UTC",
  workingDays: null,
  cards: 3,
  excluded: [],
  limitChanges: [],
  n: 3,
  percentiles: {},
  meanElapsedMs: 0,
  elapsedPercentilesMs: {},
  items: titles.map(finished),
  isSample: false,
  matching,
  histogram: [],
  medians: [],
});

const view = { boardId: "b", filterQuery: "label=bug" } as ReportView;

function renderCards(query: CardsQuery) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryProvider>
      <ReportViewProvider view={view}>{children}</ReportViewProvider>
    </QueryProvider>
  );
  return renderHook(() => useCards(query), { wrapper }).result;
}

test("cards that are known are shown, and nobody is asked", () => {
  const asked = answerWith({});
  const groups = [{ name: "Blocked", cards: [card("a"), card("b")] }];
  const result = renderCards({ kind: "known", words: "", groups });
  expect(result.current).toMatchObject({ page: { groups, total: 2 }, isBusy: false, hasFailed: false });
  expect(asked).toEqual([]);
});

test("finished cards come page by page, each after those that are there", async () => {
  const path = "GET /boards/b/metrics/cycle-time?label=bug&from=2026-03-01&to=2026-03-31&skip";
  answerWith({
    [`${path}=0`]: () => durations(["a", "b"], 3),
    [`${path}=2`]: () => durations(["c"], 3),
  });
  const result = renderCards({ kind: "finished", from: "2026-03-01", to: "2026-03-31" });
  const titles = () => result.current.page?.groups.map(({ cards }) => cards.map(({ title }) => title));
  await waitFor(() => expect(titles()).toEqual([["a", "b"]]));
  expect(result.current.page?.total).toBe(3);
  act(() => result.current.readMore());
  await waitFor(() => expect(titles()).toEqual([["a", "b", "c"]]));
});
