"use client";

import { Ruler, TrendingUp } from "lucide-react";
import { Button } from "@/components/ui/button";
import { DaySlider } from "../../parameters/day-slider";
import type { useFlowReading } from "./use-reading";

type FlowControlsProps = {
  from: string;
  to: string;
  locale: string;
  flow: ReturnType<typeof useFlowReading>;
  showsLines: boolean;
  onToggleLines: () => void;
};

const pressedLook = "aria-pressed:border-primary aria-pressed:bg-primary/10 aria-pressed:text-primary";

/** Switches of the cumulative flow diagram, and a handle for each of the two days between which it is read off. */
export function FlowControls({ from, to, locale, flow, showsLines, onToggleLines }: FlowControlsProps) {
  const { reading } = flow;
  return (
    <>
      <Button
        variant="outline"
        size="sm"
        aria-pressed={reading !== null}
        className={pressedLook}
        onClick={flow.toggle}
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
      {reading && (
        <div className="flex basis-full flex-col gap-1">
          <DaySlider
            label="First day"
            {...{ from, to, locale }}
            value={reading.from}
            onChange={flow.setFrom}
          />
          <DaySlider label="Last day" {...{ from, to, locale }} value={reading.to} onChange={flow.setTo} />
          <p className="text-xs text-muted-foreground">
            Drag over the picture, or click its first and its last day.
          </p>
        </div>
      )}
    </>
  );
}
