import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { ComparedFigure } from "@/lib/contracts/reports/overview";
import { type FigureKind, sayComparison, sayFigure } from "./figure-words";

const arrows = { up: ArrowUp, down: ArrowDown, same: ArrowRight };

/** How a figure went since the period before: which way, by how much, and whether that is good. */
export function FigureTrend({ figure, kind }: { figure: ComparedFigure; kind: FigureKind }) {
  const { words, trend, verdict } = sayComparison(figure, kind);
  const Arrow = trend && arrows[trend];
  return (
    <span className="text-xs text-muted-foreground">
      {Arrow && (
        <Arrow
          aria-hidden
          className={cn(
            "mr-1 inline size-3.5 align-text-bottom",
            verdict === "better" && "text-success",
            verdict === "worse" && "text-danger",
          )}
        />
      )}
      {words}
      {verdict && (
        <>
          {" "}
          <span
            className={cn(
              "font-medium whitespace-nowrap",
              verdict === "better" ? "text-success" : "text-danger",
            )}
          >
            · {verdict}
          </span>
        </>
      )}
    </span>
  );
}

type KeyFigureProps = { name: string; figure: ComparedFigure; kind: FigureKind };

/** One key figure of a list of them, with how it went. */
export function KeyFigure({ name, figure, kind }: KeyFigureProps) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5 bg-card px-4 py-3">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className="flex flex-col">
        <span className="text-xl font-semibold tabular-nums">{sayFigure(figure.now, kind)}</span>
        <FigureTrend figure={figure} kind={kind} />
      </dd>
    </div>
  );
}
