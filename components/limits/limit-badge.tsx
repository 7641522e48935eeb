import { CircleDashed, OctagonAlert, OctagonMinus, TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { LimitState } from "@/lib/client/limits/load";
import type { LimitMode } from "@/lib/domain/limit";

const looks = {
  free: { Icon: CircleDashed, word: null, className: "text-muted-foreground" },
  near: { Icon: TriangleAlert, word: "1 left", className: "text-limit-near" },
  full: { Icon: OctagonMinus, word: "Full", className: "text-limit-full font-semibold" },
  over: { Icon: OctagonAlert, word: "Over", className: "text-limit-over font-semibold" },
} as const;

const modeWords: Record<LimitMode, string> = {
  hard: "nothing more comes in",
  reason: "more only with a reason",
  soft: "more is allowed and recorded",
};

type LimitBadgeProps = { count: number; max: number; state: LimitState; mode: LimitMode };

/** Occupancy against a limit. Says its state by icon and word as well as colour; counts what filters hide too. */
export function LimitBadge({ count, max, state, mode }: LimitBadgeProps) {
  const { Icon, word, className } = looks[state];
  const isClosed = state === "full" || state === "over";
  return (
    <span
      className={cn("inline-flex items-center gap-1 text-xs tabular-nums whitespace-nowrap", className)}
      title={isClosed ? `${modeWords[mode]}` : undefined}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span>
        <span className="sr-only">{`${count} of at most ${max} cards`}</span>
        <span aria-hidden>{`${count} / ${max}`}</span>
      </span>
      {word && <span>{word}</span>}
    </span>
  );
}
