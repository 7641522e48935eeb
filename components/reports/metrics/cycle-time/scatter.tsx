"use client";

import { memo, type ReactNode } from "react";
import {
  type DurationKind,
  durationName,
  durationSentence,
  earlierWords,
  medianWords,
  percentileWords,
  sampleWords,
} from "@/components/reports/metrics/cycle-time/words";
import { dayNoun, daysHead } from "@/lib/client/format/day-count";
import { useLocale } from "@/lib/client/format/use-locale";
import type { DurationAnswer } from "@/lib/contracts/metrics/duration";
import { ChartFrame } from "../../charts/chart-frame";
import { dayWords } from "../../charts/chart-theme";
import { MarkList } from "../../charts/mark-list";
import type { LimitMark } from "../../view/limit-marks";
import { DurationPicture } from "./picture";

type DurationScatterProps = {
  kind: DurationKind;
  answer: DurationAnswer;
  before: DurationAnswer | null;
  boardId: string;
  boardKey: string;
  marks: LimitMark[];
  controls: ReactNode;
};

/** Each finished card as a dot: when it finished, and in how many days. */
export function DurationScatter(props: DurationScatterProps) {
  const { kind, answer, before, boardId, boardKey, marks, controls } = props;
  const locale = useLocale();
  const sample = sampleWords(answer);
  return (
    <ChartFrame
      title={durationName(kind)}
      sentence={durationSentence(answer, kind)}
      definition={kind}
      cards={answer.n}
      workingDays={answer.workingDays}
      excluded={answer.excluded}
      fileName={kind}
      isEmpty={answer.n === 0}
      emptyWords="No card was finished in this range. Choose a longer one, or finish a card."
      controls={controls}
      table={{
        headers: [
          "Card",
          "Title",
          kind === "cycle-time" ? "Started" : "Created",
          "Finished",
          daysHead(answer),
        ],
        rows: answer.items.map((item) => [
          `${boardKey}-${item.number}`,
          item.title,
          kind === "cycle-time" ? item.startedAt : item.createdAt,
          item.finishedAt,
          item.days,
        ]),
      }}
      legend={
        <>
          <p className="px-3 pt-1 text-xs text-muted-foreground">
            {sample && <strong className="font-medium text-foreground">{sample} </strong>}
            Dashed lines: the share of the cards finished within so many {dayNoun(answer)}s,{" "}
            {percentileWords(answer)}. {medianWords(answer)}
            {before &&
              ` ${earlierWords(before, (date) => dayWords(date, locale))} Grey lines: its 50 % and 85 %.`}
          </p>
          <MarkList marks={marks} locale={locale} />
        </>
      }
    >
      <Picture
        kind={kind}
        answer={answer}
        before={before}
        boardId={boardId}
        boardKey={boardKey}
        marks={marks}
        locale={locale}
      />
    </ChartFrame>
  );
}

const Picture = memo(DurationPicture);
