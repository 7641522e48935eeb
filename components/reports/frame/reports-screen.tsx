"use client";

import { useMemo, useState } from "react";
import { useLocale } from "@/lib/client/format/use-locale";
import type { LimitNames } from "@/lib/client/limits/words";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";
import type { DurationAnswer } from "@/lib/contracts/metrics/duration";
import type { FlowEfficiencyAnswer } from "@/lib/contracts/metrics/flow-efficiency";
import type { MetricFrame } from "@/lib/contracts/metrics/frame";
import type { OverridesAnswer } from "@/lib/contracts/metrics/overrides";
import type { QueueAgeAnswer } from "@/lib/contracts/metrics/queue-age";
import type { ThroughputAnswer } from "@/lib/contracts/metrics/throughput";
import type { TimeInColumnAnswer } from "@/lib/contracts/metrics/time-in-column";
import type { WipAnswer } from "@/lib/contracts/metrics/wip";
import type { WorkItemAgeAnswer } from "@/lib/contracts/metrics/work-item-age";
import type { BoardOverview } from "@/lib/contracts/overview";
import { formatDay, parseDay } from "@/lib/flow/calendar/calendar";
import { CardsBehind, type CardsQuery, type OpenCards } from "../cards/cards-behind";
import { useOpenCard } from "../cards/use-open-card";
import { dayWords } from "../charts/chart-theme";
import { CumulativeFlowReport } from "../metrics/cumulative-flow/report";
import { CycleTimeReport } from "../metrics/cycle-time/report";
import { FlowEfficiencyReport } from "../metrics/flow-efficiency/report";
import { OverridesReport } from "../metrics/overrides/report";
import { QueueAgeReport } from "../metrics/queue-age/report";
import { ThroughputReport } from "../metrics/throughput/report";
import { openLongestVisits } from "../metrics/time-in-column/longest-visits";
import { TimeInColumnReport } from "../metrics/time-in-column/report";
import { WipReport } from "../metrics/wip/report";
import { WorkItemAgeReport } from "../metrics/work-item-age/report";
import { Overview } from "../overview/overview";
import { markLimitChanges } from "../view/limit-marks";
import { type ReportView, ReportViewProvider } from "../view/report-view";
import { useViewChoice } from "../view/use-view-choice";
import { CompareBox } from "./compare-box";
import { type OutlookAnswers, OutlookGroups } from "./outlook-groups";
import { ReportNav, WideReport } from "./report-group";
import { StreamedGroup } from "./streamed-group";

export type Reports = {
  /** Days, cards and changes of limits of the page, and the board's columns. */
  frame: Omit<MetricFrame, "excluded"> & Pick<CumulativeFlowAnswer, "columns">;
  overview: BoardOverview;
  limitNames: LimitNames;
  /** In the order of the page; each comes when it has been counted. */
  groups: OutlookAnswers & {
    flow: Promise<{ cumulativeFlow: CumulativeFlowAnswer; throughput: ThroughputAnswer }>;
    time: Promise<{
      cycleTime: DurationAnswer;
      timeInColumn: TimeInColumnAnswer;
      flowEfficiency: FlowEfficiencyAnswer;
    }>;
    inProgress: Promise<{ ages: WorkItemAgeAnswer; wip: WipAnswer; queueAge: QueueAgeAnswer }>;
    limits: Promise<{ overrides: OverridesAnswer }>;
  };
};

type ReportsScreenProps = { boardId: string; boardKey: string; view: ReportView; reports: Reports };

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);

/** The charts of a board and its ledger of overrides, and the cards behind what is pointed at. */
export function ReportsScreen({ boardId, boardKey, view, reports }: ReportsScreenProps) {
  const locale = useLocale();
  const [shown, setShown] = useState<{ title: string; query: CardsQuery } | null>(null);
  const { frame, groups } = reports;
  const [compare, chooseCompare] = useViewChoice("compare");
  const { before } = reports.overview;
  const shared = useMemo(
    () => ({ ...view, before: compare === null ? null : before }),
    [view, before, compare],
  );
  const marks = useMemo(
    () => markLimitChanges(frame.limitChanges, reports.limitNames, frame.timeZone),
    [frame, reports.limitNames],
  );
  const openCard = useOpenCard(boardId);
  const notCommitted = new Set(frame.columns.filter(({ isCommitted }) => !isCommitted).map(({ id }) => id));
  const openCards: OpenCards = (title, query) => setShown({ title, query });
  const openFinished = (date: string, unit: "day" | "week") => {
    const from = later(date, frame.from);
    const end = unit === "day" ? date : formatDay(parseDay(date) + 6);
    const to = earlier(end, frame.to);
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
        <StreamedGroup id="flow" answers={groups.flow}>
          {({ cumulativeFlow, throughput }) => (
            <>
              <WideReport>
                <CumulativeFlowReport answer={cumulativeFlow} marks={marks} onOpenDay={openDay} />
              </WideReport>
              <ThroughputReport boardId={boardId} answer={throughput} marks={marks} onOpenCards={openCards} />
            </>
          )}
        </StreamedGroup>
        <StreamedGroup id="time" answers={groups.time}>
          {({ cycleTime, timeInColumn, flowEfficiency }) => (
            <>
              <CycleTimeReport
                boardId={boardId}
                boardKey={boardKey}
                cycleTime={cycleTime}
                marks={marks}
                onOpenCards={openCards}
              />
              <TimeInColumnReport answer={timeInColumn} notCommitted={notCommitted} onOpenCards={openCards} />
              <FlowEfficiencyReport answer={flowEfficiency} onOpenCards={openCards} />
            </>
          )}
        </StreamedGroup>
        <StreamedGroup id="in-progress" answers={groups.inProgress}>
          {({ ages, wip, queueAge }) => (
            <>
              <WideReport>
                <WorkItemAgeReport
                  boardId={boardId}
                  boardKey={boardKey}
                  answer={ages}
                  columns={frame.columns}
                />
              </WideReport>
              <WipReport answer={wip} boardColumns={frame.columns} marks={marks} onOpenDay={openDay} />
              <QueueAgeReport answer={queueAge} boardId={boardId} boardKey={boardKey} />
            </>
          )}
        </StreamedGroup>
        <OutlookGroups
          boardId={boardId}
          boardKey={boardKey}
          answers={groups}
          columns={frame.columns}
          marks={marks}
          onOpenCard={openCard}
          onOpenFinished={openFinished}
          onOpenDay={openDay}
          onOpenCards={openCards}
          onOpenColumn={async (columnId) => {
            const { timeInColumn } = await groups.time;
            openLongestVisits(timeInColumn, columnId, locale, openCards);
          }}
        />
        <StreamedGroup id="limits" answers={groups.limits}>
          {({ overrides }) => (
            <WideReport>
              <OverridesReport
                answer={overrides}
                boardKey={boardKey}
                names={reports.limitNames}
                onOpenCard={openCard}
                onOpenCards={openCards}
              />
            </WideReport>
          )}
        </StreamedGroup>
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
