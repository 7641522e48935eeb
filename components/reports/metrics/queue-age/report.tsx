import { useMemo } from "react";
import { spokenDuration } from "@/lib/client/format/durations";
import { useLocale } from "@/lib/client/format/use-locale";
import { type QueueAgeAnswer, queueAgeMetric } from "@/lib/contracts/metrics/queue-age";
import { ChartFrame } from "../../charts/chart-frame";
import { defineReport } from "../../view/define-report";
import { useReportView } from "../../view/report-view";
import { definition } from "./definition";
import { QueueAgePicture } from "./picture";
import { type QueueColumn, type QueuedCard, queuedCards } from "./series";
import { queueAgeSentence } from "./words";

export const report = defineReport({
  group: "in-progress",
  ask: (ask) => ask(queueAgeMetric),
  Report: QueueAgeReport,
});

/** How long each card has been in its present column; the backlog is left out, since nothing is promised there. */
function QueueAgeReport({ answer }: { answer: QueueAgeAnswer }) {
  const { boardKey } = useReportView();
  const columns = useMemo(
    () => answer.columns.filter(({ kind, n }) => kind !== "backlog" && n > 0),
    [answer.columns],
  );
  const cards = useMemo(() => queuedCards(columns), [columns]);
  return (
    <ChartFrame
      title="Queue age"
      sentence={queueAgeSentence(answer)}
      definition={definition}
      cards={cards.length}
      excluded={[
        ...answer.excluded,
        ...answer.columns
          .filter(({ kind, n }) => kind === "backlog" && n > 0)
          .map(({ name, n }) => ({ count: n, why: `in ${name}, not committed` })),
      ]}
      fileName="queue-age"
      isEmpty={cards.length === 0}
      emptyWords="No card is in a queue or being worked on."
      table={tableOf(cards, boardKey)}
      legend={<Legend answer={answer} columns={columns} />}
    >
      <QueueAgePicture columns={columns} cards={cards} />
    </ChartFrame>
  );
}

function tableOf(cards: readonly QueuedCard[], boardKey: string) {
  return {
    headers: ["Column", "Card", "Title", "In this column for (hours)", "Altogether (hours)"],
    rows: cards.map((card) => [
      card.column,
      `${boardKey}-${card.number}`,
      card.title,
      Math.round(card.elapsedMs / 3_600_000),
      Math.round(card.dwellMs / 3_600_000),
    ]),
  };
}

function Legend({ answer, columns }: { answer: QueueAgeAnswer; columns: readonly QueueColumn[] }) {
  const moment = new Intl.DateTimeFormat(useLocale(), {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: answer.timeZone,
  });
  return (
    <p className="px-3 pt-2 text-xs text-muted-foreground">
      As of {moment.format(new Date(answer.asOf))}.{" "}
      {columns
        .map(({ name, n, percentiles }) => {
          const usual = percentiles["85"];
          return `${name}: ${n}${usual == null ? "" : `, 85 % up to ${spokenDuration(usual)}`}`;
        })
        .join(" · ")}
    </p>
  );
}
