import { Ruler, TrendingUp } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DaySlider } from "../../parameters/day-slider";
import type { useSpan } from "./use-span";

type CumulativeFlowControlsProps = {
  from: string;
  to: string;
  span: ReturnType<typeof useSpan>;
  showsLines: boolean;
  onToggleLines: () => void;
};

const pressedLook = "aria-pressed:border-primary aria-pressed:bg-primary/10 aria-pressed:text-primary";

/** Switches of the cumulative flow diagram, and a handle for each of the two days between which it is read off. */
export function CumulativeFlowControls(props: CumulativeFlowControlsProps) {
  const { from, to, span, showsLines, onToggleLines } = props;
  return (
    <>
      <Button
        variant="outline"
        size="sm"
        aria-pressed={span.chosen !== null}
        className={pressedLook}
        onClick={span.toggle}
      >
        <Ruler aria-hidden /> Read between two days
      </Button>
      <Button
        variant="outline"
        size="sm"
        aria-pressed={showsLines}
        className={pressedLook}
        onClick={onToggleLines}
      >
        <TrendingUp aria-hidden /> Arrivals and departures
      </Button>
      {span.chosen && (
        <div className="flex basis-full flex-col gap-1">
          <DaySlider label="First day" from={from} to={to} value={span.chosen.from} onChange={span.setFrom} />
          <DaySlider label="Last day" from={from} to={to} value={span.chosen.to} onChange={span.setTo} />
          <p className="text-xs text-muted-foreground">
            Drag over the picture, or click its first and its last day.
          </p>
        </div>
      )}
    </>
  );
}
