"use client";

import type { CumulativeFlowAnswer, LittlesLawAnswer } from "@/lib/contracts/metrics";
import type { ForecastAnswer, ServiceLevelAnswer } from "@/lib/contracts/metrics-forecast";
import type {
  BlockersAnswer,
  ConstraintAnswer,
  DataQualityAnswer,
  ProcessBehaviourAnswer,
} from "@/lib/contracts/metrics-health";
import { BlockersReport } from "./blockers-report";
import type { OpenCards } from "./cards-behind";
import { ConstraintReport } from "./constraint-report";
import { DataQualityReport } from "./data-quality-report";
import { ForecastReport } from "./forecast-report";
import type { LimitMark } from "./limit-marks";
import { LittlesLawReport } from "./littles-law-report";
import { ProcessBehaviourChart } from "./process-behaviour-chart";
import { ReportGroup, WideReport } from "./report-group";
import { ServiceLevelReport } from "./service-level-report";

export type OutlookAnswers = {
  forecastWhen: ForecastAnswer;
  forecastHowMany: ForecastAnswer;
  serviceLevel: ServiceLevelAnswer;
  processBehaviour: ProcessBehaviourAnswer;
  littlesLaw: LittlesLawAnswer;
  constraint: ConstraintAnswer;
  blockers: BlockersAnswer;
  dataQuality: DataQualityAnswer;
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
      <ReportGroup id="forecast">
        <ForecastReport boardId={boardId} first={answers.forecastWhen} />
        <ForecastReport boardId={boardId} first={answers.forecastHowMany} />
        <WideReport>
          <ServiceLevelReport {...board} first={answers.serviceLevel} onOpenCards={onOpenCards} />
        </WideReport>
      </ReportGroup>
      <ReportGroup id="steadiness">
        <WideReport>
          <ProcessBehaviourChart {...board} {...ways} first={answers.processBehaviour} marks={marks} />
        </WideReport>
        <LittlesLawReport answer={answers.littlesLaw} onOpenCards={onOpenCards} />
        <DataQualityReport {...board} answer={answers.dataQuality} onOpenCards={onOpenCards} />
      </ReportGroup>
      <ReportGroup id="obstacles">
        <ConstraintReport
          boardId={boardId}
          first={answers.constraint}
          onOpenColumn={onOpenColumn}
          columns={columns.filter(({ kind }) => kind === "queue" || kind === "active")}
        />
        <BlockersReport {...board} answer={answers.blockers} onOpenCards={onOpenCards} />
      </ReportGroup>
    </>
  );
}
