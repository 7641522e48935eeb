"use client";

import type { BlockersAnswer } from "@/lib/contracts/metrics/blockers";
import type { ConstraintAnswer } from "@/lib/contracts/metrics/constraint";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";
import type { DataQualityAnswer } from "@/lib/contracts/metrics/data-quality";
import type { ForecastAnswer } from "@/lib/contracts/metrics/forecast";
import type { LittlesLawAnswer } from "@/lib/contracts/metrics/littles-law";
import type { ProcessBehaviourAnswer } from "@/lib/contracts/metrics/process-behaviour";
import type { ServiceLevelAnswer } from "@/lib/contracts/metrics/service-level";
import type { OpenCards } from "../cards/cards-behind";
import { BlockersReport } from "../metrics/blockers/report";
import { ConstraintReport } from "../metrics/constraint/report";
import { DataQualityReport } from "../metrics/data-quality/report";
import { ForecastReport } from "../metrics/forecast/report";
import { LittlesLawReport } from "../metrics/littles-law/report";
import { ProcessBehaviourReport } from "../metrics/process-behaviour/report";
import { ServiceLevelReport } from "../metrics/service-level/report";
import type { LimitMark } from "../view/limit-marks";
import { WideReport } from "./report-group";
import { StreamedGroup } from "./streamed-group";

export type OutlookAnswers = {
  forecast: Promise<{
    forecastWhen: ForecastAnswer;
    forecastHowMany: ForecastAnswer;
    serviceLevel: ServiceLevelAnswer;
  }>;
  steadiness: Promise<{
    processBehaviour: ProcessBehaviourAnswer;
    littlesLaw: LittlesLawAnswer;
    dataQuality: DataQualityAnswer;
  }>;
  obstacles: Promise<{ constraint: ConstraintAnswer; blockers: BlockersAnswer }>;
};

type OutlookGroupsProps = {
  boardId: string;
  boardKey: string;
  answers: OutlookAnswers;
  columns: CumulativeFlowAnswer["columns"];
  marks: LimitMark[];
  onOpenCard: (cardId: string) => void;
  /** Cards finished in a span of days, and those on the board at the end of one. */
  onOpenFinished: (from: string, unit: "day" | "week") => void;
  onOpenDay: (date: string) => void;
  onOpenCards: OpenCards;
  /** Shows the longest visits to a column. */
  onOpenColumn: (columnId: string) => void;
};

/** What to expect, whether the figures can be relied on, and what stands in the way. */
export function OutlookGroups(props: OutlookGroupsProps) {
  const { boardId, boardKey, answers, columns, marks, onOpenCards, onOpenColumn, ...ways } = props;
  const board = { boardId, boardKey };
  return (
    <>
      <StreamedGroup id="forecast" answers={answers.forecast}>
        {({ forecastWhen, forecastHowMany, serviceLevel }) => (
          <>
            <ForecastReport boardId={boardId} first={forecastWhen} />
            <ForecastReport boardId={boardId} first={forecastHowMany} />
            <WideReport>
              <ServiceLevelReport {...board} first={serviceLevel} onOpenCards={onOpenCards} />
            </WideReport>
          </>
        )}
      </StreamedGroup>
      <StreamedGroup id="steadiness" answers={answers.steadiness}>
        {({ processBehaviour, littlesLaw, dataQuality }) => (
          <>
            <WideReport>
              <ProcessBehaviourReport {...board} {...ways} first={processBehaviour} marks={marks} />
            </WideReport>
            <LittlesLawReport answer={littlesLaw} onOpenCards={onOpenCards} />
            <DataQualityReport {...board} answer={dataQuality} onOpenCards={onOpenCards} />
          </>
        )}
      </StreamedGroup>
      <StreamedGroup id="obstacles" answers={answers.obstacles}>
        {({ constraint, blockers }) => (
          <>
            <ConstraintReport
              boardId={boardId}
              first={constraint}
              onOpenColumn={onOpenColumn}
              columns={columns.filter(({ kind }) => kind === "queue" || kind === "active")}
            />
            <BlockersReport {...board} answer={blockers} onOpenCards={onOpenCards} />
          </>
        )}
      </StreamedGroup>
    </>
  );
}
