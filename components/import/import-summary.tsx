import { Surface, SurfaceHead } from "@/components/ui/surface";
import type { ImportPreview } from "@/lib/contracts/import";

/** What would come in, and what would not and why. */
export function ImportSummary({ preview, isStale }: { preview: ImportPreview; isStale: boolean }) {
  const span =
    preview.from && preview.to ? `${preview.from.slice(0, 10)} to ${preview.to.slice(0, 10)}` : "no time";
  return (
    <Surface aria-busy={isStale}>
      <SurfaceHead title="What comes in" />
      <div className="px-5 pb-5">
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
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
        <h3 className="mt-5 mb-1 text-sm font-semibold">What does not</h3>
        {preview.dropped.length === 0 ? (
          <p className="text-sm text-muted-foreground">Everything in the file comes in.</p>
        ) : (
          <ul className="flex flex-col gap-1 text-sm">
            {preview.dropped.map(({ what, count, why }) => (
              <li key={what + why}>
                <span className="font-medium">
                  {count.toLocaleString("en")} {what}
                </span>
                <span className="text-muted-foreground">: {why}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Surface>
  );
}
