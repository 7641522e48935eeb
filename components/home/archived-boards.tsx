"use client";

import { plural } from "@/lib/client/format/plural";
import { useLocale } from "@/lib/client/format/use-locale";
import type { BoardSummary } from "@/lib/contracts/board";
import { can } from "@/lib/domain/permission";
import { BringBack } from "./bring-back";

/** The boards of a team that were put away, and the way back for those who may. */
export function ArchivedBoards({ boards }: { boards: BoardSummary[] }) {
  const dates = new Intl.DateTimeFormat(useLocale(), { dateStyle: "medium", timeZone: "UTC" });
  if (boards.length === 0) return null;
  return (
    <details className="mt-3 text-sm">
      <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring">
        {plural(boards.length, "archived board")}
      </summary>
      <ul className="mt-2 divide-y divide-border rounded-xl border border-border bg-card px-4">
        {boards.map((board) => (
          <li key={board.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5">
            <p className="min-w-0 flex-1 basis-48">
              <bdi className="font-medium wrap-anywhere">{board.name}</bdi>
              <span className="text-muted-foreground">
                {" "}
                · {board.key} · {plural(board.cardCount, "card")}
                {board.archivedAt && ` · archived ${dates.format(new Date(board.archivedAt))}`}
              </span>
            </p>
            {can(board.role, "board:configure") && <BringBack boardId={board.id} name={board.name} />}
          </li>
        ))}
      </ul>
    </details>
  );
}
