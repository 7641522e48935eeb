"use client";

import { useMemo, useState } from "react";
import type { LimitNames } from "@/lib/client/limit-words";
import { useLocale } from "@/lib/client/use-locale";
import type {
  CumulativeFlowAnswer,
  DurationAnswer,
  FlowEfficiencyAnswer,
  OverridesAnswer,
  QueueAgeAnswer,
  ThroughputAnswer,
  TimeInColumnAnswer,
  WipAnswer,
  WorkItemAgeAnswer,
} from "@/lib/contracts/metrics";
import type { BoardOverview } from "@/lib/contracts/overview";
import { formatDay, parseDay } from "@/lib/flow/calendar";
import { AgeingChart } from "./ageing-chart";
import { CardsBehind, type CardsQuery, type OpenCards } from "./cards-behind";
import { dayWords } from "./chart-theme";
import { CompareBox } from "./compare-box";
import { CumulativeFlowChart } from "./cumulative-flow-chart";
import { DurationReports } from "./duration-reports";
import { FlowEfficiencyChart } from "./flow-efficiency-chart";
import { markLimitChanges } from "./limit-marks";
import { openLongestVisits } from "./longest-visits";
import { type OutlookAnswers, OutlookGroups } from "./outlook-groups";
import { OverridesReport } from "./overrides-report";
import { Overview } from "./overview";
import { QueueAgeChart } from "./queue-age-chart";
import { ReportGroup, ReportNav, WideReport } from "./report-group";
import { type ReportView, ReportViewProvider } from "./report-view";
import { ThroughputReports } from "./throughput-reports";
import { TimeInColumnChart } from "./time-in-column-chart";
import { useOpenCard } from "./use-open-card";
import { useViewChoice } from "./use-view-choice";
import { WipChart } from "./wip-chart";

export type Reports = OutlookAnswers & {
  overview: BoardOverview;
  cumulativeFlow: CumulativeFlowAnswer;
  cycleTime: DurationAnswer;
  throughput: ThroughputAnswer;
  timeInColumn: TimeInColumnAnswer;
  flowEfficiency: FlowEfficiencyAnswer;
  ages: WorkItemAgeAnswer;
  wip: WipAnswer;
  queueAge: QueueAgeAnswer;
  overrides: OverridesAnswer;
  limitNames: LimitNames;
};

type ReportsScreenProps = { boardId: string; boardKey: string; view: ReportView; reports: Reports };

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);

/** The charts of a board and its ledger of overrides, and the cards behind what is pointed at. */
export function ReportsScreen({ boardId, boardKey, view, reports }: ReportsScreenProps) {
  const locale = useLocale();
  const [shown, setShown] = useState<{ title: string; query: CardsQuery } | null>(null);
  const { cumulativeFlow } = reports;
  const [compare, chooseCompare] = useViewChoice("compare");
  const { before } = reports.overview;
  const shared = useMemo(
    () => ({ ...view, before: compare === null ? null : before }),
    [view, before, compare],
  );
  const marks = useMemo(
    () => markLimitChanges(cumulativeFlow.limitChanges, reports.limitNames, cumulativeFlow.timeZone),
    [cumulativeFlow, reports.limitNames],
  );
  const openCard = useOpenCard(boardId);
  const notCommitted = new Set(
    cumulativeFlow.columns.filter(({ isCommitted }) => !isCommitted).map(({ id }) => id),
  );
  const openCards: OpenCards = (title, query) => setShown({ title, query });
  const openFinished = (date: string, unit: "day" | "week") => {
    const from = later(date, reports.throughput.from);
    const end = unit === "day" ? date : formatDay(parseDay(date) + 6);
    const to = earlier(end, reports.throughput.to);
    const title = unit === "week" ? `Week of ${dayWords(date, locale)}` : dayWords(date, locale);
    openCards(title, { kind: "finished", from, to });
  };
  const openDay = (date: string) =>
    setShown({ title: dayWords(date, locale), query: { kind: "on-board", date } });

  return (
    <ReportViewProvider view={shared}>
      <div className="flex flex-col gap-8">
        <Overview
          overview={reports.overview}
          boardId={boardId}
          boardKey={boardKey}
          names={reports.limitNames}
        />
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <ReportNav />
          {before && (
            <CompareBox
              before={before}
              sayDay={(date) => dayWords(date, locale)}
              value={compare !== null}
              onChange={(isChosen) => chooseCompare(isChosen ? "before" : null)}
            />
          )}
        </div>
        <ReportGroup id="flow">
          <WideReport>
            <CumulativeFlowChart answer={cumulativeFlow} marks={marks} onOpenDay={openDay} />
          </WideReport>
          <ThroughputReports
            boardId={boardId}
            answer={reports.throughput}
            marks={marks}
            onOpenCards={openCards}
          />
        </ReportGroup>
        <ReportGroup id="time">
          <DurationReports
            boardId={boardId}
            boardKey={boardKey}
            cycleTime={reports.cycleTime}
            marks={marks}
            onOpenCards={openCards}
          />
          <TimeInColumnChart
            answer={reports.timeInColumn}
            notCommitted={notCommitted}
            onOpenCards={openCards}
          />
          <FlowEfficiencyChart answer={reports.flowEfficiency} onOpenCards={openCards} />
        </ReportGroup>
        <ReportGroup id="in-progress">
          <WideReport>
            <AgeingChart
              boardId={boardId}
              boardKey={boardKey}
              answer={reports.ages}
              columns={cumulativeFlow.columns}
            />
          </WideReport>
          <WipChart
            answer={reports.wip}
            boardColumns={cumulativeFlow.columns}
            marks={marks}
            onOpenDay={openDay}
          />
          <QueueAgeChart answer={reports.queueAge} boardId={boardId} boardKey={boardKey} />
        </ReportGroup>
        <OutlookGroups
          boardId={boardId}
          boardKey={boardKey}
          answers={reports}
          columns={cumulativeFlow.columns}
          marks={marks}
          onOpenCard={openCard}
          onOpenFinished={openFinished}
          onOpenDay={openDay}
          onOpenCards={openCards}
          onOpenColumn={(columnId) => openLongestVisits(reports.timeInColumn, columnId, locale, openCards)}
        />
        <ReportGroup id="limits">
          <WideReport>
            <OverridesReport
              answer={reports.overrides}
              boardKey={boardKey}
              names={reports.limitNames}
              onOpenCard={openCard}
              onOpenCards={openCards}
            />
          </WideReport>
        </ReportGroup>
        <CardsBehind
          boardId={boardId}
          boardKey={boardKey}
          title={shown?.title ?? ""}
          query={shown?.query ?? null}
          onClose={() => setShown(null)}
        />
      </div>
    </ReportViewProvider>
  );
}
