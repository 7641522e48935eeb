import { PageLink } from "@/components/ui/page-link";
import type { WorkItemAgeAnswer } from "@/lib/contracts/metrics/work-item-age";
import { SeriesKeys } from "../../charts/series-keys";
import type { HiddenSeries } from "../../charts/use-hidden-series";
import { DotMark } from "../../points/card-dots";
import { keyOfRisk, looksFor } from "./risk-looks";
import { paceWords, riskWord } from "./words";

type AgeingLegendProps = {
  answer: WorkItemAgeAnswer;
  columns: readonly { id: string; name: string }[];
  risks: HiddenSeries;
};

/** What dots and bands stand for; each kind of dot can be switched off. */
export function AgeingLegend({ answer, columns, risks }: AgeingLegendProps) {
  return (
    <div className="flex flex-col gap-1 pt-1 text-xs text-muted-foreground">
      {answer.expectation && (
        <SeriesKeys
          keys={looksFor(answer).map(({ risk, ...look }) => ({
            key: keyOfRisk(risk),
            name: `${riskWord(risk, answer)}: ${answer.items.filter((item) => item.risk === risk).length}`,
            colour: look.colour,
            mark: <DotMark {...look} />,
          }))}
          {...risks}
        />
      )}
      <p className="px-3">
        As of the end of {answer.to}. {paceWords(answer, columns)}{" "}
        <PageLink
          href="/definitions#pace"
          className="rounded-sm font-medium text-primary outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
        >
          How pace is measured
        </PageLink>
      </p>
    </div>
  );
}
