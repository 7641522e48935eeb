import type { LabelView } from "@/lib/contracts/board";
import { labelColour } from "./label-colour";

/** A label: its word, and a dot of its colour. The colour alone says nothing. */
export function LabelMark({ label }: { label: Pick<LabelView, "name" | "colour"> }) {
  return (
    <span className="inline-flex max-w-full items-center gap-1 rounded-full border border-border px-1.5 py-px text-[0.6875rem] leading-4 text-muted-foreground">
      <span
        aria-hidden
        className="size-2 shrink-0 rounded-full"
        style={{ backgroundColor: labelColour(label.colour) }}
      />
      <span dir="auto" className="truncate">
        {label.name}
      </span>
    </span>
  );
}
