import { cn } from "./cn";

type ProgressBarProps = {
  label: string;
  /** Done so far, 0 to 1; null while that is not known. */
  share: number | null;
  /** The same in words, for those who hear it. */
  words?: string;
  className?: string;
};

/** How far something is. */
export function ProgressBar({ label, share, words, className }: ProgressBarProps) {
  const percent = share === null ? null : Math.round(share * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent !== null && { "aria-valuenow": percent })}
      aria-valuetext={words}
      className={cn("h-2 overflow-hidden rounded-full border border-border bg-muted", className)}
    >
      <div
        className={cn(
          "h-full rounded-full bg-primary transition-[width] forced-colors:bg-[Highlight]",
          percent === null && "w-1/4 animate-pulse",
        )}
        style={percent === null ? undefined : { width: `${percent}%` }}
      />
    </div>
  );
}
