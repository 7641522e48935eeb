import { Diamond } from "lucide-react";
import { plural } from "@/lib/client/format/plural";
import { FoldedCards } from "../../cards/folded-cards";

type SignalListProps<P> = {
  points: P[];
  nameOf: (point: P) => string;
  onOpen: (point: P) => void;
};

const maxSignals = 100;

/** The points that take part in a signal, in words, each opening what is behind it. */
export function SignalList<P extends { index: number; value: number; why: string[] }>(
  props: SignalListProps<P>,
) {
  const { points, nameOf, onOpen } = props;
  if (points.length === 0) return null;
  return (
    <FoldedCards summary={`${plural(points.length, "signal")} in words`}>
      <ul className="text-sm">
        {points.slice(-maxSignals).map((point) => (
          <li key={point.index}>
            <button
              type="button"
              onClick={() => onOpen(point)}
              className="flex w-full items-baseline gap-2 rounded-md px-2 py-1 text-left outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring"
            >
              <Diamond className="size-3 shrink-0 translate-y-0.5 text-chart-6" aria-hidden />
              <span className="min-w-0">
                {nameOf(point)}: {point.value}, {point.why.join("; ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </FoldedCards>
  );
}
