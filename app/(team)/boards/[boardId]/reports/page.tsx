import { ChartSpline } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { BoardHeader } from "@/components/board/board-header";
import { RangePicker } from "@/components/reports/range-picker";
import { rangePresets } from "@/components/reports/range-presets";
import { ReportsScreen } from "@/components/reports/reports-screen";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { metricQuery } from "@/lib/contracts/metrics";
import { id } from "@/lib/contracts/primitives";
import { DomainError } from "@/lib/domain/errors";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { getBoardFacts } from "@/lib/server/usecases/get-board";
import { readReports } from "@/lib/server/usecases/read-reports";

export const metadata: Metadata = { title: "Reports" };

type ReportsPageProps = {
  params: Promise<{ boardId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ReportsPage({ params, searchParams }: ReportsPageProps) {
  const [{ boardId }, search, user] = await Promise.all([params, searchParams, getCurrentUser()]);
  if (!id.safeParse(boardId).success) notFound();
  const asked = metricQuery.safeParse({ from: search.from || undefined, to: search.to || undefined });
  const query = asked.success ? asked.data : metricQuery.parse({});
  const [board, reports] = await Promise.all([
    getBoardFacts(user.id, boardId),
    readReports(user.id, boardId, query),
  ]).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "not-found") notFound();
    throw error;
  });
  const { firstDay, today, ...shown } = reports;
  const path = `/boards/${boardId}/reports`;
  return (
    <main id="content">
      <BoardHeader boardId={boardId} name={board.name} current="reports" />
      <div className="mx-auto w-full max-w-screen-2xl px-4 py-5 sm:px-6">
        {firstDay === null ? (
          <EmptyState
            icon={ChartSpline}
            title="Nothing has moved yet"
            action={
              <Button asChild>
                <Link href={`/boards/${boardId}`}>Go to the board</Link>
              </Button>
            }
          >
            Every figure here is counted from the moves of cards. Make a card and move it, and the charts
            begin.
          </EmptyState>
        ) : (
          <div className="flex flex-col gap-5">
            <RangePicker
              path={path}
              from={shown.cumulativeFlow.from}
              to={shown.cumulativeFlow.to}
              presets={rangePresets(firstDay, today)}
            />
            {!asked.success && (
              <Callout tone="warning">
                These days cannot be shown: {asked.error.issues[0]?.message ?? "not a range"}. The usual range
                is shown instead.
              </Callout>
            )}
            <ReportsScreen boardId={boardId} boardKey={board.key} reports={shown} />
          </div>
        )}
      </div>
    </main>
  );
}
