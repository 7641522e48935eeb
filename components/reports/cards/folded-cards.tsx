import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** A line that unfolds into the cards behind it; opens without script. */
export function FoldedCards({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className="group border-b border-border/60 last:border-0">
      <summary className="flex cursor-pointer list-none items-baseline gap-2 rounded-md px-2 py-1.5 text-sm outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className="size-3.5 shrink-0 translate-y-0.5 transition-transform group-open:rotate-90 motion-reduce:transition-none"
          aria-hidden
        />
        <span className="min-w-0 flex-1">{summary}</span>
      </summary>
      <div className="max-h-72 overflow-y-auto pb-2 pl-4">{children}</div>
    </details>
  );
}

/** What the cards have in common, and how it is with them. */
export function FoldedSummary({ name, words }: { name: string; words: string }) {
  return (
    <>
      <span className="font-medium">{name}</span>
      <span className="text-muted-foreground">{` · ${words}`}</span>
    </>
  );
}
