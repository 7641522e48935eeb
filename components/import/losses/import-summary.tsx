import { Surface, SurfaceHead } from "@/components/ui/surface";
import type { ImportPreview } from "@/lib/contracts/import";
import { LossReport } from "./loss-report";

type ImportSummaryProps = { preview: ImportPreview; name: string; isStale: boolean };

/** What would come in, and what would not and why. */
export function ImportSummary({ preview, name, isStale }: ImportSummaryProps) {
  const span =
    preview.from && preview.to ? `${preview.from.slice(0, 10)} to ${preview.to.slice(0, 10)}` : "no time";
  return (
    <Surface aria-busy={isStale}>
      <SurfaceHead title="What comes in" />
      <div className="flex flex-col gap-5 px-5 pb-5">
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-[1fr_1fr_1fr_auto]">
          {[
            ["Cards", preview.cards.toLocaleString("en")],
            ["Moves", preview.transitions.toLocaleString("en")],
            ["Columns", String(preview.columns.length)],
            ["History", span],
          ].map(([term, value]) => (
            <div key={term}>
              <dt className="text-xs text-muted-foreground">{term}</dt>
              <dd className="font-semibold tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
        <LossReport title="What does not" dropped={preview.dropped} name={name} />
      </div>
    </Surface>
  );
}
