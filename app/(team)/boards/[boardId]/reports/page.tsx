import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BoardHeader } from "@/components/layout/board-header";
import { NothingYet } from "@/components/reports/frame/nothing-yet";
import { ReportsPage } from "@/components/reports/frame/reports-page";
import { askAll } from "@/components/reports/metrics";
import { id } from "@/lib/contracts/primitives";
import { DomainError } from "@/lib/domain/errors";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { readAskedReports, type Search } from "@/lib/server/reports/read-asked-reports";
import { readFilterChoices } from "@/lib/server/reports/read-filter-choices";
import { getBoardFacts } from "@/lib/server/usecases/boards/get-board";

export const metadata: Metadata = { title: "Reports" };

type BoardReportsProps = { params: Promise<{ boardId: string }>; searchParams: Promise<Search> };

export default async function BoardReports({ params, searchParams }: BoardReportsProps) {
  const [{ boardId }, search, user] = await Promise.all([params, searchParams, getCurrentUser()]);
  if (!id.safeParse(boardId).success) notFound();
  const [board, { reports, parameters, fault }, choices] = await Promise.all([
    getBoardFacts(user.id, boardId),
    readAskedReports(user.id, boardId, search),
    readFilterChoices(user.id, boardId),
  ]).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "not-found") notFound();
    throw error;
  });
  const { firstDay, ask, ...shown } = reports;
  return (
    <main id="content">
      <BoardHeader boardId={boardId} name={board.name} current="reports" />
      <div className="mx-auto w-full max-w-screen-2xl px-4 py-5 sm:px-6">
        {firstDay === null ? (
          <NothingYet boardId={boardId} />
        ) : (
          <ReportsPage
            board={{ id: boardId, key: board.key, name: board.name }}
            firstDay={firstDay}
            parameters={parameters}
            fault={fault}
            choices={choices}
            answers={askAll(ask)}
            {...shown}
          />
        )}
      </div>
    </main>
  );
}
