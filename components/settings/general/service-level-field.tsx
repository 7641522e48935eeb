"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Spinner } from "@/components/ui/spinner";
import { type DayCount, dayNoun, daysHead, sayDays } from "@/lib/client/format/day-count";
import { dayWords } from "@/lib/client/format/day-words";
import { plural } from "@/lib/client/format/plural";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import { useLocale } from "@/lib/client/format/use-locale";
import { useMetric } from "@/lib/client/metrics/use-metric";
import type { BoardFacts } from "@/lib/contracts/board";
import { type ServiceLevelAnswer, serviceLevelMetric } from "@/lib/contracts/metrics/service-level";
import { type ServiceLevelExpectation, serviceLevel } from "@/lib/contracts/service-level";

const usualPercentile = 85;

type ServiceLevelFieldProps = {
  /** As it is saved. */
  board: Pick<BoardFacts, "id" | "serviceLevel" | "workingDays">;
  /** How days are to be counted, as it stands in the form. */
  count: DayCount;
  isEditable: boolean;
  onChange: (level: ServiceLevelExpectation | null) => void;
};

/** What the team agrees to expect of its cards, beside what they did of late. Without days nothing is agreed. */
export function ServiceLevelField({ board, count, isEditable, onChange }: ServiceLevelFieldProps) {
  const headingId = useId();
  const level = board.serviceLevel;
  // Until the form is saved, days are proposed as the board still counts them.
  const isSaved = JSON.stringify(count.workingDays) === JSON.stringify(board.workingDays);
  const [percentile, setPercentile] = useState(String(level?.percentile ?? usualPercentile));
  const [days, setDays] = useState(String(level?.days ?? ""));
  const change = (nextPercentile: string, nextDays: string) => {
    setPercentile(nextPercentile);
    setDays(nextDays);
    onChange(nextDays === "" ? null : { percentile: Number(nextPercentile), days: Number(nextDays) });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within the form's own would be disabled apart from it
    <div role="group" aria-labelledby={headingId} className="flex flex-col gap-2 sm:col-span-2">
      <p id={headingId} className="text-sm font-medium">
        Agreed service level expectation
      </p>
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <Input
          aria-label="Share of the cards, in per cent"
          type="number"
          required
          min={1}
          max={100}
          value={percentile}
          onChange={(event) => change(event.target.value, days)}
          className="w-20 tabular-nums"
        />
        <span aria-hidden>% of the cards in</span>
        <Input
          aria-label={`${daysHead(count)} in which they are done`}
          type="number"
          min={1}
          max={3_650}
          value={days}
          onChange={(event) => change(percentile, event.target.value)}
          className="w-20 tabular-nums"
        />
        <span aria-hidden>{dayNoun(count)}s or less</span>
        {isEditable && days !== "" && (
          <Button variant="outline" onClick={() => change(percentile, "")}>
            No agreement
          </Button>
        )}
      </div>
      <Proposal
        board={board}
        percentile={percentile}
        days={days}
        onTake={isEditable && isSaved ? (proposed) => change(percentile, String(proposed)) : null}
      />
      <p className="text-xs text-muted-foreground">
        {days === ""
          ? "Nothing is agreed: reports call cards late by what the days that they look over suggest, once enough were finished in them."
          : "Reports call cards late or at risk by this, over whichever days they look."}
      </p>
    </div>
  );
}

type ProposalProps = {
  board: ServiceLevelFieldProps["board"];
  percentile: string;
  days: string;
  /** Null for those who may only read. */
  onTake: ((days: number) => void) | null;
};

function Proposal({ board, percentile, days, onTake }: ProposalProps) {
  const locale = useLocale();
  const isShare = serviceLevel.shape.percentile.safeParse(Number(percentile)).success;
  const asked = isShare ? { boardId: board.id, parameters: { percentile } } : null;
  const { answer, isBusy, hasFailed } = useMetric(
    serviceLevelMetric,
    asked,
    JSON.stringify(board.workingDays),
  );
  const proposed = answer?.days ?? null;
  return (
    <p aria-live="polite" className="flex min-h-8 flex-wrap items-center gap-2 text-sm text-muted-foreground">
      {answer && sayProposal(answer, locale)}
      {isBusy && <Spinner label="Counting" />}
      {hasFailed && "What was done of late could not be read."}
      {onTake && answer && proposed !== null && String(proposed) !== days && (
        <Button variant="outline" size="sm" onClick={() => onTake(proposed)}>
          Use {sayDays(proposed, answer)}
        </Button>
      )}
    </p>
  );
}

function sayProposal(answer: ServiceLevelAnswer, locale: string): string {
  const { n, days, percentile, to, tooFew } = answer;
  const when = `in the 90 days up to ${dayWords(to, locale)}`;
  if (days === null) return tooFew ? `${sayTooFew(tooFew)} Counted ${when}.` : "";
  return `Of the ${plural(n, "card")} finished ${when}, ${percentile} % took ${sayDays(days, answer)} or less.`;
}
