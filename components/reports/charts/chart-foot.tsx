import { BookOpen } from "lucide-react";
import { PageLink } from "@/components/ui/page-link";
import { sayWorkingDays } from "@/lib/client/format/day-count";
import { plural } from "@/lib/client/format/plural";
import type { WorkingDays } from "@/lib/contracts/working-days";
import type { Definition } from "../definitions/definition";

type ChartFootProps = {
  definition: Definition;
  cards: number;
  workingDays?: WorkingDays | null;
  excluded: { count: number; why: string }[];
};

/** On how many cards a chart stands, which it leaves out, and how it is measured. */
export function ChartFoot({ definition, cards, workingDays, excluded }: ChartFootProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 px-4 pt-2 pb-3 text-xs text-muted-foreground sm:px-5">
      <p>
        {plural(cards, "card")}
        {excluded.length > 0 && (
          <>
            {" "}
            · left out: {excluded.map(({ count, why }) => `${count.toLocaleString("en")} ${why}`).join(", ")}
          </>
        )}
        {workingDays && (
          <>
            {" · "}
            <PageLink
              href="/definitions#working-days"
              className="rounded-sm font-medium text-primary outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
            >
              working days
            </PageLink>
            {`: ${sayWorkingDays(workingDays)}`}
          </>
        )}
      </p>
      <PageLink
        href={`/definitions#${definition.id}`}
        data-print="hide"
        className="inline-flex items-center gap-1 rounded-sm font-medium text-primary outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
      >
        <BookOpen className="size-3.5" aria-hidden /> How this is measured
      </PageLink>
    </div>
  );
}
