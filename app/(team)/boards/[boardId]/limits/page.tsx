import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BoardHeader } from "@/components/layout/board-header";
import { LimitsScreen } from "@/components/limits/limits-screen";
import { PastLimits } from "@/components/limits/past-limits";
import { ViewForm } from "@/components/limits/view-form";
import { Callout } from "@/components/ui/callout";
import { limitUseQuery } from "@/lib/contracts/limit";
import { day, id } from "@/lib/contracts/primitives";
import { DomainError } from "@/lib/domain/errors";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { getBoard } from "@/lib/server/usecases/boards/get-board";
import { getToday } from "@/lib/server/usecases/clock/get-present";
import { getLimitUse } from "@/lib/server/usecases/limits/get-limit-use";
import { listLimitNames } from "@/lib/server/usecases/limits/list-limit-names";
import { listLimits } from "@/lib/server/usecases/limits/list-limits";

export const metadata: Metadata = { title: "Limits" };

type LimitsPageProps = {
  params: Promise<{ boardId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function LimitsPage({ params, searchParams }: LimitsPageProps) {
  const [{ boardId }, search, user] = await Promise.all([params, searchParams, getCurrentUser()]);
  if (!id.safeParse(boardId).success) notFound();
  const asked = limitUseQuery.safeParse({
    weeks: search.weeks || undefined,
    targetDays: search.targetDays || undefined,
  });
  const query = asked.success ? asked.data : limitUseQuery.parse({});
  const asOf = day.safeParse(search.asOf).data ?? null;
  const [snapshot, use, names, past] = await Promise.all([
    getBoard(user.id, boardId),
    getLimitUse(user.id, boardId, query),
    listLimitNames(user.id, boardId),
    asOf ? listLimits(user.id, boardId, asOf) : null,
  ]).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "not-found") notFound();
    throw error;
  });
  return (
    <main id="content" className="flex flex-col">
      <BoardHeader boardId={boardId} name={snapshot.board.name} current="limits" />
      <div className="mx-auto flex w-full max-w-4xl flex-col gap-6 px-4 py-5 sm:px-6">
        <ViewForm
          path={`/boards/${boardId}/limits`}
          view={{ weeks: query.weeks, targetDays: use.targetDays, asOf }}
          today={await getToday(snapshot.board.timeZone)}
        />
        {!asked.success && (
          <Callout tone="warning">These weeks or days cannot be used. The usual ones are.</Callout>
        )}
        {past ? (
          <PastLimits day={asOf ?? ""} limits={past} names={names} />
        ) : (
          <LimitsScreen snapshot={snapshot} use={use} names={names} />
        )}
      </div>
    </main>
  );
}
