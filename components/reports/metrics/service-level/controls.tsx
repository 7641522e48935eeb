import type { ReactNode } from "react";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { dayNoun, daysHead } from "@/lib/client/format/day-count";
import type { MetricState } from "@/lib/client/metrics/use-metric";
import type { ServiceLevelAnswer } from "@/lib/contracts/metrics/service-level";
import { MetricStatus } from "../../parameters/metric-status";
import { NumberParameter } from "../../parameters/number-parameter";
import type { Adjustment } from "../../parameters/use-adjusted-metric";

type ServiceLevelControlsProps = {
  answer: ServiceLevelAnswer;
  asked: MetricState;
  before: MetricState;
  onAdjust: (change: Adjustment) => void;
};

const afterwords = { agreed: ", as agreed", asked: "", proposed: ", proposed from this range" };

const usualShares = [50, 70, 85, 95];

/** The usual shares, and the one that is shown. */
const sharesWith = (shown: number) => [...new Set([...usualShares, shown])].sort((a, b) => a - b).map(String);

/** The expectation as it stands, and ways to ask for another one. */
export function ServiceLevelControls({ answer, asked, before, onAdjust }: ServiceLevelControlsProps) {
  const { percentile, days, basis, agreed } = answer;
  return (
    <>
      <SegmentedControl
        label="Share of cards"
        value={String(percentile)}
        options={sharesWith(percentile).map((value) => ({ value, label: `${value} %` }))}
        onChange={(share) => onAdjust({ percentile: share })}
      />
      <NumberParameter
        before="in"
        after={`${dayNoun(answer)}s or less${afterwords[basis]}`}
        label={`${daysHead(answer)} in which a card is expected`}
        value={days}
        max={3_650}
        onAsk={(within) => onAdjust({ within: String(within) })}
      />
      {agreed && basis !== "agreed" && (
        <TextButton onClick={() => onAdjust({ percentile: null, within: null })}>The agreed level</TextButton>
      )}
      {basis !== "proposed" && (
        <TextButton onClick={() => onAdjust({ percentile: String(percentile), within: null })}>
          Days from this range
        </TextButton>
      )}
      <MetricStatus asked={asked} />
      <MetricStatus asked={before} />
    </>
  );
}

function TextButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="rounded-sm text-sm font-medium text-primary outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
    >
      {children}
    </button>
  );
}
