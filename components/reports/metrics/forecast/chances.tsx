import type { ForecastAnswer } from "@/lib/contracts/metrics/forecast";
import { recordSentence, sayAnswer, sayDraw, sayLater, sayRecord } from "./words";

type ChancesProps = { answer: ForecastAnswer; sayDay: (date: string) => string };

/** Every percentile with its answer, and how often earlier ones came true. */
export function Chances({ answer, sayDay }: ChancesProps) {
  return (
    <div className="px-3 pt-2">
      <table className="w-full text-left text-sm">
        <thead className="text-xs text-muted-foreground">
          <tr className="border-b border-border [&>th]:py-1 [&>th]:pr-3 [&>th]:font-medium">
            <th scope="col">Chance</th>
            <th scope="col">Done</th>
            <th scope="col">Earlier forecasts</th>
          </tr>
        </thead>
        <tbody>
          {Object.keys(answer.percentiles).map((percent) => (
            <tr key={percent} className="border-b border-border/60 last:border-0 [&>td]:py-1 [&>td]:pr-3">
              <td className="whitespace-nowrap tabular-nums">{percent} %</td>
              <td className="font-medium">{sayAnswer(answer, percent, sayDay)}</td>
              <td className="text-muted-foreground">{sayRecord(answer, percent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="pt-2 text-xs text-pretty text-muted-foreground">
        {`Bars: share of the trials by the ${answer.mode === "when" ? "days they took" : "cards they finished"}. `}
        {`${answer.trials.toLocaleString("en")} trials, drawn from ${answer.sampleDays.toLocaleString("en")} past days, ${sayDraw(answer)}. Day 1 is ${sayDay(answer.firstDay)}.${sayLater(answer)} ${recordSentence(answer)}`}
      </p>
    </div>
  );
}
