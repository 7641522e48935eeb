"use client";

import { useCallback, useMemo, useState } from "react";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import type { LimitNames } from "@/lib/client/limits/words";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";
import type { MetricFrame } from "@/lib/contracts/metrics/frame";
import type { BoardOverview } from "@/lib/contracts/reports/overview";
import { CardsBehind } from "../cards/cards-behind";
import type { ReportAnswers } from "../metrics";
import { Overview } from "../overview/overview";
import type { CardsQuery, OpenCards } from "../view/cards-query";
import { markLimitChanges } from "../view/limit-marks";
import { reportGroups } from "../view/report-groups";
import { type ReportView, ReportViewProvider } from "../view/report-view";
import { useViewChoice } from "../view/use-view-choice";
import { CompareBox } from "./compare-box";
import { ReportGroup } from "./report-group";
import { ReportNav } from "./report-nav";

type ReportsScreenProps = {
  /** Of which board and of which cards. */
  page: Pick<ReportView, "boardId" | "boardKey" | "boardName" | "words" | "filterQuery">;
  /** Days, cards and changes of limits of the page, and the board's columns. */
  frame: Omit<MetricFrame, "excluded"> & Pick<CumulativeFlowAnswer, "columns">;
  limitNames: LimitNames;
  overview: BoardOverview;
  answers: ReportAnswers;
};

/** The reports of a board, and the cards behind what is pointed at. */
export function ReportsScreen({ page, frame, limitNames, overview, answers }: ReportsScreenProps) {
  const locale = useLocale();
  const [shown, setShown] = useState<{ title: string; query: CardsQuery } | null>(null);
  const [compare, chooseCompare] = useViewChoice("compare");
  const { before } = overview;
  const openCards: OpenCards = useCallback((title, query) => setShown({ title, query }), []);
  const view = useMemo(
    (): ReportView => ({
      ...page,
      days: { from: frame.from, to: frame.to },
      before: compare === null ? null : before,
      columns: frame.columns,
      limitNames,
      marks: markLimitChanges(frame.limitChanges, limitNames, frame.timeZone),
      openCards,
    }),
    [page, frame, before, compare, limitNames, openCards],
  );
  return (
    <ReportViewProvider view={view}>
      <div className="flex flex-col gap-8">
        <Overview overview={overview} />
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
        {reportGroups.map(({ id }) => (
          <ReportGroup key={id} id={id} answers={answers} />
        ))}
        <CardsBehind title={shown?.title ?? ""} query={shown?.query ?? null} onClose={() => setShown(null)} />
      </div>
    </ReportViewProvider>
  );
}
