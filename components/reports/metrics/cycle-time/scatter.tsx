import type { ReactNode } from "react";
import { dayNoun, daysHead } from "@/lib/client/format/day-count";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import type { DurationAnswer } from "@/lib/contracts/metrics/duration";
import { ChartFrame } from "../../charts/chart-frame";
import { LegendNote } from "../../charts/legend-note";
import { MarkList } from "../../charts/mark-list";
import { useReportView } from "../../view/report-view";
import { definition as leadTimeDefinition } from "../lead-time/definition";
import { definition } from "./definition";
import { DurationPicture } from "./picture";
import {
  type DurationKind,
  durationName,
  durationSentence,
  earlierWords,
  medianWords,
  percentileWords,
  sampleWords,
} from "./words";

type DurationScatterProps = {
  kind: DurationKind;
  answer: DurationAnswer;
  before: DurationAnswer | null;
  controls: ReactNode;
};

/** Each finished card as a dot: when it finished, and in how many days. */
export function DurationScatter({ kind, answer, before, controls }: DurationScatterProps) {
  const { boardKey } = useReportView();
  return (
    <ChartFrame
      title={durationName(kind)}
      sentence={durationSentence(answer, kind)}
      definition={kind === "lead-time" ? leadTimeDefinition : definition}
      cards={answer.n}
      workingDays={answer.workingDays}
      excluded={answer.excluded}
      fileName={kind}
      isEmpty={answer.n === 0}
      emptyWords="No card was finished in this range. Choose a longer one, or finish a card."
      controls={controls}
      table={tableOf(kind, answer, boardKey)}
      legend={<Legend answer={answer} before={before} />}
    >
      <DurationPicture kind={kind} answer={answer} before={before} />
    </ChartFrame>
  );
}

function tableOf(kind: DurationKind, answer: DurationAnswer, boardKey: string) {
  const isCycleTime = kind === "cycle-time";
  return {
    headers: ["Card", "Title", isCycleTime ? "Started" : "Created", "Finished", daysHead(answer)],
    rows: answer.items.map((item) => [
      `${boardKey}-${item.number}`,
      item.title,
      isCycleTime ? item.startedAt : item.createdAt,
      item.finishedAt,
      item.days,
    ]),
  };
}

function Legend({ answer, before }: Pick<DurationScatterProps, "answer" | "before">) {
  const locale = useLocale();
  const { marks } = useReportView();
  const sample = sampleWords(answer);
  return (
    <>
      <LegendNote>
        {sample && <strong className="font-medium text-foreground">{sample} </strong>}
        Dashed lines: the share of the cards finished within so many {dayNoun(answer)}s,{" "}
        {percentileWords(answer)}. {medianWords(answer)}
        {before &&
          ` ${earlierWords(before, (date) => dayWords(date, locale))} Grey lines: its 50 % and 85 %.`}
      </LegendNote>
      <MarkList marks={marks} locale={locale} />
    </>
  );
}
