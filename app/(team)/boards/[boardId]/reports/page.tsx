import { ChartSpline } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { BoardHeader } from "@/components/layout/board-header";
import { filterWords } from "@/components/reports/filters/filter-words";
import { RangePicker } from "@/components/reports/filters/range-picker";
import { rangePresets } from "@/components/reports/filters/range-presets";
import { ReportFilters } from "@/components/reports/filters/report-filters";
import { PageActions } from "@/components/reports/frame/page-actions";
import { ReportsScreen } from "@/components/reports/frame/reports-screen";
import { askAll } from "@/components/reports/metrics";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { dayWords } from "@/lib/client/format/day-words";
import { keepFilters } from "@/lib/client/page/report-address";
import { finishedCardParameters } from "@/lib/contracts/metrics/duration";
import { id } from "@/lib/contracts/primitives";
import { DomainError } from "@/lib/domain/errors";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { metricQuery } from "@/lib/server/metrics";
import { readFilterChoices } from "@/lib/server/reports/read-filter-choices";
import { readReports } from "@/lib/server/reports/read-reports";
import { getBoardFacts } from "@/lib/server/usecases/boards/get-board";

export const metadata: Metadata = { title: "Reports" };

type ReportsPageProps = {
  params: Promise<{ boardId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** What of an address the reports read; of what is there twice, the first. */
function readAddress(search: Record<string, string | string[] | undefined>): URLSearchParams {
  const address = new URLSearchParams();
  for (const name of Object.keys(metricQuery.shape)) {
    if (name in finishedCardParameters) continue;
    const value = [search[name]].flat()[0];
    if (value) address.set(name, value);
  }
  return address;
}

export default async function ReportsPage({ params, searchParams }: ReportsPageProps) {
  const [{ boardId }, search, user] = await Promise.all([params, searchParams, getCurrentUser()]);
  if (!id.safeParse(boardId).success) notFound();
  const address = readAddress(search);
  const asked = metricQuery.safeParse(Object.fromEntries(address));
  const [board, { reports, fault }, choices] = await Promise.all([
    getBoardFacts(user.id, boardId),
    readAsked(user.id, boardId, asked),
    readFilterChoices(user.id, boardId),
  ]).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "not-found") notFound();
    throw error;
  });
  const { firstDay, today, frame, limitNames, overview, ask } = reports;
  const { from, to, timeZone } = frame;
  const path = `/boards/${boardId}/reports`;
  const filterQuery = fault === null ? keepFilters(address.toString()) : "";
  const cards = filterWords(new URLSearchParams(filterQuery), choices);
  const words = `${dayWords(from, "en")} to ${dayWords(to, "en")}, ${timeZone}${cards && ` · only ${cards}`}`;
  return (
    <main id="content">
      <BoardHeader boardId={boardId} name={board.name} current="reports" />
      <div className="mx-auto w-full max-w-screen-2xl px-4 py-5 sm:px-6">
        {firstDay === null ? (
          <NothingYet boardId={boardId} />
        ) : (
          <div className="flex flex-col gap-5">
            <div className="flex flex-wrap items-end justify-between gap-3">
              <RangePicker
                path={path}
                from={from}
                to={to}
                today={today}
                presets={rangePresets(firstDay, today)}
              />
              <PageActions boardId={boardId} from={from} to={to} />
            </div>
            <ReportFilters path={path} choices={choices} />
            <p className="hidden text-sm print:block">{words}</p>
            {fault !== null && (
              <Callout tone="warning">
                This address cannot be shown: {fault} The usual range over all cards is shown instead.
              </Callout>
            )}
            {filterQuery && frame.cards === 0 && (
              <Callout>No card is chosen by these filters. Clear them, or choose a longer range.</Callout>
            )}
            <ReportsScreen
              page={{ boardId, boardKey: board.key, boardName: board.name, words, filterQuery }}
              frame={frame}
              limitNames={limitNames}
              overview={overview}
              answers={askAll(ask)}
            />
          </div>
        )}
      </div>
    </main>
  );
}

function NothingYet({ boardId }: { boardId: string }) {
  return (
    <EmptyState
      icon={ChartSpline}
      title="Nothing has moved yet"
      action={
        <Button asChild>
          <Link href={`/boards/${boardId}`}>Go to the board</Link>
        </Button>
      }
    >
      Every figure here is counted from the moves of cards. Make a card and move it, and the charts begin.
    </EmptyState>
  );
}

type Asked = ReturnType<typeof metricQuery.safeParse>;

/** The reports that an address asks for; the usual ones, and what is wrong, where they cannot be shown. */
async function readAsked(userId: string, boardId: string, asked: Asked) {
  const usual = () => readReports(userId, boardId, metricQuery.parse({}));
  if (!asked.success) return { reports: await usual(), fault: wordsOf(asked.error.issues[0]) };
  try {
    return { reports: await readReports(userId, boardId, asked.data), fault: null };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid") throw error;
    return { reports: await usual(), fault: error.message };
  }
}

/** What is wrong with an address: messages of our own as they are, others by the name of what is wrong. */
function wordsOf(issue?: { code: string; message: string; path: PropertyKey[] }): string {
  return issue?.code === "custom" ? issue.message : `“${issue?.path.join(".")}” is not understood.`;
}
