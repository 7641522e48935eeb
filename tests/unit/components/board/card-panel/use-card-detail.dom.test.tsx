// What a page loads later is loaded already, so that no test waits for it.
import "@/lib/client/store/board-answers";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { useCardDetail } from "@/components/board/card-panel/use-card-detail";
import { type BoardContextValue, BoardProvider } from "@/components/board/context/board-context";
import { QueryProvider } from "@/lib/client/query/query-provider";
import type { BoardApi } from "@/lib/client/store/board-api";
import { BoardStore } from "@/lib/client/store/board-store";
import type { CardDetail } from "@/lib/contracts/card";
import { buildBoard, buildCard, idOf } from "../../../client/board/board-fixture";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const detail = (version: number): CardDetail => ({
  ...buildCard("a", { version }),
  blocks: [],
  limitBreaches: [],
  confirmedPolicyIds: [],
  boardId: idOf("board"),
  description: "",
  archivedAt: null,
  updatedAt: "2026-03-02T09:00:00.000Z",
  createdById: null,
});

test("a newer version is asked for once, however often the board changes until it is there", async () => {
  const reads: { signal: AbortSignal; answer: (version: number) => void }[] = [];
  vi.stubGlobal("fetch", (_path: string, { signal }: { signal: AbortSignal }) => {
    return new Promise<Response>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason));
      reads.push({ signal, answer: (version) => resolve(Response.json(detail(version))) });
    });
  });
  const store = new BoardStore(buildBoard({ todo: ["a", "b"] }), {} as BoardApi);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryProvider>
      <BoardProvider value={{ store } as BoardContextValue}>{children}</BoardProvider>
    </QueryProvider>
  );
  let version = 10;
  const change = (word: string, cardVersion: number) =>
    act(async () =>
      store.applyEvent({
        type: "card.updated",
        version: ++version,
        cardId: idOf(word),
        card: buildCard(word, { version: cardVersion }),
      } as Parameters<BoardStore["applyEvent"]>[0]),
    );
  const { result } = renderHook(() => useCardDetail(idOf("a"), idOf("a")), { wrapper });
  reads[0]?.answer(1);
  await waitFor(() => expect(result.current.reading.card?.version).toBe(1));

  await change("a", 2);
  await change("b", 2);
  await change("b", 3);
  expect(reads.map(({ signal }) => signal.aborted)).toEqual([false, false]);
  await change("a", 3);
  expect(reads.map(({ signal }) => signal.aborted)).toEqual([false, true, false]);
  reads[2]?.answer(3);
  await waitFor(() => expect(result.current.reading.card?.version).toBe(3));
});
