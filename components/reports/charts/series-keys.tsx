import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { HiddenSeries } from "./use-hidden-series";

export type SeriesKey = { key: string; name: string; colour: string; mark?: ReactNode };

type SeriesKeysProps = HiddenSeries & {
  keys: readonly SeriesKey[];
  /** More that stands in the legend. */
  children?: ReactNode;
};

/** Names of series beside their colours; each is a button that switches its series off and on in the picture alone. */
export function SeriesKeys({ keys, hidden, toggle, children }: SeriesKeysProps) {
  return (
    <ul
      aria-label="Series of the picture"
      className="flex flex-wrap gap-x-1 gap-y-0.5 px-1.5 pt-2 text-xs text-muted-foreground"
    >
      {keys.map(({ key, name, colour, mark }) => {
        const isShown = !hidden.has(key);
        const isLast = isShown && hidden.size === keys.length - 1;
        return (
          <li key={key} data-print={isShown ? undefined : "hide"}>
            <button
              type="button"
              aria-pressed={isShown}
              aria-disabled={isLast || undefined}
              title={isLast ? "One series stays" : isShown ? "Hide in the picture" : "Show in the picture"}
              onClick={() => toggle(key)}
              className={cn(
                "flex min-h-6 items-center gap-1.5 rounded-md px-1.5 text-left outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring",
                !isShown && "line-through",
              )}
            >
              {isShown ? (
                (mark ?? <ColourPatch colour={colour} />)
              ) : (
                <span className="size-2.5 shrink-0 rounded-xs border border-current" aria-hidden />
              )}
              <span dir="auto">{name}</span>
            </button>
          </li>
        );
      })}
      {children}
    </ul>
  );
}

/** A colour as it is in the picture, in forced colours and on paper, too. */
export function ColourPatch({ colour }: { colour: string }) {
  return (
    <span
      className="size-2.5 shrink-0 rounded-xs forced-color-adjust-none [print-color-adjust:exact]"
      style={{ backgroundColor: colour }}
      aria-hidden
    />
  );
}
